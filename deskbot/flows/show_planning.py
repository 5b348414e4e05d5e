"""Show the planning of a desk, a week or a month of it, to whoever has its secret address."""

import collections.abc
import dataclasses
import datetime as dt
import enum
import functools
from typing import Final

from deskbot.desk import address, interval, planning, roster
from deskbot.desk import desk as desk_module
from deskbot.desk import gaps as gaps_module
from deskbot.desk import hours as hours_module
from deskbot.flows import house as house_module
from deskbot.flows import ports
from deskbot.people import member

#: How far from today a period may be.
FARTHEST_DAYS: Final = 5 * 366


class View(enum.StrEnum):
    """How much is shown at once."""

    WEEK = "week"
    MONTH = "month"


class Mark(enum.StrEnum):
    """What a row of a day says."""

    HELD = "held"
    FREE = "free"
    #: It is over, and nobody was there.
    NOBODY = "nobody"
    #: Open only if somebody takes it.
    IF_TAKEN = "if_taken"
    #: Nobody has to be there: somebody said so.
    INTENDED = "intended"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """Hours of a day and who is rung in them, by name."""

    spans: tuple[interval.Interval, ...]
    first: str | None
    second: str | None
    mark: Mark


@dataclasses.dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the page; `rows` is empty when nothing can open."""

    day: dt.date
    closed: hours_module.ClosedReason | None
    rows: tuple[Row, ...]
    is_today: bool
    is_over: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Week:
    """The days shown of one ISO week."""

    iso_week: int
    days: tuple[Day, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """A period of a desk's planning, both days included.

    `free` half-days can still be taken, in `missed` ones nobody was there. `anchor` is the day to go by when
    the view changes; `earlier` and `later` are days of the neighbours, None past the farthest.
    `is_too_far`: another period was asked for, and cannot be shown.
    """

    title: str
    view: View
    first_day: dt.date
    last_day: dt.date
    today: dt.date
    anchor: dt.date
    earlier: dt.date | None
    later: dt.date | None
    is_too_far: bool
    weeks: tuple[Week, ...]
    free: int
    missed: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Roster:
    """What a page is made of: a desk as it is known now, its slots, and the gaps that are meant."""

    desk: desk_module.Desk
    team: member.Team
    slots: tuple[roster.Slot, ...]
    ignored: tuple[interval.Interval, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Period:
    view: View
    first: dt.date
    last: dt.date
    is_too_far: bool

    @property
    def days_around(self) -> tuple[dt.date, dt.date]:
        return self.first - dt.timedelta(days=1), self.last + dt.timedelta(days=1)


def show(
    token: str,
    *,
    view: View,
    day: dt.date | None,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> Page | None:
    """Return the week or the month of `day`, by default today's; None when the address opens no planning."""
    now = clock.now()
    with store.read() as work:
        found = work.addresses.find(token)
        desk = house.desk(found.entity) if found and found.kind is address.Kind.DESK else None
        if desk is None:
            return None
        frame = _frame(_period(view, day, today=_today(desk, now)), desk=desk)
        known = house.known(work, since=frame.start)
        held = Roster(
            desk=known.desks[desk.key],
            team=known.team,
            slots=work.slots.between(desk.key, span=frame),
            ignored=work.exceptions.ignored(desk.key, until_after=frame.start),
        )
    return page(held, view=view, day=day, now=now)


def page(held: Roster, *, view: View, day: dt.date | None, now: dt.datetime) -> Page:
    """Return the week or the month of `day`; of today when there is none, or when it is too far."""
    today = _today(held.desk, now)
    period = _period(view, day, today=today)
    before, after = (one if _is_near(one, today=today) else None for one in period.days_around)
    free, missed = _count_gaps(held, frame=_frame(period, desk=held.desk), now=now)
    return Page(
        title=held.desk.title,
        view=view,
        first_day=period.first,
        last_day=period.last,
        today=today,
        anchor=today if period.first <= today <= period.last else period.first,
        earlier=before,
        later=after,
        is_too_far=period.is_too_far,
        weeks=_weeks(held, period=period, now=now),
        free=free,
        missed=missed,
    )


def second_name(
    stretch: planning.Stretch, *, standing: member.Member | None, team: member.Team
) -> str | None:
    """Return who is rung second: whoever took it, else the desk's own second if there is a first before."""
    if stretch.second is not None:
        return team.name_of(stretch.second)
    first = team.find(stretch.first) if stretch.first else None
    if first is None or standing is None or not standing.can_be_rung or standing.number == first.number:
        return None
    return standing.name


def _today(desk: desk_module.Desk, now: dt.datetime) -> dt.date:
    return now.astimezone(desk.hours.zone).date()


def _period(view: View, day: dt.date | None, *, today: dt.date) -> _Period:
    is_too_far = day is not None and not _is_near(day, today=today)
    shown = today if day is None or is_too_far else day
    if view is View.MONTH:
        first, last = planning.bounds_of_month(shown)
    else:
        first = planning.monday_of(shown)
        last = first + dt.timedelta(days=6)
    return _Period(view=view, first=first, last=last, is_too_far=is_too_far)


def _is_near(day: dt.date, *, today: dt.date) -> bool:
    return abs((day - today).days) <= FARTHEST_DAYS


def _frame(period: _Period, *, desk: desk_module.Desk) -> interval.Interval:
    return planning.whole_days(period.first, period.last, hours=desk.hours)


def _count_gaps(held: Roster, *, frame: interval.Interval, now: dt.datetime) -> tuple[int, int]:
    found = gaps_module.gaps(hours=held.desk.hours, slots=held.slots, ignored=held.ignored, span=frame)
    missed = sum(1 for one in found if _is_over(one.span, now=now))
    return len(found) - missed, missed


def _weeks(held: Roster, *, period: _Period, now: dt.datetime) -> tuple[Week, ...]:
    found = planning.weeks(
        period.first, period.last, hours=held.desk.hours, slots=held.slots, ignored=held.ignored
    )
    day = functools.partial(_day, held=held, now=now)
    return tuple(Week(iso_week=one.iso_week, days=tuple(map(day, one.days))) for one in found)


def _day(plan: planning.DayPlan, *, held: Roster, now: dt.datetime) -> Day:
    stretches = (stretch for part in plan.parts for stretch in part.stretches)
    today = _today(held.desk, now)
    return Day(
        day=plan.day,
        closed=plan.closed,
        rows=_joined(_row(stretch, held=held, now=now) for stretch in stretches),
        is_today=plan.day == today,
        is_over=plan.day < today,
    )


def _row(stretch: planning.Stretch, *, held: Roster, now: dt.datetime) -> Row:
    return Row(
        spans=(stretch.span,),
        first=held.team.name_of(stretch.first) if stretch.first else None,
        second=second_name(stretch, standing=held.desk.second, team=held.team),
        mark=_mark(stretch, hours=held.desk.hours, now=now),
    )


def _mark(stretch: planning.Stretch, *, hours: hours_module.OpeningHours, now: dt.datetime) -> Mark:
    if stretch.first is not None:
        return Mark.HELD
    if stretch.intended_gap:
        day = stretch.span.start.astimezone(hours.zone).date()
        unsure = any(one.overlaps(stretch.span) for one in hours.if_taken_spans_on(day))
        return Mark.IF_TAKEN if unsure else Mark.INTENDED
    return Mark.NOBODY if _is_over(stretch.span, now=now) else Mark.FREE


def _is_over(span: interval.Interval, *, now: dt.datetime) -> bool:
    return interval.instant(span.end) <= interval.instant(now)


def _joined(rows: collections.abc.Iterable[Row]) -> tuple[Row, ...]:
    """Join the rows of one day that the same people hold; free half-days stay apart, as they are taken."""
    joined: list[Row] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last and row.mark is Mark.HELD and dataclasses.replace(row, spans=last.spans) == last:
            joined[-1] = dataclasses.replace(last, spans=_touching(last.spans, row.spans[0]))
        else:
            joined.append(row)
    return tuple(joined)


def _touching(spans: tuple[interval.Interval, ...], span: interval.Interval) -> tuple[interval.Interval, ...]:
    *before, last = spans
    if interval.instant(last.end) != interval.instant(span.start):
        return (*spans, span)
    return (*before, interval.Interval(start=last.start, end=span.end))
