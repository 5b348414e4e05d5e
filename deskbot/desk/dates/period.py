"""Days to look at, past ones too: "hier", "la semaine dernière", "juillet", "2024-07-29..2024-08-02"."""

import dataclasses
import datetime as dt
import re
import unicodedata
from typing import Final

from deskbot.desk import hours as hours_module
from deskbot.desk.dates import calendar, grammar, past, reading, spec, words
from deskbot.desk.dates.kinds import Kind
from deskbot.desk.dates.refusal import NotUnderstood

# What the language of dates, made for what is to come, refuses: it is spelled with dates instead.
_LAST: Final = re.compile(
    r"\blast\s+(?P<english>[a-z]+(?:-end)?)\b"
    r"|\b(?P<name>[a-z]+(?:-end)?)\s+(?:derni[eè]re?|pass[ée]e?|pr[ée]c[ée]dente?)\b",
    re.IGNORECASE,
)
_AGO: Final = re.compile(r"\bil\s+y\s+a\s+(?P<count>\d{1,3})\s*(?P<unit>jour|semaine)s?\b", re.IGNORECASE)
_ONE_DAY: Final = dt.timedelta(days=1)
_ONE_WEEK: Final = dt.timedelta(weeks=1)
_WEEKS: Final = (spec.Week, spec.NextWeeks, spec.MonthWeeks)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Period:
    """Days to look at, both included; `is_of_weeks` when weeks were named, which are Monday to Friday."""

    first: dt.date
    last: dt.date
    is_of_weeks: bool = False


def period_named(text: str, *, now: dt.datetime, hours: hours_module.OpeningHours) -> Period:
    """Return the days from the first to the last that `text` names, over or to come.

    Without a year they are the nearest ones.
    :raises NotUnderstood: if it names none.
    """
    today = now.astimezone(hours.zone).date()
    spelled = _spelled(unicodedata.normalize("NFC", text), today=today)
    try:
        spans = reading.looked_at(spelled, now=now, hours=hours)
    except NotUnderstood:
        # "juillet dernier"
        if (month := _month(text, today=today)) is None:
            raise
        return Period(first=month, last=calendar.month_end(month))
    first, last = (edge.astimezone(hours.zone).date() for edge in (spans[0].start, spans[-1].end))
    return Period(first=first, last=last, is_of_weeks=_ends_with_a_week(spelled))


def _spelled(text: str, *, today: dt.date) -> str:
    spelled = _AGO.sub(lambda found: _ago(found, today=today), text)
    return _LAST.sub(lambda found: _last(found, today=today), spelled)


def _ago(found: re.Match[str], *, today: dt.date) -> str:
    count = int(found["count"])
    is_of_days = found["unit"].lower() == "jour"
    return f"{today - count * _ONE_DAY}" if is_of_days else f"semaine du {today - count * _ONE_WEEK}"


def _last(found: re.Match[str], *, today: dt.date) -> str:
    name = (found["name"] or found["english"]).lower()
    kind, number = words.SINGLES.get(name, (None, 0))
    if kind is Kind.WEEKDAY:
        return f"{today - ((today.weekday() - number - 1) % 7 + 1) * _ONE_DAY}"
    if name in ("semaine", "week"):
        return f"semaine du {today - _ONE_WEEK}"
    if name in ("week-end", "weekend"):
        sunday = today - (today.weekday() + 1) * _ONE_DAY
        return f"{sunday - _ONE_DAY}..{sunday}"
    return found[0]


def _month(text: str, *, today: dt.date) -> dt.date | None:
    try:
        return past.month_named(text, today=today)
    except NotUnderstood:
        return None


def _ends_with_a_week(text: str) -> bool:
    when = grammar.read(text).wanted[-1].when
    return isinstance(when.last if isinstance(when, spec.Range) else when, _WEEKS)
