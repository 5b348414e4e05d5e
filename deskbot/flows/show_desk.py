"""Tell who answers now, until when, and whether the operator confirmed it."""

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import resolver
from deskbot.flows import ports
from deskbot.people import member


def show(
    *,
    desk: desk_module.Desk,
    team: member.Team,
    store: ports.Store,
    clock: ports.Clock,
    with_help: bool,
) -> messages.Message:
    """Return the state of `desk`, and what can be typed when `with_help`."""
    now = clock.now()
    with store.read() as work:
        slots = work.slots.held(desk.key, until_after=now)
        known = work.lines.get(desk.key)
    answering = resolver.who_rings(now, desk=desk, slots=slots, team=team)
    is_open = answering.reason is not resolver.Reason.CLOSED
    until = (
        resolver.next_boundary(now, desk=desk, slots=slots) if is_open else desk.hours.next_change(after=now)
    )
    return messages.DeskState(
        title=desk.title,
        open=is_open,
        names=tuple(one.who.name for one in answering.ringing),
        until=until,
        # What was read back counts only as long as the roster says the same.
        verified_at=known.verified_at if known.verified == answering.key else None,
        with_help=with_help,
    )
