"""Half-open stretches of time."""

import collections.abc
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


def instant(moment: dt.datetime) -> dt.datetime:
    """Return `moment` in UTC, to compare by: Python compares two datetimes of one zone by their wall clock,
    which says an hour twice in one night of October.

    :raises NaiveDatetime: if it has no zone.
    """
    return check_aware(moment).astimezone(dt.UTC)


@dataclasses.dataclass(frozen=True, kw_only=True, order=True)
class Interval:
    """From `start` (included) to `end` (excluded), both aware; asked about as instants, not as wall times.

    :raises NaiveDatetime: if one of them has no zone.
    :raises ValueError: if it is empty or reversed.
    """

    start: dt.datetime
    end: dt.datetime

    def __post_init__(self) -> None:
        # In the night that skips an hour, 2:30 to 3:15 is forwards on the wall and backwards in time: what
        # people typed is kept, and holds no instant.
        forwards = instant(self.start) < instant(self.end) or self.start < self.end
        if not forwards:
            raise ValueError("an interval ends after it starts")

    def holds(self, at: dt.datetime) -> bool:
        """Say whether `at` is inside."""
        return instant(self.start) <= instant(at) < instant(self.end)

    def overlaps(self, other: "Interval") -> bool:
        """Say whether the two share an instant."""
        return self.common(other) is not None

    def common(self, other: "Interval") -> "Interval | None":
        """Return the stretch that both hold; None when there is none."""
        return _between(max(self.start, other.start, key=instant), min(self.end, other.end, key=instant))

    def without(self, other: "Interval") -> tuple["Interval", ...]:
        """Return what is left of this one once `other` is cut out: none, one or two pieces."""
        before = _between(self.start, min(self.end, other.start, key=instant))
        after = _between(max(self.start, other.end, key=instant), self.end)
        return tuple(piece for piece in (before, after) if piece)


def from_now(spans: collections.abc.Iterable[Interval], *, now: dt.datetime) -> tuple[Interval, ...]:
    """Return what is still to come of `spans`, from the minute of `now` on; the past is past."""
    minute = check_aware(now).replace(second=0, microsecond=0)
    left = []
    for span in spans:
        start = span.start if instant(span.start) >= instant(minute) else minute.astimezone(span.start.tzinfo)
        if instant(span.end) > instant(now) and instant(start) < instant(span.end):
            left.append(Interval(start=start, end=span.end))
    return tuple(left)


def _between(start: dt.datetime, end: dt.datetime) -> Interval | None:
    return Interval(start=start, end=end) if instant(start) < instant(end) else None
