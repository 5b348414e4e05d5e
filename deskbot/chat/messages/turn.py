"""Around a turn: asked to confirm it, admins warned of one at risk, handed over, the premises."""

import dataclasses
import datetime as dt

from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base
from deskbot.desk import interval, premises, roster
from deskbot.desk import public_number as numbers


@dataclasses.dataclass(frozen=True, kw_only=True)
class ConfirmTurn(base.Message):
    """By direct message, before a turn: will you be there? Then what was answered, or that it is `over`.

    `begins` is when the desk first answers in it.
    """

    slot: str
    title: str
    rank: roster.Rank
    span: interval.Interval
    begins: dt.datetime
    proved: bool
    has_number: bool
    public_number: str
    confirmed: bool = False
    over: bool = False

    def answered(self) -> "ConfirmTurn":
        """Return the question once it was answered yes."""
        return dataclasses.replace(self, confirmed=True)

    def ended(self) -> "ConfirmTurn":
        """Return the question once the turn is not theirs any more."""
        return dataclasses.replace(self, over=True)

    @property
    def stale_at(self) -> dt.datetime:
        """A turn that has begun needs no question."""
        return self.begins

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Je confirme* and *Je rends*, until one was clicked or the turn is not theirs any more."""
        if self.over or self.confirmed:
            return ()
        return (
            buttons_module.Button(action=buttons_module.Action.CONFIRM, entity=self.slot),
            buttons_module.Button(action=buttons_module.Action.GIVE_BACK, entity=self.slot),
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class TurnAtRisk(base.Message):
    """To the admins: this turn begins in `hours` hours, and nobody confirmed it, or nobody can be rung."""

    title: str
    name: str
    span: interval.Interval
    begins: dt.datetime
    hours: float
    confirmed: bool
    proved: bool
    has_number: bool

    @property
    def stale_at(self) -> dt.datetime:
        """Once it has begun, who answers is on the channel."""
        return self.begins


@dataclasses.dataclass(frozen=True, kw_only=True)
class OpenCall:
    """A call nobody has dealt with: its card's address, its caller masked (None when hidden)."""

    link: str | None
    caller: str | None
    at: dt.datetime
    taken_by: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class PremisesNow:
    """What is said of the premises, by whom, until when."""

    presence: premises.Presence
    by: str
    until: dt.datetime | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class HandOver(base.Message):
    """By direct message, as a turn begins: what one must know. `after` is who had it before."""

    title: str
    span: interval.Interval
    rings: int
    can_be_rung: bool
    has_number: bool
    public_number: str
    second: str | None
    after: str | None
    instructions: str
    calls: tuple[OpenCall, ...]
    premises: PremisesNow | None
    rank: roster.Rank = roster.Rank.FIRST
    kind: numbers.Kind = numbers.Kind.EASY_HUNTING

    @property
    def stale_at(self) -> dt.datetime:
        """Once it is over, there is nothing to know."""
        return self.span.end


@dataclasses.dataclass(frozen=True, kw_only=True)
class TurnOver(base.Message):
    """By direct message, as a turn ends and another person's begins: thank you, `next_name` goes on."""

    title: str
    next_name: str
    next_can_be_rung: bool
    calls: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class TurnClosed(base.Message):
    """By direct message: an admin closed the desk during your turn."""

    title: str
    by: str
    spans: tuple[interval.Interval, ...]
    reason: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class TurnOpened(base.Message):
    """By direct message: the desk opens during your turn after all, as `by` said."""

    title: str
    by: str
    spans: tuple[interval.Interval, ...]
    reason: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class PremisesSet(base.Message):
    """The person said whether anybody is at the premises."""

    presence: premises.Presence
    until: dt.datetime | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class PremisesTold(base.Message):
    """`name` said whether anybody is at the premises."""

    presence: premises.Presence
    until: dt.datetime | None
    name: str
