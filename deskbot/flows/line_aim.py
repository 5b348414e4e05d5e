"""What the numbers of a desk must be now, and all that a look at them needs to know."""

import collections
import collections.abc
import dataclasses
import datetime as dt

from deskbot.desk import desk as desk_module
from deskbot.desk import public_number, resolver, roster
from deskbot.flows import house as house_module
from deskbot.flows import ports
from deskbot.line import agreement, observed, reading, trace
from deskbot.line import assumptions as assumed
from deskbot.line import kept as kept_module
from deskbot.line import state as state_module
from deskbot.line import tolls as tolls_module
from deskbot.line import wanted as wanted_module
from deskbot.people import member

# `reconcile_line` is the flow that brings a line to its aim.
KIND = "reconcile_line"
_SETTLE = dt.timedelta(seconds=0.5)


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineRules:
    """What the house takes for true of its operator, and what it allows itself."""

    assumptions: assumed.Assumptions = assumed.AS_ASSUMED
    tolls: tolls_module.Tolls = tolls_module.AS_USUAL


@dataclasses.dataclass(frozen=True, kw_only=True)
class Aim:
    """One moment, one answer, and what each number of the desk must be for it.

    `readings` are what was last read back, by number. `overruled` was kept, and the house closed since: it
    is kept no more. `people_today` is how often people were put on the
    line today. `closed_exceptionally`: so is every desk whose callers reach the same voicemail.
    """

    now: dt.datetime
    desk: desk_module.Desk
    team: member.Team
    slots: tuple[roster.Slot, ...]
    answering: resolver.Answering
    wanted: collections.abc.Mapping[public_number.PublicNumber, wanted_module.Wanted]
    readings: collections.abc.Mapping[str, reading.Reading]
    known: state_module.LineState
    kept: kept_module.Kept | None
    agreements: tuple[agreement.Agreement, ...]
    people_today: int
    closed_exceptionally: bool
    overruled: kept_module.Kept | None = None

    @property
    def withheld(self) -> tuple[str, ...]:
        """Who would ring and waits for an admin's agreement (usernames), each once."""
        return tuple(dict.fromkeys(name for one in self.wanted.values() for name in one.withheld))

    def agrees(self, subject: agreement.Subject) -> bool:
        """Whether an admin agreed to that."""
        return any(one.subject is subject for one in self.agreements)


def aim(
    work: ports.Work, key: str, *, house: house_module.House, rules: LineRules, now: dt.datetime
) -> Aim | None:
    """Return what the line of the desk `key` must be at `now`; None when there is no such desk any more."""
    known = house.known(work, since=now)
    desk = known.desk(key)
    if desk is None:
        return None
    slots = work.slots.held(key, until_after=now)
    answering = resolver.who_rings(now, desk=desk, slots=slots, team=known.team)
    agreements = work.agreements.of(key, at=now)
    readings = {
        one.number: found for one in desk.numbers if (found := work.readings.get(one.number)) is not None
    }
    held = work.kept_lines.at(key, moment=now)
    is_overruled = held is not None and _is_overruled(
        held, desk=desk, answering=answering, team=known.team, rules=rules, now=now
    )
    midnight = now.astimezone(desk.hours.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return Aim(
        now=now,
        desk=desk,
        team=known.team,
        slots=slots,
        answering=answering,
        wanted=_wanted(
            desk, answering, agreements=agreements, readings=readings, house=known, rules=rules, now=now
        ),
        readings=readings,
        known=work.lines.get(key),
        kept=None if is_overruled else held,
        agreements=agreements,
        people_today=sum(one.adds_people for one in work.line_changes.since(key, at=midnight)),
        closed_exceptionally=all(
            one.hours.closed_exceptionally(at=now)
            for one in known.desks.by_key.values()
            if one.voicemail_number == desk.voicemail_number
        ),
        overruled=held if is_overruled else None,
    )


def _is_overruled(
    held: kept_module.Kept,
    *,
    desk: desk_module.Desk,
    answering: resolver.Answering,
    team: member.Team,
    rules: LineRules,
    now: dt.datetime,
) -> bool:
    """Whether what is kept rings somebody in a closing of the house, or somebody whose turn it is no more."""
    rung = {number for own, seen in held.lines.items() for number in _rung(seen, own, desk, rules, now)}
    if desk.hours.closed_exceptionally(at=now):
        return bool(rung)
    still = {one.who.username for one in (*answering.ringing, *answering.beyond)}
    gone = {found.number for one in held.on_duty if one not in still and (found := team.find(one))}
    is_open = answering.reason is not resolver.Reason.CLOSED
    return is_open and bool(rung & gone)


def _rung(
    seen: observed.Observed, own: str, desk: desk_module.Desk, rules: LineRules, now: dt.datetime
) -> tuple[str, ...]:
    path = trace.walk(seen, at=now, own_number=own, voicemail=desk.voicemail_number, known=rules.assumptions)
    return path.numbers


def _wanted(
    desk: desk_module.Desk,
    answering: resolver.Answering,
    *,
    agreements: collections.abc.Iterable[agreement.Agreement],
    readings: collections.abc.Mapping[str, reading.Reading],
    house: house_module.House,
    rules: LineRules,
    now: dt.datetime,
) -> dict[public_number.PublicNumber, wanted_module.Wanted]:
    agreed = frozenset(one.about for one in agreements if one.subject is agreement.Subject.MEMBER)
    voicemails = collections.Counter(
        desk.voicemail_number for desk in house.desks.by_key.values() for _ in desk.numbers
    )
    return {
        one: wanted_module.of(
            now,
            number=one,
            desk=desk,
            answering=answering,
            known=rules.assumptions,
            shares_voicemail=voicemails[desk.voicemail_number] > 1,
            agreed=agreed,
            blocked_before=_blocked_before(readings.get(one.number)),
        )
        for one in desk.numbers
    }


def _blocked_before(last: reading.Reading | None) -> frozenset[str]:
    return last.blocked if last else frozenset()


def next_look(aimed: Aim) -> dt.datetime | None:
    """Return when the line may have to be something else; None when nothing is known to change in a year."""
    boundary = resolver.next_boundary(aimed.now, desk=aimed.desk, slots=aimed.slots)
    ends = [aimed.kept.span.end] if aimed.kept else []
    return min((*ends, *([boundary] if boundary else [])), default=None)


def look_soon(work: ports.Work, desk: str, *, now: dt.datetime) -> None:
    """Have the line of `desk` looked at soon, before other desks; several changes in a row are one look."""
    work.due.put(KIND, desk, at=now + _SETTLE, first=True)
