"""What the operator says of a line, in our words."""

import dataclasses
import enum


class AgentStatus(enum.StrEnum):
    """Whether an agent of the hunt group is rung."""

    AVAILABLE = "available"
    LOGGED_OUT = "loggedOut"
    ON_BREAK = "onBreak"


class Strategy(enum.StrEnum):
    """How a hunt group gives calls out; deskbot uses the first one only."""

    IN_ORDER = "sequentiallyByAgentOrder"
    OTHER = "other"


class Action(enum.StrEnum):
    """What a queue does with a caller whom it cannot serve."""

    VOICEMAIL = "voicemail"
    PLAYBACK = "playback"
    NONE = "none"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Agent:
    """A standing agent: its place in the queue (1 first), the number it rings (E.164), for how long."""

    key: str
    position: int
    number: str = dataclasses.field(repr=False)
    ring_s: int
    status: AgentStatus


@dataclasses.dataclass(frozen=True, kw_only=True)
class Queue:
    """The settings that decide where a caller ends; service and queue carry the same ones twice."""

    strategy: Strategy
    longest_wait_s: int
    on_closure: Action
    on_closure_number: str | None
    on_overflow: Action
    on_overflow_number: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Service:
    """The number's own settings, which [A] may rule over those of its queue."""

    strategy: Strategy
    longest_wait_s: int
    voicemail: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Line:
    """A hunt group as read back from the operator; agents in ringing order."""

    service: Service
    queue: Queue
    agents: tuple[Agent, ...]
    caller_waiting: bool
