"""What the sandbox's account and each of its numbers are at their start."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

from deskbot.sandbox.ovh import switches as line_switches

Kind = Literal["easyHunting", "line", "redirect"]

_EVERYTHING = tuple(
    (method, path) for path in ("/telephony/*", "/sms/*") for method in ("GET", "POST", "PUT", "DELETE")
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Agent:
    """An agent that stands in the queue from the start."""

    description: str
    number: str | None = None
    """E.164; None: parked on the voicemail's number."""
    timeout_s: int = 20
    status: str = "loggedOut"


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberConfig:
    """One number: an alias with a queue (`easyHunting`), a SIP line (`line`) or an alias that redirects."""

    public_number: str
    """E.164, as all numbers here."""
    kind: Kind = "easyHunting"
    billing_account: str = "deskbot-demo"
    voicemail_number: str | None = None
    """The line whose voicemail takes its calls; None: a line's own, else the first number's."""
    description: str = "Standard"
    agents: tuple[Agent, ...] = (Agent(description="first"), Agent(description="second"))
    max_wait_s: int = 180
    max_waiting: int = 10
    phone_registered: bool = True
    """A `line`'s own phone is plugged in; it can change while the sandbox runs."""
    phone_busy: bool = False
    options: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """A `line`'s options that differ from the usual ones (its forwards, mostly), numbers in OVH's form."""
    destination: str | None = None
    """Where a `redirect` sends its calls at the start."""
    temporary_greeting_sound_id: int | None = None
    """The temporary greeting that somebody recorded for the voicemail, if any."""
    voicemail_only_announces: bool = False
    """The voicemail plays its greeting and records nothing."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineConfig(NumberConfig):
    """The account's first number and what holds for all of them: keys, rights, network, switches."""

    public_number: str = "+33353010100"
    voicemail_number: str = "+33353010199"
    application_key: str = "sandboxAppKey"
    application_secret: str = "sandbox-application-secret"
    consumer_key: str = "sandboxConsumerKey"
    access_rules: tuple[tuple[str, str], ...] = (("GET", "/telephony"), ("GET", "/sms"), *_EVERYTHING)
    greeting_s: int = 8
    mobile_setup_s: int = 4
    """How long a mobile takes to begin to ring once dialled (facts/ovh.md, easyHunting)."""
    file_life_s: int = 600
    """How long a recording's address works, on the sandbox's clock."""
    sms_service: str = "sms-de12345-1"
    sms_senders: tuple[str, ...] = ("Standard",)
    """The senders that somebody had OVH allow."""
    sms_credits: float = 100.0
    switches: line_switches.Switches = dataclasses.field(default_factory=line_switches.Switches)

    def with_number(self, number: NumberConfig) -> "LineConfig":
        """Return the configuration of another number of this account."""
        own = number.public_number if number.kind == "line" else self.voicemail_number
        given = {field.name: getattr(number, field.name) for field in dataclasses.fields(NumberConfig)}
        given["voicemail_number"] = number.voicemail_number or own
        return dataclasses.replace(self, **given)
