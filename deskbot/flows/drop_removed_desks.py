"""A desk that is no longer in the configuration: who holds its turns is told, and so are the admins."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import interval, roster
from deskbot.flows import house as house_module
from deskbot.flows import journal, ports, tell


def drop(work: ports.Work, *, house: house_module.House, now: dt.datetime) -> None:
    """End the turns of desks that are not configured any more, and tell everybody concerned."""
    known = house.known(work, since=now)
    for key in work.slots.desks_with_slots(until_after=now):
        if known.desk(key) is None:
            _drop(work, key, house=known, now=now)


def _drop(work: ports.Work, key: str, *, house: house_module.House, now: dt.datetime) -> None:
    slots = work.slots.held(key, until_after=now)
    spans = tuple(slot.span for slot in slots)
    kind = roster.ChangeKind.DESK_REMOVED
    change = journal.write(work, kind, desk=key, member="", by=None, now=now, spans=spans)
    for slot in slots:
        work.slots.end(slot.key, change=change.key)
        if interval.instant(slot.span.start) < interval.instant(now):
            served = interval.Interval(start=slot.span.start, end=now)
            work.slots.add(slot.over(served, key=journal.new_key()), change=change.key)
    held = tuple(messages.HeldBy(name=house.team.name_of(slot.member), span=slot.span) for slot in slots)
    place: messages.Place = messages.Channel(name=house.admins_channel)
    tell.later(
        work,
        messages.DeskRemoved(desk=key, held=held),
        place=place,
        key=f"desk-removed-{change.key}",
        now=now,
    )
    for username in dict.fromkeys(slot.member for slot in slots):
        theirs = tuple(slot.span for slot in slots if slot.member == username)
        place = messages.Direct(username=username)
        dropped = messages.TurnDropped(desk=key, spans=theirs)
        tell.later(work, dropped, place=place, key=f"dropped-{change.key}-{username}", now=now)
