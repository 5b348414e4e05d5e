"""What an account holds and may do, as `deskbot init ovh` and `deskbot doctor ovh` are told."""

import dataclasses
import datetime as dt

from deskbot.desk import public_number
from deskbot.line import observed

Rule = tuple[str, str]
"""A method, and a path in which `*` stands for anything."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Asked:
    """A consumer key that counts once a person has validated it at `url`."""

    consumer_key: str = dataclasses.field(repr=False)
    url: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Credential:
    """The consumer key in use: `validated` or not, what it may do, until when (None: for ever)."""

    status: str
    rules: tuple[Rule, ...]
    expiration: dt.datetime | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Found:
    """A number (E.164); `kind` is None where deskbot has no use for it, `feature` is OVH's word."""

    number: str
    kind: public_number.Kind | None
    feature: str
    description: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SmsService:
    """A service of text messages, and how many it may still send."""

    is_enabled: bool
    credits_left: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Email:
    """Where a voicemail announces its messages, with the recording or not."""

    address: str = dataclasses.field(repr=False)
    has_sound: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class VoicemailSettings:
    """What a voicemail does with what callers say."""

    do_not_record: bool
    keep_message: bool
    emails: tuple[Email, ...]
    audio_format: str
    greeting_type: str
    greeting: observed.Greeting
