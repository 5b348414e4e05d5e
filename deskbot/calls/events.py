"""What the sources say of a call, in our words: one value for each kind of source."""

import dataclasses
import datetime as dt
import enum


class RecordWay(enum.StrEnum):
    """What a call detail record is about."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    TRANSFER = "transfer"


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallRecord:
    """A call detail record. Numbers are E.164, `caller` is None when hidden; `duration_s` in seconds."""

    key: str
    caller: str | None = dataclasses.field(repr=False)
    called: str | None = dataclasses.field(repr=False)
    way: RecordWay
    at: dt.datetime
    duration_s: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class VoicemailMessage:
    """A message in the voicemail box; `at` is when it was left, `duration_s` its length."""

    key: str
    caller: str | None = dataclasses.field(repr=False)
    at: dt.datetime
    duration_s: int


Event = CallRecord | VoicemailMessage
