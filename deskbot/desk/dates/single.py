"""One day: the next Monday, the next 15, the 15th of August."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from deskbot.desk.dates import calendar, feasts, spec
from deskbot.desk.dates.calendar import Today
from deskbot.desk.dates.refusal import Reason

Served = Callable[[dt.date], bool]
_WEEK: Final = dt.timedelta(days=7)


def resolve(
    day: spec.Day, today: Today, *, served: Served, monday: Callable[[spec.Week], dt.date]
) -> dt.date:
    """Return the date of `day`.

    `served` tells whether what is asked for can still be served on a date, `monday` where a week starts.
    :raises NotUnderstood: if there is no such date, or it is not that day of the week.
    """
    found = _resolve(day, today, served=served, monday=monday)
    if day.weekday is not None and found.weekday() != day.weekday:
        raise today.refusal(Reason.WEEKDAY_CONTRADICTS)
    return today.after(found, day.later)


def _resolve(
    day: spec.Day, today: Today, *, served: Served, monday: Callable[[spec.Week], dt.date]
) -> dt.date:
    if day.offset is not None:
        return _offset(day, today)
    if day.after_easter is not None:
        return _after_easter(day.after_easter, day.year, today)
    if day.in_week is not None:
        return monday(day.in_week) + dt.timedelta(days=day.weekday or 0)
    if day.of_month is not None:
        start = calendar.candidates(day.of_month, today)[0]
        return today.date_of(start.year, start.month, day.day or 0)
    if day.day is not None:
        return dated(day, today)
    return _named(day, today, served=served)


def dated(day: spec.Day, today: Today) -> dt.date:
    """Return the date of a day given by its number, the next one where month or year are missing."""
    number, month = day.day or 0, day.month
    if month is not None and day.year is not None:
        return today.date_of(day.year, month, number)
    if month is None:
        starts = tuple(calendar.months_from(today.anchor))
    elif 1 <= month <= 12:
        starts = tuple(dt.date(today.anchor.year + ahead, month, 1) for ahead in (0, 1))
    else:
        raise today.refusal(Reason.NO_SUCH_DAY)
    dates = [found for start in starts if (found := in_month(start, number)) and found >= today.anchor]
    if not dates:
        raise today.refusal(Reason.NO_SUCH_DAY)
    return dates[0]


def in_month(start: dt.date, number: int) -> dt.date | None:
    """Return that day of the month which starts on `start`, None when it has none."""
    return start.replace(day=number) if 1 <= number <= calendar.month_end(start).day else None


def _after_easter(days: int, year: int | None, today: Today) -> dt.date:
    years = (year,) if year else (today.anchor.year, today.anchor.year + 1)
    found = [feasts.movable(days, year=today.date_of(each, 1, 1).year) for each in years]
    return next((date for date in found if date >= today.anchor), found[-1])


def _offset(day: spec.Day, today: Today) -> dt.date:
    found = today.after(today.date, day.offset or 0)
    if not day.months_ahead:
        return found
    start = calendar.candidates(spec.Month(ahead=day.months_ahead), today)[0]
    return min(start.replace(day=1) + dt.timedelta(days=found.day - 1), calendar.month_end(start))


def _named(day: spec.Day, today: Today, *, served: Served) -> dt.date:
    wanted = day.weekday or 0
    found = today.anchor + dt.timedelta(days=(wanted - today.anchor.weekday()) % 7)
    if found == today.date and (day.strictly_after_today or not served(found)):
        found += _WEEK
    return found
