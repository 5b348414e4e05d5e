"""The grammar of what follows `/standard`: text in, a command out (design, section 7)."""

import dataclasses
import difflib
import re
import unicodedata

from deskbot.people import member

LONGEST_TEXT = 4000


@dataclasses.dataclass(frozen=True, kw_only=True)
class Show:
    """Show the state of the desk and the help."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Take:
    """Take a turn; `rings` is what was asked for, None for one's usual number."""

    dates: str
    rings: int | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Release:
    """Give days back."""

    dates: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Who:
    """Tell who answers now."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Urge:
    """Tell the admins on call."""

    text: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ask:
    """Ask the house's rules."""

    question: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Unknown:
    """A word that is no command, and the nearest ones."""

    word: str
    nearest: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class BadRings:
    """A number of rings that cannot be."""

    given: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class TooLong:
    """A text that nobody types."""

    length: int


Command = Show | Take | Release | Who | Urge | Ask | Unknown | BadRings | TooLong

_WORDS = {
    "prendre": "prendre",
    "take": "prendre",
    "rendre": "rendre",
    "release": "rendre",
    "qui": "qui",
    "who": "qui",
    "urgence": "urgence",
    "urgent": "urgence",
    "question": "question",
    "ask": "question",
    "aide": "aide",
    "help": "aide",
}
FRENCH = tuple(dict.fromkeys(_WORDS.values()))
_PUNCTUATION = " :;,.!?…"
_RING_COUNTS = tuple(str(count) for count in range(member.MIN_RINGS, member.MAX_RINGS + 1))
_RINGS = re.compile(r"\b(?:sonneries?|rings?)\s*=\s*(\S+)", re.IGNORECASE)


def parse(text: str) -> Command:
    """Return the command that `text` (all that follows the slash word, untrimmed) asks for."""
    if len(text) > LONGEST_TEXT:
        return TooLong(length=len(text))
    word, *rest = text.split(maxsplit=1) or [""]
    if not word:
        return Show()
    known = _WORDS.get(_plain(word))
    # "urgence : quelqu'un attend" is how French is typed.
    follows = "".join(rest).lstrip(_PUNCTUATION).strip()
    return _command(known, follows) if known else Unknown(word=word[:40], nearest=_nearest(word))


def _command(word: str, rest: str) -> Command:
    match word:
        case "prendre":
            return _take(rest)
        case "rendre":
            return Release(dates=rest)
        case "qui":
            return Who()
        case "urgence":
            return Urge(text=rest)
        case "question":
            return Ask(question=rest)
        case _:
            return Show()


def _take(rest: str) -> Take | BadRings:
    found = _RINGS.search(rest)
    if found is None:
        return Take(dates=rest, rings=None)
    if found[1] not in _RING_COUNTS:
        return BadRings(given=found[1][:20])
    return Take(dates=_RINGS.sub("", rest).strip(), rings=int(found[1]))


def _plain(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.casefold()).strip(_PUNCTUATION)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _nearest(word: str) -> tuple[str, ...]:
    close = difflib.get_close_matches(_plain(word)[:40], list(_WORDS), n=3, cutoff=0.6)
    return tuple(dict.fromkeys(_WORDS[one] for one in close))
