"""A moment rather than a turn: "samedi 22h", "demain à 9h30"."""

import datetime as dt
import re
from typing import Final

from deskbot.desk import hours as hours_module
from deskbot.desk.dates import period
from deskbot.desk.dates.refusal import NotUnderstood

_AT: Final = re.compile(
    r"(?:(?<=\d)T|(?:\s*(?:à|a|vers|at))?\s*\b)(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?\s*$", re.IGNORECASE
)
_NOON: Final = re.compile(r"(?<![-\w])(?<!après )(?<!apres )midi\s*$", re.IGNORECASE)
_RANGE_BEFORE: Final = re.compile(r"(?:-|–|→|\bde|\bà|\ba|\bau|jusqu['’]à)\s*$", re.IGNORECASE)
_HOURS_A_DAY, _MINUTES_AN_HOUR = 24, 60


def moment_named(text: str, *, now: dt.datetime, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return the moment that `text` names, its day before its hour, over or not; None when it names none.

    An hour alone is today's; without a year it is the nearest such day.
    """
    text = _NOON.sub("12h", text)
    found = _AT.search(text)
    if found is None or _RANGE_BEFORE.search(text[: found.start()]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour >= _HOURS_A_DAY or minute >= _MINUTES_AN_HOUR:
        return None
    day = _day(text[: found.start()].strip(), now=now, hours=hours)
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=hours.zone) if day else None


def _day(text: str, *, now: dt.datetime, hours: hours_module.OpeningHours) -> dt.date | None:
    today = now.astimezone(hours.zone)
    if not text or text.casefold() in ("aujourd'hui", "aujourd’hui", "ce soir", "today"):
        return today.date()
    try:
        # From midnight: "lundi 8h" is today's morning to whoever asks at noon of a Monday, and is over.
        found = period.period_named(text, now=today.replace(hour=0, minute=0), hours=hours)
    except NotUnderstood:
        return None
    return found.first if found.first == found.last else None
