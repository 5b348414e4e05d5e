"""When a desk is open: weekly spans, public holidays, exceptional closures."""

import dataclasses
import datetime as dt
import enum
import functools
import itertools
import zoneinfo
from collections.abc import Iterator
from typing import Final

from deskbot.desk import interval

PARIS: Final = zoneinfo.ZoneInfo("Europe/Paris")
# A year and a day: past that, only a desk without any opening hours has nothing to say.
LONGEST_SEARCH_DAYS: Final = 367


class OverlappingSpans(ValueError):
    """The spans of one weekday overlap, touch, or are not in order."""


class NeverOpen(ValueError):
    """The desk has no opening within a year: nothing will change."""


class ClosedKind(enum.StrEnum):
    """Why a day is closed."""

    WEEKEND = "weekend"
    #: A weekday without opening hours.
    WEEKLY = "weekly"
    HOLIDAY = "holiday"
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
class ClosedDay:
    """A day on which the desk is exceptionally closed."""

    day: dt.date
    reason: str = ""


OFFICE_SPAN: Final = Span(start=dt.time(9), end=dt.time(17, 30))
OFFICE_WEEK: Final = ((OFFICE_SPAN,),) * 5 + ((),) * 2


@dataclasses.dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """The opening hours of one desk; `weekly` starts on Monday, `default_span` stands in on closed days.

    :raises OverlappingSpans: if the spans of a weekday overlap or are not in order.
    :raises ValueError: if `weekly` does not have seven entries.
    """

    zone: zoneinfo.ZoneInfo = PARIS
    weekly: tuple[tuple[Span, ...], ...] = OFFICE_WEEK
    default_span: Span = OFFICE_SPAN
    closed_days: tuple[ClosedDay, ...] = ()
    alsace_moselle: bool = False

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise ValueError("a week has seven entries")
        for spans in self.weekly:
            if any(not earlier.end < later.start for earlier, later in itertools.pairwise(spans)):
                raise OverlappingSpans(", ".join(f"{span.start}-{span.end}" for span in spans))

    def closed_reason(self, day: dt.date) -> ClosedReason | None:
        """Say why the desk is closed on `day`; None when it opens."""
        for closed in self.closed_days:
            if closed.day == day:
                return ClosedReason(kind=ClosedKind.EXCEPTIONAL, name=closed.reason)
        holiday = holiday_name(day, alsace_moselle=self.alsace_moselle)
        if holiday is not None:
            return ClosedReason(kind=ClosedKind.HOLIDAY, name=holiday)
        if not self.weekly[day.weekday()]:
            return ClosedReason(kind=ClosedKind.WEEKEND if day.weekday() >= 5 else ClosedKind.WEEKLY)
        return None

    def spans_on(self, day: dt.date) -> tuple[interval.Interval, ...]:
        """Return the opening intervals of `day`, in order; none when it is closed."""
        if self.closed_reason(day) is not None:
            return ()
        return tuple(self._on(day, span) for span in self.weekly[day.weekday()])

    def day_bounds(self, day: dt.date) -> interval.Interval:
        """Return the day from its first opening to its last closing; the default hours on a closed day."""
        spans = self.spans_on(day)
        if not spans:
            return self.default_bounds(day)
        return interval.Interval(start=spans[0].start, end=spans[-1].end)

    def default_bounds(self, day: dt.date) -> interval.Interval:
        """Return the default hours of `day`, open or not."""
        return self._on(day, self.default_span)

    def is_open(self, *, at: dt.datetime) -> bool:
        """Say whether the desk is open at that instant."""
        day = interval.check_aware(at).astimezone(self.zone).date()
        return any(span.holds(at) for span in self.spans_on(day))

    def next_change(self, *, after: dt.datetime) -> dt.datetime:
        """Return the next instant, strictly after `after`, at which the desk opens or closes.

        :raises NeverOpen: if it does not open within a year.
        """
        day = interval.check_aware(after).astimezone(self.zone).date()
        for moment in self._changes(day):
            if moment > after:
                return moment
        raise NeverOpen(after.isoformat())

    def _changes(self, first: dt.date) -> Iterator[dt.datetime]:
        for offset in range(LONGEST_SEARCH_DAYS):
            for span in self.spans_on(first + dt.timedelta(days=offset)):
                yield span.start
                yield span.end

    def _on(self, day: dt.date, span: Span) -> interval.Interval:
        return interval.Interval(
            start=dt.datetime.combine(day, span.start, tzinfo=self.zone),
            end=dt.datetime.combine(day, span.end, tzinfo=self.zone),
        )


def holiday_name(day: dt.date, *, alsace_moselle: bool = False) -> str | None:
    """Return the French name of the public holiday that falls on `day`, if one does."""
    return _holidays(day.year, alsace_moselle=alsace_moselle).get(day)


@functools.lru_cache(maxsize=64)
def _holidays(year: int, *, alsace_moselle: bool) -> dict[dt.date, str]:
    # Imported here: the library takes longer to load than the rest of this package.
    import holidays

    # "6AE" is ISO 3166-2:FR for Alsace; the library gives Moselle (57) the same days.
    subdivision = "6AE" if alsace_moselle else None
    return dict(holidays.country_holidays("FR", subdiv=subdivision, years=year, language="fr"))


#: Monday to Friday, 9:00 to 17:30, Europe/Paris.
DEFAULT: Final = OpeningHours()
