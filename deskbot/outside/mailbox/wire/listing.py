"""What an IMAP server answers about mails."""

import collections.abc
import dataclasses
import datetime as dt
import email.utils
import re

_UID = re.compile(rb"\bUID (\d+)")
_RECEIVED = re.compile(rb'\bINTERNALDATE "([^"]*)"')

Line = bytes | tuple[bytes, bytes] | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Fetched:
    """A mail, or what was asked of it. `uid` is its number in the folder."""

    uid: str
    received_at: dt.datetime
    raw: bytes = dataclasses.field(default=b"", repr=False)


def fetched_in(lines: collections.abc.Iterable[Line]) -> collections.abc.Iterator[Fetched]:
    """Give the mails that the answer to a FETCH describes; what it says besides is passed over.

    A mail comes as its description and its bytes, then what is left of the description.
    """
    for line in lines:
        about, raw = line if isinstance(line, tuple) else (line or b"", b"")
        uid, received = _UID.search(about), _RECEIVED.search(about)
        if uid is not None and received is not None:
            yield Fetched(uid=uid[1].decode(), received_at=_moment(received[1]), raw=raw)


def _moment(written: bytes) -> dt.datetime:
    """Return a moment as servers write it, "01-Aug-2024 09:12:00 +0200".

    :raises ValueError: if it is none.
    """
    moment = email.utils.parsedate_to_datetime(written.decode("ascii").strip())
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
