"""A slot is a lease: what is armed at the operator, so that a number rings no longer than its slot.

The weekly hours are the time conditions of the number; closings inside are events of its calendar; and from
the end of the lease on everything is closed, until somebody else is armed (design, section 4).
"""

import collections.abc
import dataclasses
import datetime as dt
import enum
import functools
import itertools
import zoneinfo

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, interval, public_number, resolver
from deskbot.line import assumptions as assumed
from deskbot.line import observed

# Nobody is rung after the end of a lease, however long deskbot stays stopped.
LEASE_CLOSED_FOR = dt.timedelta(days=366)
# Closings are armed so far ahead, from one Monday to another: what is armed does not change every day.
ARMED_WEEKS = 13
_DAY = dt.timedelta(days=1)


class NotArmable(enum.StrEnum):
    """Why nothing can be armed on a number."""

    KIND = "kind"
    #: Neither category of events closes the number ([A], facts/ovh.md).
    NO_CATEGORY = "no_category"
    #: The calendar is that of a voicemail which other numbers share: to close one would close them all.
    SHARED_CALENDAR = "shared_calendar"


@dataclasses.dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """The number is open on that weekday (0 is Monday) over this stretch, wall time."""

    weekday: int
    start: dt.time
    end: dt.time

    def on(self, day: dt.date, *, zone: zoneinfo.ZoneInfo) -> interval.Interval:
        """Return the stretch of `day`, which is one of its weekdays."""
        return interval.Interval(
            start=dt.datetime.combine(day, self.start, tzinfo=zone),
            end=dt.datetime.combine(day, self.end, tzinfo=zone),
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Timetable:
    """What is armed: the open spans of a week, and when all is closed nevertheless.

    `lease_end`: closed from then on. `leaves_lease`: nobody rings and no slot runs, so whatever lease is
    armed may stay.
    """

    zone: str
    category: observed.Category
    spans: tuple[Span, ...]
    closings: tuple[interval.Interval, ...]
    lease_end: dt.datetime | None
    leaves_lease: bool

    @property
    def lease(self) -> interval.Interval | None:
        """What is closed because the lease ends."""
        if self.lease_end is None:
            return None
        return interval.Interval(start=self.lease_end, end=self.lease_end + LEASE_CLOSED_FOR)

    @property
    def closed(self) -> tuple[interval.Interval, ...]:
        """Every stretch to arm as closed, that of the lease's end included."""
        return self.closings if self.lease is None else (*self.closings, self.lease)

    def opens(self, start: dt.datetime, *, until: dt.datetime) -> bool:
        """Say whether a span of the week lies between `start` and `until`, closed by an event or not."""
        zone = zoneinfo.ZoneInfo(self.zone)
        first, last = start.astimezone(zone).date(), until.astimezone(zone).date()
        stretch = interval.Interval(start=start, end=until)
        days = [first + offset * _DAY for offset in range(min((last - first).days, 7) + 1)]
        return any(span.on(day, zone=zone).overlaps(stretch) for day in days for span in self._spans_of(day))

    def _spans_of(self, day: dt.date) -> tuple[Span, ...]:
        return tuple(one for one in self.spans if one.weekday == day.weekday())


def category_of(known: assumed.Assumptions) -> observed.Category | None:
    """Return the category of events that closes a number; None when neither does."""
    if known.holidays_send_to_unavailable:
        return observed.Category.HOLIDAYS
    return observed.Category.SCHEDULER1 if known.schedulers_send_to_slots else None


def why_not(
    kind: public_number.Kind, *, known: assumed.Assumptions, shares_voicemail: bool
) -> NotArmable | None:
    """Say why a number of this kind cannot be armed; None when it can."""
    if kind is not public_number.Kind.EASY_HUNTING:
        return NotArmable.KIND
    if category_of(known) is None:
        return NotArmable.NO_CATEGORY
    if not known.scheduler_is_the_numbers and shares_voicemail:
        return NotArmable.SHARED_CALENDAR
    return None


def timetable(
    now: dt.datetime,
    *,
    desk: desk_module.Desk,
    answering: resolver.Answering,
    category: observed.Category,
) -> Timetable:
    """Return what to arm on the numbers of `desk` while `answering` holds."""
    today = now.astimezone(desk.hours.zone).date()
    left_to = _if_taken_until(now, desk=desk, answering=answering)
    spans, closings = _ahead(desk.hours, monday=today - today.weekday() * _DAY, if_taken_until=left_to)
    return Timetable(
        zone=str(desk.hours.zone),
        category=category,
        spans=spans,
        closings=closings,
        lease_end=answering.ends,
        leaves_lease=answering.ends is None and not answering.ringing,
    )


# Asked of the same hours at each look at each desk: kept, it is ten times less work than read anew.
@functools.lru_cache(maxsize=1024)
def _ahead(
    opening: hours.OpeningHours, *, monday: dt.date, if_taken_until: dt.date | None
) -> tuple[tuple[Span, ...], tuple[interval.Interval, ...]]:
    days = [monday + offset * _DAY for offset in range(7 * ARMED_WEEKS)]
    this_week = [_served(opening, day, if_taken_until=if_taken_until) for day in days[:7]]
    spans = _weekly(opening, this_week)
    widened = {day for day in range(7) if _walls(opening.weekly[day]) != _walls(_of_weekday(spans, day))}
    # Most days are as every week: there is nothing to work out, some ninety times a plan.
    odd = {
        day: _served(opening, day, if_taken_until=if_taken_until)
        for day in days
        if day.weekday() in widened or not opening.is_as_every_week(day)
    }
    return spans, tuple(_closings(days, odd, spans=spans, zone=opening.zone))


def _if_taken_until(
    now: dt.datetime, *, desk: desk_module.Desk, answering: resolver.Answering
) -> dt.date | None:
    """Return the last day on which whoever answers has what is open only if taken; None if nobody has."""
    if answering.ends is None:
        return None
    # A profile rings its people whoever holds the turn, and somebody must hold it then.
    is_held = answering.reason is not resolver.Reason.PROFILE
    if not is_held and desk.hours.opening(at=now) is not hours.Opening.IF_TAKEN:
        return None
    return answering.ends.astimezone(desk.hours.zone).date()


def _served(
    opening: hours.OpeningHours, day: dt.date, *, if_taken_until: dt.date | None
) -> tuple[interval.Interval, ...]:
    # After the lease all is closed anyway: its days are armed as those that nobody took, lease or not.
    if if_taken_until is None or day > if_taken_until:
        return opening.spans_on(day)
    return opening.served_spans_on(day)


def _weekly(
    opening: hours.OpeningHours, this_week: collections.abc.Iterable[tuple[interval.Interval, ...]]
) -> tuple[Span, ...]:
    """Return the usual hours of the week, widened by the exceptional openings of this one.

    An event can send calls to a voicemail or to a number, never to the queue: what opens by exception must
    be a span of the week. The same weekday of the other weeks is closed by events.
    """
    open_on: dict[int, list[hours.Span]] = {day: list(spans) for day, spans in enumerate(opening.weekly)}
    for weekday, served in enumerate(this_week):
        open_on[weekday] += [_wall(span) for span in served]
    return tuple(
        Span(weekday=weekday, start=span.start, end=span.end)
        for weekday, spans in open_on.items()
        for span in _joined(spans)
    )


def _of_weekday(spans: collections.abc.Iterable[Span], weekday: int) -> tuple[Span, ...]:
    return tuple(one for one in spans if one.weekday == weekday)


def _walls(spans: collections.abc.Iterable[hours.Span | Span]) -> list[tuple[dt.time, dt.time]]:
    return [(one.start, one.end) for one in spans]


def _wall(span: interval.Interval) -> hours.Span:
    # A day's opening ends at midnight at the latest, and a span before it.
    end = span.end.time() if span.end.date() == span.start.date() else dt.time(23, 59, 59)
    return hours.Span(start=span.start.time(), end=end)


def _joined(spans: collections.abc.Iterable[hours.Span]) -> tuple[hours.Span, ...]:
    found: list[hours.Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = hours.Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _closings(
    days: collections.abc.Iterable[dt.date],
    odd: collections.abc.Mapping[dt.date, tuple[interval.Interval, ...]],
    *,
    spans: tuple[Span, ...],
    zone: zoneinfo.ZoneInfo,
) -> collections.abc.Iterator[interval.Interval]:
    """Yield what the week leaves open and the house does not; days closed in a row are one closing.

    `odd` are the days that are not as every week, with what they serve.
    """
    run: interval.Interval | None = None
    opened: list[dt.datetime] = []
    week = [_of_weekday(spans, weekday) for weekday in range(7)]
    for day in days:
        of_day = week[day.weekday()]
        served = odd.get(day)
        if served is None:
            opened = [dt.datetime.combine(day, one.start, tzinfo=zone) for one in of_day] or opened
            continue
        opened += [one.start for one in served]
        for hole in _holes(day, served, spans=of_day, zone=zone):
            if run is not None and any(run.end <= moment < hole.start for moment in opened):
                yield run
                run = None
            opened = [moment for moment in opened if moment >= hole.start]
            run = interval.Interval(start=run.start if run else hole.start, end=hole.end)
    if run is not None:
        yield run


def _holes(
    day: dt.date,
    served: tuple[interval.Interval, ...],
    *,
    spans: tuple[Span, ...],
    zone: zoneinfo.ZoneInfo,
) -> tuple[interval.Interval, ...]:
    """Return what `spans`, those of the weekday, leave open on `day` and the house does not serve."""
    found = tuple(one.on(day, zone=zone) for one in spans)
    for opened in served:
        found = tuple(itertools.chain.from_iterable(hole.without(opened) for hole in found))
    return found
