"""What is known of one desk: the ground of every report."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.desk import hours as hours_module
from deskbot.desk import interval, planning, roster
from deskbot.reports import facts


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskLog:
    """The opening hours of one desk, its slots of any rank, and the calls it got."""

    desk: str
    hours: hours_module.OpeningHours
    slots: collections.abc.Sequence[roster.Slot]
    calls: collections.abc.Sequence[facts.CallKept] = ()

    def open_stretches(
        self, span: interval.Interval, *, until: dt.datetime | None = None
    ) -> tuple[planning.Stretch, ...]:
        """Return who held each stretch of open time inside `span` and before `until`, in order.

        Hours that open only if somebody takes them count while somebody holds them, be it as second: they are
        rung then (`desk.resolver`).
        """
        frame = span if until is None else _before(until, span=span)
        served = planning.served(frame, hours=self.hours, slots=self.slots) if frame else ()
        # Nothing is ignored here: a gap that is intended, and has no second, is a desk that stayed closed.
        return tuple(one for one in served if one.second is not None or not one.intended_gap)

    def open_spans(
        self, span: interval.Interval, *, until: dt.datetime | None = None
    ) -> tuple[interval.Interval, ...]:
        """Return the open time inside `span` and before `until`, in order: that of `open_stretches`.

        Faster than them, whoever held it: of most days the hours alone say it.
        """
        frame = span if until is None else _before(until, span=span)
        days = planning.days_of(frame, hours=self.hours) if frame else ()
        return tuple(one for day in days for one in self._open_on(day, frame=frame or span))

    def _open_on(
        self, day: dt.date, *, frame: interval.Interval
    ) -> collections.abc.Iterable[interval.Interval]:
        if not self.hours.if_taken_spans_on(day):
            return planning.inside(self.hours.spans_on(day), frame)
        within = planning.whole_days(day, day, hours=self.hours).common(frame)
        return (one.span for one in self.open_stretches(within)) if within else ()


def _before(moment: dt.datetime, *, span: interval.Interval) -> interval.Interval | None:
    if interval.instant(moment) <= interval.instant(span.start):
        return None
    return interval.Interval(start=span.start, end=min(moment, span.end, key=interval.instant))
