"""An admin gives turns to somebody (design, section 7: `attribuer`)."""

from deskbot.chat import messages
from deskbot.desk import dates, interval, roster
from deskbot.desk import duty as duty_module
from deskbot.flows import after_change, claim_decided, claim_duty, journal, ports, tell
from deskbot.flows import house as house_module
from deskbot.people import permissions


def assign(
    text: str,
    *,
    to: str,
    username: str,
    rings: int | None,
    rank: roster.Rank,
    desk: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give the member `to` the turns of `text`, as far as they are free; tell them, and the channel."""
    refusal = permissions.to_administer(username, admins=house.admins)
    if refusal is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        given = known.desks[desk]
        person = known.team.find(to)
        if person is None or not person.has_account or not person.is_active:
            return messages.InTrouble(trouble=messages.Trouble.NO_SUCH_MEMBER)
        try:
            wanted = dates.parse(text, now=now, hours=given.hours)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        wanted = interval.from_now(wanted, now=now)
        slots = claim_decided.in_the_way(
            work.slots.held(given.key, until_after=now), rank=rank, of=person.username
        )
        outcome = roster.claim(wanted, slots=slots, hours=given.hours, rank=rank)
        held = claim_decided.held_by(outcome.held, team=known.team, reader=username)
        if not outcome.won:
            return messages.NothingWon(held=held)
        change = journal.write(
            work,
            roster.ChangeKind.ASSIGN,
            desk=given.key,
            member=person.username,
            by=username,
            now=now,
            spans=outcome.won,
        )
        claim_duty.add_slots(
            work,
            outcome.won,
            change=change,
            person=person,
            rings=rings or person.rings,
            rank=rank,
            desk=given,
            reminders=reminders,
            now=now,
        )
        by = known.team.name_of(username)
        posted = messages.Assigned(
            change=change.key, title=given.title, name=person.name, by=by, rank=rank, won=outcome.won
        )
        after_change.announce(work, posted, key=f"change-{change.key}", desk=given, house=known, now=now)
        told = messages.AssignedToYou(
            title=given.title,
            by=by,
            rank=rank,
            won=outcome.won,
            has_number=person.number is not None,
            proved=person.proved,
            public_number=given.public_number,
        )
        place = messages.Direct(username=person.username)
        tell.later(work, told, place=place, key=f"assigned-{change.key}", now=now)
    return messages.AssignMade(
        title=given.title,
        name=person.name,
        username=person.username,
        rank=rank,
        won=outcome.won,
        held=held,
        has_number=person.number is not None,
        proved=person.proved,
    )
