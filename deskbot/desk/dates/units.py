"""Days, weeks, months and the rest: what can stand alone or at the ends of a range."""

import dataclasses
from collections.abc import Callable
from typing import Final

from deskbot.desk.dates import clocks, feasts, months, places, refusal, spec
from deskbot.desk.dates.cursor import Cursor
from deskbot.desk.dates.kinds import Kind

#: "dans huit jours" is in a week, "dans quinze jours" in two.
IDIOMS: Final = {8: 7, 15: 14}
#: Units within units ("la veille de la semaine de ..."); nobody types more, and the stack has an end.
DEEPEST: Final = 6
_GENITIVES: Final = (Kind.OF, Kind.FROM)


def parse(cursor: Cursor) -> spec.Unit | None:
    """Take the unit that starts here; None, and nothing taken, when there is none.

    :raises refusal.NotUnderstood: if it is one of the past ("lundi dernier").
    """
    place = cursor.position
    kind = cursor.kind()
    if kind not in _PARSERS or cursor.nesting >= DEEPEST:
        return None
    cursor.nesting += 1
    found = _PARSERS[kind](cursor)
    cursor.nesting -= 1
    if found is None:
        cursor.position = place
    return found


def _this(cursor: Cursor) -> spec.Unit | None:
    cursor.take()
    if cursor.accept(Kind.WEEK):
        return spec.Week(remaining=True)
    if cursor.accept(Kind.WEEKEND):
        return spec.Weekend(this=True)
    if cursor.kind() is Kind.MONTH_WORD:
        return months.parse(cursor)
    return parse(cursor)


def _next(cursor: Cursor) -> spec.Unit | None:
    cursor.take()
    if cursor.accept(Kind.WEEK):
        return spec.Week(ahead=1)
    if cursor.accept(Kind.WEEKEND):
        return spec.Weekend(strictly_after_today=True)
    if cursor.accept(Kind.MONTH_WORD):
        return spec.Month(ahead=1)
    if cursor.kind() is Kind.NUMBER and cursor.kind(1) is Kind.WEEK:
        cursor.position += 2
        return spec.NextWeeks(count=cursor.value(-2))
    if day := cursor.accept(Kind.WEEKDAY):
        return spec.Day(weekday=day.value, strictly_after_today=True)
    return None


def _weekday(cursor: Cursor) -> spec.Unit | None:
    since = cursor.starts_at()
    day = spec.Day(weekday=cursor.take().value)
    if cursor.accept(Kind.LAST):
        raise cursor.refusal(refusal.Reason.OVER, since=since)
    if cursor.accept(Kind.NEXT):
        day = dataclasses.replace(day, strictly_after_today=True)
    elif cursor.accept(Kind.NEXT_ALL):
        day = dataclasses.replace(day, strictly_after_today=True, qualifies_list=True)
    elif later := cursor.accept(Kind.LATER):
        return dataclasses.replace(day, later=later.value)
    return _date_of(cursor, day) or _in_week(cursor, day)


def _date_of(cursor: Cursor, named: spec.Day) -> spec.Day | None:
    """Take the date that follows the name of its day, unless it is an hour ("lundi 9-12h")."""
    if cursor.kind() not in (Kind.DATE, Kind.NUMBER, Kind.ORDINAL) or clocks.is_span(cursor):
        return None
    date = _date(cursor) if cursor.kind() is Kind.DATE else _day_number(cursor)
    return dataclasses.replace(date, weekday=named.weekday)


def _in_week(cursor: Cursor, named: spec.Day) -> spec.Day:
    place = cursor.position
    cursor.accept(*_GENITIVES)
    week = parse(cursor) if cursor.kind() in (Kind.WEEK, Kind.THIS, Kind.NEXT, Kind.ISO_WEEK) else None
    if not isinstance(week, spec.Week):
        cursor.position = place
        return named
    whole = dataclasses.replace(week, remaining=False)
    return dataclasses.replace(named, in_week=whole, strictly_after_today=False)


def _weekdays(cursor: Cursor) -> spec.Unit | None:
    return _weekday(cursor) if cursor.kind(1) in (Kind.NUMBER, Kind.ORDINAL) else None


def _date(cursor: Cursor) -> spec.Day:
    token = cursor.take()
    return spec.Day(day=token.value, month=token.month, year=token.year or None)


def _day_number(cursor: Cursor) -> spec.Day:
    number = cursor.take().value
    place = cursor.position
    is_genitive = cursor.kind() is Kind.OF
    month = months.reference(cursor)
    if month is None or (is_genitive and month.number and cursor.kind() in (Kind.TO, Kind.DASH)):
        # In "le 5, de septembre à octobre" the month belongs to what follows.
        cursor.position = place
        return spec.Day(day=number)
    if month.number is not None:
        return spec.Day(day=number, month=month.number, year=month.year)
    return spec.Day(day=number, of_month=month)


def _number(cursor: Cursor) -> spec.Unit | None:
    count = cursor.value()
    after, then = cursor.kind(1), cursor.kind(2)
    coming = (Kind.NEXT, Kind.NEXT_ALL)
    if (after in coming and then is Kind.WEEK) or (after is Kind.WEEK and then in coming):
        cursor.position += 3
        return spec.NextWeeks(count=count)
    is_counted = after is Kind.LAST or (after is Kind.ORDINAL and cursor.value(1) == 1)
    if is_counted and then in places.NAMED and 0 < count <= places.MOST_WEEKS:
        cursor.position += 2
        nths = range(-count, 0) if after is Kind.LAST else range(1, count + 1)
        return places.named(cursor, tuple(nths))
    if then is Kind.WEEK and (after is Kind.LAST or (after is Kind.ORDINAL and cursor.value(1) == 1)):
        cursor.position += 3
        return places.last_weeks(cursor, count) if after is Kind.LAST else places.first_weeks(cursor, count)
    # "les deux lundis de septembre" does not say which two.
    if after in (Kind.DAYS, Kind.WEEK, Kind.MONTH_WORD, Kind.WEEKDAYS, Kind.WEEKEND) or count > 99:
        return None
    return _day_number(cursor)


def _ordinal(cursor: Cursor) -> spec.Unit | None:
    nth, after = cursor.value(), cursor.kind(1)
    if after is Kind.NUMBER and cursor.kind(2) is Kind.WEEK and nth == 1:
        count = cursor.value(1)
        cursor.position += 3
        return places.first_weeks(cursor, count)
    if after in (Kind.WEEK, Kind.FORTNIGHT, *places.NAMED):
        return places.nth(cursor, nth)
    if after is Kind.AND and cursor.kind(2) is Kind.ORDINAL:
        return places.nths(cursor)
    # "le 1er" is a date, and so is "the 2nd"; "le 2e" is not.
    return _day_number(cursor) if nth == 1 or cursor.is_english() else None


def _last(cursor: Cursor) -> spec.Unit | None:
    if cursor.kind(1) is Kind.NUMBER and cursor.kind(2) is Kind.WEEK:
        count = cursor.value(1)
        cursor.position += 3
        return places.last_weeks(cursor, count)
    return places.nth(cursor, 0)


def _day_reference(cursor: Cursor) -> spec.Day:
    day = spec.Day(offset=cursor.take().value)
    later = cursor.accept(Kind.LATER)
    return dataclasses.replace(day, later=later.value) if later else day


def _in(cursor: Cursor) -> spec.Day | None:
    cursor.take()
    count = cursor.take().value
    if cursor.accept(Kind.DAYS):
        return spec.Day(offset=IDIOMS.get(count, count))
    if cursor.accept(Kind.WEEK):
        return spec.Day(offset=7 * count)
    return spec.Day(offset=0, months_ahead=count) if cursor.accept(Kind.MONTH_WORD) else None


def _week(cursor: Cursor) -> spec.Unit | None:
    since = cursor.starts_at()
    cursor.take()
    if cursor.accept(Kind.LAST):
        raise cursor.refusal(refusal.Reason.OVER, since=since)
    if cursor.accept(Kind.NEXT):
        return spec.Week(ahead=1)
    if cursor.accept(Kind.THIS):
        return spec.Week(remaining=True)
    if cursor.kind() is Kind.NUMBER:
        return spec.Week(number=cursor.take().value, year=months.year(cursor))
    return _week_of(cursor) if cursor.accept(*_GENITIVES) else None


def _week_of(cursor: Cursor) -> spec.Unit | None:
    """Take the day of "la semaine du 5 août"; in "la semaine du 5 au 9 août" it starts a range instead."""
    day = parse(cursor)
    if not isinstance(day, spec.Day):
        return None
    return day if cursor.kind() in (Kind.TO, Kind.DASH) else spec.Week(around=day)


def _iso_week(cursor: Cursor) -> spec.Week:
    token = cursor.take()
    return spec.Week(number=token.value, year=token.year)


def _weekend(cursor: Cursor) -> spec.Weekend:
    cursor.take()
    if cursor.accept(Kind.NEXT):
        return spec.Weekend(strictly_after_today=True)
    place = cursor.position
    if cursor.accept(*_GENITIVES):
        unit = parse(cursor)
        if isinstance(unit, spec.Week):
            return spec.Weekend(in_week=unit)
        if isinstance(unit, spec.Day):
            return spec.Weekend(in_week=spec.Week(around=unit))
    cursor.position = place
    return spec.Weekend()


def _end(cursor: Cursor) -> spec.End | None:
    cursor.take()
    month = months.reference(cursor)
    if month is not None:
        return spec.End(of=month)
    cursor.accept(*_GENITIVES)
    week = parse(cursor) or (spec.Week() if cursor.accept(Kind.WEEK) else None)
    return spec.End(of=week) if isinstance(week, spec.Week) else None


def _feast(cursor: Cursor) -> spec.Day:
    feast = feasts.FEASTS[cursor.take().value]
    year = months.year(cursor)
    if feast.month:
        return spec.Day(day=feast.day, month=feast.month, year=year)
    return spec.Day(after_easter=feast.after_easter_monday, year=year)


def _beside(cursor: Cursor) -> spec.Unit | None:
    """Take "la veille de Noël", "le lendemain du 15 août"."""
    later = cursor.take().value
    if not cursor.accept(*_GENITIVES):
        return None
    day = parse(cursor)
    return dataclasses.replace(day, later=day.later + later) if isinstance(day, spec.Day) else None


def _holidays(cursor: Cursor) -> spec.Holidays:
    cursor.take()
    return spec.Holidays()


_PARSERS: Final[dict[Kind | None, Callable[[Cursor], spec.Unit | None]]] = {
    Kind.THIS: _this, Kind.NEXT: _next, Kind.WEEKDAY: _weekday, Kind.WEEKDAYS: _weekdays, Kind.DATE: _date,
    Kind.NUMBER: _number, Kind.ORDINAL: _ordinal, Kind.LAST: _last, Kind.DAY_REF: _day_reference,
    Kind.IN: _in, Kind.WEEK: _week, Kind.ISO_WEEK: _iso_week, Kind.MONTH: months.parse,
    Kind.MONTH_WORD: months.alone, Kind.ISO_MONTH: months.parse, Kind.WEEKEND: _weekend,
    Kind.END: _end, Kind.HOLIDAY: _holidays, Kind.FEAST: _feast, Kind.BESIDE: _beside,
}  # fmt: skip
