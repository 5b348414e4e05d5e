"""What is written on the button that takes a turn: the half-day, short enough for a phone."""

import collections.abc
import datetime as dt
import itertools
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
    pieces: int,
    now: dt.datetime,
    word: Word,
    hours: opening.OpeningHours,
) -> str:
    """Return "Lun. 5 matin", "En second, 5 → 7 août", "En second (3 créneaux)"; a far day with its month.

    Turns in several `pieces` are counted: from the first to the last of them would promise what is between.
    """
    if pieces > 1:
        return _several(span, pieces, is_second=is_second, now=now, word=word, hours=hours)
    named = _named(span, now=now, word=word, hours=hours)
    if not is_second:
        return _first_that_fits(map(french.first_upper, named))
    ranks = (word("rank", f"as_second{short}") for short in ("", "_in_short"))
    said = [f"{rank}, {one}" for rank in ranks for one in named]
    return _first_that_fits([*said, f"{word('rank', 'second')} : {named[-1]}"])


def pieces(spans: collections.abc.Iterable[interval.Interval], *, hours: opening.OpeningHours) -> int:
    """Return how many turns these stretches are, one after the other: whole days in a row are one."""
    found = sorted(_local(span, hours=hours) for span in spans)
    apart = (not _goes_on(one, after=before, hours=hours) for before, one in itertools.pairwise(found))
    return min(len(found), 1) + sum(apart)


def _goes_on(span: interval.Interval, *, after: interval.Interval, hours: opening.OpeningHours) -> bool:
    if span.start <= after.end:
        return True
    day, day_before = span.start.date(), _last_day(after)
    ends_with_its_day = after.end >= hours.day_bounds(day_before).end
    begins_with_its_day = span.start <= hours.day_bounds(day).start
    return (day - day_before).days == 1 and ends_with_its_day and begins_with_its_day


def _several(
    span: interval.Interval,
    pieces: int,
    *,
    is_second: bool,
    now: dt.datetime,
    word: Word,
    hours: opening.OpeningHours,
) -> str:
    count = french.counted(pieces, word("part", "piece"))
    if is_second:
        return f"{word('rank', 'as_second')} ({count})"
    span = _local(span, hours=hours)
    first, last = span.start.date(), _last_day(span)
    if first != last:
        return _first_that_fits([*(f"{count}, {days}" for days in _few_days(first, last)), count])
    return _first_that_fits(
        f"{french.first_upper(day)} ({count})" for day in _day(first, now=now, hours=hours)
    )


def _named(
    span: interval.Interval, *, now: dt.datetime, word: Word, hours: opening.OpeningHours
) -> tuple[str, ...]:
    """Give the names of a turn, the clearest first, the shortest last."""
    span = _local(span, hours=hours)
    first, last = span.start.date(), _last_day(span)
    if first != last:
        return _few_days(first, last)
    which = part(span, word=word, hours=hours)
    return tuple(f"{day} {which}".strip() for day in _day(first, now=now, hours=hours))


def _day(day: dt.date, *, now: dt.datetime, hours: opening.OpeningHours) -> tuple[str, ...]:
    """Give the names of a day: "lun. 5" ("lun. 7/10" for a far one), then "5/8": its name can be spared."""
    in_figures = f"{day.day}/{day.month}"
    is_near = day - now.astimezone(hours.zone).date() < _NEAR
    return f"{french.weekday(day)} {french.number(day) if is_near else in_figures}", in_figures


def _first_that_fits(said: collections.abc.Iterable[str]) -> str:
    labels = list(said)
    return next((label for label in labels if len(label) <= LONGEST), labels[-1])


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


def _few_days(first: dt.date, last: dt.date) -> tuple[str, ...]:
    in_figures = f"{first.day}/{first.month} → {last.day}/{last.month}"
    if (first.year, first.month) != (last.year, last.month):
        return (in_figures,)
    return f"{french.number(first)} → {last.day} {words.MONTH_NAMES[last.month - 1]}", in_figures


def _local(span: interval.Interval, *, hours: opening.OpeningHours) -> interval.Interval:
    return interval.Interval(start=span.start.astimezone(hours.zone), end=span.end.astimezone(hours.zone))


def _last_day(span: interval.Interval) -> dt.date:
    return (span.end - _INSTANT).date()
