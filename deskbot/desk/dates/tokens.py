"""From text to tokens: figures, words, phrases; accents, capitals and filler are gone after this."""

import dataclasses
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from deskbot.desk.dates import courtesy, refusal, slips, words
from deskbot.desk.dates import english as english_words
from deskbot.desk.dates.kinds import Kind

# As long as a year of days told one by one.
LONGEST_TEXT: Final = 6000
LONGEST_NUMBER: Final = 4
MOST_SLIPS: Final = 12

# Every alternative is linear: no nested repetition, so no input can make it slow.
_SCANNER: Final = re.compile(
    r"""
    (?P<iso>[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9]))
  | (?P<isobasic>20[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{2}(?![0-9]))
  | (?P<isoweek>[0-9]{4}-?[ws][0-9]{1,2}(?![0-9]))
  | (?P<isomonth>[0-9]{4}-[0-9]{2}(?![0-9]))
  | (?<=\.\.)(?P<monthday>[0-9]{2}-[0-9]{2}(?![0-9]))
  | (?P<dmy>[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2})(?![0-9]))
  | (?P<my>(?:0?[1-9]|1[0-2])/20[0-9]{2}(?![0-9]))
  | (?P<dm>[0-9]{1,2}/[0-9]{1,2}(?![0-9/]|\s?h)|[0-9]{1,2}\.(?:0?[1-9]|1[0-2])(?![0-9.]|\s?h))
  | (?P<ampm>[0-9]{1,2}(?::[0-9]{2})?\s?[ap]\.?m(?![a-z]))
  | (?P<clock>[0-9]{1,2}\s?h(?:eures?|rs?)?[0-9]{2}(?![0-9a-z])|[0-9]{1,2}:[0-9]{2}(?![0-9]))
  | (?P<hour>[0-9]{1,2}\s?h(?:eures?|rs?)?(?![0-9a-z]))
  | (?P<ordinal>[0-9]{1,2}
      (?:\s?(?:i?ers?|i?eres?|i?emes?|ndes?|nds?)|res?|es?|mes?|de|st|rd|th|[°º])(?![a-z]))
  | (?P<number>[0-9]+)
  | (?P<word>[^\W\d_]+)
  | (?P<dash>\.{2,}|…|→|[-–—=]*>+|[-–—]+)
  | (?P<comma>,)
  | (?P<also>[;+&|\n])
  | (?P<slash>/)
  | (?P<foreign>\w)
    """,
    re.VERBOSE,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Token:
    """A piece of the text and what it means; `month` and `year` are set for dates in figures, else 0."""

    kind: Kind
    start: int
    end: int
    value: int = 0
    month: int = 0
    year: int = 0
    #: "august", "9am": where a language has its own order of words.
    is_english: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Raw:
    name: str
    text: str
    start: int
    end: int


def scan(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text`, which is in composed Unicode form.

    :raises refusal.NotUnderstood: if a word is not known or a number means nothing.
    """
    if len(text) > LONGEST_TEXT:
        raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment=text[:LONGEST_TEXT])
    raws = list(_raws(text))
    found = tuple(_tokens(raws, text))
    for before, token in itertools.pairwise(found):
        if _refuses(before, token, text):
            raise refusal.NotUnderstood(
                refusal.Reason.NOT_UNDERSTOOD, fragment=text[before.start : token.end]
            )
    return tuple(token for token in found if token.kind is not Kind.FILLER)


def _refuses(before: Token, token: Token, text: str) -> bool:
    """Say whether "pas" denies a verb ("je ne peux pas") rather than leaves something out."""
    is_denial = token.kind is Kind.EXCEPT and token.value == words.NOT and before.kind is Kind.FILLER
    return is_denial and plain(text[before.start : before.end]) in courtesy.VERBS


def plain(text: str) -> str:
    """Return `text` without accents nor capitals, each character in its place."""
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] or " " for char in text).replace(
        "’", "'"
    )


def _raws(text: str) -> Iterator[_Raw]:
    slips_seen = 0
    for match in _SCANNER.finditer(plain(text)):
        name = match.lastgroup if match.lastgroup != "sep" else "dmy"
        start, end = match.span()
        if name != "word":
            yield _Raw(name=name or "", text=match.group(), start=start, end=end)
            continue
        meant = slips.corrected(match.group()) if slips_seen < MOST_SLIPS else (match.group(),)
        slips_seen += meant != (match.group(),)
        if not meant:
            raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment=text[start:end])
        for word in meant:
            yield _Raw(name="word", text=word, start=start, end=end)


def _tokens(raws: list[_Raw], text: str) -> Iterator[Token]:
    position = 0
    while position < len(raws):
        token, position = _phrase(raws, position) or (_single(raws[position], text), position + 1)
        yield token


def _phrase(raws: list[_Raw], position: int) -> tuple[Token, int] | None:
    """Return the longest phrase that starts here, and the position after it."""
    found = None
    parts: list[str] = []
    for index in range(position, min(position + 2 * words.LONGEST_PHRASE, len(raws))):
        raw = raws[index]
        if raw.name == "dash" and raw.text == "-" and parts:
            continue
        if raw.name not in ("word", "number"):
            break
        parts.append(raw.text)
        sense = words.PHRASES.get(tuple(parts))
        if sense is not None:
            found = Token(kind=sense[0], value=sense[1], start=raws[position].start, end=raw.end), index + 1
    return found


def _single(raw: _Raw, text: str) -> Token:
    if raw.name == "word":
        return _word(raw, text)
    figures = _figures(raw)
    make = _FIGURES.get(raw.name)
    if make is None or (raw.name not in _WITHOUT_FIGURES and not figures):
        raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment=text[raw.start : raw.end])
    kind, value, month, year = make(figures)
    if raw.name == "ampm":
        value = _half_day(value, is_afternoon="p" in raw.text)
    if kind is Kind.TIME and not 0 <= value <= 24 * 60:
        raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment=text[raw.start : raw.end])
    english = raw.name == "ampm" or raw.text.endswith(_ENGLISH_ORDINALS)
    return Token(
        kind=kind, value=value, month=month, year=year, start=raw.start, end=raw.end, is_english=english
    )


def _half_day(minutes: int, *, is_afternoon: bool) -> int:
    """Read 12am as midnight and 12pm as noon."""
    if not 60 <= minutes < 13 * 60:
        return -1
    return minutes % (12 * 60) + 12 * 60 * is_afternoon


def _figures(raw: _Raw) -> list[int]:
    if raw.name == "isobasic":
        return [int(raw.text[:4]), int(raw.text[4:6]), int(raw.text[6:])]
    return [int(group) for group in re.findall("[0-9]+", raw.text) if len(group) <= LONGEST_NUMBER]


def _word(raw: _Raw, text: str) -> Token:
    sense = words.SINGLES.get(raw.text)
    if sense is None:
        raise refusal.NotUnderstood(refusal.Reason.NOT_UNDERSTOOD, fragment=text[raw.start : raw.end])
    kind, value = sense
    # "dès lundi" asks for an end, "des lundis" does not; only the accent tells them apart.
    if text[raw.start : raw.end].lower() == "dès":
        kind = Kind.SINCE
    english = raw.text in english_words.MONTH_FIRST
    return Token(kind=kind, value=value, start=raw.start, end=raw.end, is_english=english)


_ENGLISH_ORDINALS: Final = ("st", "nd", "rd", "th")
_Made = tuple[Kind, int, int, int]
_WITHOUT_FIGURES: Final = ("dash", "also", "comma", "slash")
#: The value of an AND written as a slash, which between two hours means "to", and as a comma.
SLASH: Final = 2
COMMA: Final = 3


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def _clock(figures: list[int]) -> _Made:
    hours, minutes = figures[0], figures[1] if len(figures) > 1 else 0
    return Kind.TIME, hours * 60 + minutes if minutes < 60 else -1, 0, 0


_FIGURES: Final[dict[str, Callable[[list[int]], _Made]]] = {
    "iso": lambda f: (Kind.DATE, f[2], f[1], f[0]),
    "isobasic": lambda f: (Kind.DATE, f[2], f[1], f[0]),
    "isoweek": lambda f: (Kind.ISO_WEEK, f[1], 0, f[0]),
    "isomonth": lambda f: (Kind.ISO_MONTH, f[1], 0, f[0]),
    "monthday": lambda f: (Kind.DATE, f[1], f[0], 0),
    "dmy": lambda f: (Kind.DATE, f[0], f[1], _full_year(f[2])),
    "my": lambda f: (Kind.ISO_MONTH, f[0], 0, f[1]),
    "dm": lambda f: (Kind.DATE, f[0], f[1], 0),
    "clock": _clock,
    "hour": _clock,
    "ampm": _clock,
    "ordinal": lambda f: (Kind.ORDINAL, f[0], 0, 0),
    "number": lambda f: (Kind.NUMBER, f[0], 0, 0),
    "dash": lambda f: (Kind.DASH, 0, 0, 0),
    "also": lambda f: (Kind.AND, 1, 0, 0),
    "comma": lambda f: (Kind.AND, COMMA, 0, 0),
    "slash": lambda f: (Kind.AND, SLASH, 0, 0),
}
