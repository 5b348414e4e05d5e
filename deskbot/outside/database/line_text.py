"""What was read back of lines, as text to seal: JSON, where each moment is a wall time beside its zone.

What was written by another version of deskbot may not be readable any more; whoever reads it does without.
"""

import collections.abc
import dataclasses
import datetime as dt
import functools
import json
from typing import TypeVar

import pydantic

from deskbot.line import observed, reading
from deskbot.outside.database import walls

# What tells one kind of line from another in the text: these names are in databases, and stay.
_KINDS: dict[str, type[observed.Observed]] = {
    "hunt_group": observed.HuntGroup,
    "sip_line": observed.SipLine,
    "redirect": observed.Redirect,
}
_NAMES: dict[type, str] = {kind: name for name, kind in _KINDS.items()}

T = TypeVar("T")
Lines = collections.abc.Mapping[str, observed.Observed]


class UnreadableText(Exception):
    """The text is not of this version of deskbot."""


def written(one: reading.Reading | Lines) -> str:
    """Return a reading, or lines by their number, as text."""
    return json.dumps(one, default=_plain)


def read_reading(text: str) -> reading.Reading:
    """Return the reading that `text` is of.

    :raises UnreadableText: if another version wrote it.
    """
    return _read(text, adapter=_adapter_of_readings())


def read_lines(text: str) -> Lines:
    """Return the lines, by number, that `text` is of.

    :raises UnreadableText: if another version wrote it.
    """
    return _read(text, adapter=_adapter_of_lines())


def _read(text: str, *, adapter: pydantic.TypeAdapter[T]) -> T:
    try:
        return adapter.validate_python(json.loads(text, object_hook=_value))
    except (ValueError, TypeError, KeyError):
        # What went wrong quotes the text, which has numbers in it.
        raise UnreadableText from None


def _plain(one: object) -> object:
    """Return what JSON has no word for as what it has."""
    if isinstance(one, dt.datetime):
        wall, zone = walls.written_moment(one)
        return {"wall": wall, "zone": zone}
    if isinstance(one, dt.time):
        return one.isoformat()
    if isinstance(one, frozenset):
        return sorted(one)
    if isinstance(one, collections.abc.Mapping):
        return dict(one)
    if not dataclasses.is_dataclass(one):
        raise TypeError(type(one).__name__)
    fields = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    name = _NAMES.get(type(one))
    return fields if name is None else {name: fields}


def _value(found: dict[str, object]) -> object:
    """Return the moment or the line that an object of the JSON stands for; another object stays as it is."""
    if found.keys() == {"wall", "zone"}:
        return walls.moment(str(found["wall"]), str(found["zone"]))
    if len(found) == 1:
        ((name, fields),) = found.items()
        if name in _KINDS:
            return _adapter_of(name).validate_python(fields)
    return found


# Built when they are needed for the first time: it takes a while.
@functools.cache
def _adapter_of(name: str) -> pydantic.TypeAdapter[observed.Observed]:
    return pydantic.TypeAdapter(_KINDS[name])


@functools.cache
def _adapter_of_readings() -> pydantic.TypeAdapter[reading.Reading]:
    return pydantic.TypeAdapter(reading.Reading)


@functools.cache
def _adapter_of_lines() -> pydantic.TypeAdapter[Lines]:
    return pydantic.TypeAdapter(dict[str, observed.Observed])
