"""Days to count what happened in: "juillet", "la semaine dernière", "les 30 derniers jours", "2023"."""

import dataclasses
import datetime as dt
import re
from typing import Final

from deskbot.desk import hours as hours_module
from deskbot.desk.dates import past, tokens, words
from deskbot.desk.dates.calendar import LONGEST_DAYS, month_end
from deskbot.desk.dates.kinds import Kind
from deskbot.desk.dates.period import Period, period_named
from deskbot.desk.dates.refusal import NotUnderstood, Reason

_OPENING: Final = r"(?:(?:de|sur|pour|pendant)\s+)?(?:les\s+|des\s+|the\s+)?"
_LAST_DAYS: Final = re.compile(
    rf"{_OPENING}(?:(?P<count>\d{{1,3}})\s+derniere?s|last\s+(?P<english>\d{{1,3}})|(?P<bare>\d{{1,3}}))"
    r"\s+(?P<unit>jours?|days?|semaines?|weeks?)"
)
_LAST_YEAR: Final = re.compile(r"(?:de\s+)?(?:l'\s*)?(?:annee|an)\s+(?:derniere?|passee?)|last\s+year")
_THIS_YEAR: Final = re.compile(r"(?:de\s+)?(?:cette|l')\s*annee|this\s+year")
_YEAR: Final = re.compile(r"(?:en\s+|de\s+|in\s+)?(?:l')?(?:annee\s+)?(?P<year>20\d\d)")
_ANY_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)|\d/\d{1,2}/\d\d(?!\d)")
_FIGURES: Final = re.compile(r"\d{1,2}/\d{1,2}")
_LETTERS: Final = re.compile(r"[a-z]+")
_EXAMPLE: Final = "la semaine dernière"
_ONE_DAY: Final = dt.timedelta(days=1)


def days_behind(text: str, *, now: dt.datetime, hours: hours_module.OpeningHours) -> Period:
    """Return the days that `text` names up to today; without a year, the last ones of that name.

    A week is a whole one here, its weekend included: calls come then too.
    :raises NotUnderstood: if it names none, or none but days to come.
    """
    try:
        found = _read(text, now=now, hours=hours)
    except NotUnderstood as problem:
        raise NotUnderstood(problem.reason, fragment=problem.fragment, example=_EXAMPLE) from None
    today = now.astimezone(hours.zone).date()
    if found.first > today:
        raise NotUnderstood(Reason.TO_COME, fragment=text, example=_EXAMPLE)
    if found.is_of_weeks:
        sunday = found.last + (6 - found.last.weekday()) * _ONE_DAY
        monday = found.first - found.first.weekday() * _ONE_DAY
        found = dataclasses.replace(found, first=monday, last=sunday)
    return dataclasses.replace(found, last=min(found.last, today))


def _read(text: str, *, now: dt.datetime, hours: hours_module.OpeningHours) -> Period:
    today = now.astimezone(hours.zone).date()
    plain = tokens.plain(" ".join(text.split())).replace("’", "'")
    found = _counted_back(plain, today=today) or _year(plain, today=today) or _month(text, today=today)
    return found or _named(text, now=now, hours=hours)


def _counted_back(plain: str, *, today: dt.date) -> Period | None:
    found = _LAST_DAYS.fullmatch(plain)
    if found is None:
        return None
    count = int(found["count"] or found["english"] or found["bare"])
    days = count * (7 if found["unit"][0] in "sw" else 1)
    if not 0 < days <= LONGEST_DAYS:
        raise NotUnderstood(Reason.TOO_LONG if days else Reason.NOT_UNDERSTOOD, fragment=plain)
    return Period(first=today - (days - 1) * _ONE_DAY, last=today)


def _year(plain: str, *, today: dt.date) -> Period | None:
    if _LAST_YEAR.fullmatch(plain):
        year = today.year - 1
    elif _THIS_YEAR.fullmatch(plain):
        year = today.year
    elif found := _YEAR.fullmatch(plain):
        year = int(found["year"])
    else:
        return None
    return Period(first=dt.date(year, 1, 1), last=dt.date(year, 12, 31))


def _month(text: str, *, today: dt.date) -> Period | None:
    try:
        month = past.month_named(text, today=today)
    except NotUnderstood:
        return None
    return Period(first=month, last=month_end(month))


def _named(text: str, *, now: dt.datetime, hours: hours_module.OpeningHours) -> Period:
    found = period_named(text, now=now, hours=hours)
    today = now.astimezone(hours.zone).date()
    if found.first <= today or not _lacks_a_year(text):
        return found
    # "de janvier à mars", said in August: those of this year, nearer ahead or not.
    return dataclasses.replace(found, first=_a_year_before(found.first), last=_a_year_before(found.last))


def _lacks_a_year(text: str) -> bool:
    """Say whether `text` names a month and no year: "demain" is tomorrow whatever the year."""
    plain = tokens.plain(text)
    kinds = (words.SINGLES.get(word, (None, 0))[0] for word in _LETTERS.findall(plain))
    names_a_month = Kind.MONTH in kinds or _FIGURES.search(plain) is not None
    return names_a_month and not _ANY_YEAR.search(plain)


def _a_year_before(day: dt.date) -> dt.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
