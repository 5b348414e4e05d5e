"""What the bot can say, as values. Each class has its sentence in `prompts/fr/<its name>.md.j2`.

Free text typed by people is masked and defused by the templates' filters, never here.
"""

import dataclasses
import datetime as dt
import enum

from deskbot.calls import case as case_module
from deskbot.chat import buttons as buttons_module
from deskbot.desk import interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class Message:
    """Anything the bot says."""

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """The buttons under it, none by default."""
        return ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Channel:
    """A channel, by its name in the team."""

    name: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Direct:
    """A direct message to one member, by username."""

    username: str


Place = Channel | Direct


# --- answers, seen by the person who typed only ---------------------------------------------------------


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskState(Message):
    """Who answers now, until when, and what can be typed. Names, not numbers."""

    title: str
    open: bool
    names: tuple[str, ...]
    until: dt.datetime
    verified_at: dt.datetime | None
    with_help: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class HeldBy:
    """Days that somebody else holds."""

    name: str
    span: interval.Interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class ClosedDay:
    """A day inside the claim on which the desk does not open; `name` is the holiday's, if it is one."""

    day: dt.date
    name: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ClaimMade(Message):
    """What a claim gives; `serves`: whether the desk opens at all during it."""

    title: str
    won: tuple[interval.Interval, ...]
    held: tuple[HeldBy, ...]
    closed: tuple[ClosedDay, ...]
    second: str | None
    rings: int
    serves: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class NothingWon(Message):
    """Every day asked for is held already; `own`: by the very person who asks."""

    held: tuple[HeldBy, ...]
    own: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReleaseMade(Message):
    """What was given back."""

    title: str
    released: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class NothingToRelease(Message):
    """The person holds none of these days."""

    held: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class DatesNotUnderstood(Message):
    """The dates could not be read: why, what exactly, what to type instead."""

    reason: str
    fragment: str
    example: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Refused(Message):
    """The person may not; `reason` is a `people.permissions.Refusal`."""

    reason: str


class Trouble(enum.StrEnum):
    """Why a request could not be served; each has its sentence in `prompts/fr/trouble.md.j2`."""

    BUSY = "busy"
    CHAT_DOWN = "chat_down"
    FORGED = "forged"
    EXPIRED = "expired"
    TOO_LATE = "too_late"
    GONE = "gone"
    BAD_TOKEN = "bad_token"
    NOT_READABLE = "not_readable"
    UNEXPECTED = "unexpected"
    TAKEN_SINCE = "taken_since"
    EMPTY_URGENCY = "empty_urgency"
    EMPTY_QUESTION = "empty_question"
    TOO_LONG = "too_long"
    BAD_RINGS = "bad_rings"
    BAD_CLOSING = "bad_closing"


@dataclasses.dataclass(frozen=True, kw_only=True)
class InTrouble(Message):
    """A request that could not be served: what was wrong, what to do."""

    trouble: Trouble


@dataclasses.dataclass(frozen=True, kw_only=True)
class UnknownCommand(Message):
    """A word that is no command."""

    word_typed: str
    nearest: tuple[str, ...]
    commands: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class UrgencyReceived(Message):
    """The admins are being told; `first` is the first one's name."""

    first: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class RuleQuoted(Message):
    """A paragraph of the house's rules."""

    text: str
    page: str
    section: str
    url: str | None
    last_verified: dt.date | None
    stale: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class RuleUnknown(Message):
    """The rules do not say."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardTaken(Message):
    """The person has the card now."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardNotFree(Message):
    """Somebody else was first."""

    name: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardClosed(Message):
    """The card is done."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class AlertTaken(Message):
    """The person answers for this alert now."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class ChangeUndone(Message):
    """A claim or a release was undone; `again` when it was already."""

    again: bool


# --- posts of the desk's channel ------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, kw_only=True)
class Claimed(Message):
    """Somebody took turns."""

    change: str
    title: str
    name: str
    won: tuple[interval.Interval, ...]

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Annuler*."""
        return (buttons_module.Button(action=buttons_module.Action.UNDO, entity=self.change),)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Released(Message):
    """Somebody gave turns back."""

    change: str
    title: str
    name: str
    released: tuple[interval.Interval, ...]

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Annuler*."""
        return (buttons_module.Button(action=buttons_module.Action.UNDO, entity=self.change),)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Undone(Message):
    """A change was undone."""

    kind: str
    title: str
    name: str
    by: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineVerified(Message):
    """What callers meet now, as read back from the operator; `reason` is a `desk.resolver.Reason`."""

    title: str
    reason: str
    names: tuple[str, ...]
    verified_at: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineTrouble(Message):
    """The operator has not done what the roster says, since when; `refused` when it said no."""

    title: str
    since: dt.datetime
    refused: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineBack(Message):
    """The operator does what the roster says again."""

    title: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallLogTrouble(Message):
    """The operator's log of calls cannot be read, since when: cards do not come."""

    title: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallLogBack(Message):
    """The operator's log of calls can be read again."""

    title: str
    since: dt.datetime


# --- cards ----------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, kw_only=True)
class Card(Message):
    """One missed call or voicemail. `caller` is masked, None when hidden.

    `rung` are the people rung as the operator's records say, None while they do not say. `caveats` are those
    of the transcript (`voicemail.transcript.Caveat`).
    """

    case: str
    title: str
    dialled: str
    caller: str | None
    at: dt.datetime
    rung: tuple[str, ...] | None
    message_s: int | None
    recording_url: str | None
    hearing: case_module.Hearing
    hearing_why: str | None
    transcript: str | None
    caveats: tuple[str, ...]
    topic: str | None
    topic_channel: str | None
    urgent: bool
    state: case_module.State
    taken_by: str | None
    closing: case_module.Closing | None
    done_by: str | None
    note: str | None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Je prends* and *Terminé*, as the card stands."""
        take = buttons_module.Button(action=buttons_module.Action.TAKE, entity=self.case)
        finish = buttons_module.Button(action=buttons_module.Action.FINISH, entity=self.case)
        if self.state is case_module.State.OPEN:
            return (take, finish)
        return (finish,) if self.state is case_module.State.TAKEN else ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Recording(Message):
    """The recording of a message, first reply of its card's thread."""

    message_s: int | None
    playable: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberToCall(Message):
    """The whole number (E.164), by direct message, for whoever took the card; None when it was hidden."""

    number: str | None = dataclasses.field(repr=False)
    at: dt.datetime


# --- urgent ---------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, kw_only=True)
class Urgent(Message):
    """Something urgent, and who must answer for it; nobody named means everybody."""

    alert: str
    title: str
    username: str | None
    text: str
    raised_by: str | None
    from_call: bool
    taken_by: str | None = None
    taken_at: dt.datetime | None = None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Je m'en occupe*, until somebody does."""
        if self.taken_by is not None:
            return ()
        return (buttons_module.Button(action=buttons_module.Action.ACKNOWLEDGE, entity=self.alert),)
