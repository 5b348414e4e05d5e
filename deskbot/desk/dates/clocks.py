"""Hours and parts of the day: "de 9h à 12h", "matin", "à partir de 14h"."""

from typing import Final

from deskbot.desk.dates import refusal, spec
from deskbot.desk.dates.cursor import Cursor
from deskbot.desk.dates.kinds import Kind, Part
from deskbot.desk.dates.tokens import Token

MIDNIGHT: Final = 24 * 60
#: Where the morning ends and the afternoon starts (design, section 5.3).
MIDDAY: Final = 13 * 60

PARTS: Final = {
    Part.MORNING: spec.Clock(end=MIDDAY),
    Part.AFTERNOON: spec.Clock(start=MIDDAY),
    Part.EVENING: spec.Clock(),
    Part.DAY: spec.Clock(),
    Part.LUNCH: spec.Clock(start=12 * 60, end=14 * 60),
}
_OPENERS: Final = (Kind.FROM, Kind.OF, Kind.BETWEEN, Kind.SINCE, Kind.AFTER, Kind.DASH)
_JOINS: Final = (Kind.DASH, Kind.TO, Kind.UNTIL, Kind.BEFORE)
#: No hour is a longer number.
LONGEST_NUMBER: Final = 24


def some(cursor: Cursor, *, after_day: bool) -> tuple[spec.Clock, ...]:
    """Take the hours and parts that start here; none when there are none.

    :raises refusal.NotUnderstood: if hours are reversed.
    """
    found: list[spec.Clock] = []
    while (clock := one(cursor, after_day=after_day)) is not None:
        found.append(clock)
    return tuple(found)


def one(cursor: Cursor, *, after_day: bool) -> spec.Clock | None:
    """Take one stretch of hours or one part of the day; None, and nothing taken, when there is none.

    `after_day` lets two bare numbers be hours ("lundi de 9 à 12").
    """
    if cursor.kind() is Kind.PART and cursor.value() != Part.EVENING:
        return PARTS[Part(cursor.take().value)]
    return _until(cursor) or _span(cursor, after_day=after_day)


def is_span(cursor: Cursor) -> bool:
    """Say whether hours with a start and an end come next."""
    place = cursor.position
    found = cursor.kind() is not Kind.PART and one(cursor, after_day=False) is not None
    cursor.position = place
    return found


def point(cursor: Cursor) -> Token | None:
    """Take an hour alone ("14h", "à midi"); None, and nothing taken, when there is none."""
    place = cursor.position
    if cursor.kind() is Kind.DASH and cursor.value() == 1:
        cursor.take()
    token = cursor.accept(Kind.TIME)
    if token is None:
        cursor.position = place
    return token


def closing(cursor: Cursor) -> bool:
    """Take "la fermeture", "ce soir", "le soir"; say whether it was there."""
    ahead = 1 if cursor.kind() is Kind.THIS else 0
    is_evening = cursor.kind(ahead) is Kind.PART and cursor.value(ahead) == Part.EVENING
    if not is_evening and cursor.kind(ahead) is not Kind.CLOSING:
        return False
    cursor.position += ahead + 1
    return True


def _until(cursor: Cursor) -> spec.Clock | None:
    place = cursor.position
    if cursor.accept(Kind.UNTIL):
        if closing(cursor):
            return PARTS[Part.DAY]
        cursor.position = place
    if cursor.kind() in (Kind.UNTIL, Kind.BEFORE) and cursor.kind(1) is Kind.TIME:
        cursor.take()
        return spec.Clock(end=cursor.take().value)
    return None


def _span(cursor: Cursor, *, after_day: bool) -> spec.Clock | None:
    place = cursor.position
    of_a_day = cursor.kind(-1) is Kind.DAY_REF if cursor.position else False
    opener = cursor.accept(*_OPENERS)
    first = cursor.accept(Kind.TIME, Kind.OPENING, Kind.NUMBER)
    if after_day and of_a_day and opener is None and (bare := _bare(cursor, first)):
        return bare
    clock = None if first is None else _rest(cursor, opener, first, after_day=after_day)
    if clock is None:
        cursor.position = place
        return None
    if clock.start is not None and clock.end is not None and clock.start >= clock.end:
        since = cursor.position
        cursor.position = place
        start = cursor.starts_at()
        cursor.position = since
        raise cursor.refusal(refusal.Reason.REVERSED, since=start)
    return clock


def _bare(cursor: Cursor, first: Token | None) -> spec.Clock | None:
    """Take the rest of "demain 14-16": the day is known, so these are hours."""
    place = cursor.position
    is_dashed = cursor.kind() is Kind.DASH and cursor.value() == 0
    if first is not None and first.kind is Kind.NUMBER and is_dashed:
        cursor.take()
        last = cursor.accept(Kind.NUMBER)
        goes_on = cursor.kind() in (Kind.MONTH, Kind.DASH)
        if last is not None and not goes_on and first.value < last.value <= LONGEST_NUMBER:
            return spec.Clock(start=_start(first), end=_end(last))
    cursor.position = place
    return None


def _rest(cursor: Cursor, opener: Token | None, first: Token, *, after_day: bool) -> spec.Clock | None:
    between = opener is not None and opener.kind is Kind.BETWEEN
    if cursor.kind() in _JOINS or (between and cursor.kind() is Kind.AND):
        join = cursor.take()
        last = cursor.accept(Kind.TIME, Kind.CLOSING, Kind.NUMBER)
        if last is None or not _are_hours(cursor, (opener, first, join, last), after_day=after_day):
            return None
        return spec.Clock(start=_start(first), end=_end(last))
    if first.kind is not Kind.TIME:
        return None
    if opener is None and cursor.kind() is Kind.TIME and cursor.value() > first.value:
        # "demain 14h 17h30"
        return spec.Clock(start=_start(first), end=_end(cursor.take()))
    if cursor.kind() is Kind.DURING and cursor.kind(1) is Kind.TIME:
        cursor.take()
        return spec.Clock(start=_start(first), end=min(first.value + cursor.take().value, MIDNIGHT))
    if opener is not None and opener.kind in (Kind.SINCE, Kind.AFTER):
        return spec.Clock(start=_start(first))
    return None


def _are_hours(cursor: Cursor, taken: tuple[Token | None, Token, Token, Token], *, after_day: bool) -> bool:
    """Say whether bare numbers in "9-12h", "9h-12", "de 9 à 12" are hours rather than days."""
    opener, first, join, last = taken
    numbers = [token for token in (first, last) if token.kind is Kind.NUMBER]
    if not numbers:
        return True
    if any(token.is_english for token in taken if token):
        # "9-5pm" starts in the morning, "2-4pm" does not.
        return False
    if cursor.kind() is Kind.MONTH or any(token.value > LONGEST_NUMBER for token in numbers):
        return False
    announced = opener is not None and opener.kind in (Kind.OF, Kind.BETWEEN)
    if len(numbers) == 2:
        return announced and after_day and join.kind in (Kind.DASH, Kind.AND)
    return announced or (join.kind is Kind.DASH and (join.value == 0 or first.kind is Kind.TIME))


def _start(token: Token) -> int | None:
    if token.kind is Kind.OPENING:
        return None
    minutes = _minutes(token)
    return 0 if minutes == MIDNIGHT else minutes


def _end(token: Token) -> int | None:
    return None if token.kind is Kind.CLOSING else _minutes(token) or MIDNIGHT


def _minutes(token: Token) -> int:
    return token.value * 60 if token.kind is Kind.NUMBER else token.value
