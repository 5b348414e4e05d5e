"""Turns: taken, given back, covered, assigned, undone; what one person sees first, then the channel's."""

import dataclasses
import datetime as dt
from typing import Self

from deskbot.chat import buttons as buttons_module
from deskbot.chat import wish as wish_module
from deskbot.chat.messages import base
from deskbot.desk import interval, roster
from deskbot.desk import public_number as numbers


def undo_button(change: str) -> buttons_module.Button:
    """Return *Annuler* for a change of the roster."""
    return buttons_module.Button(action=buttons_module.Action.UNDO, entity=change)


def take_button(wish: wish_module.Wish) -> buttons_module.Button:
    """Return the button that takes these turns, named after when they begin and after their rank."""
    return buttons_module.Button(
        action=buttons_module.Action.TAKE_TURN,
        entity=wish_module.to_text(wish),
        span=interval.Interval(start=wish.spans[0].start, end=wish.spans[-1].end),
        word="as_second" if wish.rank is roster.Rank.SECOND else None,
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class HeldBy:
    """Days that somebody holds; `own`: the very person who reads."""

    name: str
    span: interval.Interval
    own: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class ClosedDay:
    """A day inside the claim on which the desk does not open; `name` is the holiday's, if it is one."""

    day: dt.date
    name: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ClaimMade(base.Message):
    """What a claim gives; `serves`: whether the desk opens at all during it.

    `proved`: calls may be sent to this person's number already. `instead` is what can be had of what
    somebody else holds: the second rank.
    """

    title: str
    public_number: str
    rank: roster.Rank
    won: tuple[interval.Interval, ...]
    held: tuple[HeldBy, ...]
    closed: tuple[ClosedDay, ...]
    second: str | None
    rings: int
    serves: bool
    proved: bool
    kind: numbers.Kind = numbers.Kind.EASY_HUNTING
    instead: tuple[wish_module.Wish, ...] = ()

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """The second rank of what somebody else holds."""
        return tuple(take_button(wish) for wish in self.instead)


@dataclasses.dataclass(frozen=True, kw_only=True)
class NothingWon(base.Message):
    """Every day asked for is held already; `own`: by the very person who asks.

    `instead` is what can be had: the second rank of these days, free half-days near them.
    """

    held: tuple[HeldBy, ...]
    own: bool = False
    instead: tuple[wish_module.Wish, ...] = ()

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """What can be had instead."""
        return tuple(take_button(wish) for wish in self.instead)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReleaseMade(base.Message):
    """What was given back."""

    title: str
    released: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class NothingToRelease(base.Message):
    """The person holds none of the days `asked`; `held` is what they hold."""

    asked: tuple[interval.Interval, ...]
    held: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoverAsked(base.Message):
    """The channel is asked who could cover `spans`."""

    title: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoverGiven(base.Message):
    """The person who clicked covers `spans` of `name`."""

    title: str
    name: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoverNotFree(base.Message):
    """Somebody else was first (`name`), or nothing is left to cover (None)."""

    name: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class AssignMade(base.Message):
    """An admin gave turns to `name`; `held` is what others hold already, `proved` as in `ClaimMade`."""

    title: str
    name: str
    username: str
    rank: roster.Rank
    won: tuple[interval.Interval, ...]
    held: tuple[HeldBy, ...]
    has_number: bool
    proved: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class TurnConfirmed(base.Message):
    """The person said that they will be there."""

    span: interval.Interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class ChangeUndone(base.Message):
    """A change was undone; `again` when it was already."""

    again: bool
    kind: roster.ChangeKind
    name: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class ChooseDesk(base.Message):
    """Several desks could be meant: `desks` are (key, title), `command` what was typed."""

    desks: tuple[tuple[str, str], ...]
    command: str

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """One button a desk, named after it."""
        return tuple(
            buttons_module.Button(
                action=buttons_module.Action.CHOOSE_DESK, entity=f"{key};{self.command}", label=title
            )
            for key, title in self.desks
        )


# --- posts of the desk's channel


@dataclasses.dataclass(frozen=True, kw_only=True)
class Undoable(base.Message):
    """A post about a change, with *Annuler* until it is `undone`."""

    change: str
    undone: bool = False

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Annuler*, unless that was done."""
        return () if self.undone else (undo_button(self.change),)

    def struck(self) -> Self:
        """Return the post once its change is undone."""
        return dataclasses.replace(self, undone=True)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Claimed(Undoable):
    """Somebody took turns."""

    title: str
    name: str
    rank: roster.Rank
    won: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Released(Undoable):
    """Somebody gave turns back."""

    title: str
    name: str
    released: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Assigned(Undoable):
    """An admin (`by`) gave turns to `name`."""

    title: str
    name: str
    by: str
    rank: roster.Rank
    won: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class AssignedToYou(base.Message):
    """By direct message: an admin (`by`) gave you turns; without a number, nothing rings yet."""

    title: str
    by: str
    rank: roster.Rank
    won: tuple[interval.Interval, ...]
    has_number: bool
    proved: bool
    public_number: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoverWanted(base.Message):
    """`name` looks for somebody; once `taken_by` is there, nothing is left to click."""

    cover: str
    title: str
    name: str
    spans: tuple[interval.Interval, ...]
    taken_by: str | None = None
    over: bool = False

    def withdrawn(self) -> "CoverWanted":
        """Return the post once its author withdrew the wish."""
        return dataclasses.replace(self, over=True)

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Je remplace* and, for who asked, *Annuler*, until somebody does."""
        if self.taken_by is not None or self.over:
            return ()
        return (
            buttons_module.Button(action=buttons_module.Action.COVER, entity=self.cover),
            undo_button(self.cover),
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Covered(Undoable):
    """`name` replaces `asker`."""

    title: str
    name: str
    asker: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class TurnBack(base.Message):
    """By direct message: `by` undid a change, and these turns are yours again."""

    title: str
    by: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class CoveredForYou(base.Message):
    """By direct message to who asked: `name` replaces you."""

    title: str
    name: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Undone(base.Message):
    """A change (about `name`, over `spans`) was undone by `by`."""

    kind: roster.ChangeKind
    title: str
    name: str
    by: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class MemberLeft(Undoable):
    """`name` is not of the team any more: their turns are free again, and `turns` can be taken.

    The chat may have been wrong: it can be undone.
    """

    title: str
    name: str
    spans: tuple[interval.Interval, ...]
    turns: tuple[wish_module.Wish, ...]

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """The turns that are free, and *Annuler*."""
        return () if self.undone else (*map(take_button, self.turns), undo_button(self.change))


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskRemoved(base.Message):
    """To the admins: a desk that people hold is no longer in the configuration."""

    desk: str
    held: tuple[HeldBy, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class TurnDropped(base.Message):
    """By direct message: the desk of your turns exists no more."""

    desk: str
    spans: tuple[interval.Interval, ...]
