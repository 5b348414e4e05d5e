"""From a text to sentences, and from a sentence to what it is made of."""

import collections.abc
import dataclasses
import datetime as dt
import enum
import re
from typing import Final

from deskbot.desk.dates import tokens
from deskbot.desk.hours_told import words

#: What cannot be told apart from the end of a day.
MIDNIGHT: Final = dt.time(23, 59, 59)


class Kind(enum.Enum):
    """What a piece of a sentence is."""

    WORD = enum.auto()
    DAYS = enum.auto()
    TIME = enum.auto()
    NUMBER = enum.auto()
    ALL_DAY = enum.auto()
    DAYS_A_WEEK = enum.auto()
    DASH = enum.auto()
    STOP = enum.auto()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Piece:
    """A word, some days, a time, a number or a mark."""

    kind: Kind
    word: str = ""
    days: frozenset[int] = frozenset()
    minutes: int = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence without accents nor capitals; `section` is the headings that it is under."""

    text: str
    section: str

    @property
    def words(self) -> frozenset[str]:
        """Return its words."""
        return frozenset(re.findall("[a-z]+", self.text))


_SCANNER: Final = re.compile(
    r"""
    (?P<skipped>\b0[0-9](?:[ .]?[0-9]{2}){4}\b|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2})
  | (?P<all_day>24\s?h?\s?(?:/|sur)\s?24\b)
  | (?P<ratio>\b[1-7]\s?j(?:ours?)?\s?(?:/|sur|par)\s?(?:7|semaine)\b)
  | (?P<time>\b[0-9]{1,2}(?:\s?h(?:eures?)?(?:\s?[0-5][0-9](?![0-9]|\s?[h:]))?(?![a-z])|:[0-5][0-9])
      |\bmidi\b|\bminuit\b)
  | (?P<afternoon>\bapres-midis?\b|\bapres\smidis?\b)
  | (?P<number>[0-9]+)
  | (?P<day>\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b)
  | (?P<weekend>\bweek-?\s?ends?\b)
  | (?P<office>\ben\ssemaine\b|\bjours?\souvres\b)
  | (?P<every>\btous\sles\sjours\b|\bchaque\sjour\b)
  | (?P<word>[a-z]+)
  | (?P<dash>[-–—/>→]+)
  | (?P<stop>[,;:()|])
    """,
    re.VERBOSE,
)
_SHORT_DAY: Final = re.compile(rf"\b({'|'.join(words.DAYS_SHORT)})\.")
_SPELT: Final = re.compile(rf"\b(?:{'|'.join(sorted(words.NUMBERS, key=len, reverse=True))})\b")
_HALVES: Final = ((r"\bet demie?\b", "30"), (r"\bet quart\b", "15"))
_NEW_BLOCK: Final = re.compile(r"\s*(?:#|[-*+•]\s|[0-9]{1,2}[.)]\s|\||$)")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


def sentences(text: str) -> collections.abc.Iterator[Sentence]:
    """Yield the sentences of a text, Markdown or not, in order."""
    headings: list[tuple[int, str]] = []
    for block in _blocks(tokens.plain(text)):
        bare = block.strip(" \t#*_-+•")
        level = len(block.lstrip()) - len(block.lstrip().lstrip("#"))
        if level:
            headings = [*(one for one in headings if one[0] < level), (level, bare)]
        section = " ".join(heading for _, heading in headings)
        for sentence in _SENTENCE_END.split(_SHORT_DAY.sub(_whole_day, bare)):
            yield Sentence(text=_in_figures(sentence), section=section)


def pieces(sentence: str) -> list[Piece]:
    """Return what a sentence is made of, in order."""
    found = (_piece(match) for match in _SCANNER.finditer(sentence))
    return [one for one in found if one is not None]


def _blocks(text: str) -> collections.abc.Iterator[str]:
    """Join the lines that belong together: a paragraph, an item of a list, a row of a table, a heading."""
    block = ""
    for line in text.replace("**", "").splitlines():
        if _NEW_BLOCK.match(line) or block.lstrip().startswith("#"):
            yield block
            block = line
        else:
            block = f"{block} {line.strip()}"
    yield block


def _whole_day(match: re.Match[str]) -> str:
    return words.DAYS_SHORT[match.group(1)]


def _in_figures(sentence: str) -> str:
    """Write "neuf heures et demie" as "9 heures 30"."""
    for pattern, figures in _HALVES:
        sentence = re.sub(pattern, figures, sentence)
    return _SPELT.sub(lambda match: str(words.NUMBERS[match.group()]), sentence)


def _piece(match: re.Match[str]) -> Piece | None:
    name, text = str(match.lastgroup), match.group()
    make = _PIECES.get(name)
    return make(text) if make else None


def _time(text: str) -> Piece | None:
    if text in ("midi", "minuit"):
        return Piece(kind=Kind.TIME, minutes=12 * 60 if text == "midi" else 24 * 60)
    hour, *rest = re.findall("[0-9]+", text)
    minutes = int(hour) * 60 + (int(rest[0]) if rest else 0)
    return Piece(kind=Kind.TIME, minutes=minutes) if minutes <= 24 * 60 else None


_PIECES: Final[dict[str, collections.abc.Callable[[str], Piece | None]]] = {
    "all_day": lambda text: Piece(kind=Kind.ALL_DAY),
    "ratio": lambda text: Piece(kind=Kind.DAYS_A_WEEK, minutes=int(text[0])),
    "time": _time,
    "afternoon": lambda text: Piece(kind=Kind.WORD, word="midis"),
    "number": lambda text: Piece(kind=Kind.NUMBER, minutes=int(text) * 60 if len(text) <= 2 else -1),
    "day": lambda text: Piece(kind=Kind.DAYS, days=frozenset({words.DAYS[text.removesuffix("s")]})),
    "weekend": lambda text: Piece(kind=Kind.DAYS, days=words.WEEK_END),
    "office": lambda text: Piece(kind=Kind.DAYS, days=words.OFFICE_DAYS),
    "every": lambda text: Piece(kind=Kind.DAYS, days=frozenset(range(7))),
    "word": lambda text: Piece(kind=Kind.WORD, word=text),
    "dash": lambda text: Piece(kind=Kind.DASH),
    "stop": lambda text: Piece(kind=Kind.STOP),
}
