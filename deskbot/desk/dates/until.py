"""The moment until which something holds: "18h", "demain midi", "vendredi"."""

import datetime as dt
import re
from typing import Final

from deskbot.desk import hours as hours_module
from deskbot.desk.dates import moment, reading
from deskbot.desk.dates.refusal import NotUnderstood

_UNTIL: Final = re.compile(r"^\s*(?:jusqu['’ ]?\s*(?:à|a|au)|until)\s+", re.IGNORECASE)


def until_named(text: str, *, now: dt.datetime, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return the moment that "jusqu'à `text`" means, the day's closing for a day; None when it means none."""
    end = _UNTIL.sub("", text)
    named = moment.moment_named(end, now=now, hours=hours)
    if named is not None:
        return named
    try:
        return reading.parse(f"jusqu'à {end}", now=now, hours=hours)[-1].end
    except NotUnderstood:
        return None
