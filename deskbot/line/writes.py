"""The writes that the operator can be asked for, one at a time."""

import dataclasses
import enum

from deskbot.desk import interval
from deskbot.line import arming, observed


class Purpose(enum.StrEnum):
    """Why a closing is armed: the house is closed, or the lease ends."""

    CLOSING = "closing"
    LEASE = "lease"


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetService:
    """Write the number's own settings."""

    strategy: observed.Strategy
    longest_wait_s: int
    most_waiting: int
    voicemail: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetQueue:
    """Write the queue's settings: every caller who is not served ends in `voicemail`."""

    strategy: observed.Strategy
    longest_wait_s: int
    most_waiting: int
    voicemail: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetAgent:
    """Write what one agent rings."""

    key: str
    number: str = dataclasses.field(repr=False)
    ring_s: int
    status: observed.AgentStatus


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetZone:
    """Write the zone of the calendar."""

    zone: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetTimes:
    """Have the time conditions count or not; out of hours and slot 1 are `voicemail`."""

    enabled: bool
    voicemail: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class AddSpan:
    """Open the number during a stretch of each such day."""

    span: arming.Span


@dataclasses.dataclass(frozen=True, kw_only=True)
class RemoveSpan:
    """Take a span of the week away."""

    key: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class AddClosing:
    """Arm a closing."""

    span: interval.Interval
    category: observed.Category
    purpose: Purpose

    @property
    def key(self) -> str:
        """The uid to ask for: the same closing is the same event."""
        start, end = (interval.instant(edge) for edge in (self.span.start, self.span.end))
        return f"deskbot-{self.category.value}-{start:%Y%m%dT%H%M%S}-{end:%Y%m%dT%H%M%S}"


@dataclasses.dataclass(frozen=True, kw_only=True)
class RemoveEvent:
    """Take an event of the calendar away."""

    key: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetScreen:
    """Say which callers are let through."""

    status: observed.ScreenStatus


@dataclasses.dataclass(frozen=True, kw_only=True)
class BlockCaller:
    """Add a number (E.164) to the refused callers."""

    number: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class UnblockCaller:
    """Take a number off the refused callers."""

    key: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetForwards:
    """Write the four forwards of a line at once."""

    line: observed.SipLine


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetDestination:
    """Ask for another destination of a redirect; the operator takes its time."""

    number: str = dataclasses.field(repr=False)


Write = (
    SetService
    | SetQueue
    | SetAgent
    | SetZone
    | SetTimes
    | AddSpan
    | RemoveSpan
    | AddClosing
    | RemoveEvent
    | SetScreen
    | BlockCaller
    | UnblockCaller
    | SetForwards
    | SetDestination
)
