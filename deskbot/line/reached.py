"""Which numbers a number can send calls to, and whether writes bring one that was not there."""

import collections.abc

from deskbot.line import observed, writes


def numbers_of(seen: observed.Observed) -> frozenset[str]:
    """Return the numbers (E.164) to which `seen` can send calls, its voicemails among them."""
    match seen:
        case observed.HuntGroup():
            return frozenset(
                one.number for one in seen.agents if one.status is observed.AgentStatus.AVAILABLE
            )
        case observed.SipLine():
            every = (seen.unconditional, seen.no_reply, seen.busy, seen.unreachable)
            return frozenset(one.to.number for one in every if one.active and one.to is not None)
        case observed.Redirect():
            return frozenset({seen.destination})


def brought_by(made: collections.abc.Iterable[writes.Write]) -> frozenset[str]:
    """Return the numbers (E.164) to which calls can be sent once these writes are made."""
    found: set[str] = set()
    for write in made:
        match write:
            case writes.SetAgent(status=observed.AgentStatus.AVAILABLE) | writes.SetDestination():
                found.add(write.number)
            case writes.SetForwards():
                found |= numbers_of(write.line)
    return frozenset(found)
