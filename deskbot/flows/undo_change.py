"""Undo a change of the roster, if nobody took the days since."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import duty as duty_module
from deskbot.desk import roster
from deskbot.flows import after_change, ports, prepare_turn
from deskbot.flows import house as house_module
from deskbot.people import permissions


def undo(
    change_key: str,
    *,
    username: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Make the roster, the hours and the wishes again what they were before a change."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        change = work.changes.get(change_key)
        desk = known.desk(change.desk) if change else None
        if change is None or desk is None or change.kind not in roster.UNDOABLE:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        concerned = frozenset(filter(None, (change.member, change.by)))
        refusal = permissions.to_undo(concerned=concerned, username=username, admins=house.admins)
        if refusal is not None:
            return messages.Refused(reason=refusal)
        name = known.team.name_of(change.member)
        if change.undone_by is not None:
            return messages.ChangeUndone(again=True, kind=change.kind, name=name, spans=change.spans)
        if _taken_since(work, change, now=now):
            return messages.InTrouble(trouble=messages.Trouble.TAKEN_SINCE)
        _, restored = work.slots.touched_by(change.key)
        work.changes.undo(change.key, by=username, at=now)
        for slot in restored:
            prepare_turn.arm(work, slot, desk=desk, reminders=reminders, now=now)
        posted = messages.Undone(
            kind=change.kind,
            title=desk.title,
            name=name,
            by=known.team.name_of(username),
            spans=change.spans,
        )
        after_change.announce(work, posted, key=f"undone-{change.key}", desk=desk, now=now)
    return messages.ChangeUndone(again=False, kind=change.kind, name=name, spans=change.spans)


def _taken_since(work: ports.Work, change: roster.Change, *, now: dt.datetime) -> bool:
    made, ended = work.slots.touched_by(change.key)
    gone = {slot.key for slot in made}
    others = [slot for slot in work.slots.held(change.desk, until_after=now) if slot.key not in gone]
    return any(
        back.rank is other.rank and back.span.overlaps(other.span) for back in ended for other in others
    )
