"""Cards: one missed call or voicemail each."""

import dataclasses
import datetime as dt

from deskbot.calls import call_back, merge
from deskbot.calls import case as case_module
from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import alerts, base, turn


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardTaken(base.Message):
    """The person has the card now; `has_number`: its number comes by direct message."""

    has_number: bool = True


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardNotFree(base.Message):
    """Somebody else was first, and has it since then; or ended it then, when it is done."""

    name: str
    since: dt.datetime | None = None
    is_done: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardClosed(base.Message):
    """The card is done."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class PhoneRung:
    """Whose phone a call rang, and for how long; None is not known."""

    name: str
    seconds: int | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallAgain:
    """A later call of the caller of a card, and the message that it left in the card's thread."""

    at: dt.datetime
    outcome: merge.Outcome
    rung: tuple[PhoneRung, ...] | None
    message_s: int | None = None
    recording_url: str | None = None
    transcript_url: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Gathered:
    """The calls of one caller in one card: how many, the last, and what is told of each after the first."""

    calls: int
    last_at: dt.datetime
    again: tuple[CallAgain, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardHelp:
    """What helps with a card: the rule, what to send (an address and its name), who is at the premises."""

    rule: alerts.RuleQuoted | None
    link: str | None
    label: str
    premises: turn.PremisesNow | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Card(base.Message):
    """One missed call, voicemail or note. `caller` is masked, None when hidden or not given.

    `caller_name` is the directory's. `rung` are the phones rung as the operator says, None while that is
    not known. `caveats` are those of the transcript (`voicemail.transcript.Caveat`). `opened_by` typed
    `told`, for a note. `notes` are what people wrote on it since. `choices` are what its menu offers. Of a
    long transcript the first `cut_at` letters are shown; all of it is at `rest_url`. `refused_channel` is
    where the card should be, and may not. `erased`: who called and what was said is kept no more.
    `head` is the strongest outcome of its calls, None when that is `outcome`; `was_open`: the desk was, then.
    `has_message_since`: it was done when a message came, and is open again.
    `listens`: its recordings are heard on a page of deskbot's, and not posted. `joined_url` is where the card
    is that stands for this one; `caller_told`: a source says who called.
    """

    case: str
    title: str
    dialled: str
    caller: str | None
    caller_name: str | None
    at: dt.datetime
    rung: tuple[PhoneRung, ...] | None
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
    outcome: merge.Outcome = merge.Outcome.MISSED
    caller_told: bool = True
    gathered: Gathered | None = None
    joined_url: str | None = None
    erased: bool = False
    recording_erased_at: dt.datetime | None = None
    origin: case_module.Origin = case_module.Origin.CALL
    opened_by: str | None = None
    told: str | None = None
    notes: tuple[str, ...] = ()
    assigned_by: str | None = None
    choices: tuple[buttons_module.Option, ...] = ()
    cut_at: int | None = None
    rest_url: str | None = None
    refused_channel: str | None = None
    help: CardHelp | None = None
    listens: bool = False
    has_message_since: bool = False
    head: merge.Outcome | None = None
    was_open: bool | None = None

    @property
    def is_for_nobody(self) -> bool:
        """Whether nothing is to be done with it: another card stands for it, or it is kept no more."""
        return self.erased or self.closing is case_module.Closing.JOINED

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Je prends*, *Terminé*, *Annuler*, *Rouvrir*, as the card stands; *Écouter* with any of them."""
        listen = buttons_module.Button(action=buttons_module.Action.LISTEN, entity=self.case)
        return (*self._of_state(), listen) if self.listens else self._of_state()

    def _of_state(self) -> tuple[buttons_module.Button, ...]:
        take = buttons_module.Button(action=buttons_module.Action.TAKE, entity=self.case)
        finish = buttons_module.Button(action=buttons_module.Action.FINISH, entity=self.case)
        undo = buttons_module.Button(action=buttons_module.Action.UNDO_CARD, entity=self.case)
        if self.state is case_module.State.OPEN:
            return (take, finish)
        if self.state is case_module.State.TAKEN:
            return (finish, undo)
        if self.is_for_nobody:
            # Nothing of it is left to be dealt with.
            return ()
        return (dataclasses.replace(undo, word="reopen"),)

    @property
    def menus(self) -> tuple[buttons_module.Menu, ...]:
        """*Confier à...* on any card that is kept, and the rest while it is not done."""
        if self.is_for_nobody:
            return ()
        people = buttons_module.Menu(action=buttons_module.Action.HAND_OVER, entity=self.case)
        rest = buttons_module.Menu(action=buttons_module.Action.SORT, entity=self.case, options=self.choices)
        return (people, rest) if self.choices else (people,)


@dataclasses.dataclass(frozen=True, kw_only=True)
class RecordingOffered(base.Message):
    """To whoever asked: where they alone may hear a card's recordings, for so many minutes."""

    url: str = dataclasses.field(repr=False)
    minutes: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Recording(base.Message):
    """The recording of a message, first reply of its card's thread."""

    message_s: int | None
    playable: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class WholeTranscript(base.Message):
    """A transcript that is too long for its card, in the card's thread."""

    text: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardMoved(base.Message):
    """What a card leaves where it was: a link to where it is. `outcome` is None for a note."""

    outcome: merge.Outcome | None
    caller: str | None
    at: dt.datetime
    channel: str
    url: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class ChannelRefusesCards(base.Message):
    """For the admins: a channel is archived, unknown or closed to us, and its cards go elsewhere."""

    channel: str
    instead: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberToCall(base.Message):
    """The whole number (E.164), by direct message, for whoever took the card; None when it was hidden.

    `told`: a source says who called. Without one the number may come yet, and is then sent.
    `name` is the directory's, where it knows the number. `costs`: calling that number back costs a fortune.
    `line` (E.164) is the desk's telephone that can call it, for whoever has the card `case`.
    """

    is_private = True

    number: str | None = dataclasses.field(repr=False)
    told: bool = True
    name: str | None = None
    costs: bool = False
    line: str | None = None
    case: str = ""
    at: dt.datetime

    @property
    def telephone(self) -> tuple[buttons_module.Button, ...]:
        """*Appeler depuis le standard*, where a telephone of the desk can."""
        if self.line is None:
            return ()
        return (buttons_module.Button(action=buttons_module.Action.CALL_BACK, entity=self.case),)

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """What may come of calling back, each one tap away, after what calls."""
        if self.number is None or not self.case:
            return ()
        ends = (
            buttons_module.Button(
                action=buttons_module.Action.END, entity=f"{self.case};{one.value}", word=one.value
            )
            for one in case_module.CALLED
        )
        return (*self.telephone, *ends)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallBackAsked(base.Message):
    """The desk's telephone `line` (E.164) is about to ring; whoever picks it up is put through."""

    line: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallBackRefused(base.Message):
    """The desk's telephone calls nobody, and why."""

    reason: call_back.WhyNot
    most_a_day: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallBackFailed(base.Message):
    """The desk's telephone will not ring, or nobody knows whether it will."""

    outcome: call_back.Outcome
