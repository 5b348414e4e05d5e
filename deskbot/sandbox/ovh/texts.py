"""Text messages: the service that sends them, what it has left, and what it was given to send."""

import dataclasses
import datetime as dt

# The basic alphabet of GSM 03.38, one septet each; the others of a text make it 16 bits a letter.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Job:
    """One text to one mobile."""

    job_id: int
    created: dt.datetime
    message: str
    receiver: str
    sender: str
    has_stop_clause: bool

    @property
    def parts(self) -> int:
        """How many messages it takes, which is what is paid."""
        return parts(self.message)


@dataclasses.dataclass(kw_only=True)
class Outbox:
    """One service of text messages."""

    service: str
    senders: list[str]
    credits_left: float
    is_enabled: bool = True
    jobs: dict[int, Job] = dataclasses.field(default_factory=dict)


def parts(message: str) -> int:
    """Return how many messages a text takes: of 160 septets, 153 if several; of 70 or 67 other letters."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in message):
        length, alone, together = sum(2 if one in _EXTENDED else 1 for one in message), 160, 153
    else:
        length, alone, together = len(message), 70, 67
    return 1 if length <= alone else -(-length // together)
