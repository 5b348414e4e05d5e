"""What a text tells of opening hours."""

import dataclasses
import datetime as dt
import enum
from typing import Final

WEEK: Final = frozenset(range(7))


class Part(enum.StrEnum):
    """A part of the day, told without its hours."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stretch:
    """Hours of a day; None where the text tells only one end ("jusqu'à 18 h")."""

    start: dt.time | None
    end: dt.time | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing told: open or not, on which days (0 is Monday; None: whenever it opens), at which hours.

    `is_further`: told in addition ("aussi le samedi"), so the days that it does not name may open too.
    """

    is_open: bool
    days: frozenset[int] | None = None
    stretches: tuple[Stretch, ...] = ()
    part: Part | None = None
    is_further: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Told:
    """All that a text tells; `days_a_week`: "5 jours sur 7"."""

    statements: tuple[Statement, ...] = ()
    days_a_week: int | None = None

    @property
    def is_silent(self) -> bool:
        """Whether the text tells nothing of opening hours."""
        return not self.statements and self.days_a_week is None
