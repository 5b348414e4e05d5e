"""What all payloads share: numbers, moments, and what is done with one of another shape."""

import collections.abc
import contextlib
import datetime as dt
import re
from typing import Any

from deskbot.line import errors

Payload = collections.abc.Mapping[str, Any]

_WRITTEN = re.compile(r"00[1-9][0-9]{5,14}")
# What reading a payload of another shape may raise; infinite and huge numbers overflow.
_ODD = (AttributeError, KeyError, OverflowError, TypeError, ValueError)


@contextlib.contextmanager
def understood() -> collections.abc.Iterator[None]:
    """Take whatever is not as the schema says for an outage.

    :raises LineUnavailable: if something is not.
    """
    try:
        yield
    except _ODD as problem:
        raise errors.LineUnavailable(type(problem).__name__) from None


def to_ovh_number(number: str) -> str:
    """Return an E.164 `number` as OVH writes it: 0033361584485."""
    return "00" + number.removeprefix("+")


def from_ovh_number(written: object) -> str | None:
    """Return the E.164 number that OVH wrote; None when it is hidden, absent or no number.

    A hidden caller is null or a word, and nobody knows which ([A], facts/ovh.md): both are None.
    """
    text = str(written or "").strip().replace(" ", "")
    if text.startswith("+"):
        text = "00" + text[1:]
    return f"+{text[2:]}" if _WRITTEN.fullmatch(text) else None


def moment_text(moment: dt.datetime) -> str:
    """Return an aware `moment` as OVH wants it."""
    return moment.isoformat(timespec="seconds")


def moment_of(text: str) -> dt.datetime:
    """Return the moment that OVH wrote.

    :raises ValueError: if it has no offset, or is none.
    """
    moment = dt.datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError("a datetime without an offset")
    return moment


def keys_of(payload: object) -> tuple[str, ...]:
    """Return the identifiers of a list.

    :raises LineUnavailable: if it is not one.
    """
    if not isinstance(payload, list) or not all(isinstance(one, int | str) for one in payload):
        raise errors.LineUnavailable("a list")
    return tuple(str(one) for one in payload)
