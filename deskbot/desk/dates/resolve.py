"""From what was typed to runs of days with their hours."""

import dataclasses
import datetime as dt
from typing import Final, assert_never

from deskbot.desk import interval
from deskbot.desk.dates import calendar, ranges, single, spec
from deskbot.desk.dates.calendar import LONGEST_DAYS, Stretch, Today
from deskbot.desk.dates.refusal import NotUnderstood, Reason

_ONE_DAY: Final = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Run:
    """From an hour of a day to an hour of a later or the same day, without a break."""

    days: Stretch
    clock: spec.Clock = spec.WHOLE_DAY


def item(wanted: spec.Item, today: Today) -> tuple[Run, ...]:
    """Return what an item asks for: a run of days, or one run a day when it has hours.

    :raises NotUnderstood: if it cannot be.
    """
    when = wanted.when
    assert when is not None
    if isinstance(when, spec.Now):
        return (_now(when, today, has_hours=bool(wanted.clocks)),)
    if isinstance(when, spec.Range) and when.maybe_hours:
        return _days_or_hours(wanted, when, today)
    found = stretches(when, today, clocks=wanted.clocks)
    for stretch in found:
        check_length(stretch, today)
    whole = all(clock.is_whole_day for clock in wanted.clocks)
    if isinstance(when, spec.Range) and not when.clock.is_whole_day:
        if not whole:
            raise today.refusal(Reason.NOT_UNDERSTOOD)
        return tuple(Run(days=stretch, clock=when.clock) for stretch in found)
    if whole:
        return tuple(Run(days=stretch) for stretch in found)
    days = (day for stretch in found for day in stretch.days())
    return tuple(
        Run(days=Stretch(first=day, last=day), clock=clock) for day in days for clock in wanted.clocks
    )


def _days_or_hours(wanted: spec.Item, when: spec.Range, today: Today) -> tuple[Run, ...]:
    """Read "lundi 14-16" as hours when the 14th is no Monday; what may be either is refused."""
    first, last = when.first, when.last
    assert isinstance(first, spec.Day)
    assert isinstance(last, spec.Day)
    clock = spec.Clock(start=60 * (first.day or 0), end=60 * (last.day or 0))
    named = dataclasses.replace(wanted, when=dataclasses.replace(first, day=None), clocks=(clock,))
    days = dataclasses.replace(wanted, when=dataclasses.replace(when, maybe_hours=False))
    hours = item(named, today) if not wanted.clocks else ()
    is_open = any(bounds(run, today).overlaps(today.hours.day_bounds(run.days.first)) for run in hours)
    try:
        found = item(days, today)
    except NotUnderstood as problem:
        if is_open and problem.reason is Reason.WEEKDAY_CONTRADICTS:
            return hours
        raise
    if is_open:
        raise today.refusal(Reason.NOT_UNDERSTOOD)
    return found


def stretches(when: spec.When, today: Today, *, clocks: tuple[spec.Clock, ...] = ()) -> tuple[Stretch, ...]:
    """Return the days of `when`; `clocks` decide whether today can still be served.

    :raises NotUnderstood: if there are none.
    """
    if isinstance(when, spec.Range):
        return _range(when, today)
    if isinstance(when, spec.Lasting):
        first = stretches(when.first, today, clocks=clocks)[0].first
        if not when.days:
            raise today.refusal(Reason.NOT_UNDERSTOOD)
        return (Stretch(first=first, last=today.after(first, when.days - 1)),)
    if isinstance(when, spec.Every):
        return _every(when, today)
    if isinstance(when, spec.Now):
        return (Stretch(first=today.date, last=today.date),)
    return _unit(when, today, clocks=clocks)


def check_length(stretch: Stretch, today: Today) -> None:
    """Refuse what is reversed or too long.

    :raises NotUnderstood: if it is.
    """
    if stretch.last < stretch.first:
        raise today.refusal(Reason.REVERSED)
    if (stretch.last - stretch.first).days >= LONGEST_DAYS:
        raise today.refusal(Reason.TOO_LONG)


def bounds(run: Run, today: Today) -> interval.Interval:
    """Return the instants of a run.

    :raises NotUnderstood: if it starts after the closing or ends before the opening.
    """
    # The morning of a day that opens in the afternoon is closed, yet it can be asked for: the default hours.
    for bounds_of in (today.hours.day_bounds, today.hours.default_bounds):
        first, last = bounds_of(run.days.first), bounds_of(run.days.last)
        start = first.start if run.clock.start is None else moment(run.days.first, run.clock.start, today)
        end = last.end if run.clock.end is None else moment(run.days.last, run.clock.end, today)
        if start < end:
            return interval.Interval(start=start, end=end)
    raise today.refusal(Reason.NO_END if run.clock.end is None else Reason.REVERSED)


def moment(day: dt.date, minutes: int, today: Today) -> dt.datetime:
    """Return an instant of `day` by its minutes since midnight, 1440 being the next midnight."""
    days, rest = divmod(minutes, 24 * 60)
    time = dt.time(rest // 60, rest % 60)
    return dt.datetime.combine(day + days * _ONE_DAY, time, tzinfo=today.hours.zone)


def _unit(unit: spec.Unit, today: Today, *, clocks: tuple[spec.Clock, ...]) -> tuple[Stretch, ...]:
    match unit:
        case spec.Day():
            day = _day(unit, today, clocks=clocks)
            return (Stretch(first=day, last=day),)
        case spec.Week():
            return (_week(unit, today),)
        case spec.NextWeeks():
            return _next_weeks(unit, today)
        case spec.MonthWeeks():
            return calendar.weeks_of_month(unit, today)
        case spec.MonthWeekday():
            return calendar.weekdays_of_month(unit, today)
        case spec.Weekend():
            return (_weekend(unit, today),)
        case _:
            return (_period(unit, today),)


def _period(unit: spec.Month | spec.Fortnight | spec.End | spec.Holidays, today: Today) -> Stretch:
    match unit:
        case spec.Month():
            return calendar.month(unit, today)
        case spec.Fortnight():
            return calendar.fortnight(unit, today)
        case spec.End() | spec.Holidays():
            # "fin août" is vague, and nobody takes "les jours fériés" without saying which.
            raise today.refusal(Reason.NOT_UNDERSTOOD)
        case _:
            assert_never(unit)


def _day(day: spec.Day, today: Today, *, clocks: tuple[spec.Clock, ...] = ()) -> dt.date:
    def served(date: dt.date) -> bool:
        asked = clocks or (spec.Clock(),)
        days = Stretch(first=date, last=date)
        return any(bounds(Run(days=days, clock=clock), today).end > today.now for clock in asked)

    return single.resolve(day, today, served=served, monday=lambda week: _monday(week, today))


def _monday(week: spec.Week, today: Today) -> dt.date:
    if week.number is not None:
        return calendar.iso_monday(week, today)
    if week.around is not None:
        return calendar.monday_of(_day(week.around, today))
    return calendar.monday_of(today.date) + 7 * week.ahead * _ONE_DAY


def _week(week: spec.Week, today: Today) -> Stretch:
    found = calendar.working_week(_monday(week, today))
    if week.remaining and found.first <= today.date <= found.last:
        return Stretch(first=today.date, last=found.last)
    return found


def _next_weeks(unit: spec.NextWeeks, today: Today) -> tuple[Stretch, ...]:
    if not 1 <= unit.count <= LONGEST_DAYS // 7:
        raise today.refusal(Reason.TOO_LONG if unit.count else Reason.NOT_UNDERSTOOD)
    return tuple(_week(spec.Week(ahead=ahead), today) for ahead in range(1, unit.count + 1))


def _weekend(unit: spec.Weekend, today: Today) -> Stretch:
    anchor = today.anchor
    if unit.in_week is not None:
        saturday = _monday(unit.in_week, today) + 5 * _ONE_DAY
    elif unit.strictly_after_today:
        saturday = today.date + ((5 - today.date.weekday() - 1) % 7 + 1) * _ONE_DAY
    else:
        saturday = calendar.monday_of(anchor) + 5 * _ONE_DAY
        is_over = today.hours.day_bounds(saturday + _ONE_DAY).end <= today.now
        saturday += 7 * _ONE_DAY * (is_over and not unit.this)
    return Stretch(first=saturday, last=saturday + _ONE_DAY)


def _range(when: spec.Range, today: Today) -> tuple[Stretch, ...]:
    first, last = when.first, when.last
    if isinstance(first, spec.Week) and isinstance(last, spec.Week):
        return _weeks_between(first, last, today)
    if (
        isinstance(first, spec.Day)
        and isinstance(last, spec.Day)
        and ranges.is_loose(first)
        and ranges.is_loose(last)
    ):
        return (ranges.resolve(first, last, today),)
    start = _unit(first, today, clocks=())[0].first
    return (Stretch(first=start, last=_last_day(last, today.looking_from(start), after=first)),)


def _last_day(last: spec.Unit, today: Today, *, after: spec.Unit) -> dt.date:
    if isinstance(last, spec.End):
        return _end_of(last.of, today)
    found = _unit(last, today, clocks=())[-1].last
    # "de lundi à lundi" is a week and a day.
    is_named_twice = isinstance(last, spec.Day) and last == after and last.day is None
    return found + 7 * _ONE_DAY * (is_named_twice and found == today.anchor)


def _end_of(unit: spec.Month | spec.Week, today: Today) -> dt.date:
    """Return the last day of a month or a week: those of the start of the range when they are not named."""
    if unit == spec.Week():
        return calendar.working_week(calendar.monday_of(today.anchor)).last
    if unit == spec.Month():
        return calendar.month_end(today.anchor.replace(day=1))
    return calendar.month(unit, today).last if isinstance(unit, spec.Month) else _week(unit, today).last


def _weeks_between(first: spec.Week, last: spec.Week, today: Today) -> tuple[Stretch, ...]:
    start = _week(first, today)
    end = _week(last, today.looking_from(start.first))
    check_length(Stretch(first=start.first, last=end.last), today)
    mondays = range(0, (calendar.monday_of(end.first) - calendar.monday_of(start.first)).days + 1, 7)
    weeks = [calendar.working_week(calendar.monday_of(start.first) + days * _ONE_DAY) for days in mondays]
    return (start, *weeks[1:])


def _every(when: spec.Every, today: Today) -> tuple[Stretch, ...]:
    periods = tuple(stretch for period in when.within for stretch in stretches(period, today))
    for period in periods:
        check_length(period, today)
    found = calendar.every(when.weekdays, periods)
    if not found:
        raise today.refusal(Reason.NO_SUCH_DAY)
    return found


def _now(when: spec.Now, today: Today, *, has_hours: bool) -> Run:
    if has_hours:
        raise today.refusal(Reason.NOT_UNDERSTOOD)
    start = today.now.hour * 60 + today.now.minute
    end = when.until
    if when.lasting is not None:
        end = start + when.lasting
    last = today.date if when.last is None else _last_day(when.last, today, after=spec.Day(offset=0))
    days = Stretch(first=today.date, last=last)
    check_length(days, today)
    if end is None and last == today.date and today.hours.day_bounds(last).end <= today.now:
        raise today.refusal(Reason.OVER)
    return Run(days=days, clock=spec.Clock(start=start, end=end))
