"""What is left of runs of days once "sauf ..." is taken out."""

import datetime as dt
from collections.abc import Iterator

from deskbot.desk import hours as opening
from deskbot.desk.dates import resolve, spec
from deskbot.desk.dates.calendar import Stretch, Today
from deskbot.desk.dates.refusal import Reason
from deskbot.desk.dates.resolve import Run


def item(runs: tuple[Run, ...], left_out: spec.Item, today: Today) -> tuple[Run, ...]:
    """Return the runs without what an item of an exclusion names.

    :raises NotUnderstood: if it names nothing that was asked for.
    """
    asked = frozenset(day for run in runs for day in run.days.days())
    days = _days(left_out.when, asked, today)
    if not days & asked and not isinstance(left_out.when, spec.Weekend | spec.Holidays):
        raise today.refusal(Reason.NOT_UNDERSTOOD)
    clocks = left_out.clocks or (spec.Clock(),)
    for clock in clocks:
        runs = tuple(piece for run in runs for piece in _without(run, days, clock, today))
    return runs


def _days(when: spec.When | None, asked: frozenset[dt.date], today: Today) -> frozenset[dt.date]:
    match when:
        case None:
            return asked
        case spec.Weekend(this=False, strictly_after_today=False, in_week=None):
            return frozenset(day for day in asked if day.weekday() >= 5)
        case spec.Holidays():
            return frozenset(day for day in asked if _is_holiday(day, today))
        case spec.Every(within=()):
            return frozenset(day for day in asked if day.weekday() in when.weekdays)
        case spec.Day():
            return _single_days(when, asked, today)
        case _:
            first = today.looking_from(min(asked))
            return frozenset(day for stretch in _checked(when, first) for day in stretch.days())


def _single_days(day: spec.Day, asked: frozenset[dt.date], today: Today) -> frozenset[dt.date]:
    if day.is_weekday_alone:
        return frozenset(date for date in asked if date.weekday() == day.weekday)
    if day.day is not None and day.year is None and day.of_month is None:
        named = frozenset(date for date in asked if date.day == day.day and day.month in (None, date.month))
        if day.weekday is not None and any(date.weekday() != day.weekday for date in named):
            raise today.refusal(Reason.WEEKDAY_CONTRADICTS)
        return named
    return frozenset(stretch.first for stretch in resolve.stretches(day, today))


def _checked(when: spec.When, today: Today) -> tuple[Stretch, ...]:
    found = resolve.stretches(when, today)
    for stretch in found:
        resolve.check_length(stretch, today)
    return found


def _is_holiday(day: dt.date, today: Today) -> bool:
    return opening.holiday_name(day, alsace_moselle=today.hours.alsace_moselle) is not None


def _without(run: Run, days: frozenset[dt.date], clock: spec.Clock, today: Today) -> Iterator[Run]:
    """Give what is left of a run, in order."""
    kept: list[dt.date] = []
    for day in run.days.days():
        if day not in days:
            kept.append(day)
            continue
        if kept:
            yield _piece(run, kept[0], kept[-1])
            kept = []
        yield from _rest_of_day(_piece(run, day, day), clock, today)
    if kept:
        yield _piece(run, kept[0], kept[-1])


def _piece(run: Run, first: dt.date, last: dt.date) -> Run:
    clock = spec.Clock(
        start=run.clock.start if first == run.days.first else None,
        end=run.clock.end if last == run.days.last else None,
    )
    return Run(days=Stretch(first=first, last=last), clock=clock)


def _rest_of_day(run: Run, clock: spec.Clock, today: Today) -> Iterator[Run]:
    """Give what is left of one day once `clock` is cut out: none, one or two pieces."""
    day = resolve.bounds(run, today)
    cut_start = day.start if clock.start is None else _later(run, clock.start, today)
    cut_end = day.end if clock.end is None else _later(run, clock.end, today)
    if day.start < min(cut_start, day.end):
        end = clock.start if cut_start < day.end else run.clock.end
        yield Run(days=run.days, clock=spec.Clock(start=run.clock.start, end=end))
    if max(cut_end, day.start) < day.end:
        start = clock.end if cut_end > day.start else run.clock.start
        yield Run(days=run.days, clock=spec.Clock(start=start, end=run.clock.end))


def _later(run: Run, minutes: int, today: Today) -> dt.datetime:
    return resolve.moment(run.days.first, minutes, today)
