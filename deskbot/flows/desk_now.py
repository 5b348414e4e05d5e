"""What is so at a desk now, as every view of it says."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import resolver, roster
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
