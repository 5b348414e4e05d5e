"""What can be looked at: who answers, the planning, the gaps, the pinned post, the journal, the addresses."""

import dataclasses
import datetime as dt

from deskbot.chat import buttons as buttons_module
from deskbot.chat import wish as wish_module
from deskbot.chat.messages import base, duty, turn
from deskbot.desk import interval, planning, roster


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskState(base.Message):
    """Who answers now, until when, and what can be typed. Names, not numbers.

    `drifted`: somebody changed the line at the operator, and it is not settled; `kept_until`: it stays so
    until then. `own_voicemail`: that of whoever is rung takes the calls that they do not. `profile` is the
    title of the one in force, or empty.
    """

    title: str
    open: bool
    names: tuple[str, ...]
    until: dt.datetime | None
    verified_at: dt.datetime | None
    premises: turn.PremisesNow | None
    with_help: bool
    for_admin: bool = False
    drifted: bool = False
    profile: str = ""
    own_voicemail: bool = False
    kept_until: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class WhoThen(base.Message):
    """Who will answer at the moment `at`, as the roster says now; `own_voicemail` as in `DeskState`."""

    title: str
    at: dt.datetime
    open: bool
    names: tuple[str, ...]
    own_voicemail: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class StretchShown:
    """A stretch of a half-day: who is rung first and second, by name; `gap` when nobody is and one should."""

    span: interval.Interval
    first: str | None
    second: str | None
    gap: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class HalfShown:
    """A half-day of the planning."""

    part: planning.Part
    stretches: tuple[StretchShown, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class DayShown:
    """A day of the planning; `closed` says why it is (empty: closed without a name), None when it opens.

    `cut` is why some of its usual hours are closed (empty: for no reason told), None when none are.
    """

    day: dt.date
    closed: str | None
    cut: str | None
    if_taken: bool
    halves: tuple[HalfShown, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class WeekShown:
    """A week of the planning, from its Monday."""

    monday: dt.date
    days: tuple[DayShown, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Planning(base.Message):
    """Who holds what, week by week, gaps visible."""

    title: str
    weeks: tuple[WeekShown, ...]
    page_url: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Gaps(base.Message):
    """The free half-days of a period; `more` is how many have no button."""

    title: str
    period: interval.Interval
    free: tuple[wish_module.Wish, ...]
    more: int = 0

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """One button a free half-day."""
        return tuple(duty.take_button(wish) for wish in self.free)


@dataclasses.dataclass(frozen=True, kw_only=True)
class WeekPost(base.Message):
    """Next week, with one button a free half-day."""

    title: str
    week: WeekShown
    free: tuple[wish_module.Wish, ...]

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """One button a free half-day."""
        return tuple(duty.take_button(wish) for wish in self.free)


@dataclasses.dataclass(frozen=True, kw_only=True)
class GapsAhead(base.Message):
    """Half-days of `day` that nobody took, told some days ahead; none is left once all is taken."""

    title: str
    day: dt.date
    free: tuple[wish_module.Wish, ...]

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """One button a free half-day."""
        return tuple(duty.take_button(wish) for wish in self.free)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Board(base.Message):
    """The pinned post of a desk: who until when, verified when, open cards, what comes next.

    `drifted`, `profile`, `own_voicemail` and `kept_until` as in `DeskState`.
    """

    title: str
    open: bool
    names: tuple[str, ...]
    until: dt.datetime | None
    verified_at: dt.datetime | None
    open_cards: int
    upcoming: tuple[duty.HeldBy, ...]
    premises: turn.PremisesNow | None
    page_url: str | None
    drifted: bool = False
    profile: str = ""
    own_voicemail: bool = False
    kept_until: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class JournalEntry:
    """One thing that was done: by whom (None: deskbot), about whom."""

    at: dt.datetime
    kind: roster.ChangeKind
    title: str
    by: str | None
    name: str
    spans: tuple[interval.Interval, ...]
    note: str
    undone_by: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Journal(base.Message):
    """What was done lately, newest first."""

    entries: tuple[JournalEntry, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Addresses(base.Message):
    """The secret addresses: the planning page and calendar of the desk, the member's own calendar."""

    title: str
    page_url: str
    desk_calendar_url: str
    own_calendar_url: str
    own_renewed: bool
    desk_renewed: bool
