"""The plan for each kind of number, refused when it is unsafe."""

import datetime as dt

from deskbot.desk import public_number
from deskbot.line import after, limits, observed, tolls, trace
from deskbot.line import assumptions as assumed
from deskbot.line import wanted as wanted_module
from deskbot.line.plan import hunt_group, sip_line, values
from deskbot.people import phone

# Of what somebody else set, so much may be taken away at once without asking: more is a mistake, or a line
# that deskbot takes over for the first time.
MOST_FOREIGN_CHANGES = 7


def between(
    *,
    line: observed.Observed,
    wanted: wanted_module.Wanted,
    number: public_number.PublicNumber,
    now: dt.datetime,
    known: assumed.Assumptions = assumed.AS_ASSUMED,
    allowed: tolls.Tolls = tolls.AS_USUAL,
    accepted: bool = False,
) -> values.Plan:
    """Return the writes that bring `line` to `wanted`; none when it is there already.

    `accepted`: an admin agreed to a change of much that deskbot did not set.

    :raises NotEnoughAgents: if the hunt group has too few agents.
    :raises NumberNotAllowed: if calls may not be sent to one of the numbers.
    :raises NobodyReachable: if a caller would reach nothing.
    :raises TooManyChanges: if more would be changed than anybody expects.
    """
    _check_numbers(wanted, number=number, allowed=allowed)
    found = values.Plan(
        **_writes(line, wanted=wanted, number=number, now=now, known=known),
        not_armable=wanted.not_armable,
        limits=limits.met(number, desired=wanted.chain),
    )
    if not accepted and isinstance(line, observed.HuntGroup):
        foreign = hunt_group.foreign_changes(line, found)
        if foreign > MOST_FOREIGN_CHANGES:
            raise values.TooManyChanges(foreign)
    if unsafe_state(line, plan=found, own_number=number.number, now=now, known=known) is not None:
        raise values.NobodyReachable
    return found


def unsafe_state(
    line: observed.Observed,
    *,
    plan: values.Plan,
    own_number: str,
    now: dt.datetime,
    known: assumed.Assumptions,
) -> observed.Observed | None:
    """Return the first state on the way, or at the end, in which a caller reaches nothing; None if none."""
    state = line
    was_lost = _is_lost(line, own_number=own_number, now=now, known=known)
    for place, write in enumerate(plan.writes, start=1):
        state = after.written(state, write)
        is_last = place == len(plan.writes)
        if (is_last or not was_lost) and _is_lost(state, own_number=own_number, now=now, known=known):
            return state
    return None


def _is_lost(
    line: observed.Observed, *, own_number: str, now: dt.datetime, known: assumed.Assumptions
) -> bool:
    return trace.walk(line, at=now, own_number=own_number, known=known).end is trace.End.NOTHING


def _check_numbers(
    wanted: wanted_module.Wanted, *, number: public_number.PublicNumber, allowed: tolls.Tolls
) -> None:
    # A line has a phone and a voicemail of its own; any other number sent to itself goes round in circles.
    own_number = number.number if number.kind is public_number.Kind.LINE else None
    if not wanted.chain.voicemail or wanted.chain.voicemail == number.number != own_number:
        raise values.NobodyReachable("the voicemail is the number itself")
    for step in wanted.chain.steps:
        is_ours = step.number == number.number
        if step.number != own_number and (is_ours or not phone.is_allowed(step.number, allowed.allowed)):
            raise values.NumberNotAllowed(phone.mask(step.number))


def _writes(
    line: observed.Observed,
    *,
    wanted: wanted_module.Wanted,
    number: public_number.PublicNumber,
    now: dt.datetime,
    known: assumed.Assumptions,
) -> dict[str, tuple[values.Planned, ...]]:
    match line:
        case observed.HuntGroup():
            return hunt_group.writes_for(line, wanted=wanted, now=now)
        case observed.SipLine():
            own = number.number
            return {"routing": sip_line.writes_for(line, wanted=wanted, own_number=own, known=known)}
        case observed.Redirect():
            return {"routing": sip_line.redirect_writes_for(line, wanted=wanted)}
