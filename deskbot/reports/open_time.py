"""The open time of a desk, asked about for each of many calls."""

import bisect
import collections.abc
import datetime as dt
import itertools

from deskbot.desk import interval

_HOUR = dt.timedelta(hours=1)

#: A weekday (Monday is 0) and an hour (0 to 23), as the desk's clock shows them.
Hour = tuple[int, int]


class OpenTime:
    """Stretches of open time, put in order once; those that meet are one."""

    def __init__(self, spans: collections.abc.Iterable[interval.Interval]) -> None:
        self._spans = tuple(spans)
        joined = _joined((one.start.timestamp(), one.end.timestamp()) for one in self._spans)
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]
        lengths = (end - start for start, end in joined)
        #: How long it was open before each stretch, and before the end of time.
        self._before = list(itertools.accumulate(lengths, initial=0.0))

    def holds(self, at: dt.datetime) -> bool:
        """Say whether the desk was open at that instant."""
        place = bisect.bisect_right(self._starts, at.timestamp()) - 1
        return place >= 0 and at.timestamp() < self._ends[place]

    def seconds(self, start: dt.datetime, end: dt.datetime) -> int:
        """Return for how many whole seconds it was open between two instants; 0 when they are reversed."""
        return max(0, int(self._until(end) - self._until(start)))

    def hours(self) -> frozenset[Hour]:
        """Return the hours of the week in which it was open, be it for a part of them."""
        return frozenset(hour for span in self._spans for hour in _hours_of(span))

    def _until(self, at: dt.datetime) -> float:
        moment = at.timestamp()
        place = bisect.bisect_right(self._starts, moment) - 1
        if place < 0:
            return 0.0
        return self._before[place] + min(moment, self._ends[place]) - self._starts[place]


def _joined(edges: collections.abc.Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(edges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return joined


def _hours_of(span: interval.Interval) -> collections.abc.Iterator[Hour]:
    zone = span.start.tzinfo
    # Stepped in UTC: in the night that says an hour twice, both are walked through.
    moment, end = (
        interval.instant(span.start.replace(minute=0, second=0, microsecond=0)),
        interval.instant(span.end),
    )
    while moment < end:
        there = moment.astimezone(zone)
        yield there.weekday(), there.hour
        moment += _HOUR
