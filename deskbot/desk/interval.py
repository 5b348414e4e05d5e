"""Half-open stretches of time."""

import dataclasses
import datetime as dt


class NaiveDatetime(ValueError):
    """A datetime without a zone reached a place where only aware ones may go."""


def check_aware(moment: dt.datetime) -> dt.datetime:
    """Return `moment`, or refuse it when it has no zone.

    :raises NaiveDatetime: if it has none.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveDatetime(moment.isoformat())
    return moment


@dataclasses.dataclass(frozen=True, kw_only=True, order=True)
class Interval:
    """From `start` (included) to `end` (excluded), both aware.

    :raises NaiveDatetime: if one of them has no zone.
    :raises ValueError: if it is empty or reversed.
    """

    start: dt.datetime
    end: dt.datetime

    def __post_init__(self) -> None:
        if not check_aware(self.start) < check_aware(self.end):
            raise ValueError("an interval ends after it starts")

    def holds(self, at: dt.datetime) -> bool:
        """Say whether `at` is inside."""
        return self.start <= at < self.end

    def overlaps(self, other: "Interval") -> bool:
        """Say whether the two share an instant."""
        return self.start < other.end and other.start < self.end

    def without(self, other: "Interval") -> tuple["Interval", ...]:
        """Return what is left of this one once `other` is cut out: none, one or two pieces."""
        pieces = ((self.start, min(self.end, other.start)), (max(self.start, other.end), self.end))
        return tuple(Interval(start=start, end=end) for start, end in pieces if start < end)
