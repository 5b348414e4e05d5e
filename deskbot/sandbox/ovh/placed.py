"""A call once it was placed: its legs, its end, and the records it leaves."""

import dataclasses
import datetime as dt
from typing import Literal

End = Literal["answered", "voicemail", "hangup", "rejected"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Leg:
    """One phone that the call rang."""

    agent_id: int | None
    number: str
    """As OVH writes it."""
    starts_s: int
    dialled_s: int
    """How long OVH kept trying."""
    rang_s: int
    """How long the phone itself rang: setting a mobile up takes some seconds."""
    answered: bool = False
    by_private_voicemail: bool = False
    """The mobile's own voicemail took the call: the desk has lost it."""
    talk_s: int = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class PlacedCall:
    """What happened to one call."""

    call_id: int
    called: str
    """The number called, as OVH writes it."""
    caller: str | None
    begin: dt.datetime
    legs: tuple[Leg, ...]
    end: End
    why: str
    total_s: int
    queue_id: int | None
    queued_s: int
    """How long the caller waited in the queue before it let go of him."""
    voicemail_s: int = 0
    voicemail: str | None = None
    """The number of the voicemail that took the call, as OVH writes it."""
    greeting: Literal["usual", "temporary"] | None = None
    """What the caller heard there."""
    message_id: int | None = None

    @property
    def ended_at(self) -> dt.datetime:
        """Return when the caller's line was free again."""
        return self.begin + dt.timedelta(seconds=self.total_s)

    @property
    def answered_leg(self) -> Leg | None:
        """Return the leg that was picked up, if one was."""
        return next((leg for leg in self.legs if leg.answered), None)

    def at(self, offset_s: int) -> dt.datetime:
        """Return the moment `offset_s` after the call's begin."""
        return self.begin + dt.timedelta(seconds=offset_s)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    """One call detail record."""

    record_id: int
    call_id: int
    visible_at: dt.datetime
    created: dt.datetime
    way: Literal["incoming", "outgoing", "transfer"]
    calling: str | None
    called: str | None
    dialed: str | None
    duration_s: int
    hangup: str | None
