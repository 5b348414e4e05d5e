"""The month of a team: who held the desks, for how long, and what became of the calls."""

import bisect
import collections.abc
import dataclasses
import datetime as dt
from typing import Final

from deskbot.desk import interval, planning
from deskbot.reports import contribution, desk_log, facts

_MINUTE = dt.timedelta(minutes=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallCounts:
    """How many calls ended each way; `voicemails` are those that nobody answered and that left a message."""

    answered: int = 0
    missed: int = 0
    voicemails: int = 0

    @property
    def total(self) -> int:
        """Every call."""
        return self.answered + self.missed + self.voicemails

    def __add__(self, other: "CallCounts") -> "CallCounts":
        return CallCounts(
            answered=self.answered + other.answered,
            missed=self.missed + other.missed,
            voicemails=self.voicemails + other.voicemails,
        )


NO_CALLS: Final = CallCounts()


@dataclasses.dataclass(frozen=True, kw_only=True)
class MemberMonth:
    """What one member did in the month, over every desk, in whole minutes of open time.

    `calls` began while this member was first and the desk open; who picked up, the first or somebody behind
    them, is not told.
    """

    member: str
    held_minutes: int
    second_minutes: int
    calls: CallCounts
    beside_norm: contribution.Difference
    claim_minutes: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Bilan:
    """The month that starts on `month`; those who held the desk longest come first.

    `in_gaps`: calls that began while the desk was open and nobody was first. `while_closed`: the others.
    `is_over` is False while the month still runs: it then tells what was done so far.
    """

    month: dt.date
    members: tuple[MemberMonth, ...]
    in_gaps: CallCounts
    while_closed: CallCounts
    is_over: bool

    @property
    def held_minutes(self) -> int:
        """What all the members held as first, in minutes."""
        return sum(one.held_minutes for one in self.members)

    @property
    def second_minutes(self) -> int:
        """What all the members held as second, in minutes."""
        return sum(one.second_minutes for one in self.members)

    @property
    def claim_minutes(self) -> int:
        """What all the members may claim, in minutes."""
        return sum(one.claim_minutes for one in self.members)


@dataclasses.dataclass
class _Tally:
    """What is being counted of one member."""

    held: dt.timedelta = dt.timedelta()
    second: dt.timedelta = dt.timedelta()
    calls: CallCounts = NO_CALLS


class _Count:
    """What is being counted of one month, desk after desk."""

    def __init__(self) -> None:
        self.members: dict[str, _Tally] = collections.defaultdict(_Tally)
        self.in_gaps = NO_CALLS
        self.while_closed = NO_CALLS

    def add_time(self, stretches: collections.abc.Iterable[planning.Stretch]) -> None:
        for one in stretches:
            if one.first is not None:
                self.members[one.first].held += one.length
            if one.second is not None:
                self.members[one.second].second += one.length

    def add_calls(
        self,
        calls: collections.abc.Iterable[facts.CallKept],
        *,
        stretches: collections.abc.Sequence[planning.Stretch],
    ) -> None:
        starts = [interval.instant(one.span.start) for one in stretches]
        for call in calls:
            # The last that began before it: they are in order, and apart.
            place = bisect.bisect_right(starts, interval.instant(call.at)) - 1
            running = stretches[place] if place >= 0 and stretches[place].span.holds(call.at) else None
            if running is None:
                self.while_closed += _counted(call)
            elif running.first is None:
                self.in_gaps += _counted(call)
            else:
                self.members[running.first].calls += _counted(call)


def of_month(
    month: dt.date,
    *,
    logs: collections.abc.Iterable[desk_log.DeskLog],
    now: dt.datetime,
    norm: contribution.Norm = contribution.USUAL,
) -> Bilan:
    """Return the bilan of the month of the day `month`, up to `now` (aware)."""
    first, last = planning.bounds_of_month(month)
    count = _Count()
    ends = []
    for log in logs:
        whole = planning.whole_days(first, last, hours=log.hours)
        ends.append(interval.instant(whole.end))
        stretches = log.open_stretches(whole, until=now)
        count.add_time(stretches)
        count.add_calls((one for one in log.calls if whole.holds(one.at)), stretches=stretches)
    return Bilan(
        month=first,
        members=_ranked(count.members, norm=norm),
        in_gaps=count.in_gaps,
        while_closed=count.while_closed,
        is_over=all(end <= interval.instant(now) for end in ends),
    )


def lines_to_claim(bilan: Bilan) -> tuple[contribution.Contribution, ...]:
    """Return the line of each member who held a desk in the month, as it is before anybody mends it."""
    return tuple(
        contribution.Contribution(month=bilan.month, member=one.member, minutes=one.claim_minutes)
        for one in bilan.members
        if one.claim_minutes
    )


def _counted(call: facts.CallKept) -> CallCounts:
    if call.is_blocked or call.is_abandoned:
        # Nobody was to answer, or could: the missed-call rate (`rates`) leaves them out too.
        return NO_CALLS
    if call.answered:
        return CallCounts(answered=1)
    return CallCounts(voicemails=1) if call.left_message else CallCounts(missed=1)


def _ranked(
    tallies: collections.abc.Mapping[str, _Tally], *, norm: contribution.Norm
) -> tuple[MemberMonth, ...]:
    members = (_member(name, tally, norm=norm) for name, tally in tallies.items())
    return tuple(sorted(members, key=lambda one: (-one.held_minutes, -one.second_minutes, one.member)))


def _member(name: str, tally: _Tally, *, norm: contribution.Norm) -> MemberMonth:
    held = tally.held // _MINUTE
    return MemberMonth(
        member=name,
        held_minutes=held,
        second_minutes=tally.second // _MINUTE,
        calls=tally.calls,
        beside_norm=contribution.beside_norm(held, norm=norm),
        claim_minutes=contribution.minutes_to_claim(held, norm=norm),
    )
