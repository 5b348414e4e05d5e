"""The first, the last, the nth of a month: "le premier lundi de", "les 2 premières semaines de"."""

from typing import Final

from deskbot.desk.dates import months, spec
from deskbot.desk.dates.cursor import Cursor
from deskbot.desk.dates.kinds import Kind

#: More weeks than any month has, so that a bigger number is refused as such.
MOST_WEEKS: Final = 6
SATURDAY: Final = 5
NAMED: Final = (Kind.WEEKDAY, Kind.WEEKDAYS, Kind.WEEKEND)


def nths(cursor: Cursor) -> spec.Unit | None:
    """Take "1re et 3e semaines de septembre", "1er et 3e lundis de septembre"."""
    nths = [cursor.take().value]
    while cursor.kind() is Kind.AND and cursor.kind(1) is Kind.ORDINAL:
        cursor.take()
        nths.append(cursor.take().value)
    if cursor.kind() in NAMED:
        return named(cursor, tuple(sorted(nths)))
    return _weeks_of_month(cursor, nths=tuple(sorted(nths))) if cursor.accept(Kind.WEEK) else None


def nth(cursor: Cursor, nth: int) -> spec.Unit | None:
    """Take "première semaine de", "2e quinzaine de", "dernier lundi de"; `nth` 0 is the last."""
    cursor.take()
    if cursor.accept(Kind.WEEK):
        if nth > MOST_WEEKS:
            return spec.Week(number=nth, year=months.year(cursor))
        return _weeks_of_month(cursor, nths=(nth,)) if nth else last_weeks(cursor, 1)
    if cursor.accept(Kind.FORTNIGHT):
        return spec.Fortnight(second=nth != 1, month=months.reference(cursor)) if nth <= 2 else None
    return named(cursor, (nth or -1,)) if cursor.kind() in NAMED else None


def named(cursor: Cursor, places: tuple[int, ...]) -> spec.MonthWeekday | None:
    """Take "lundi de septembre", "week-end d'août" after the places asked for."""
    day = cursor.take()
    month = months.reference(cursor)
    if month is None:
        return None
    is_weekend = day.kind is Kind.WEEKEND
    return spec.MonthWeekday(
        month=month, weekday=SATURDAY if is_weekend else day.value, nths=places, days=1 + is_weekend
    )


def first_weeks(cursor: Cursor, count: int) -> spec.Unit | None:
    """Take the month of "les 2 premières semaines d'août"; more weeks than a month has are refused later."""
    return _weeks_of_month(cursor, nths=tuple(range(1, min(count, MOST_WEEKS) + 1)))


def last_weeks(cursor: Cursor, count: int) -> spec.Unit | None:
    """Take the month of "les 2 dernières semaines d'août"."""
    return _weeks_of_month(cursor, last=count)


def _weeks_of_month(cursor: Cursor, *, nths: tuple[int, ...] = (), last: int = 0) -> spec.Unit | None:
    month = months.reference(cursor)
    return None if month is None else spec.MonthWeeks(month=month, nths=nths, last=last)
