"""One day of a desk, and what each layer makes of it."""

import collections.abc
import dataclasses

from deskbot.desk import interval
from deskbot.desk.hours import values

Intervals = tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Day:
    """What one day serves, in order; `closed_by` is why nothing is served, and stale when something is.

    `left_by` is why some of it is left to whoever takes it. `cut` is what a sentence closed of it and no
    later one opened again, `cut_by` the last reason given for that.
    """

    open: Intervals = ()
    if_taken: Intervals = ()
    closed_by: values.ClosedReason | None = None
    left_by: str = ""
    cut: Intervals = ()
    cut_by: str = ""

    @property
    def served(self) -> Intervals:
        """What a turn can serve."""
        return merged((*self.open, *self.if_taken))

    def closing(self, span: interval.Interval, *, reason: str) -> "Day":
        """Return the day with `span` closed; the reason of a day is that of what took its last opening."""
        cut = clipped(self.served, within=span)
        because = values.ClosedReason(kind=values.ClosedKind.EXCEPTIONAL, name=reason)
        return dataclasses.replace(
            self,
            open=_cut(self.open, [span]),
            if_taken=_cut(self.if_taken, [span]),
            closed_by=because if self.served else self.closed_by,
            cut=merged((*self.cut, *cut)),
            cut_by=reason if cut else self.cut_by,
        )

    def opening(self, spans: Intervals) -> "Day":
        """Return the day with `spans` open."""
        opened = merged((*self.open, *spans))
        return dataclasses.replace(
            self, open=opened, if_taken=_cut(self.if_taken, spans), cut=_cut(self.cut, spans)
        )

    def leaving_to_takers(self, spans: Intervals, *, reason: str) -> "Day":
        """Return the day with `spans` open only if somebody takes them."""
        left = merged((*self.if_taken, *spans))
        return dataclasses.replace(
            self, open=_cut(self.open, spans), if_taken=left, left_by=reason, cut=_cut(self.cut, spans)
        )


def merged(spans: collections.abc.Iterable[interval.Interval]) -> Intervals:
    """Return `spans` in order, those that touch or overlap as one, without those that hold no instant."""
    found: list[interval.Interval] = []
    for span in sorted(spans, key=lambda one: interval.instant(one.start)):
        if interval.instant(span.start) >= interval.instant(span.end):
            continue
        if found and interval.instant(span.start) <= interval.instant(found[-1].end):
            end = max(found[-1].end, span.end, key=interval.instant)
            found[-1] = interval.Interval(start=found[-1].start, end=end)
        else:
            found.append(span)
    return tuple(found)


def clipped(spans: Intervals, *, within: interval.Interval) -> Intervals:
    """Return what `spans` and `within` share."""
    return tuple(common for span in spans if (common := span.common(within)))


def _cut(spans: Intervals, holes: collections.abc.Iterable[interval.Interval]) -> Intervals:
    for hole in holes:
        spans = tuple(piece for span in spans for piece in span.without(hole))
    return spans
