"""Dates and lengths as voicemail e-mails write them, in French and in English.

All texts are folded: no accents, no capitals (`text.folded`).
"""

import collections.abc
import dataclasses
import datetime as dt
import re
import zoneinfo

# The first letters that tell a month from the others, in both languages.
_MONTHS = {
    **{"jan": 1, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "jun": 6},
    **{"juil": 7, "jul": 7, "aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12},
}
_MONTH = r"(?P<month>jan|fev|feb|mar|avr|apr|mai|may|juin|jun|juil|jul|aou|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:(?:,| de| of)? ?(?P<year>20\d\d)\b)?"
_DATES = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        r"(?<![\d:])(?P<day>\d\d?)(?P<mark>[/.-])(?P<month>\d\d?)(?P=mark)(?P<year>20\d\d|\d\d)(?![\d/.-]?\d)"
    ),
    re.compile(rf"(?<!\d)(?P<day>\d\d?)(?:er|st|nd|rd|th)? (?:of )?{_MONTH}{_YEAR}"),
    re.compile(rf"\b{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d){_YEAR}"),
)
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d\d?)(?: ?h ?|:)(?P<minute>\d\d)(?:(?: ?m(?:in)? ?|:)(?P<second>\d\d)(?: ?s\b)?)?"
    r"(?:[.,]\d+)?(?: ?(?P<half>[ap])\.?m\b)?(?: ?(?P<zone>z\b|(?:utc|gmt)?[+-]\d\d:?\d\d|(?:utc|gmt)\b))?"
)
# Between a date and its time: a few words, or the next line ("date : ...", "heure : ...").
_BETWEEN_CHARS = 24
_BETWEEN = re.compile(r"[^\d]*")

_LENGTH = re.compile(
    r"(?:\b(?:duree|duration|longueur|length)\b[^\d\n]{0,24}\n?[^\d\n]{0,8}"
    r"|\bmessage (?:vocal )?(?:de |of )|\()"
    r"(?P<clock>(?:\d?\d:)?\d?\d:\d\d\b)?"
    r"(?:(?P<hours>\d\d?) ?(?:h|heures?|hours?)\b,? ?)?"
    r"(?:(?P<minutes>\d{1,3}) ?(?:min(?:ute)?s?|mn|m|')(?![a-z])[.,]? ?(?:et |and )?)?"
    r"(?:(?P<seconds>\d{1,5})(?P<unit> ?(?:s|sec|secs|secondes?|seconds?|''|\")(?![a-z]))?)?"
)
_LONGEST_S = 4 * 3600
_SENT_MAY_BE_BEHIND = dt.timedelta(minutes=10)
# A queue of mails that was stuck is sent days later.
_SENT_MAY_BE_LATER = dt.timedelta(days=8)


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Day:
    """Days that may be meant, the likeliest first, and where they are written."""

    start: int
    end: int
    meant: tuple[dt.date, ...]


def moment_in(
    text: str, *, zone: zoneinfo.ZoneInfo, sent: dt.datetime, is_far_allowed: bool = False
) -> dt.datetime | None:
    """Return the first date with its time in `text` that can be of a mail sent at `sent`, aware.

    Days come before months, as in France, unless that would be to come. `is_far_allowed`: it may be of any
    day until then, as in a mail that was forwarded long after.
    """
    reach = dt.timedelta.max if is_far_allowed else _SENT_MAY_BE_LATER
    for day in _days(text, year=sent.astimezone(zone).year):
        clock = _time_by(text, day)
        for date in day.meant if clock is not None else ():
            moment = _moment(date, clock, zone=zone) if clock is not None else None
            if moment is not None and -_SENT_MAY_BE_BEHIND <= sent - moment <= reach:
                return moment
    return None


def length_in(text: str) -> int | None:
    """Return the length of a message in seconds, where `text` says it."""
    for found in _LENGTH.finditer(text):
        seconds = _seconds(found)
        if seconds is not None and seconds <= _LONGEST_S:
            return seconds
    return None


def _days(text: str, *, year: int) -> list[_Day]:
    found = [
        _Day(start=one.start(), end=one.end(), meant=meant)
        for pattern in _DATES
        for one in pattern.finditer(text)
        if (meant := tuple(_meant(one, year=year)))
    ]
    return sorted(found, key=lambda day: day.start)


def _meant(found: re.Match[str], *, year: int) -> collections.abc.Iterator[dt.date]:
    written = found["year"]
    years = (int(written) % 100 + 2000,) if written else (year, year - 1)
    day, month = int(found["day"]), _month(found["month"])
    # In English the month may come first, where both are figures.
    pairs = ((day, month), (month, day)) if "mark" in found.re.groupindex else ((day, month),)
    for one in years:
        for this_day, this_month in pairs:
            try:
                yield dt.date(one, this_month, this_day)
            except ValueError:
                continue


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else _MONTHS[written]


def _time_by(text: str, day: _Day) -> re.Match[str] | None:
    """Return the time that follows the day, else the one before it."""
    after = _TIME.search(text, day.end, day.end + _BETWEEN_CHARS + 24)
    if after is not None and _is_near(text[day.end : after.start()]):
        return after
    before = list(_TIME.finditer(text, max(0, day.start - _BETWEEN_CHARS - 24), day.start))
    return before[-1] if before and _is_near(text[before[-1].end() : day.start]) else None


def _is_near(between: str) -> bool:
    return len(between) <= _BETWEEN_CHARS and _BETWEEN.fullmatch(between) is not None


def _moment(date: dt.date, clock: re.Match[str], *, zone: zoneinfo.ZoneInfo) -> dt.datetime | None:
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    try:
        time = dt.time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return None
    return dt.datetime.combine(date, time, tzinfo=_zone(clock["zone"]) or zone)


def _zone(written: str | None) -> dt.timezone | None:
    figures = re.search(r"([+-])(\d\d):?(\d\d)", written or "")
    if figures is None:
        return dt.UTC if written else None
    ahead = dt.timedelta(hours=int(figures[2]), minutes=int(figures[3]))
    return dt.timezone(ahead if figures[1] == "+" else -ahead) if ahead < dt.timedelta(days=1) else None


def _seconds(found: re.Match[str]) -> int | None:
    # In brackets "12:30" may be an hour, and "12" anything.
    is_labelled = found[0][0] in "dl"
    if found["clock"]:
        parts = [int(part) for part in found["clock"].split(":")]
        return _in_seconds(*reversed(parts)) if is_labelled else None
    if not (is_labelled and found["seconds"]) and not (found["unit"] or found["minutes"]):
        return None
    return _in_seconds(*(int(found[name] or 0) for name in ("seconds", "minutes", "hours")))


def _in_seconds(seconds: int, minutes: int = 0, hours: int = 0) -> int:
    return hours * 3600 + minutes * 60 + seconds
