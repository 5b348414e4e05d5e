"""Ranges, durations, habits: what is made of units."""

import dataclasses
from typing import Final

from deskbot.desk.dates import clocks, spec, units
from deskbot.desk.dates.cursor import Cursor
from deskbot.desk.dates.kinds import Kind, Part
from deskbot.desk.dates.refusal import Reason
from deskbot.desk.dates.tokens import Token

_JOINS: Final = (Kind.TO, Kind.DASH, Kind.UNTIL)
#: What announces a range or a start: alone before a day, its end is missing.
_ANNOUNCES: Final = (Kind.FROM, Kind.SINCE, Kind.BETWEEN)
_NUMBERS: Final = (Kind.NUMBER, Kind.ORDINAL)
_TODAY: Final = spec.Day(offset=0)


def parse(cursor: Cursor) -> tuple[spec.When, tuple[spec.Clock, ...]] | None:
    """Take the days that start here and the hours said amid them; None when there are none.

    :raises refusal.NotUnderstood: if an end is missing.
    """
    place = cursor.position
    if cursor.kind() is Kind.THIS and cursor.kind(1) is Kind.PART:
        cursor.take()
        return _TODAY, ()
    habit = _habit(cursor)
    if habit is not None:
        return habit
    cursor.position = place
    for attempt in (_now, _lasting, _until, _ranged):
        when = attempt(cursor)
        if when is not None:
            return when, ()
        cursor.position = place
    return None


def _now(cursor: Cursor) -> spec.Now | None:
    place = cursor.position
    cursor.accept(Kind.OF, Kind.SINCE)
    if not cursor.accept(Kind.NOW):
        cursor.position = place
        return None
    place = cursor.position
    if cursor.accept(Kind.DURING):
        duration = cursor.accept(Kind.TIME)
        if duration is not None:
            return spec.Now(lasting=duration.value)
    elif cursor.accept(*_JOINS):
        if clocks.closing(cursor):
            return spec.Now()
        hour = cursor.accept(Kind.TIME)
        if hour is not None:
            return spec.Now(until=hour.value)
        last = units.parse(cursor)
        if last is not None:
            return spec.Now(last=last)
    cursor.position = place
    return spec.Now()


def _lasting(cursor: Cursor) -> spec.Lasting | None:
    """Take "3 jours à partir de lundi"."""
    days = _duration(cursor)
    if days is None or not cursor.accept(Kind.SINCE):
        return None
    first = units.parse(cursor)
    return None if first is None else spec.Lasting(first=first, days=days)


def _duration(cursor: Cursor) -> int | None:
    """Take a number of days or weeks, in days; what was taken is not given back."""
    cursor.accept(Kind.DURING)
    if cursor.kind() is not Kind.NUMBER:
        return None
    count = cursor.take().value
    if cursor.accept(Kind.DAYS):
        return count
    return 7 * count if cursor.accept(Kind.WEEK) else None


def _until(cursor: Cursor) -> spec.Range | None:
    if cursor.kind() is not Kind.UNTIL:
        return None
    cursor.take()
    last = units.parse(cursor)
    if last is None:
        return None
    return spec.Range(first=_TODAY, last=last, clock=spec.Clock(end=_last_minute(cursor, has_start=True)))


def _ranged(cursor: Cursor) -> spec.When | None:
    since = cursor.starts_at()
    is_genitive = cursor.position > 0 and cursor.kind(-1) is Kind.PART
    opener = cursor.accept(Kind.FROM, Kind.OF, Kind.SINCE, Kind.BETWEEN)
    is_named = opener is None and cursor.kind() is Kind.WEEKDAY
    first = units.parse(cursor)
    if first is None:
        return None
    is_dashed = is_named and cursor.kind() is Kind.DASH and cursor.value() == 0
    found = _range(cursor, first, opener, since=since) or _days_from(cursor, first)
    if is_dashed and isinstance(found, spec.Range) and _may_be_hours(found):
        return dataclasses.replace(found, maybe_hours=True)
    if found is not None:
        return found
    # "dans la matinée du 6" asks for one day.
    announces = opener is not None and opener.kind in _ANNOUNCES and not is_genitive
    if opener is not None and announces and _needs_end(first, opener):
        raise cursor.refusal(Reason.NO_END, since=since)
    return first


def _needs_end(first: spec.Unit, opener: Token) -> bool:
    # "du mois prochain", "du week-end" are genitives; "à partir du mois prochain" is not.
    return isinstance(first, spec.Day) or opener.kind is not Kind.FROM


def _days_from(cursor: Cursor, first: spec.Unit) -> spec.Lasting | None:
    place = cursor.position
    days = _duration(cursor) if cursor.kind() is Kind.DURING else None
    if days is None:
        cursor.position = place
        return None
    return spec.Lasting(first=first, days=days)


def _range(cursor: Cursor, first: spec.Unit, opener: Token | None, *, since: int) -> spec.Range | None:
    place = cursor.position
    between = opener is not None and opener.kind is Kind.BETWEEN
    start = _first_hour(cursor)
    joined = cursor.accept(*_JOINS, Kind.AND) if between else cursor.accept(*_JOINS)
    last = None if joined is None else units.parse(cursor)
    if joined is None or last is None:
        cursor.position = place
        return None
    if joined.kind is Kind.DASH and opener is None and _are_bare_numbers(first, last):
        # "05-08" is a date for some and a range for others.
        raise cursor.refusal(Reason.NOT_UNDERSTOOD, since=since)
    has_start = start is not None
    first_minute = None if start is None else _minute(start, at_end=False)
    end = _last_minute(cursor, has_start=has_start)
    return spec.Range(
        first=first, last=_same_kind(first, last), clock=spec.Clock(start=first_minute, end=end)
    )


def _may_be_hours(found: spec.Range) -> bool:
    """Say whether "lundi 14-16" may be from 14h to 16h."""
    first, last = found.first, found.last
    if not isinstance(first, spec.Day) or not isinstance(last, spec.Day) or last.weekday is not None:
        return False
    is_bare = first.lacks_month and last.lacks_month and found.clock.is_whole_day
    return is_bare and (first.day or 0) < (last.day or 0) <= clocks.LONGEST_NUMBER


def _are_bare_numbers(first: spec.Unit, last: spec.Unit) -> bool:
    return all(isinstance(day, spec.Day) and day.lacks_month and day.weekday is None for day in (first, last))


def _same_kind(first: spec.Unit, last: spec.Unit) -> spec.Unit:
    """Read the second number of "semaines 34 à 36" as a week."""
    if isinstance(first, spec.Week) and first.number and isinstance(last, spec.Day) and last.lacks_month:
        return spec.Week(number=last.day, year=first.year)
    return last


def _first_hour(cursor: Cursor) -> Token | None:
    """Take the hour of the first day, when the range goes on behind it."""
    if clocks.is_span(cursor):
        return None
    place = cursor.position
    hour = cursor.accept(Kind.PART) or clocks.point(cursor)
    if hour is not None and cursor.kind() in _JOINS:
        return hour
    cursor.position = place
    return None


def _last_minute(cursor: Cursor, *, has_start: bool) -> int | None:
    """Take the hour of the last day; a part alone holds for each day unless the first day has one too."""
    if clocks.is_span(cursor):
        return None
    if cursor.kind() is Kind.PART:
        if has_start or cursor.value() == Part.EVENING:
            return _minute(cursor.take(), at_end=True)
        return None
    hour = clocks.point(cursor)
    return None if hour is None else _minute(hour, at_end=True)


def _minute(token: Token, *, at_end: bool) -> int | None:
    if token.kind is Kind.PART:
        clock = clocks.PARTS[Part(token.value)]
        return clock.end if at_end else clock.start
    return token.value


def _habit(cursor: Cursor) -> tuple[spec.Every, tuple[spec.Clock, ...]] | None:
    every = cursor.accept(Kind.EVERY)
    if every is None and not (cursor.kind() is Kind.WEEKDAYS and cursor.kind(1) not in _NUMBERS):
        return None
    weekdays = _weekdays(cursor)
    if not weekdays:
        return None
    hours = clocks.some(cursor, after_day=True)
    return spec.Every(weekdays=weekdays, within=_within(cursor)), hours


def _weekdays(cursor: Cursor) -> tuple[int, ...]:
    found: list[int] = []
    named = (Kind.WEEKDAY, Kind.WEEKDAYS, Kind.WEEKEND)
    while cursor.kind() in named or (found and cursor.kind() is Kind.AND and cursor.kind(1) in named):
        if found and cursor.kind(2 if cursor.kind() is Kind.AND else 1) in _NUMBERS:
            break
        cursor.accept(Kind.AND)
        token = cursor.take()
        found += (5, 6) if token.kind is Kind.WEEKEND else (token.value,)
    return tuple(found)


def _within(cursor: Cursor) -> tuple[spec.Unit | spec.Range, ...]:
    place = cursor.position
    period = _until(cursor)
    if period is not None:
        return (period,)
    cursor.position = place
    found = _ranged(cursor)
    if found is None or isinstance(found, spec.Lasting | spec.Now | spec.Every):
        cursor.position = place
        return ()
    periods: list[spec.Unit | spec.Range] = [found]
    while isinstance(found, spec.Month) and cursor.kind() is Kind.AND and cursor.kind(1) is Kind.MONTH:
        cursor.take()
        more = units.parse(cursor)
        periods += [] if more is None else [more]
    return tuple(periods)
