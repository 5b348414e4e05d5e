"""What calls meet at the operator as it is now, against the roster: one call, or all of the days to come."""

import collections.abc
import dataclasses
import datetime as dt
import itertools

from deskbot.desk import desk as desk_module
from deskbot.desk import interval, public_number
from deskbot.flows import house as house_module
from deskbot.flows import line_aim, line_edges, plan_line, ports, simulate
from deskbot.line import arming, errors, observed, reading, trace
from deskbot.people import member

_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)
# A change of summer time may lie between its two edges.


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cause:
    """What decides where a call goes: `event`, if one does; `ended` had the turn that it ends (usernames)."""

    why: tuple[trace.Why, ...]
    event: observed.Event | None = None
    is_lease: bool = False
    ended: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Traced:
    """One call, by the roster and by what the operator shows now; `strays` are the private numbers (E.164)
    that ring at the operator and should not. `withheld` would ring if an admin agreed (usernames).
    """

    call: simulate.Simulation
    cause: Cause
    strays: tuple[str, ...] = dataclasses.field(repr=False)
    withheld: tuple[str, ...] = ()

    @property
    def _key(self) -> tuple[object, ...]:
        line, said = self.call.line, self.call.roster
        reason = None if self.call.agrees else (self.call.answering.reason, self.call.answering.holder)
        met = (line.numbers, line.end, line.end_number) if line else None
        return (met, self.cause, (said.numbers, said.end, said.end_number), reason)

    def is_as(self, other: "Traced") -> bool:
        """Whether both calls meet the same for the same reasons."""
        return self._key == other._key


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stretch:
    """Calls of that time all meet the same."""

    span: interval.Interval
    traced: Traced


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ahead:
    """What the callers of a number get if nothing is written any more; `refused`: it was not shown."""

    desk: desk_module.Desk
    number: public_number.PublicNumber
    team: member.Team
    not_armable: arming.NotArmable | None
    stretches: tuple[Stretch, ...] = ()
    refused: errors.LineRefused | None = None


def look_ahead(
    key: str,
    *,
    days: int,
    house: house_module.House,
    rules: line_aim.LineRules,
    store: ports.Store,
    line: plan_line.LineReader,
    now: dt.datetime,
) -> tuple[Ahead, ...]:
    """Return what the callers of a desk get for `days` days if nothing is written; errors of `plan_desk`."""
    aimed = plan_line.aim_of(store, key, house=house, rules=rules, now=now)
    span = interval.Interval(start=now, end=now + days * _DAY)
    return tuple(
        _ahead(one, span=span, aimed=aimed, house=house, rules=rules, store=store, line=line)
        for one in aimed.desk.numbers
    )


def trace_call(
    key: str,
    *,
    at: dt.datetime,
    number: str,
    house: house_module.House,
    rules: line_aim.LineRules,
    store: ports.Store,
    line: plan_line.LineReader,
    now: dt.datetime,
) -> Traced:
    """Return what a call at `at` to `number` (E.164) of a desk meets, by the roster and at the operator.

    :raises LookupError: if there is no such desk.
    :raises line.errors.LineUnavailable: if the operator does not answer.
    :raises line.errors.LineRefused: if it does not show the number.
    """
    seen = line.read(number)
    aimed = plan_line.aim_of(store, key, house=house, rules=rules, now=at)
    withheld = next((one.withheld for called, one in aimed.wanted.items() if called.number == number), ())
    with store.read() as work:
        tracing = _Tracing(
            work=work, desk=key, number=number, seen=seen, house=house, rules=rules, read_at=now
        )
        return dataclasses.replace(tracing.at(at), withheld=withheld)


def _ahead(
    number: public_number.PublicNumber,
    *,
    span: interval.Interval,
    aimed: line_aim.Aim,
    house: house_module.House,
    rules: line_aim.LineRules,
    store: ports.Store,
    line: plan_line.LineReader,
) -> Ahead:
    found = Ahead(
        desk=aimed.desk,
        number=number,
        team=aimed.team,
        not_armable=aimed.wanted[number].not_armable,
    )
    try:
        seen = line.read(number.number)
    except errors.LineRefused as refused:
        return dataclasses.replace(found, refused=refused)
    with store.read() as work:
        tracing = _Tracing(
            work=work,
            desk=aimed.desk.key,
            number=number.number,
            seen=seen,
            house=house,
            rules=rules,
            read_at=span.start,
        )
        return dataclasses.replace(
            found, stretches=tuple(tracing.over(line_edges.of(seen, aimed=aimed, span=span)))
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Tracing:
    """Calls to one number, at one moment or another, as it was `seen` at `read_at`."""

    work: ports.Work
    desk: str
    number: str
    seen: observed.Observed
    house: house_module.House
    rules: line_aim.LineRules
    read_at: dt.datetime

    def at(self, at: dt.datetime) -> Traced:
        fresh = reading.Reading(
            number=self.number, desk=self.desk, read_at=self.read_at, observed=self.seen, wanted=None
        )
        call = simulate.simulate(
            self.work,
            at,
            desk=self.desk,
            house=self.house,
            rules=self.rules,
            readings={self.number: fresh},
            number=self.number,
        )
        return Traced(call=call, cause=self._cause(call), strays=self._strays(call))

    def over(self, edges: tuple[dt.datetime, ...]) -> collections.abc.Iterator[Stretch]:
        running: Stretch | None = None
        for start, end in itertools.pairwise(edges):
            traced = self.at(start)
            if running is not None and traced.is_as(running.traced):
                longer = interval.Interval(start=running.span.start, end=end)
                running = dataclasses.replace(running, span=longer)
                continue
            if running is not None:
                yield running
            running = Stretch(span=interval.Interval(start=start, end=end), traced=traced)
        if running is not None:
            yield running

    def _cause(self, call: simulate.Simulation) -> Cause:
        why = call.line.why if call.line else ()
        if not isinstance(self.seen, observed.HuntGroup) or trace.Why.EVENT not in why:
            return Cause(why=why)
        event = trace.running(self.seen.times.events, at=call.at, known=self.rules.assumptions)
        if event is None or not event.is_lease:
            return Cause(why=why, event=event)
        before = interval.Interval(start=event.start - _MINUTE, end=event.start)
        ended = [
            one.member
            for one in self.work.slots.between(self.desk, span=before)
            if interval.instant(one.span.end) == interval.instant(event.start)
        ]
        return Cause(why=why, event=event, is_lease=True, ended=tuple(dict.fromkeys(ended)))

    def _strays(self, call: simulate.Simulation) -> tuple[str, ...]:
        """Return the private numbers that would ring though the roster rings somebody else then."""
        rung = call.line.numbers if call.line else ()
        posts = {one.number for one in call.team.members.values() if not one.has_account}
        fine = {*call.roster.numbers, *self.house.own_numbers(), *posts}
        return tuple(dict.fromkeys(number for number in rung if number not in fine))
