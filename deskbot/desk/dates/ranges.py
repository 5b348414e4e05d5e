"""From one date to another when months or years are missing."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from deskbot.desk.dates import calendar, single, spec
from deskbot.desk.dates.calendar import Stretch, Today
from deskbot.desk.dates.refusal import Reason

#: "du 15 novembre au 15 mars" goes over the new year; "du 15 août au 1er août" is reversed.
LONGEST_OVER_NEW_YEAR_DAYS: Final = 183
#: "du 28 au 3 janvier" goes over the month; "du 15 au 1er août" is reversed.
LONGEST_OVER_MONTH_DAYS: Final = 10


def is_loose(unit: spec.Unit) -> bool:
    """Say whether it is a day given by its number."""
    return isinstance(unit, spec.Day) and unit.day is not None and unit.of_month is None


def resolve(first: spec.Day, last: spec.Day, today: Today) -> Stretch:
    """Return the range: the one that runs, else the next one.

    :raises NotUnderstood: if it is reversed, or one of its ends does not exist.
    """
    for day in (first, last):
        _check_exists(day, today)
    if first.year is not None and not first.inherited:
        found = _from(single.dated(first, today), last, today)
        ranges = [] if found is None else [found]
    else:
        ranges = list(_ranges(first, last, today))
    if not ranges:
        raise today.refusal(Reason.REVERSED)
    chosen = next((found for found in ranges if found.last >= today.anchor), ranges[-1])
    for day, date in ((first, chosen.first), (last, chosen.last)):
        if day.weekday is not None and date.weekday() != day.weekday:
            raise today.refusal(Reason.WEEKDAY_CONTRADICTS)
    return chosen


def _check_exists(day: spec.Day, today: Today) -> None:
    if day.year is not None:
        single.dated(day, today)
        return
    # What does not exist in a leap year never does; without a month, January has every number.
    month = 1 if day.month is None else day.month
    if not 1 <= month <= 12 or single.in_month(dt.date(2024, month, 1), day.day or 0) is None:
        raise today.refusal(Reason.NO_SUCH_DAY)


def _from(first: dt.date, last: spec.Day, today: Today) -> Stretch | None:
    """Return the range that starts on a known date; None when it is reversed."""
    if last.year is not None:
        return _ordered(first, single.dated(last, today))
    if last.month is None:
        # In figures the month is left out because it is the same ("2024-08-01..15").
        return _ordered(first, single.in_month(first.replace(day=1), last.day or 0))
    end = single.dated(last, today.looking_from(first))
    return _ordered(first, end, longest=LONGEST_OVER_NEW_YEAR_DAYS if end.year != first.year else None)


def _ordered(first: dt.date | None, last: dt.date | None, *, longest: int | None = None) -> Stretch | None:
    if first is None or last is None or last < first:
        return None
    if longest is not None and (last - first).days > longest:
        return None
    return Stretch(first=first, last=last)


def _ranges(first: spec.Day, last: spec.Day, today: Today) -> Iterator[Stretch]:
    """Give the ranges that are meant, in order, from that of last year or month."""
    for start, end_start in _months(first, last, today):
        begins, ends = single.in_month(start, first.day or 0), single.in_month(end_start, last.day or 0)
        found = _ordered(begins, ends, longest=_longest(first, last, today, crosses=start != end_start))
        if found is not None:
            yield found


def _longest(first: spec.Day, last: spec.Day, today: Today, *, crosses: bool) -> int | None:
    """Return how many days a range may go over the end of a month or of a year before it looks reversed."""
    if not crosses:
        return None
    if first.month is not None and last.month is not None and not first.inherited:
        in_order = (first.month, first.day or 0) <= (last.month, last.day or 0)
        return None if in_order else LONGEST_OVER_NEW_YEAR_DAYS
    # On the 20th, the next 25 and the next 10 are in order.
    are_next = first.month is None and (last.day or 0) < today.anchor.day <= (first.day or 0)
    return None if are_next else LONGEST_OVER_MONTH_DAYS


def _months(first: spec.Day, last: spec.Day, today: Today) -> Iterator[tuple[dt.date, dt.date]]:
    """Give pairs of months, by their first days, in which the two ends may lie."""
    same_month = (first.day or 0) <= (last.day or 0)
    if last.month is None and first.month is None:
        for start in map(lambda ahead: calendar.months_later(today.anchor, ahead), range(-1, 13)):
            yield start, start if same_month else calendar.months_later(start, 1)
        return
    years = (last.year,) if last.year else tuple(today.anchor.year + ahead for ahead in (-1, 0, 1, 2))
    for year in years:
        if last.month is None:
            start = dt.date(year, first.month or 1, 1)
            yield start, start if same_month else calendar.months_later(start, 1)
        else:
            yield _start_before(first, dt.date(year, last.month, 1), same_month=same_month)


def _start_before(first: spec.Day, end: dt.date, *, same_month: bool) -> tuple[dt.date, dt.date]:
    if first.month is None or first.inherited:
        return end if same_month else calendar.months_later(end, -1), end
    is_before = (first.month, first.day or 0) <= (end.month, 31)
    return dt.date(end.year if is_before else end.year - 1, first.month, 1), end
