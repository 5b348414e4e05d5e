"""How numbers, names and days are written in French; `desk.dates` says whole dates."""

import collections.abc
import datetime as dt

from deskbot.desk import hours as opening
from deskbot.desk import interval
from deskbot.desk.dates import words

_ONE_DAY = dt.timedelta(days=1)
# From here on nobody reads the seconds.
_ROUGHLY_S = 600


def of(name: str) -> str:
    """Return "du standard" for "le standard"."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d'{name}" if name[:1].lower() in "aeiouyàâéèêîôh" else f"de {name}"


def first_upper(text: str) -> str:
    """Return `text` with a capital."""
    return text[:1].upper() + text[1:]


def on_one_line(text: str) -> str:
    """Return `text` without its line breaks."""
    return " ".join(text.split())


def beginning(text: str, longest: int | None) -> str:
    """Return the first words of `text`, no more than `longest` letters; all of it when that is None."""
    if longest is None or len(text) <= longest:
        return text
    return f"{text[:longest].rpartition(' ')[0].rstrip(' ,;:.')}…"


def quoted(text: str) -> str:
    """Return `text` as a Markdown quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def clock(at: dt.datetime) -> str:
    """Return "9h", "9h05"."""
    return f"{at.hour}h{at.minute:02d}" if at.minute else f"{at.hour}h"


def day(day: dt.date) -> str:
    """Return "15/08/2024"."""
    return f"{day:%d/%m/%Y}"


def length(seconds: int) -> str:
    """Return "1 min 12 s", "3 min", "9 s"."""
    minutes, rest = divmod(seconds, 60)
    if minutes and rest:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes} min" if minutes else f"{rest} s"


def duration(minutes: int) -> str:
    """Return "12 h 30", "3 h", "45 min"."""
    whole, rest = divmod(minutes, 60)
    if whole and rest:
        return f"{whole} h {rest:02d}"
    return f"{rest} min" if rest else f"{whole} h"


def lasting(seconds: int) -> str:
    """Return "25 s", "4 min 05 s", "45 min", "2 h 10": the longer, the rounder."""
    if seconds < _ROUGHLY_S:
        return length(seconds)
    return duration((seconds + 30) // 60)


def decimal(number: float) -> str:
    """Return "2,5", "3"."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def percent(share: float) -> str:
    """Return "87 %" for 0.874."""
    return f"{int(share * 100 + 0.5)} %"


def counted(count: int, name: str) -> str:
    """Return "3 tours", "1 tour", "2 créneaux libres": each word takes its s or its x."""
    return f"{count} {' '.join(map(_plural, name.split())) if count > 1 else name}"


def _plural(word: str) -> str:
    return f"{word}x" if word.endswith("eau") else f"{word}s"


def listed(names: collections.abc.Iterable[str]) -> str:
    """Return "Léa, Tom et Inès"."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} et {last}" if first else last


def month(day: dt.date) -> str:
    """Return "août 2024"."""
    return f"{words.MONTH_NAMES[day.month - 1]} {day.year}"


def weekday(day: dt.date) -> str:
    """Return "lun."."""
    return short_weekday(day.weekday())


def short_weekday(number: int) -> str:
    """Return "lun." for 0."""
    return f"{words.WEEKDAY_NAMES[number][:3]}."


def short_day(day: dt.date) -> str:
    """Return "lun. 5", "jeu. 1er"."""
    return f"{weekday(day)} {number(day)}"


def number(day: dt.date) -> str:
    """Return "5", "1er"."""
    return "1er" if day.day == 1 else str(day.day)


def runs(
    found: collections.abc.Iterable[dt.date], *, hours: opening.OpeningHours
) -> collections.abc.Iterator[interval.Interval]:
    """Give the days that follow each other as one stretch, so that they are said as a range."""
    run: list[dt.date] = []
    for day in sorted(found):
        if run and day != run[-1] + _ONE_DAY:
            yield _whole(run, hours=hours)
            run = []
        run.append(day)
    if run:
        yield _whole(run, hours=hours)


def _whole(run: list[dt.date], *, hours: opening.OpeningHours) -> interval.Interval:
    return interval.Interval(start=hours.day_bounds(run[0]).start, end=hours.day_bounds(run[-1]).end)


def month_title(title: str, day: dt.date) -> str:
    """Return "Le standard, août 2024"."""
    return f"{first_upper(title)}, {month(day)}"
