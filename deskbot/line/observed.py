"""What the operator says of a number, in our words: a hunt group, a SIP line or a redirect."""

import dataclasses
import datetime as dt
import enum

# What the title of an event begins with when deskbot armed it.
OURS = "deskbot"
# A year and a day, less the hour that a change of summer time may take.
SHORTEST_LEASE = dt.timedelta(days=365)


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


class Policy(enum.StrEnum):
    """Where a span of the week sends calls: to the queue, or to a slot's destination."""

    AVAILABLE = "available"
    SLOT1 = "slot1"
    SLOT2 = "slot2"
    SLOT3 = "slot3"


class Category(enum.StrEnum):
    """Where an event of the calendar sends calls: `holidays` as outside every span, the others to a slot."""

    HOLIDAYS = "holidays"
    SCHEDULER1 = "scheduler1"
    SCHEDULER2 = "scheduler2"
    SCHEDULER3 = "scheduler3"


class Nature(enum.StrEnum):
    """What a destination is."""

    NUMBER = "number"
    VOICEMAIL = "voicemail"
    FAX = "fax"


class ScreenStatus(enum.StrEnum):
    """Which callers are let through."""

    EVERYBODY = "disabled"
    NOT_THE_LISTED = "incomingBlackList"
    ONLY_THE_LISTED = "incomingWhiteList"


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
    most_waiting: int
    on_closure: Action
    on_closure_number: str | None
    on_overflow: Action
    on_overflow_number: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Service:
    """The number's own settings, which [A] may rule over those of its queue."""

    strategy: Strategy
    longest_wait_s: int
    most_waiting: int
    voicemail: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Destination:
    """A voicemail, a number or a fax (E.164)."""

    nature: Nature
    number: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class WeeklySpan:
    """Calls of this stretch of each such day (0 is Monday, wall time) are sent where `policy` says."""

    key: str
    weekday: int
    start: dt.time
    end: dt.time
    policy: Policy


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """An exception of the calendar, from `start` to `end` (aware, half-open). `key` is its uid."""

    key: str
    category: Category
    start: dt.datetime
    end: dt.datetime
    title: str

    @property
    def is_ours(self) -> bool:
        """Whether deskbot armed it."""
        return self.title.startswith(OURS)

    @property
    def is_lease(self) -> bool:
        """Whether deskbot armed it as the end of a lease: no closing of a house is that long."""
        length = self.end.astimezone(dt.UTC) - self.start.astimezone(dt.UTC)
        return self.is_ours and length > SHORTEST_LEASE


@dataclasses.dataclass(frozen=True, kw_only=True)
class Times:
    """The time conditions of a number, and the events that count while they are enabled.

    `slots` are the destinations of slot 1 to 3. `zone` is that of the spans.
    """

    enabled: bool
    zone: str
    out_of_hours: Destination | None
    slots: tuple[Destination | None, Destination | None, Destination | None]
    spans: tuple[WeeklySpan, ...]
    events: tuple[Event, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Blocked:
    """A number (E.164) of the list of refused callers."""

    key: str
    number: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Screen:
    """Which callers are let through. `listed` are those of the list of refused callers."""

    status: ScreenStatus
    listed: tuple[Blocked, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class HuntGroup:
    """A call queue as read back; agents in ringing order."""

    service: Service
    queue: Queue
    agents: tuple[Agent, ...]
    times: Times
    screen: Screen


@dataclasses.dataclass(frozen=True, kw_only=True)
class Forward:
    """One forward of a line: set or not, and where it goes."""

    active: bool
    to: Destination | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class SipLine:
    """A line's four forwards; `no_reply_delay` as the operator writes it ([A] seconds)."""

    unconditional: Forward
    no_reply: Forward
    no_reply_delay: int
    busy: Forward
    unreachable: Forward


@dataclasses.dataclass(frozen=True, kw_only=True)
class Redirect:
    """Where a redirect sends every call (E.164)."""

    destination: str = dataclasses.field(repr=False)


Observed = HuntGroup | SipLine | Redirect


@dataclasses.dataclass(frozen=True, kw_only=True)
class Greeting:
    """A voicemail's temporary greeting: whether one is recorded, and whether callers hear it."""

    is_recorded: bool
    is_on: bool
