"""Who would ring at a moment: by the roster, by what the operator showed last, and whether they agree."""

import dataclasses
import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates, public_number, resolver
from deskbot.desk import desk as desk_module
from deskbot.flows import house as house_module
from deskbot.flows import line_aim, ports, route_said
from deskbot.line import expected, limits, observed, reading, trace
from deskbot.people import member


@dataclasses.dataclass(frozen=True, kw_only=True)
class Simulation:
    """A call to `number` at `at`: what it should meet, and what it would if nothing was written until then.

    `line` is None when the operator was never read. `agrees`: both ring the same people and end alike.
    """

    at: dt.datetime
    desk: desk_module.Desk
    number: public_number.PublicNumber
    answering: resolver.Answering
    roster: trace.Path
    line: trace.Path | None
    read_at: dt.datetime | None
    team: member.Team
    limits: tuple[limits.Limit, ...]
    withheld: tuple[str, ...]
    drifted: bool

    @property
    def agrees(self) -> bool:
        """Whether the operator would do what the roster says."""
        return self.line is not None and self.line.goes_like(self.roster)


def say(
    when: str,
    *,
    desk: str,
    house: house_module.House,
    rules: line_aim.LineRules,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Tell in chat whom a call would reach at the moment that `when` names; now when it names none."""
    now = clock.now()
    with store.read() as work:
        known = house.known(work, since=now)
        shown = known.desks[desk]
        at = dates.moment_named(when, now=now, hours=shown.hours) if when else now
        if at is None or at < now:
            return messages.NotAMoment(text=when)
        found, *others = (
            simulate(work, at, desk=desk, house=house, rules=rules, number=one.number)
            for one in shown.numbers
        )
    return messages.Simulated(
        title=shown.title,
        at=at,
        number=found.number.number,
        reason=found.answering.reason.value,
        holder=known.team.name_of(found.answering.holder),
        roster=_said(found.roster, desk=shown, team=known.team),
        line=_said(found.line, desk=shown, team=known.team) if found.line else None,
        read_at=found.read_at,
        agrees=found.agrees,
        is_now=at <= now,
        limits=found.limits,
        profile=found.desk.way_title(found.answering.profile),
        withheld=tuple(known.team.name_of(one) for one in found.withheld),
        drifted=found.drifted,
        others=tuple(_other(one) for one in others),
    )


def simulate(
    work: ports.Work,
    at: dt.datetime,
    *,
    desk: str,
    house: house_module.House,
    rules: line_aim.LineRules,
    readings: dict[str, reading.Reading] | None = None,
    number: str | None = None,
) -> Simulation:
    """Return what a call at `at` to a desk meets, at its first number unless told; `readings` if fresher.

    :raises LookupError: if there is no such desk.
    """
    aimed = line_aim.aim(work, desk, house=house, rules=rules, now=at)
    if aimed is None:
        raise LookupError(desk)
    called = next((one for one in aimed.desk.numbers if one.number == number), aimed.desk.numbers[0])
    last = (readings or aimed.readings).get(called.number)
    asked = aimed.wanted[called]
    seen = (last.drifted or last.observed) if last else None
    return Simulation(
        at=at,
        desk=aimed.desk,
        number=called,
        answering=aimed.answering,
        roster=expected.path(asked, number=called, at=at, known=rules.assumptions),
        line=_path(seen, at=at, number=called, desk=aimed.desk, rules=rules) if seen else None,
        read_at=last.read_at if last else None,
        team=aimed.team,
        limits=limits.met(called, desired=asked.chain, has_more=bool(aimed.answering.beyond)),
        withheld=asked.withheld,
        drifted=bool(last and last.drifted),
    )


def _path(
    seen: observed.Observed,
    *,
    at: dt.datetime,
    number: public_number.PublicNumber,
    desk: desk_module.Desk,
    rules: line_aim.LineRules,
) -> trace.Path:
    return trace.walk(
        seen,
        at=at,
        own_number=number.number,
        voicemail=desk.voicemail_number,
        known=rules.assumptions,
    )


def _other(found: Simulation) -> messages.OtherSimulated:
    return messages.OtherSimulated(
        number=found.number.number,
        roster=_said(found.roster, desk=found.desk, team=found.team),
        line=_said(found.line, desk=found.desk, team=found.team) if found.line else None,
        agrees=found.agrees,
    )


def _said(path: trace.Path, *, desk: desk_module.Desk, team: member.Team) -> messages.RouteSaid:
    return route_said.of(path, voicemail=desk.voicemail_number, team=team)
