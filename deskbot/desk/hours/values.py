"""What opening hours are made of, and what they say."""

import dataclasses
import datetime as dt
import enum
import zoneinfo
from typing import Final

from deskbot.desk import interval

PARIS: Final = zoneinfo.ZoneInfo("Europe/Paris")


class OverlappingSpans(ValueError):
    """The spans of one weekday overlap, touch, or are not in order."""


class Opening(enum.StrEnum):
    """What a desk is at one moment."""

    OPEN = "open"
    #: Open only while somebody holds the turn.
    IF_TAKEN = "open_if_taken"
    CLOSED = "closed"


class ClosedKind(enum.StrEnum):
    """Why a day is closed."""

    WEEKEND = "weekend"
    #: A weekday without opening hours.
    WEEKLY = "weekly"
    HOLIDAY = "holiday"
    #: A closure of the configuration, or an admin's sentence.
    EXCEPTIONAL = "exceptional"


@dataclasses.dataclass(frozen=True, kw_only=True)
class ClosedReason:
    """Why a day is closed; `name` is the holiday's French name or the reason that was given, else empty."""

    kind: ClosedKind
    name: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """A stretch of one day, in local wall time.

    :raises ValueError: if it is empty or reversed.
    """

    start: dt.time
    end: dt.time

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError("a span ends after it starts")


@dataclasses.dataclass(frozen=True, kw_only=True, order=True)
class Closure:
    """A closure of whole days known in advance, `last` included; `if_taken`: somebody may still take a turn.

    :raises ValueError: if it is reversed.
    """

    first: dt.date
    last: dt.date
    reason: str = ""
    if_taken: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a closure ends after it starts")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Exceptional:
    """One sentence of an admin: what the desk is over `span`, whatever was said of it before.

    OPEN inside one day opens what was typed; over several days, the hours of each weekday (the default ones
    where it has none), never the night. IF_TAKEN keeps for takers what was to be open, and opens to them the
    weekly hours that a closure had closed, but neither public holidays nor weekends.
    """

    kind: Opening
    span: interval.Interval
    reason: str = ""


OFFICE_SPAN: Final = Span(start=dt.time(9), end=dt.time(17, 30))
OFFICE_WEEK: Final = ((OFFICE_SPAN,),) * 5 + ((),) * 2
