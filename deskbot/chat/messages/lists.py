"""Lists of cards, and what reminds people of them: none of them mentions anybody."""

import dataclasses
import datetime as dt
import enum

from deskbot.calls import case as case_module
from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base


@dataclasses.dataclass(frozen=True, kw_only=True)
class ListedCard:
    """One line of a list: a card that is not done.

    `caller` is masked, None when it is hidden or there is none; `number` is the whole of it, for whoever may
    see it. `told` is the beginning of what a note says. `message_s` is None where its length is not known.
    """

    link: str | None
    caller: str | None
    at: dt.datetime
    origin: case_module.Origin = case_module.Origin.CALL
    number: str | None = dataclasses.field(default=None, repr=False)
    caller_name: str | None = None
    told: str | None = dataclasses.field(default=None, repr=False)
    has_message: bool = False
    message_s: int | None = None
    calls: int = 1
    urgent: bool = False
    taken_by: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardReminder(base.Message):
    """By direct message, for whoever has had a card for a while: where does it stand?"""

    case: str
    card: ListedCard
    taken_at: dt.datetime

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Terminé*, *Je rends*."""
        finish = buttons_module.Button(action=buttons_module.Action.FINISH, entity=self.case)
        back = buttons_module.Button(
            action=buttons_module.Action.UNDO_CARD, entity=self.case, word="hand_back"
        )
        return (finish, back)


@dataclasses.dataclass(frozen=True, kw_only=True)
class StillNobody(base.Message):
    """Cards that nobody took for a while; `more` are not listed. `on_duty` answers now, None when nobody."""

    cards: tuple[ListedCard, ...]
    more: int
    on_duty: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class NightCalls(base.Message):
    """As the desk opens: the calls since it closed that are still to be dealt with; `more` are not listed."""

    title: str
    closed_at: dt.datetime
    cards: tuple[ListedCard, ...]
    more: int
    on_duty: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class DoneBy:
    """How many cards somebody dealt with; `name` is None for those that settled by themselves."""

    name: str | None
    cards: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class EndOfDay(base.Message):
    """As the desk closes for the day: what became of the calls since `since`, and what is left to do.

    `while_closed` of the calls came while it was closed; the others were `answered` or `missed`, but for
    callers who left at once. `more` of the cards left are not listed.
    """

    title: str
    since: dt.datetime
    calls: int
    while_closed: int
    answered: int
    missed: int
    done: tuple[DoneBy, ...]
    cards: tuple[ListedCard, ...]
    more: int


class Scope(enum.StrEnum):
    """Which cards are listed; each has its sentence in `prompts/fr/open_cards.md.j2`."""

    OPEN = "open"
    FREE = "free"
    MINE = "mine"
    ALL = "all"


@dataclasses.dataclass(frozen=True, kw_only=True)
class OpenCards(base.Message):
    """The cards that are not done, the urgent and the oldest first, `skipped` before these and `more` after.

    `mine` of them the asker has; `old` are older than `old_days`, and the asker may end them all.
    """

    title: str
    desk: str
    scope: Scope
    cards: tuple[ListedCard, ...]
    more: int
    skipped: int = 0
    mine: int = 0
    old: int = 0
    old_days: int = 0

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """The rest of the list, and what ends several at once."""
        after = self.skipped + len(self.cards)
        rest = buttons_module.Button(
            action=buttons_module.Action.LIST_MORE, entity=f"{self.scope.value};{self.desk};{after}"
        )
        offered = (
            (self.mine > 1, f"mine;{self.desk}", "finish_mine"),
            (self.old > 0, f"old;{self.desk}", "finish_old"),
        )
        ending = (
            buttons_module.Button(action=buttons_module.Action.FINISH_MANY, entity=entity, word=word)
            for is_offered, entity, word in offered
            if is_offered
        )
        return (*((rest,) if self.more else ()), *ending)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardsClosed(base.Message):
    """By direct message: so many cards are done, with that outcome; `together` names them all."""

    together: str
    cards: int
    closing: case_module.Closing

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Annuler*, which opens exactly those again."""
        undo = buttons_module.Button(action=buttons_module.Action.REOPEN_MANY, entity=self.together)
        return (undo,) if self.cards else ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardsReopened(base.Message):
    """So many cards that were ended together are open again: those that nobody touched since."""

    cards: int
