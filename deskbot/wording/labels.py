"""What is written on the button that takes a turn: the half-day, short enough for a phone."""

import collections.abc
import datetime as dt
from typing import Final

from deskbot.desk import hours as opening
from deskbot.desk import interval, planning
from deskbot.desk.dates import words
from deskbot.wording import french

# What a phone shows of a button's label on one line.
LONGEST: Final = 24
# A weekday and a number name one day this far ahead; past that, its month is said.
_NEAR: Final = dt.timedelta(days=21)
_INSTANT: Final = dt.timedelta(microseconds=1)

# Gives a word of a template: (template, word).
Word = collections.abc.Callable[[str, str], str]


def turn(
    span: interval.Interval,
    *,
    is_second: bool,
    now: dt.datetime,
    word: Word,
    hours: opening.OpeningHours,
) -> str:
    """Return "Lun. 5 matin", "Mer. 7", "2e : 5 → 7 août"; the month of a far day ("Lun. 7/10 matin")."""
    span = _local(span, hours=hours)
    first, last = span.start.date(), _last_day(span)
    rank = f"{word('rank', 'second')} : " if is_second else ""
    if first != last:
        return french.first_upper(rank + _few_days(first, last))
    which = part(span, word=word, hours=hours)
    named = f"{rank}{french.first_upper(french.weekday(first))} "
    if first - now.astimezone(hours.zone).date() < _NEAR:
        said = f"{named}{french.number(first)} {which}".strip()
    else:
        said = f"{named}{first.day}/{first.month} {which}".strip()
    # With all of that, the name of the day is what can be spared.
    return said if len(said) <= LONGEST else f"{rank}{first.day}/{first.month} {which}"


def part(span: interval.Interval, *, word: Word, hours: opening.OpeningHours) -> str:
    """Return which part of its day `span` is ("matin"), else its hours; nothing for the whole day."""
    span = _local(span, hours=hours)
    whole = hours.day_bounds(span.start.date())
    noon = dt.datetime.combine(span.start.date(), planning.MIDDAY, tzinfo=hours.zone)
    if span == whole:
        return ""
    if (span.start, span.end) == (whole.start, noon):
        return word("part", planning.Part.MORNING)
    if (span.start, span.end) == (noon, whole.end):
        return word("part", planning.Part.AFTERNOON)
    return f"{french.clock(span.start)}-{french.clock(span.end)}"


def cut(label: str) -> str:
    """Return `label` as far as a phone shows it."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _few_days(first: dt.date, last: dt.date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{french.number(first)} → {last.day} {words.MONTH_NAMES[last.month - 1]}"
    return f"{first.day}/{first.month} → {last.day}/{last.month}"


def _local(span: interval.Interval, *, hours: opening.OpeningHours) -> interval.Interval:
    return interval.Interval(start=span.start.astimezone(hours.zone), end=span.end.astimezone(hours.zone))


def _last_day(span: interval.Interval) -> dt.date:
    return (span.end - _INSTANT).date()
