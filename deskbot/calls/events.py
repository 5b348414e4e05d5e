"""What the sources say of a call, in our words: one value for each kind of source.

Numbers are E.164, a hidden caller is None, moments are aware. A `key` names what a source said, the same each
time it is said.
"""

import dataclasses
import datetime as dt
import enum


class RecordWay(enum.StrEnum):
    """What a call detail record is about."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    TRANSFER = "transfer"


class Cause(enum.StrEnum):
    """Why a phone, or a call, ended as it did."""

    SUCCESS = "success"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    LOST_RACE = "lost_race"  # another phone of a ring group was faster
    OUT_OF_ORDER = "out_of_order"  # the number cannot be reached: a forward that failed
    CALLER_LEFT = "caller_left"
    REFUSED = "refused"  # whoever called is not let in
    OTHER = "other"


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallRecord:
    """A call detail record; `duration_s` in seconds.

    `number` is the public number in whose list it stands; None where that is not known. `cause` is what the
    operator's words for its end mean, where they mean something.
    """

    key: str
    caller: str | None = dataclasses.field(repr=False)
    called: str | None = dataclasses.field(repr=False)
    way: RecordWay
    at: dt.datetime
    duration_s: int
    number: str | None = None
    cause: Cause | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class VoicemailMessage:
    """A message in the voicemail box; `at` is when it was left, `duration_s` its length."""

    key: str
    caller: str | None = dataclasses.field(repr=False)
    at: dt.datetime
    duration_s: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class VoicemailMail:
    """An e-mail that tells of a voicemail message.

    `at` is when the message was left where the mail says so, else when the mail was sent, some minutes later
    at most: `is_exact` tells which. `tells_caller` is False where neither a number nor a word for a hidden
    one was read. `dialled` is the number of ours that the mail names, a voicemail's or a public one.
    """

    key: str
    caller: str | None = dataclasses.field(repr=False)
    tells_caller: bool
    dialled: str | None
    at: dt.datetime
    is_exact: bool
    duration_s: int | None
    has_sound: bool


class LiveKind(enum.StrEnum):
    """What a live event tells of a call."""

    BEGINS = "begins"  # the caller reached the number or its queue
    RINGS = "rings"  # a phone is being rung
    ANSWERED = "answered"  # that phone was picked up
    GAVE_UP = "gave_up"  # that phone was not picked up: `cause` says why
    HUNG_UP = "hung_up"  # the talk with that phone is over
    ENDS = "ends"  # the caller left the number or its queue


@dataclasses.dataclass(frozen=True, kw_only=True)
class LiveEvent:
    """Something that the operator tells while it happens. `call` is its own name for the call.

    `number` is the public number that was called, `agent` the phone rung; each where the event says it.
    """

    key: str
    call: str
    kind: LiveKind
    at: dt.datetime
    number: str | None
    caller: str | None = dataclasses.field(repr=False)
    agent: str | None = dataclasses.field(default=None, repr=False)
    cause: Cause | None = None


Recorded = CallRecord | VoicemailMessage
Event = Recorded | VoicemailMail | LiveEvent


@dataclasses.dataclass(frozen=True, kw_only=True)
class Told:
    """An event as it is kept: of which desk, under which name, since when, to which call (its key).

    `call` is None while that is not known, and empty when it belongs to none.
    """

    desk: str
    name: str
    event: Event
    told_at: dt.datetime
    call: str | None = None
