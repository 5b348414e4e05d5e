"""What a call meets, in words: from the roster, from what the operator shows, and whether they agree."""

import dataclasses
import datetime as dt

from deskbot.chat.messages import base
from deskbot.line import limits as limits_module
from deskbot.line import trace


@dataclasses.dataclass(frozen=True, kw_only=True)
class RungSaid:
    """Somebody who is rung, for `seconds`; `name` is a member's, or a masked number."""

    name: str
    seconds: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class RouteSaid:
    """What one call meets: who is rung in order, then its end, `ends_s` after it begins.

    `end_name` is empty for the house's own voicemail; else whose it is: a name, or a masked number.
    """

    rings: tuple[RungSaid, ...]
    end: trace.End
    end_name: str
    ends_s: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class OtherSimulated:
    """What a call to another number of the same desk meets, in the words of `Simulated`."""

    number: str
    roster: RouteSaid
    line: RouteSaid | None
    agrees: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Simulated(base.Message):
    """What a call to `number` (public) meets at the moment `at`, as the roster says and as the line is.

    `reason` is a `desk.resolver.Reason`, `holder` the name of who has the turn (or empty), `profile` the
    title of the one in force. `line` is what was read back at `read_at`: now, or what it would do if deskbot
    stopped; None when nothing was read. `withheld` are the names of those who would ring and wait for an
    admin's agreement; `drifted`: the channel was shown what somebody else changed; `others` are the desk's
    other numbers.
    """

    title: str
    at: dt.datetime
    number: str
    reason: str
    holder: str
    roster: RouteSaid
    line: RouteSaid | None
    read_at: dt.datetime | None
    agrees: bool
    is_now: bool
    limits: tuple[limits_module.Limit, ...]
    profile: str = ""
    withheld: tuple[str, ...] = ()
    drifted: bool = False
    others: tuple[OtherSimulated, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineJournalEntry:
    """One change that was made to a line: who is rung since, why (a `desk.resolver.Reason`)."""

    at: dt.datetime
    title: str
    reason: str
    names: tuple[str, ...]
    writes: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineJournal(base.Message):
    """What deskbot changed on the lines lately, newest first."""

    entries: tuple[LineJournalEntry, ...]
