"""Is anybody at the premises: said by whoever knows, told to whoever answers (seed 000)."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates, hours, premises, roster
from deskbot.flows import house as house_module
from deskbot.flows import journal, ports, show_board, tell
from deskbot.people import permissions


def say(
    presence: premises.Presence | None,
    *,
    until: str,
    username: str,
    desk: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Note whether anybody is at the premises, until what `until` says or until said otherwise."""
    now = clock.now()
    if presence is None:
        return messages.InTrouble(trouble=messages.Trouble.BAD_PREMISES)
    with store.write() as work:
        known = house.known(work, since=now)
        person = known.team.find(username)
        if (refusal := permissions.to_act(person)) is not None:
            return messages.Refused(reason=refusal)
        told = known.desks[desk]
        try:
            ends = _end(until, now=now, desk_hours=told.hours)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        work.premises.save(premises.Premises(presence=presence, by=username, at=now, until=ends))
        change = journal.write(
            work,
            roster.ChangeKind.PREMISES,
            desk="",
            member=username,
            by=username,
            now=now,
            note=presence.value,
        )
        name = known.team.name_of(username)
        posted = messages.PremisesTold(presence=presence, until=ends, name=name)
        place = messages.Channel(name=told.channel)
        tell.later(work, posted, place=place, key=f"premises-{change.key}", now=now)
        for key in known.desks.by_key:
            show_board.soon(work, key, now=now)
    return messages.PremisesSet(presence=presence, until=ends)


def _end(until: str, *, now: dt.datetime, desk_hours: hours.OpeningHours) -> dt.datetime | None:
    return dates.parse(until, now=now, hours=desk_hours)[-1].end if until else None
