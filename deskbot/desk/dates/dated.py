"""Groups of tokens about days: "août-2024", "august 3", "toute la semaine", "12 13 et 14 août"."""

import dataclasses
import itertools
from typing import Final

from deskbot.desk.dates import groups, words
from deskbot.desk.dates.kinds import Kind

LONGEST_MONTH: Final = 31
LONGEST_LIST: Final = 53
TUESDAY: Final = 1
MARCH: Final = 3
_WEEKDAYS: Final = (Kind.WEEKDAY, Kind.WEEKDAYS)
_NUMBERS: Final = (Kind.NUMBER, Kind.ORDINAL)
#: What tells which week is meant, after the word.
_QUALIFY_WEEK: Final = (
    Kind.NEXT, Kind.NEXT_ALL, Kind.THIS, Kind.LAST, Kind.NUMBER, Kind.OF, Kind.FROM, Kind.DATE,
    Kind.ISO_MONTH,
)  # fmt: skip
#: What tells which week is meant, before the word.
_ANNOUNCE_WEEK: Final = (*_QUALIFY_WEEK[:6], Kind.ORDINAL)
_WISHED: Final = (*_WEEKDAYS, Kind.PART, Kind.WEEK, Kind.WEEKEND, Kind.FEAST, Kind.DAYS)


def _english_order(found: groups.Found, at: int) -> groups.Answer:
    """Read "august 3" as "3 august"; after a French name the number might be a year."""
    month = found[at]
    is_english = month.kind is Kind.MONTH and month.is_english
    if not is_english or groups.kind_at(found, at + 1) not in _NUMBERS:
        return groups.as_is(found, at)
    number = found[at + 1]
    if groups.kind_at(found, at - 1) in _NUMBERS or number.value > LONGEST_MONTH:
        return groups.as_is(found, at)
    # Each says where both stand: an error shows them in the order in which they were typed.
    day = dataclasses.replace(number, start=month.start)
    return 2, (day, dataclasses.replace(month, end=number.end))


def _hyphens(found: groups.Found, at: int) -> groups.Answer:
    """Drop the hyphens of "5-août-2024"."""
    if found[at].kind is not Kind.DASH or found[at].value:
        return groups.as_is(found, at)
    around = (groups.kind_at(found, at - 1), groups.kind_at(found, at + 1))
    is_year = around == (Kind.MONTH, Kind.NUMBER) and found[at + 1].value > LONGEST_MONTH
    is_date = around in ((Kind.NUMBER, Kind.MONTH), (Kind.ORDINAL, Kind.MONTH))
    return (1, ()) if is_year or is_date else groups.as_is(found, at)


def _week_of_year(found: groups.Found, at: int) -> groups.Answer:
    """Read "semaine 34/2024", "semaine 5/2025" and "semaine 34 de 2025" as a number and a year."""
    token = found[at]
    if token.kind is not Kind.WEEK:
        return groups.as_is(found, at)
    if groups.kind_at(found, at + 1) is Kind.ISO_MONTH:
        date = found[at + 1]
        week = dataclasses.replace(date, kind=Kind.NUMBER)
        return 2, (token, week, dataclasses.replace(week, value=date.year))
    joined = groups.kind_at(found, at + 2) in (Kind.OF, Kind.AND)
    if joined and groups.kind_at(found, at + 3) is Kind.NUMBER and found[at + 3].value >= 1000:
        return 4, (token, found[at + 1], found[at + 3])
    return groups.as_is(found, at)


def _whole(found: groups.Found, at: int) -> groups.Answer:
    """Read "toute la semaine", "tout le mois" as the current ones; "tout" says nothing elsewhere."""
    token = found[at]
    if token.kind is not Kind.WHOLE:
        return groups.as_is(found, at)
    this = (dataclasses.replace(token, kind=Kind.THIS),)
    if groups.kind_at(found, at + 1) in (Kind.WEEK, Kind.MONTH_WORD):
        return 1, () if groups.kind_at(found, at + 2) in _QUALIFY_WEEK else this
    if groups.kind_at(found, at - 1) is Kind.WEEK:
        return 1, () if groups.kind_at(found, at - 2) in _ANNOUNCE_WEEK else this
    return 1, ()


def _wish(found: groups.Found, at: int) -> groups.Answer:
    """Drop "bonne fin de semaine", once something was asked for; "bon" alone says nothing."""
    if found[at].kind is not Kind.WISH:
        return groups.as_is(found, at)
    position = at + 1
    if groups.kind_at(found, position) is Kind.END:
        position += 1 + (groups.kind_at(found, position + 1) is Kind.OF)
    if at and groups.kind_at(found, position) in _WISHED:
        return position + 1 - at, ()
    return 1, ()


def _since(found: groups.Found, at: int) -> groups.Answer:
    """Read "des demain" as "dès demain": without its accent, only what follows tells it from "des lundis"."""
    token = found[at]
    is_since = token.kind is Kind.OF and token.value == words.DES
    after_duty = groups.kind_at(found, at - 1) is Kind.DUTY
    if is_since and not after_duty and groups.kind_at(found, at + 1) in (Kind.WEEKDAY, Kind.DAY_REF):
        return 1, (dataclasses.replace(token, kind=Kind.SINCE),)
    return groups.as_is(found, at)


def _and_until(found: groups.Found, at: int) -> groups.Answer:
    """Read "du 5 août et ce jusqu'au 9" as "du 5 août jusqu'au 9"."""
    if not at or found[at].kind is not Kind.AND:
        return groups.as_is(found, at)
    ahead = 2 if groups.kind_at(found, at + 1) is Kind.THIS else 1
    return (ahead, ()) if groups.kind_at(found, at + ahead) is Kind.UNTIL else groups.as_is(found, at)


def _numbers_in_a_row(found: groups.Found, at: int) -> groups.Answer:
    """Read "12 13 et 14 août", "semaines 34 35" as lists; "5 8" alone is read in two ways and is refused."""
    run = list(itertools.takewhile(lambda token: token.kind in _NUMBERS, found[at : at + LONGEST_LIST]))
    numbers = [token.value for token in run]
    is_long = len(run) > 1 and all(before < after for before, after in itertools.pairwise(numbers))
    if not is_long or not _is_list(found, at, numbers):
        return groups.as_is(found, at)
    separated = [(dataclasses.replace(token, kind=Kind.AND, value=1), token) for token in run[1:]]
    return len(run), (run[0], *itertools.chain(*separated))


def _is_list(found: groups.Found, at: int, numbers: list[int]) -> bool:
    if groups.kind_at(found, at - 1) is Kind.WEEK:
        return numbers[-1] < 100
    after = at + len(numbers)
    goes_on = groups.kind_at(found, after) is Kind.AND and groups.kind_at(found, after + 1) is Kind.NUMBER
    has_month = groups.kind_at(found, after + 2 * goes_on) is Kind.MONTH
    in_a_row = numbers[-1] - numbers[0] == len(numbers) - 1
    return numbers[-1] <= LONGEST_MONTH and has_month and (in_a_row or goes_on)


def _march(found: groups.Found, at: int) -> groups.Answer:
    """Read "5 mar" as March: alone, and before a number, "mar" is a Tuesday."""
    token = found[at]
    is_short = token.kind is Kind.WEEKDAY and token.value == TUESDAY and token.end - token.start == len("mar")
    around = (groups.kind_at(found, at - 1), groups.kind_at(found, at + 1))
    if is_short and around[0] in _NUMBERS and around[1] not in (*_NUMBERS, Kind.DATE):
        return 1, (dataclasses.replace(token, kind=Kind.MONTH, value=MARCH),)
    return groups.as_is(found, at)


RULES: Final = (
    _march, _english_order, _hyphens, _week_of_year, _whole, _wish, _since, _and_until, _numbers_in_a_row,
)  # fmt: skip
