"""The opening hours of one desk, asked by day or by instant."""

import collections.abc
import dataclasses
import datetime as dt
import functools
import itertools
import zoneinfo
from typing import Final

from deskbot.desk import interval
from deskbot.desk.hours import day as day_module
from deskbot.desk.hours import public_holidays, values

# A year and a day: past that, only a desk without any opening hours has nothing to say.
LONGEST_SEARCH_DAYS: Final = 367
_ONE_DAY: Final = dt.timedelta(days=1)
# A week-end with a public holiday on either side.
_LONGEST_BRIDGE_DAYS: Final = 6


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Dated:
    """A sentence with its first and last day: comparing days is all that passing it over costs."""

    first: dt.date
    last: dt.date
    what: values.Exceptional


@dataclasses.dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """The opening hours of one desk; `weekly` starts on Monday, `default_span` stands in on closed days.

    Of two `closures`, or of two `exceptions`, that meet, the later in the list wins.

    :raises OverlappingSpans: if the spans of a weekday overlap or are not in order.
    :raises ValueError: if `weekly` does not have seven entries.
    """

    zone: zoneinfo.ZoneInfo = values.PARIS
    weekly: tuple[tuple[values.Span, ...], ...] = values.OFFICE_WEEK
    default_span: values.Span = values.OFFICE_SPAN
    closures: tuple[values.Closure, ...] = ()
    exceptions: tuple[values.Exceptional, ...] = ()
    alsace_moselle: bool = False

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise ValueError("a week has seven entries")
        for spans in self.weekly:
            if any(not earlier.end < later.start for earlier, later in itertools.pairwise(spans)):
                raise values.OverlappingSpans(", ".join(f"{span.start}-{span.end}" for span in spans))

    def with_exceptions(self, exceptions: collections.abc.Iterable[values.Exceptional]) -> "OpeningHours":
        """Return these hours with `exceptions`, in the order they were said in, instead of their own."""
        return dataclasses.replace(self, exceptions=tuple(exceptions))

    def closed_reason(self, day: dt.date) -> values.ClosedReason | None:
        """Say why nothing is served on `day`; None when something is, be it only if somebody takes it."""
        found = self._day(day)
        return None if found.open or found.if_taken else found.closed_by

    def spans_on(self, day: dt.date) -> day_module.Intervals:
        """Return when the desk is open on `day` whoever is on duty, in order."""
        return self._day(day).open

    def if_taken_spans_on(self, day: dt.date) -> day_module.Intervals:
        """Return when the desk is open on `day` only while somebody holds the turn, in order."""
        return self._day(day).if_taken

    def if_taken_reason(self, day: dt.date) -> str:
        """Return why some of `day` is left to whoever takes it; empty when nothing is, or for no reason."""
        found = self._day(day)
        return found.left_by if found.if_taken else ""

    def cut_reason(self, day: dt.date) -> str | None:
        """Say why a sentence closes some of the weekly hours of a `day` that serves others.

        Empty when no reason was given; None when nothing is closed so, or the whole day is.
        """
        found = self._day(day)
        usual = self._usual(day)
        is_cut = any(day_module.clipped(usual, within=one) for one in found.cut)
        return found.cut_by if found.served and is_cut else None

    def served_spans_on(self, day: dt.date) -> day_module.Intervals:
        """Return what a turn can serve on `day`, in order."""
        return self._day(day).served

    def is_as_every_week(self, day: dt.date) -> bool:
        """Say whether the weekly hours alone decide `day`: no public holiday, no closure, no sentence."""
        is_said = any(first <= day <= last for first, last in self._said_of)
        return not is_said and self._holiday(day) is None

    def day_bounds(self, day: dt.date) -> interval.Interval:
        """Return the day from its first opening to its last closing; the default hours on a closed day."""
        spans = self.served_spans_on(day)
        if not spans:
            return self.default_bounds(day)
        return interval.Interval(start=spans[0].start, end=spans[-1].end)

    def default_bounds(self, day: dt.date) -> interval.Interval:
        """Return the default hours of `day`, open or not."""
        return self._on(day, self.default_span)

    def opening(self, *, at: dt.datetime) -> values.Opening:
        """Return what the desk is at that instant."""
        found = self._day(interval.check_aware(at).astimezone(self.zone).date())
        if any(span.holds(at) for span in found.open):
            return values.Opening.OPEN
        if any(span.holds(at) for span in found.if_taken):
            return values.Opening.IF_TAKEN
        return values.Opening.CLOSED

    def is_open(self, *, at: dt.datetime) -> bool:
        """Say whether the desk is open at that instant whoever is on duty."""
        return self.opening(at=at) is values.Opening.OPEN

    def closed_exceptionally(self, *, at: dt.datetime) -> bool:
        """Say whether the house is closed at that instant for once: by a closure, or by a sentence.

        Nights of an ordinary week are not; what lies between two days closed so is.
        """
        day = interval.check_aware(at).astimezone(self.zone).date()
        found = self._day(day)
        if found.served:
            return any(span.holds(at) for span in found.cut)
        if found.closed_by and found.closed_by.kind is values.ClosedKind.EXCEPTIONAL:
            return True
        return self._is_exceptional(day, step=-_ONE_DAY) and self._is_exceptional(day, step=_ONE_DAY)

    def _is_exceptional(self, day: dt.date, *, step: dt.timedelta) -> bool:
        """Whether the nearest day that the week opens, back or ahead, is closed for once."""
        for away in range(1, _LONGEST_BRIDGE_DAYS):
            found = self._day(day + away * step)
            if found.served:
                return False
            if found.closed_by and found.closed_by.kind is values.ClosedKind.EXCEPTIONAL:
                return True
        return False

    def next_change(self, *, after: dt.datetime) -> dt.datetime | None:
        """Return the next instant, strictly after `after`, at which `opening` changes; None within a year."""
        now = self.opening(at=after)
        moment = interval.instant(after)
        for edge in self._edges(after.astimezone(self.zone).date()):
            if interval.instant(edge) > moment and self.opening(at=edge) is not now:
                return edge
        return None

    def _edges(self, first: dt.date) -> collections.abc.Iterator[dt.datetime]:
        for offset in range(LONGEST_SEARCH_DAYS):
            found = self._day(first + offset * _ONE_DAY)
            edges = [edge for span in (*found.open, *found.if_taken) for edge in (span.start, span.end)]
            yield from sorted(edges, key=interval.instant)

    def _day(self, day: dt.date) -> day_module.Day:
        found = self._planned(day)
        for one in self._dated:
            if one.first <= day <= one.last:
                found = self._changed(found, one.what, day=day)
        return found

    @functools.cached_property
    def _dated(self) -> tuple[_Dated, ...]:
        return tuple(self._date(one) for one in self.exceptions)

    @functools.cached_property
    def _said_of(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """Return the first and the last day of each closure and each sentence."""
        closed = ((one.first, one.last) for one in self.closures)
        return (*closed, *((one.first, one.last) for one in self._dated))

    def _date(self, one: values.Exceptional) -> _Dated:
        start, end = one.span.start.astimezone(self.zone), one.span.end.astimezone(self.zone)
        local = dataclasses.replace(one, span=interval.Interval(start=start, end=end))
        return _Dated(first=start.date(), last=end.date(), what=local)

    def _planned(self, day: dt.date) -> day_module.Day:
        """Read `day` as it was before any sentence."""
        usual = _usual_day(
            self.weekly[day.weekday()], day=day, zone=self.zone, alsace_moselle=self.alsace_moselle
        )
        if not usual.open:
            return usual
        closure = next((one for one in reversed(self.closures) if one.first <= day <= one.last), None)
        if closure is None:
            return usual
        if closure.if_taken:
            return day_module.Day(if_taken=usual.open, left_by=closure.reason)
        return _closed(values.ClosedKind.EXCEPTIONAL, name=closure.reason)

    def _changed(self, found: day_module.Day, one: values.Exceptional, *, day: dt.date) -> day_module.Day:
        within = one.span.common(self._whole(day))
        if within is None:
            return found
        if one.kind is values.Opening.CLOSED:
            return found.closing(within, reason=one.reason)
        if one.kind is values.Opening.OPEN:
            return found.opening(self._opened_by(one, within=within, day=day))
        usual = self._usual(day) if self._holiday(day) is None else ()
        left = day_module.clipped((*found.open, *usual), within=within)
        return found.leaving_to_takers(left, reason=one.reason)

    def _opened_by(
        self, one: values.Exceptional, *, within: interval.Interval, day: dt.date
    ) -> day_module.Intervals:
        is_typed_for_that_day = not one.span.without(within)
        if is_typed_for_that_day:
            return (within,)
        # Of several days, a week-end among others is not meant; "ce week-end" by itself is.
        first, last = one.span.start.date(), one.span.end.date()
        days = [first + offset * _ONE_DAY for offset in range(min((last - first).days, 6) + 1)]
        if any(self._usual(each) for each in days):
            return day_module.clipped(self._usual(day), within=within)
        return day_module.clipped((self.default_bounds(day),), within=within)

    def _holiday(self, day: dt.date) -> str | None:
        return public_holidays.holiday_name(day, alsace_moselle=self.alsace_moselle)

    def _usual(self, day: dt.date) -> day_module.Intervals:
        """Return the weekly hours of `day`, whatever else is said of it."""
        return _on_that_day(self.weekly[day.weekday()], day=day, zone=self.zone)

    def _whole(self, day: dt.date) -> interval.Interval:
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=self.zone)
        return interval.Interval(start=midnight, end=midnight + _ONE_DAY)

    def _on(self, day: dt.date, span: values.Span) -> interval.Interval:
        return _at(span, day=day, zone=self.zone)


# Most desks of a house have the same week, of which a plan of what to arm asks for each day of a quarter.
@functools.lru_cache(maxsize=1024)
def _usual_day(
    weekly: tuple[values.Span, ...], *, day: dt.date, zone: zoneinfo.ZoneInfo, alsace_moselle: bool
) -> day_module.Day:
    holiday = public_holidays.holiday_name(day, alsace_moselle=alsace_moselle)
    if holiday is not None:
        return _closed(values.ClosedKind.HOLIDAY, name=holiday)
    spans = _on_that_day(weekly, day=day, zone=zone)
    if not spans:
        is_weekend = day.weekday() >= 5
        return _closed(values.ClosedKind.WEEKEND if is_weekend else values.ClosedKind.WEEKLY)
    return day_module.Day(open=spans)


@functools.lru_cache(maxsize=1024)
def _on_that_day(
    spans: tuple[values.Span, ...], *, day: dt.date, zone: zoneinfo.ZoneInfo
) -> day_module.Intervals:
    return day_module.merged(_at(span, day=day, zone=zone) for span in spans)


def _at(span: values.Span, *, day: dt.date, zone: zoneinfo.ZoneInfo) -> interval.Interval:
    return interval.Interval(
        start=dt.datetime.combine(day, span.start, tzinfo=zone),
        end=dt.datetime.combine(day, span.end, tzinfo=zone),
    )


def _closed(kind: values.ClosedKind, *, name: str = "") -> day_module.Day:
    return day_module.Day(closed_by=values.ClosedReason(kind=kind, name=name))


#: Monday to Friday, 9:00 to 17:30, Europe/Paris.
DEFAULT: Final = OpeningHours()
