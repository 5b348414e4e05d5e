"""What the looks say, as values: each class has its template in `prompts/fr`."""

import dataclasses
import datetime as dt
import enum

from deskbot.chat import messages
from deskbot.desk import public_number
from deskbot.flows import trace_line
from deskbot.line import arming, limits, plan


class Phase(enum.StrEnum):
    """When a write is made: each phase is read back before the next one."""

    ARMING = "arming"
    ROUTING = "routing"
    TIDYING = "tidying"


class Action(enum.StrEnum):
    """What a write does."""

    SERVICE = "service"
    QUEUE = "queue"
    RING = "ring"
    PARK = "park"
    ZONE = "zone"
    TIMES_OFF = "times_off"
    TIMES_ON = "times_on"
    OPEN_WEEKLY = "open_weekly"
    CLOSE_WEEKLY = "close_weekly"
    CLOSE = "close"
    END_LEASE = "end_lease"
    REMOVE_EVENT = "remove_event"
    REFUSE_LISTED = "refuse_listed"
    LET_EVERYBODY = "let_everybody"
    BLOCK = "block"
    UNBLOCK = "unblock"
    FORWARD = "forward"
    FORWARD_UNANSWERED = "forward_unanswered"
    REDIRECT = "redirect"


@dataclasses.dataclass(frozen=True, kw_only=True)
class WriteShown:
    """One write; of the rest, what its action needs.

    `who` is a member's name or a masked number, empty for the house's voicemail. `place` is in the queue.
    `weekday` is 0 for Monday, with `opens` and `closes`; `start` and `end` are those of an event, `title` is
    free text. `zone` is that of the calendar.
    """

    phase: Phase
    why: plan.Why
    action: Action
    who: str = ""
    place: int = 0
    seconds: int = 0
    callers: int = 0
    weekday: int = 0
    opens: dt.time = dt.time(0)
    closes: dt.time = dt.time(0)
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    title: str = ""
    zone: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class PlanShown(messages.Message):
    """One number: what it is, what its callers meet now and must meet, and the writes in between.

    `refusal` says why the writes are not made, or not those; `met` is None where the operator refused to
    show the number. `withheld` are names; `kept_until` is when what somebody changed ends, which `kept_by`
    chose to keep. `asked_at`: the operator was asked for these writes then, and takes its time.
    """

    title: str
    number: str
    kind: public_number.Kind
    not_armable: arming.NotArmable | None
    limits: tuple[limits.Limit, ...]
    met: messages.RouteSaid | None
    expected: messages.RouteSaid
    goes_like: bool
    writes: tuple[WriteShown, ...]
    refusal: str
    withheld: tuple[str, ...]
    kept_by: str
    kept_until: dt.datetime | None
    asked_at: dt.datetime | None
    is_foreign: bool
    is_day_full: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class PlanSummed(messages.Message):
    """What is said around the numbers: how many writes there are, and whether deskbot ever ran."""

    writes: int
    refused: int
    is_new: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallShown:
    """What one call meets: by the roster and why (a `desk.resolver.Reason`), and at the operator and why."""

    roster: messages.RouteSaid
    reason: str
    holder: str
    profile: str
    line: messages.RouteSaid | None
    cause: trace_line.Cause
    ended: tuple[str, ...]
    strays: tuple[str, ...]
    agrees: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class StretchShown:
    """Calls from `start` to `end` meet `call`."""

    start: dt.datetime
    end: dt.datetime
    call: CallShown


@dataclasses.dataclass(frozen=True, kw_only=True)
class StrayShown:
    """Somebody's own phone that rings at the operator from `since` on, and should not."""

    name: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class PlanWithoutUs(messages.Message):
    """What the callers of a number get if deskbot stops now; `refused`: the operator did not show it."""

    title: str
    number: str
    kind: public_number.Kind
    not_armable: arming.NotArmable | None
    strays: tuple[StrayShown, ...]
    stretches: tuple[StretchShown, ...]
    refused: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class PlanWithoutUsSummed(messages.Message):
    """What is said around the numbers: for how long, and whether deskbot ever ran."""

    for_days: int
    differ: int
    strays: int
    is_new: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class TraceShown(messages.Message):
    """One call at the moment `at` to `number`; the people `withheld` ring once an admin agrees."""

    title: str
    number: str
    kind: public_number.Kind
    at: dt.datetime
    is_now: bool
    call: CallShown
    limits: tuple[limits.Limit, ...]
    withheld: tuple[str, ...]
    is_new: bool
