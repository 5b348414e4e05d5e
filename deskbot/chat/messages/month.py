"""The month: the line that each member claims, the table for the admins."""

import dataclasses
import datetime as dt

from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base
from deskbot.reports import rates


@dataclasses.dataclass(frozen=True, kw_only=True)
class MonthLine(base.Message):
    """By direct message on the 1st: the line to claim. In minutes; `norm_h` is what the house counts."""

    month: dt.date
    member: str
    name: str
    claimed_min: int
    held_min: int
    answered: int
    missed: int
    norm_h: tuple[float, float]
    mended: bool

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*+ 30 min*, *- 30 min* and *Corriger*."""
        entity = f"{self.month.isoformat()};{self.member}"
        return tuple(
            buttons_module.Button(action=action, entity=entity)
            for action in (
                buttons_module.Action.MORE,
                buttons_module.Action.LESS,
                buttons_module.Action.CORRECT,
            )
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineMended(base.Message):
    """What is claimed now, in minutes."""

    month: dt.date
    claimed_min: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class MemberMonth:
    """One member's month, in minutes; `over_norm_min` is negative below the norm, zero inside it."""

    name: str
    held_min: int
    second_min: int
    answered: int
    missed: int
    claimed_min: int | None
    over_norm_min: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class WeekKept:
    """Whether the promise was kept in the week of `monday`."""

    monday: dt.date
    days_open: int
    days_kept: int
    kept: bool
    partial: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class LoadShown:
    """What one member held over several months, in minutes; `share` (0 to 1) is that of what all held."""

    name: str
    minutes: int
    share: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Bilan(base.Message):
    """A month at the desk: hours and calls a member, the promise, who could be asked next.

    Rates are shares of one, None when there was nothing to measure, or too few calls: then `missed` of
    `calls` says it. `loads` are those of the months from `loads_since` to this one, the most first.
    `newcomers` may take turns and never did.
    """

    title: str
    month: dt.date
    members: tuple[MemberMonth, ...]
    calls: int
    missed_rate: float | None
    staffed_rate: float | None
    weeks: tuple[WeekKept, ...]
    promised_days: int
    promised_h: float
    loads: tuple[LoadShown, ...]
    loads_since: dt.date
    next_to_ask: tuple[str, ...]
    newcomers: tuple[str, ...]
    gaps: int
    norm_h: tuple[float, float]
    missed: int = 0
    waiting: rates.Spread | None = None
    taking: rates.Spread | None = None
    calling_back: rates.Spread | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class BilanFiles(base.Message):
    """The table as CSV, and the chart where one can be drawn, in a thread or by direct message."""

    title: str
    month: dt.date
    chart: bool
