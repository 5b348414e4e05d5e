"""The line that a member claims for a month at the desk (design, section 1)."""

import dataclasses
import datetime as dt
import enum
import re
from typing import Final

_IN_MINUTES: Final = re.compile(r"(\d{1,5})\s*(?:min|mn|minutes?)", re.ASCII)
_DECIMAL: Final = re.compile(r"(\d{1,3})\s*[.,]\s*(\d{1,2})\s*(?:h|heures?)?", re.ASCII)
_HOURS: Final = re.compile(
    r"(\d{1,3})(?:\s*(?:h|:|heures?)\s*(?:(\d{1,2})\s*(?:min|mn|minutes?)?)?)?", re.ASCII
)

#: A claim is written in half-hours.
CLAIM_STEP_MINUTES: Final = 30


@dataclasses.dataclass(frozen=True, kw_only=True)
class Contribution:
    """What `member` claims for the month that starts on `month` (its first day), in minutes."""

    month: dt.date
    member: str
    minutes: int
    mended: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Norm:
    """What the contribution is valued at, in minutes a month, both ends included (seed 000: 2 to 3 hours).

    :raises ValueError: if it is reversed, or holds no half-hour.
    """

    low_minutes: int = 120
    high_minutes: int = 180

    def __post_init__(self) -> None:
        if not 0 <= self.low_minutes <= self.high_minutes:
            raise ValueError("a norm goes from its lowest to its highest")
        if self.high_minutes < CLAIM_STEP_MINUTES:
            raise ValueError("a norm holds a half-hour at least")


#: 2 to 3 hours a month.
USUAL: Final = Norm()


class Side(enum.StrEnum):
    """Where minutes stand beside the norm."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Difference:
    """How far from the norm, in minutes: never negative, 0 within it."""

    side: Side
    by_minutes: int


def beside_norm(minutes: int, *, norm: Norm = USUAL) -> Difference:
    """Say where `minutes` of one month stand beside the norm."""
    if minutes < norm.low_minutes:
        return Difference(side=Side.BELOW, by_minutes=norm.low_minutes - minutes)
    if minutes > norm.high_minutes:
        return Difference(side=Side.ABOVE, by_minutes=minutes - norm.high_minutes)
    return Difference(side=Side.WITHIN, by_minutes=0)


def minutes_typed(text: str) -> int | None:
    """Return the minutes typed as "2,5", "2h30", "3 heures" or "45 min"; None for anything else."""
    plain = text.strip().casefold()
    if found := _IN_MINUTES.fullmatch(plain):
        return int(found[1])
    if found := _DECIMAL.fullmatch(plain):
        return round(60 * float(f"{found[1]}.{found[2]}"))
    found = _HOURS.fullmatch(plain)
    if found is None or int(found[2] or 0) >= 60:
        return None
    return 60 * int(found[1]) + int(found[2] or 0)


def minutes_to_claim(held_minutes: int, *, norm: Norm = USUAL) -> int:
    """Return what to claim for the minutes held in one month, until the member mends it.

    The nearest half-hour, a quarter counting up; one at least once anything was held, and never more than
    the half-hours that the norm's highest holds.
    """
    if held_minutes <= 0:
        return 0
    nearest = (held_minutes + CLAIM_STEP_MINUTES // 2) // CLAIM_STEP_MINUTES * CLAIM_STEP_MINUTES
    most = norm.high_minutes // CLAIM_STEP_MINUTES * CLAIM_STEP_MINUTES
    return min(max(nearest, CLAIM_STEP_MINUTES), most)
