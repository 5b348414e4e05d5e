"""What the sandbox's line is at its start."""

import dataclasses

from deskbot.sandbox.ovh import switches as line_switches

_EVERYTHING = tuple((method, "/telephony/*") for method in ("GET", "POST", "PUT", "DELETE"))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Agent:
    """An agent that stands in the queue from the start."""

    description: str
    number: str | None = None
    """E.164; None: parked on the voicemail's number."""
    timeout_s: int = 20
    status: str = "loggedOut"


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineConfig:
    """One billing account with one alias that carries a queue, and one line with a voicemail."""

    billing_account: str = "deskbot-demo"
    public_number: str = "+33353010100"
    voicemail_number: str = "+33353010199"
    application_key: str = "sandboxAppKey"
    application_secret: str = "sandbox-application-secret"
    consumer_key: str = "sandboxConsumerKey"
    access_rules: tuple[tuple[str, str], ...] = (("GET", "/telephony"), *_EVERYTHING)
    agents: tuple[Agent, ...] = (Agent(description="first"), Agent(description="second"))
    max_wait_s: int = 180
    max_waiting: int = 10
    greeting_s: int = 8
    mobile_setup_s: int = 4
    """How long a mobile takes to begin to ring once dialled (facts/ovh.md, easyHunting)."""
    file_life_s: int = 600
    """How long a recording's address works, on the sandbox's clock."""
    switches: line_switches.Switches = dataclasses.field(default_factory=line_switches.Switches)
