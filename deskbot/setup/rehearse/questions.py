"""What is asked after a trial, and how an answer is read."""

import dataclasses
import enum
import re
from typing import Final

from deskbot.settings import rehearsed

_YES: Final = ("o", "oui", "y", "yes")
_NO: Final = ("n", "non", "no")
_UNKNOWN: Final = ("?", "")
_AGAIN: Final = ("r", "refaire")
_NEVER: Final = ("jamais", "never")


class Not(enum.Enum):
    """Why there is no answer."""

    UNDERSTOOD = enum.auto()
    DECIDED = enum.auto()
    #: The call is to be placed again.
    YET = enum.auto()


@dataclasses.dataclass(frozen=True, kw_only=True)
class YesNo:
    """Yes means `yes`, no the contrary."""

    yes: bool = True


@dataclasses.dataclass(frozen=True, kw_only=True)
class Seconds:
    """True up to so many seconds."""

    up_to_s: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class SecondsOrNever:
    """The seconds themselves."""


Question = YesNo | Seconds | SecondsOrNever


def read(typed: str, *, question: Question) -> rehearsed.Answer | Not:
    """Return what `typed` answers."""
    plain = typed.strip().lower()
    if plain in _UNKNOWN:
        return Not.DECIDED
    if plain in _AGAIN:
        return Not.YET
    if isinstance(question, YesNo):
        return _yes_no(plain, question)
    if isinstance(question, SecondsOrNever) and plain in _NEVER:
        return None
    number = re.fullmatch(r"([0-9]{1,3})\s*(?:s|sec|secondes?)?", plain)
    if number is None:
        return Not.UNDERSTOOD
    seconds = int(number[1])
    if isinstance(question, Seconds):
        return seconds <= question.up_to_s
    return seconds if seconds else Not.UNDERSTOOD


def _yes_no(plain: str, question: YesNo) -> bool | Not:
    if plain in _YES:
        return question.yes
    return not question.yes if plain in _NO else Not.UNDERSTOOD
