"""Tokens that only make sense together: "9 heures 30", "8h du soir", "tous les jours"."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Final

from deskbot.desk.dates import refusal, tokens
from deskbot.desk.dates.tokens import Token
from deskbot.desk.dates.words import Kind, Part

SEPTEMBER: Final = 9
NOON: Final = 12 * 60
_COUNTED: Final = (Kind.HOURS_WORD, Kind.DAYS, Kind.WEEK)

# A rule looks at one place and answers how many tokens it eats there and what replaces them.
Found = Sequence[Token]
Answer = tuple[int, tuple[Token, ...]]
Rule = Callable[[Found, int], Answer]


def tidied(scanned: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens with each group of them turned into what it means.

    :raises refusal.NotUnderstood: if a number of hours is not one.
    """
    current = scanned
    for rule in _RULES:
        current = _applied(rule, current)
    return current


def kind_at(found: Found, position: int) -> Kind | None:
    """Return the kind of the token there, None past the ends."""
    return found[position].kind if 0 <= position < len(found) else None


def _applied(rule: Rule, before: tuple[Token, ...]) -> tuple[Token, ...]:
    after: list[Token] = []
    position = 0
    while position < len(before):
        eaten, replaced = rule(before, position)
        after.extend(replaced)
        position += eaten
    return tuple(after)


def _as_is(found: Found, at: int) -> Answer:
    return 1, (found[at],)


def _seven_or_september(found: Found, at: int) -> Answer:
    """Read "sept" as seven unless a number stands before it."""
    token = found[at]
    if token.kind is not Kind.MONTH or token.value != SEPTEMBER or token.end - token.start != len("sept"):
        return _as_is(found, at)
    after_number = kind_at(found, at - 1) in (Kind.NUMBER, Kind.ORDINAL)
    counts = kind_at(found, at + 1) in _COUNTED or kind_at(found, at - 1) in (
        None,
        Kind.FROM,
        Kind.TO,
        Kind.AND,
    )
    if after_number or not counts:
        return _as_is(found, at)
    return 1, (dataclasses.replace(token, kind=Kind.NUMBER, value=7),)


def _hours_in_words(found: Found, at: int) -> Answer:
    token = found[at]
    if token.kind is not Kind.NUMBER or kind_at(found, at + 1) is not Kind.HOURS_WORD:
        return _as_is(found, at)
    if token.value > 24:
        raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment=f"{token.value} h")
    return 2, (dataclasses.replace(token, kind=Kind.TIME, value=token.value * 60, end=found[at + 1].end),)


def _minutes(found: Found, at: int) -> Answer:
    """Add "30", "et demie", "et quart" to a round hour."""
    token, after = found[at], kind_at(found, at + 1)
    if token.kind is not Kind.TIME or after not in (Kind.HALF, Kind.NUMBER) or token.value % 60:
        return _as_is(found, at)
    minutes = found[at + 1]
    is_number = after is Kind.NUMBER
    # Multiples of five only, and no month behind: "9h 15 août" is an hour and a date.
    if is_number and (minutes.value % 5 or not 5 <= minutes.value < 60):
        return _as_is(found, at)
    if is_number and kind_at(found, at + 2) is Kind.MONTH:
        return _as_is(found, at)
    return 2, (dataclasses.replace(token, value=token.value + minutes.value, end=minutes.end),)


def _hour_of_part(found: Found, at: int) -> Answer:
    """Read "9h du matin", "2h de l'après-midi", "8h du soir"."""
    token = found[at]
    if token.kind is not Kind.TIME or kind_at(found, at + 1) not in (Kind.FROM, Kind.OF):
        return _as_is(found, at)
    if kind_at(found, at + 2) is not Kind.PART:
        return _as_is(found, at)
    part = found[at + 2]
    if part.value not in (Part.MORNING, Part.AFTERNOON, Part.EVENING):
        return _as_is(found, at)
    later = NOON if part.value != Part.MORNING and token.value < NOON else 0
    return 3, (dataclasses.replace(token, value=token.value + later, end=part.end),)


def _slash_as_range(found: Found, at: int) -> Answer:
    """Read "9h/12h" and ISO 8601's "2024-08-01/2024-08-15" as ranges, "lundi/mardi" as a list."""
    token = found[at]
    is_slash = token.kind is Kind.AND and token.value == tokens.SLASH
    around = (kind_at(found, at - 1), kind_at(found, at + 1))
    if is_slash and around in ((Kind.TIME, Kind.TIME), (Kind.DATE, Kind.DATE)):
        return 1, (dataclasses.replace(token, kind=Kind.DASH, value=0),)
    return _as_is(found, at)


def _for_how_long(found: Found, at: int) -> Answer:
    """Keep "pour" only where it means "pendant"."""
    token = found[at]
    if token.kind is not Kind.FOR:
        return _as_is(found, at)
    counted = kind_at(found, at + 1) is Kind.NUMBER and kind_at(found, at + 2) in (Kind.DAYS, Kind.WEEK)
    hours = kind_at(found, at + 1) is Kind.TIME and kind_at(found, at + 2) not in (Kind.DASH, Kind.TO)
    if counted or hours:
        return 1, (dataclasses.replace(token, kind=Kind.DURING),)
    return 1, ()


def _in_how_long(found: Found, at: int) -> Answer:
    """Drop "dans" where no number follows ("dans la matinée")."""
    if found[at].kind is Kind.IN and kind_at(found, at + 1) is not Kind.NUMBER:
        return 1, ()
    return _as_is(found, at)


def _each_day(found: Found, at: int) -> Answer:
    """Read "tous les jours" as one word; "tous" says nothing else before a week or a part of the day."""
    if found[at].kind is not Kind.EVERY:
        return _as_is(found, at)
    after = kind_at(found, at + 1)
    if after is Kind.DAYS:
        return 2, (dataclasses.replace(found[at], value=1, end=found[at + 1].end),)
    return (1, ()) if after in (Kind.PART, Kind.WORKED) else _as_is(found, at)


def _at_part(found: Found, at: int) -> Answer:
    """Drop the preposition of "le 13 au matin"; "du matin au soir" keeps it."""
    is_preposition = found[at].kind is Kind.TO and kind_at(found, at + 1) is Kind.PART
    if is_preposition and kind_at(found, at - 1) is not Kind.PART:
        return 1, ()
    return _as_is(found, at)


def _duty_of(found: Found, at: int) -> Answer:
    """Drop "le standard", and the genitive after it, which announces no range."""
    if found[at].kind is not Kind.DUTY:
        return _as_is(found, at)
    return 1 + (kind_at(found, at + 1) in (Kind.FROM, Kind.OF)), ()


_RULES: Final = (
    _seven_or_september, _hours_in_words, _minutes, _hour_of_part, _slash_as_range, _for_how_long,
    _in_how_long, _each_day, _at_part, _duty_of,
)  # fmt: skip
