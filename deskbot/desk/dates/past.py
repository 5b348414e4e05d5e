"""The month that somebody looks back at: "juillet", "juillet 2024", "2024-07", "le mois dernier"."""

import datetime as dt
import re
from typing import Final

from deskbot.desk.dates import tokens, words
from deskbot.desk.dates.kinds import Kind
from deskbot.desk.dates.refusal import NotUnderstood, Reason

_FIGURES: Final = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})|(?P<first>\d{1,2})/(?P<then>\d{4})")
_NAMED: Final = re.compile(
    r"(?:(?:le\s+)?mois\s+(?:de\s+|d')?|en\s+|de\s+|d')?"
    r"(?P<name>[a-z]+)\.?(?:\s+(?:(?P<year>\d{4})|(?P<last>dernier|passe)))?"
)
_LAST: Final = re.compile(r"(?:le\s+)?(?:mois\s+(?:dernier|passe|precedent)|dernier\s+mois)|last\s+month")
_THIS: Final = re.compile(r"(?:ce|le)\s+mois(?:[-\s]?ci)?|this\s+month|mois(?:\s+en\s+cours)?")
_FIRST_YEAR: Final = 2000


def month_named(text: str, *, today: dt.date) -> dt.date:
    """Return the first day of the month that `text` names; without a year, the last one of that name.

    :raises NotUnderstood: if it names none, or one that is still to come.
    """
    plain = tokens.plain(" ".join(text.split()))
    month = _read(plain, today=today)
    if month is None or not dt.date(_FIRST_YEAR, 1, 1) <= month <= today:
        raise NotUnderstood(Reason.NOT_UNDERSTOOD, fragment=text)
    return month


def _read(plain: str, *, today: dt.date) -> dt.date | None:
    this = today.replace(day=1)
    if _LAST.fullmatch(plain):
        return (this - dt.timedelta(days=1)).replace(day=1)
    if _THIS.fullmatch(plain):
        return this
    if found := _FIGURES.fullmatch(plain):
        return _first(int(found["year"] or found["then"]), int(found["month"] or found["first"]))
    named = _NAMED.fullmatch(plain)
    kind, number = words.SINGLES.get(named["name"], (None, 0)) if named else (None, 0)
    if named is None or kind is not Kind.MONTH:
        return None
    if named["year"]:
        return _first(int(named["year"]), number)
    is_of_this_year = number < today.month if named["last"] else number <= today.month
    return _first(today.year if is_of_this_year else today.year - 1, number)


def _first(year: int, month: int) -> dt.date | None:
    return dt.date(year, month, 1) if 1 <= month <= 12 and year >= _FIRST_YEAR else None
