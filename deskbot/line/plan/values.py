"""A plan as a value: what would be written, in which order, and why."""

import collections.abc
import dataclasses
import enum

from deskbot.line import arming as arming_module
from deskbot.line import limits as limits_module
from deskbot.line import writes as writes_module


class UnsafePlan(Exception):
    """This change of the line is refused, and nothing of it was written."""


class NotEnoughAgents(UnsafePlan):
    """The hunt group has fewer `agents` than the chain has numbers."""

    def __init__(self, *, numbers: int, agents: int) -> None:
        super().__init__(f"{numbers} numbers, {agents} agents")
        self.agents = agents


class NobodyReachable(UnsafePlan):
    """Callers would reach nothing: no voicemail at the end."""


class NumberNotAllowed(UnsafePlan):
    """Calls may not be sent to one of the numbers of the chain."""


class TooManyChanges(UnsafePlan):
    """Much that deskbot did not set would be changed at once: an admin must agree."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} settings that deskbot did not make")
        self.count = count


class TooManyToday(UnsafePlan):
    """People were put on this line more often today than the house allows itself: an admin must agree."""


class Why(enum.StrEnum):
    """Why a write is made."""

    CALLERS_END_IN_THE_VOICEMAIL = "callers_end_in_the_voicemail"
    OPENING_HOURS = "opening_hours"
    HOUSE_IS_CLOSED = "house_is_closed"
    LEASE_ENDS = "lease_ends"
    NOT_WANTED_ANY_MORE = "not_wanted_any_more"
    ROOM_FOR_ANOTHER = "room_for_another"
    TURN = "turn"
    NOBODY_HERE = "nobody_here"
    CALLER_REFUSED = "caller_refused"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Planned:
    """One write, and its reason."""

    write: writes_module.Write
    why: Why


def planned(why: Why, found: collections.abc.Iterable[writes_module.Write]) -> tuple[Planned, ...]:
    """Return these writes, all for one reason."""
    return tuple(Planned(write=one, why=why) for one in found)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Plan:
    """The writes to make, in this order; `arming` is read back before `routing` begins.

    `not_armable` and `limits` are what this number cannot do.
    """

    arming: tuple[Planned, ...] = ()
    routing: tuple[Planned, ...] = ()
    tidying: tuple[Planned, ...] = ()
    not_armable: arming_module.NotArmable | None = None
    limits: tuple[limits_module.Limit, ...] = ()

    @property
    def planned(self) -> tuple[Planned, ...]:
        """Every write with its reason, in order."""
        return (*self.arming, *self.routing, *self.tidying)

    @property
    def writes(self) -> tuple[writes_module.Write, ...]:
        """Every write, in order."""
        return tuple(one.write for one in self.planned)

    @property
    def is_empty(self) -> bool:
        """Whether the number already is what it must be."""
        return not self.planned
