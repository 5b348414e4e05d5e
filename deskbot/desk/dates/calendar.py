"""Which days: from what was typed and what day it is to stretches of days."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Final

from deskbot.desk import hours as opening
from deskbot.desk.dates import spec
from deskbot.desk.dates.refusal import NotUnderstood, Reason

LONGEST_DAYS: Final = 366
#: A date is given for the coming months; a year further away is a slip of the finger.
FURTHEST_YEARS: Final = 20
_OLDEST_YEAR: Final = 1970
_ONE_DAY: Final = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stretch:
    """From one day to another, both included."""

    first: dt.date
    last: dt.date

    def days(self) -> Iterator[dt.date]:
        """Give each day."""
        return (self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Today:
    """What a text is read against: the moment and the desk's hours.

    `anchor` is the day from which the next one is looked for, `fragment` what an error shows. `looks_back`:
    what is over is asked for too.
    """

    now: dt.datetime
    hours: opening.OpeningHours
    anchor: dt.date
    fragment: str = ""
    looks_back: bool = False

    @property
    def date(self) -> dt.date:
        """Return today."""
        return self.now.date()

    def looking_from(self, anchor: dt.date) -> "Today":
        """Return the same, looking for the next one from another day."""
        return dataclasses.replace(self, anchor=anchor)

    def refusal(self, reason: Reason) -> NotUnderstood:
        """Return the error about the fragment."""
        return NotUnderstood(reason, fragment=self.fragment)

    def date_of(self, year: int, month: int, day: int) -> dt.date:
        """Return a date.

        :raises NotUnderstood: if it does not exist.
        """
        if year < _OLDEST_YEAR:
            raise self.refusal(Reason.OVER)
        if year > self.date.year + FURTHEST_YEARS:
            raise self.refusal(Reason.NOT_UNDERSTOOD)
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise self.refusal(Reason.NO_SUCH_DAY) from None

    def after(self, day: dt.date, days: int) -> dt.date:
        """Return the date so many days after `day`.

        :raises NotUnderstood: if it is too far.
        """
        if days > 2 * LONGEST_DAYS:
            raise self.refusal(Reason.TOO_LONG)
        return day + dt.timedelta(days=days)


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of the week of `day`."""
    return day - dt.timedelta(days=day.weekday())


def months_from(day: dt.date) -> Iterator[dt.date]:
    """Give the first day of each month, from that of `day`, for a year and a month."""
    for ahead in range(13):
        yield months_later(day, ahead)


def months_later(day: dt.date, ahead: int) -> dt.date:
    """Return the first day of the month `ahead` months after that of `day`."""
    years, month = divmod(day.month - 1 + ahead, 12)
    return dt.date(day.year + years, month + 1, 1)


def month_end(first: dt.date) -> dt.date:
    """Return the last day of the month that starts on `first`."""
    return months_later(first, 1) - _ONE_DAY


def candidates(month: spec.Month, today: Today) -> tuple[dt.date, ...]:
    """Return the first days of the months that `month` may be, in order."""
    if month.number is None:
        if month.ahead > 12 * FURTHEST_YEARS:
            raise today.refusal(Reason.NOT_UNDERSTOOD)
        return (months_later(today.date, month.ahead),)
    years = (month.year,) if month.year else (today.anchor.year, today.anchor.year + 1)
    return tuple(today.date_of(year, month.number, 1) for year in years)


def month(unit: spec.Month, today: Today) -> Stretch:
    """Return a month; the current one from today on when it is not named."""
    months = candidates(unit, today)
    first = next((start for start in months if month_end(start) >= today.anchor), months[-1])
    is_current = unit.number is None and unit.ahead == 0
    return Stretch(first=today.date if is_current else first, last=month_end(first))


def fortnight(unit: spec.Fortnight, today: Today) -> Stretch:
    """Return the 1st to the 15th, or the 16th to the end, of a month."""
    months = tuple(months_from(today.anchor)) if unit.month is None else candidates(unit.month, today)
    halves = [_half(start, second=unit.second) for start in months]
    return next((half for half in halves if half.last >= today.anchor), halves[-1])


def _half(start: dt.date, *, second: bool) -> Stretch:
    if second:
        return Stretch(first=start.replace(day=16), last=month_end(start))
    return Stretch(first=start, last=start.replace(day=15))


def weeks_of_month(unit: spec.MonthWeeks, today: Today) -> tuple[Stretch, ...]:
    """Return weeks of a month, whose first is that of its first Monday (design, section 5.2)."""
    found: tuple[Stretch, ...] = ()
    for start in candidates(unit.month, today):
        mondays = _weekdays_of_month(start, weekday=0)
        nths = unit.nths or tuple(range(len(mondays) - unit.last + 1, len(mondays) + 1))
        if not nths or not all(1 <= nth <= len(mondays) for nth in nths):
            raise today.refusal(Reason.NO_SUCH_DAY)
        found = tuple(working_week(mondays[nth - 1]) for nth in nths)
        if found[-1].last >= today.anchor:
            break
    return found


def weekdays_of_month(unit: spec.MonthWeekday, today: Today) -> tuple[Stretch, ...]:
    """Return such weekdays of a month, by their places."""
    found: tuple[Stretch, ...] = ()
    more = (unit.days - 1) * _ONE_DAY
    for start in candidates(unit.month, today):
        named = _weekdays_of_month(start, weekday=unit.weekday)
        if max(map(abs, unit.nths)) > len(named):
            raise today.refusal(Reason.NO_SUCH_DAY)
        days = [named[nth - 1 if nth > 0 else nth] for nth in unit.nths]
        found = tuple(Stretch(first=day, last=day + more) for day in days)
        if found[-1].last >= today.anchor:
            break
    return found


def _weekdays_of_month(start: dt.date, *, weekday: int) -> list[dt.date]:
    return [day for day in Stretch(first=start, last=month_end(start)).days() if day.weekday() == weekday]


def working_week(monday: dt.date) -> Stretch:
    """Return Monday to Friday."""
    return Stretch(first=monday, last=monday + dt.timedelta(days=4))


def iso_monday(unit: spec.Week, today: Today) -> dt.date:
    """Return the Monday of a week given by its ISO number: of its year, else the next such one."""
    this_year = today.anchor.isocalendar().year
    years = (unit.year,) if unit.year else (this_year, this_year + 1)
    mondays = []
    for year in years:
        today.date_of(year, 1, 1)
        with_number = _iso_week(year, unit.number or 0)
        mondays += [] if with_number is None else [with_number]
    if not mondays:
        raise today.refusal(Reason.NO_SUCH_DAY)
    return next((monday for monday in mondays if monday + 6 * _ONE_DAY >= today.anchor), mondays[-1])


def _iso_week(year: int, number: int) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def every(weekdays: tuple[int, ...], periods: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Return each of these weekdays within the periods."""
    days = itertools.chain.from_iterable(period.days() for period in periods)
    return tuple(Stretch(first=day, last=day) for day in days if day.weekday() in weekdays)
