"""Cards: one missed call or voicemail each."""

import dataclasses
import datetime as dt

from deskbot.calls import case as case_module
from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardTaken(base.Message):
    """The person has the card now."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardNotFree(base.Message):
    """Somebody else was first."""

    name: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class CardClosed(base.Message):
    """The card is done."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Card(base.Message):
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
class Recording(base.Message):
    """The recording of a message, first reply of its card's thread."""

    message_s: int | None
    playable: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberToCall(base.Message):
    """The whole number (E.164), by direct message, for whoever took the card; None when it was hidden."""

    number: str | None = dataclasses.field(repr=False)
    at: dt.datetime
