"""What is so at a desk now, as every view of it says."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import profile, public_number, resolver, roster
from deskbot.flows import ports
from deskbot.people import member


def until(
    answering: resolver.Answering,
    *,
    desk: desk_module.Desk,
    slots: tuple[roster.Slot, ...],
    now: dt.datetime,
) -> dt.datetime | None:
    """Return when somebody else answers, or the desk opens again; None when that is not within a year."""
    held = profile.at(now, in_force=desk.in_force)
    if answering.reason is resolver.Reason.PROFILE and held is not None:
        return held.span.end
    if answering.reason is resolver.Reason.CLOSED:
        return desk.hours.next_change(after=now)
    return resolver.next_boundary(now, desk=desk, slots=slots)


def premises_now(work: ports.Work, *, team: member.Team, now: dt.datetime) -> messages.PremisesNow | None:
    """Return what is said of the premises at `now`."""
    said = work.premises.get()
    current = said.at_moment(now) if said else None
    if current is None:
        return None
    return messages.PremisesNow(presence=current.presence, by=team.name_of(current.by), until=current.until)


def ends_elsewhere(answering: resolver.Answering, *, desk: desk_module.Desk) -> bool:
    """Whether the voicemail of whoever is rung takes the calls that they do not, and not the house's."""
    if desk.kind is public_number.Kind.EASY_HUNTING or not answering.ringing:
        return False
    return answering.ringing[-1].who.number != desk.public_number
