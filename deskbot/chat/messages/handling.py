"""What people are told of what they, or others, did with a card."""

import dataclasses
import datetime as dt

from deskbot.calls import case as case_module
from deskbot.calls import handling
from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base, cards


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardHanded(base.Message):
    """The card is somebody's now, who is told."""

    name: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardSorted(base.Message):
    """What was chosen in the card's menu is done; `channel` is where the card goes, if it goes anywhere.

    `first` is the admin who is told of something urgent, None for all of them.
    """

    choice: buttons_module.Choice
    topic: str | None = None
    channel: str | None = None
    first: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardUndone(base.Message):
    """What was done with the card is taken back; `name` has it now, nobody when it is empty.

    `is_done`: it is as done as it was.
    """

    undone: handling.Undone
    name: str
    is_done: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class NothingToUndo(base.Message):
    """The card is open: nobody did anything with it."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class HandedToYou(base.Message):
    """By direct message, for whoever is handed a card: the whole number, and what was said.

    `told` is None when nothing was said or written; `url` is the card's. `is_note`: somebody answered and
    noted it.
    """

    is_private = True

    case: str
    by: str
    to_call: cards.NumberToCall
    is_note: bool
    told: str | None = dataclasses.field(repr=False)
    url: str | None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Terminé*, *Je rends*, and what calls the number back."""
        finish = buttons_module.Button(action=buttons_module.Action.FINISH, entity=self.case)
        back = buttons_module.Button(
            action=buttons_module.Action.UNDO_CARD, entity=self.case, word="hand_back"
        )
        return (finish, back, *self.to_call.telephone)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardWithdrawn(base.Message):
    """By direct message: the card is not yours any more; it is `name`'s, nobody's when that is empty.

    `is_done`: it is as done as it was before you were handed it.
    """

    by: str
    name: str
    caller: str | None
    at: dt.datetime
    is_done: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardIsYoursAgain(base.Message):
    """By direct message: `by` undid the card's end, or its being handed on; you are to deal with it again."""

    by: str
    caller: str | None
    at: dt.datetime
    url: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardEnded(base.Message):
    """By direct message, for whoever had the card: somebody else ended it, and how."""

    by: str
    closing: case_module.Closing
    caller: str | None
    at: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class SameCall(base.Message):
    """By direct message, for whoever had a card: its call is that of another card, which `name` had first."""

    name: str
    caller: str | None
    at: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class UrgentForYou(base.Message):
    """By direct message, for whoever has the card: what the caller says in the message is urgent."""

    is_private = True

    caller: str | None
    at: dt.datetime
    text: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class MessageSince(base.Message):
    """By direct message, for whoever ended the card: a message came since, and it is open again."""

    caller: str | None
    at: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardHandedBack(base.Message):
    """By direct message, for whoever handed the card over: it is for everybody to take again."""

    name: str
    caller: str | None
    at: dt.datetime
    url: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class NoteMade(base.Message):
    """The note has its card `case`, in that channel; `name` has it, who may be its author (`is_own`).

    `urgent`: the admins are told, `first` before the others. Where no number was given, `call` is one that
    the author answered just now.
    """

    case: str
    name: str | None
    is_own: bool
    has_number: bool
    channel: str
    urgent: bool
    first: str | None
    call: str | None = None
    caller: str | None = None
    called_at: dt.datetime | None = None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Ajouter ce numéro*, of the call that was just answered."""
        if self.call is None:
            return ()
        entity = f"{self.case};{self.call}"
        return (buttons_module.Button(action=buttons_module.Action.ADD_NUMBER, entity=entity),)


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberAdded(base.Message):
    """The note has the number of the call now; `caller` is masked."""

    caller: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class NoSuchColleague(base.Message):
    """A note was for somebody who is not of the team."""

    name: str
