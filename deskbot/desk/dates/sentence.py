"""Dates, and then a reason: "vendredi après-midi inventaire"."""

import datetime as dt
import re
from typing import Final

from deskbot.desk import hours as hours_module
from deskbot.desk import interval
from deskbot.desk.dates import courtesy, reading, refusal, tokens

# More words than any dates have.
_LONGEST: Final = 24
# A colon between two figures is that of an hour.
_MARK: Final = re.compile(
    r"\s*(?:(?<!\d):|:(?!\d)|(?P<bracket>\()|\bmotif\b|\bcar\b"
    r"|\b(?:(?:pour|à)\s+cause|(?:en|pour)\s+raison|cause)\b(?:\s+(?:de|du|des)\b|\s+d['’])?)\s*",
    re.IGNORECASE,
)
_EDGES: Final = " \t\r\n,;:–—"
# What goes on with dates: a word left over after one of these was meant as a date, and was not understood.
_GOES_ON: Final = courtesy.split(
    "et ou à a au aux jusqu jusqu'à jusqu'au jusque puis sauf hormis excepté du de des dès le la les l - .. →"
)
# Why people close, in words that are nearly words of dates ("maintenant", "mars") or polite ones.
_BEGIN_A_REASON: Final = courtesy.split("maintenance marche match portes hiver hivernage jeux")
_UNKNOWN_WORDS: Final = (refusal.Reason.NOT_UNDERSTOOD, refusal.Reason.NO_DATE)


def parse_with_reason(
    text: str, *, now: dt.datetime, hours: hours_module.OpeningHours
) -> tuple[tuple[interval.Interval, ...], str]:
    """Return the stretches that `text` begins with, and what is said after them (empty if nothing).

    A reason may be set apart by a colon, a bracket or "motif"; else it begins at the first word that no date
    can hold. Digits and words such as "et" or "jusqu'à" never begin a reason: what they lead was meant as a
    date.

    :raises NotUnderstood: if it does not begin with dates.
    """
    mark = _MARK.search(text)
    if mark is not None and text[: mark.start()].strip():
        reason = text[mark.end() :].strip(_EDGES)
        reason = reason.removesuffix(")").rstrip() if mark["bracket"] else reason
        return reading.parse(text[: mark.start()], now=now, hours=hours), reason
    words = text.split()
    problem = refusal.NotUnderstood(refusal.Reason.EMPTY)
    for count in range(_most_words_of_dates(words), 0, -1):
        try:
            spans = reading.parse(" ".join(words[:count]), now=now, hours=hours)
        except refusal.NotUnderstood as found:
            problem = found
            if found.reason in _UNKNOWN_WORDS:
                continue
            # Dates that cannot be: fewer words of them would be other dates.
            raise
        if count < len(words) and _is_a_date_word(words[count - 1], words[count]):
            return reading.parse(text, now=now, hours=hours), ""
        return spans, " ".join(words[count:]).strip(_EDGES)
    raise problem


def _most_words_of_dates(words: list[str]) -> int:
    """Return how many words at most can be dates."""
    begins = (index for index, word in enumerate(words) if index and _is_of_a_reason(word))
    return min(next(begins, len(words)), _LONGEST)


def _is_of_a_reason(word: str) -> bool:
    return tokens.plain(word).strip(_EDGES) in _BEGIN_A_REASON


def _is_a_date_word(before: str, word: str) -> bool:
    plain = word.casefold().replace("’", "'")
    return plain in _GOES_ON or before.casefold() in _GOES_ON or any(letter.isdigit() for letter in plain)
