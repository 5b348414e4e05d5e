"""Tokens that only make sense together: "9 heures 30", "8h du soir", "tous les jours"."""

import dataclasses
from typing import Final

from deskbot.desk.dates import dated, groups, refusal, tokens
from deskbot.desk.dates.kinds import Kind, Part
from deskbot.desk.dates.tokens import Token

SEPTEMBER: Final = 9
NOON: Final = 12 * 60
_SLASHED: Final = (
    (Kind.TIME, Kind.TIME), (Kind.DATE, Kind.DATE), (Kind.TIME, Kind.DATE), (Kind.NUMBER, Kind.TIME),
)  # fmt: skip
_COUNTED: Final = (Kind.HOURS_WORD, Kind.DAYS, Kind.WEEK)


def tidied(scanned: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens with each group of them turned into what it means.

    :raises refusal.NotUnderstood: if a number of hours is not one.
    """
    current = scanned
    for rule in _RULES:
        current = _applied(rule, current)
    return current


def _applied(rule: groups.Rule, before: tuple[Token, ...]) -> tuple[Token, ...]:
    after: list[Token] = []
    position = 0
    while position < len(before):
        eaten, replaced = rule(before, position)
        after.extend(replaced)
        position += eaten
    return tuple(after)


def _seven_or_september(found: groups.Found, at: int) -> groups.Answer:
    """Read "sept" as seven unless a number stands before it."""
    token = found[at]
    if token.kind is not Kind.MONTH or token.value != SEPTEMBER or token.end - token.start != len("sept"):
        return groups.as_is(found, at)
    after_number = groups.kind_at(found, at - 1) in (Kind.NUMBER, Kind.ORDINAL)
    counts = groups.kind_at(found, at + 1) in _COUNTED or groups.kind_at(found, at - 1) in (
        None,
        Kind.FROM,
        Kind.TO,
        Kind.AND,
    )
    if after_number or not counts:
        return groups.as_is(found, at)
    return 1, (dataclasses.replace(token, kind=Kind.NUMBER, value=7),)


def _hours_in_words(found: groups.Found, at: int) -> groups.Answer:
    token = found[at]
    if token.kind is not Kind.NUMBER or groups.kind_at(found, at + 1) is not Kind.HOURS_WORD:
        return groups.as_is(found, at)
    if token.value > 24:
        raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment=f"{token.value} h")
    return 2, (dataclasses.replace(token, kind=Kind.TIME, value=token.value * 60, end=found[at + 1].end),)


def _minutes(found: groups.Found, at: int) -> groups.Answer:
    """Add "30", "et demie", "et quart" to a round hour."""
    token, after = found[at], groups.kind_at(found, at + 1)
    if token.kind is not Kind.TIME or after not in (Kind.HALF, Kind.NUMBER) or token.value % 60:
        return groups.as_is(found, at)
    minutes = found[at + 1]
    is_number = after is Kind.NUMBER
    # Multiples of five only, and no month behind: "9h 15 août" is an hour and a date.
    if is_number and (minutes.value % 5 or not 5 <= minutes.value < 60):
        return groups.as_is(found, at)
    if is_number and groups.kind_at(found, at + 2) is Kind.MONTH:
        return groups.as_is(found, at)
    return 2, (dataclasses.replace(token, value=max(token.value + minutes.value, 0), end=minutes.end),)


def _hour_of_part(found: groups.Found, at: int) -> groups.Answer:
    """Read "9h du matin", "2h de l'après-midi", "8h du soir"."""
    token = found[at]
    if token.kind is not Kind.TIME or groups.kind_at(found, at + 1) not in (Kind.FROM, Kind.OF):
        return groups.as_is(found, at)
    if groups.kind_at(found, at + 2) is not Kind.PART:
        return groups.as_is(found, at)
    part = found[at + 2]
    if part.value not in (Part.MORNING, Part.AFTERNOON, Part.EVENING):
        return groups.as_is(found, at)
    later = NOON if part.value != Part.MORNING and token.value < NOON else 0
    return 3, (dataclasses.replace(token, value=token.value + later, end=part.end),)


def _slash_as_range(found: groups.Found, at: int) -> groups.Answer:
    """Read "9h/12h" and ISO 8601's "2024-08-01/2024-08-15" as ranges, "lundi/mardi" as a list."""
    token = found[at]
    is_slash = token.kind is Kind.AND and token.value == tokens.SLASH
    around = (groups.kind_at(found, at - 1), groups.kind_at(found, at + 1))
    if is_slash and around in _SLASHED:
        return 1, (dataclasses.replace(token, kind=Kind.DASH, value=0),)
    return groups.as_is(found, at)


def _for_how_long(found: groups.Found, at: int) -> groups.Answer:
    """Keep "pour" only where it means "pendant"."""
    token = found[at]
    if token.kind is not Kind.FOR:
        return groups.as_is(found, at)
    counted = groups.kind_at(found, at + 1) is Kind.NUMBER and groups.kind_at(found, at + 2) in (
        Kind.DAYS,
        Kind.WEEK,
    )
    hours = groups.kind_at(found, at + 1) is Kind.TIME and groups.kind_at(found, at + 2) not in (
        Kind.DASH,
        Kind.TO,
    )
    if counted or hours:
        return 1, (dataclasses.replace(token, kind=Kind.DURING),)
    return 1, ()


def _in_how_long(found: groups.Found, at: int) -> groups.Answer:
    """Drop "dans" where no number follows ("dans la matinée")."""
    if found[at].kind is Kind.IN and groups.kind_at(found, at + 1) is not Kind.NUMBER:
        return 1, ()
    return groups.as_is(found, at)


def _each_day(found: groups.Found, at: int) -> groups.Answer:
    """Read "tous les jours" as one word; "tous" says nothing else before a week or a part of the day."""
    if found[at].kind is not Kind.EVERY:
        return groups.as_is(found, at)
    after = groups.kind_at(found, at + 1)
    if after is Kind.DAYS:
        return 2, (dataclasses.replace(found[at], value=1, end=found[at + 1].end),)
    return (1, ()) if after in (Kind.PART, Kind.WORKED) else groups.as_is(found, at)


def _at_part(found: groups.Found, at: int) -> groups.Answer:
    """Drop the preposition of "le 13 au matin"; "du matin au soir" keeps it."""
    is_preposition = found[at].kind is Kind.TO and groups.kind_at(found, at + 1) is Kind.PART
    if is_preposition and groups.kind_at(found, at - 1) is not Kind.PART:
        return 1, ()
    return groups.as_is(found, at)


def _half_day(found: groups.Found, at: int) -> groups.Answer:
    """Refuse "1/2 journée", which is neither a date nor a half that is known."""
    token = found[at]
    is_half = token.kind is Kind.DATE and (token.value, token.month, token.year) == (1, 2, 0)
    if is_half and groups.kind_at(found, at + 1) is Kind.PART:
        raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment="1/2 journée")
    return groups.as_is(found, at)


def _end_of_day(found: groups.Found, at: int) -> groups.Answer:
    """Read "la fin de la journée", "la fin de l'après-midi" as the closing."""
    if found[at].kind is not Kind.END:
        return groups.as_is(found, at)
    ahead = 2 if groups.kind_at(found, at + 1) is Kind.OF else 1
    if groups.kind_at(found, at + ahead) is Kind.PART and found[at + ahead].value != Part.MORNING:
        return ahead + 1, (dataclasses.replace(found[at], kind=Kind.CLOSING, end=found[at + ahead].end),)
    return groups.as_is(found, at)


def _duty_of(found: groups.Found, at: int) -> groups.Answer:
    """Drop "le standard", and the genitive after it, which announces no range."""
    if found[at].kind is not Kind.DUTY:
        return groups.as_is(found, at)
    return 1 + (groups.kind_at(found, at + 1) in (Kind.FROM, Kind.OF)), ()


_RULES: Final = (
    _half_day, *dated.RULES, _seven_or_september, _hours_in_words, _minutes, _hour_of_part, _slash_as_range,
    _for_how_long, _in_how_long, _each_day, _at_part, _end_of_day, _duty_of,
)  # fmt: skip
