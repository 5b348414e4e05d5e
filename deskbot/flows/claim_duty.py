"""Take turns, give them back (design, section 1)."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.chat import forms, messages, wish
from deskbot.desk import dates, interval, planning, resolver, roster
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.flows import after_change, claim_decided, journal, ports, prepare_turn
from deskbot.flows import house as house_module
from deskbot.people import member, permissions


def claim(
    text: str,
    *,
    username: str,
    rings: int | None,
    rank: roster.Rank,
    desk: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message | forms.Form:
    """Give `username` the turns that `text` asks for, as far as they are free, and tell the channel.

    Somebody who comes for the first time gets a form, which takes the same turns once it is sent.
    """
    with store.read() as work:
        known = house.known(work, since=clock.now())
    try:
        wanted = dates.parse(text, now=clock.now(), hours=known.desks[desk].hours)
    except dates.NotUnderstood as problem:
        return messages.DatesNotUnderstood.of(problem)
    asked = wish.Wish(desk=desk, spans=wanted, rank=rank, rings=rings)
    return take(asked, username=username, house=house, reminders=reminders, store=store, clock=clock)


def take(
    asked: wish.Wish,
    *,
    username: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message | forms.Form:
    """Give `username` the turns of a wish, as `claim` does with what was typed."""
    # Decided first without the write lock: of a thousand who want one day, all but one only need to be told.
    with store.read() as work:
        decided = claim_decided.decide(work, asked, username=username, house=house, now=clock.now())
    if not isinstance(decided, claim_decided.Granted):
        if decided == messages.Refused(reason=permissions.Refusal.NOT_A_TAKER):
            # They may have joined the circle a minute ago: the next try must know.
            with store.write() as work:
                work.due.put(house_module.KNOW_KIND, "team", at=clock.now())
        return decided
    with store.write() as work:
        now = clock.now()
        decided = claim_decided.decide(work, asked, username=username, house=house, now=now)
        if not isinstance(decided, claim_decided.Granted):
            return decided
        return _grant(work, decided, reminders=reminders, now=now)


def _grant(
    work: ports.Work, granted: claim_decided.Granted, *, reminders: duty_module.Reminders, now: dt.datetime
) -> messages.Message:
    desk, person, rank = granted.desk, granted.person, granted.rank
    change = journal.write(
        work,
        roster.ChangeKind.CLAIM,
        desk=desk.key,
        member=person.username,
        by=person.username,
        now=now,
        spans=granted.won,
    )
    if rank is roster.Rank.FIRST:
        # Whoever was to be second there is first now.
        seconds = tuple(
            one
            for one in work.slots.held(desk.key, until_after=now)
            if one.member == person.username and one.rank is roster.Rank.SECOND
        )
        cuts = roster.release(granted.won, slots=seconds, hours=desk.hours)
        cut_slots(work, cuts, change=change, desk=desk, reminders=reminders, now=now)
    add_slots(
        work,
        granted.won,
        change=change,
        person=person,
        rings=granted.rings,
        rank=rank,
        desk=desk,
        reminders=reminders,
        now=now,
    )
    posted = messages.Claimed(
        change=change.key, title=desk.title, name=person.name, rank=rank, won=granted.won
    )
    after_change.announce(work, posted, key=f"change-{change.key}", desk=desk, house=granted.house, now=now)
    return messages.ClaimMade(
        title=desk.title,
        public_number=desk.public_number,
        rank=rank,
        won=granted.won,
        held=granted.held,
        closed=_closed_inside(granted.won, desk=desk),
        second=_second(work, granted, now=now) if rank is roster.Rank.FIRST else None,
        serves=any(claim_decided.serves(span, desk=desk) for span in granted.won),
        rings=granted.rings,
        proved=person.proved,
        kind=desk.kind,
        instead=granted.instead,
    )


def add_slots(
    work: ports.Work,
    spans: collections.abc.Iterable[interval.Interval],
    *,
    change: roster.Change,
    person: member.Member,
    rings: int,
    rank: roster.Rank,
    desk: desk_module.Desk,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> None:
    """Keep turns that `change` gives to `person`, and have everything around them happen in time."""
    zone = desk.hours.zone
    for span in spans:
        slot = roster.Slot(
            key=journal.new_key(),
            desk=desk.key,
            member=person.username,
            starts=roster.wall_time(span.start, zone=zone),
            ends=roster.wall_time(span.end, zone=zone),
            zone=zone.key,
            rings=rings,
            rank=rank,
            confirmed_at=prepare_turn.confirmed_by_taking(
                span, change=change, desk=desk, reminders=reminders
            ),
        )
        work.slots.add(slot, change=change.key)
        prepare_turn.arm(work, slot, desk=desk, reminders=reminders, now=now)


def release(
    text: str,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give back the turns of `username` that `text` names, and tell the channel."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        try:
            given = dates.parse(text, now=now, hours=known.desks[desk].hours)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        return give_back(
            work, given, username=username, desk=known.desks[desk], house=known, reminders=reminders, now=now
        )


def release_turn(
    slot_key: str,
    *,
    username: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give back one turn, whose holder cannot confirm it."""
    now = clock.now()
    with store.write() as work:
        slot = work.slots.get(slot_key)
        known = house.known(work, since=now)
        desk = known.desk(slot.desk) if slot else None
        if slot is None or desk is None or slot.member != username:
            return messages.InTrouble(trouble=messages.Trouble.NOTHING_HELD)
        return give_back(
            work, [slot.span], username=username, desk=desk, house=known, reminders=reminders, now=now
        )


def give_back(
    work: ports.Work,
    given: collections.abc.Sequence[interval.Interval],
    *,
    username: str,
    desk: desk_module.Desk,
    house: house_module.House,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> messages.Message:
    """Give back what `username` holds of the stretches `given`, and tell the channel."""
    mine = tuple(slot for slot in work.slots.held(desk.key, until_after=now) if slot.member == username)
    cuts = roster.release(interval.from_now(given, now=now), slots=mine, hours=desk.hours)
    if not cuts:
        return messages.NothingToRelease(asked=tuple(given), held=tuple(slot.span for slot in mine))
    released = tuple(span for cut in cuts for span in cut.released)
    change = journal.write(
        work,
        roster.ChangeKind.RELEASE,
        desk=desk.key,
        member=username,
        by=username,
        now=now,
        spans=released,
    )
    cut_slots(work, cuts, change=change, desk=desk, reminders=reminders, now=now)
    posted = messages.Released(
        change=change.key, title=desk.title, name=house.team.name_of(username), released=released
    )
    after_change.announce(work, posted, key=f"change-{change.key}", desk=desk, house=house, now=now)
    return messages.ReleaseMade(title=desk.title, released=released)


def cut_slots(
    work: ports.Work,
    cuts: collections.abc.Iterable[roster.Cut],
    *,
    change: roster.Change,
    desk: desk_module.Desk,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> None:
    """End what `change` takes of these turns, and keep the rest of them."""
    for cut in cuts:
        cut_slot(work, cut, by=change.key, desk=desk, reminders=reminders, now=now)


def cut_slot(
    work: ports.Work,
    cut: roster.Cut,
    *,
    by: str,
    desk: desk_module.Desk,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> None:
    """End what is taken of one turn under the key `by`, and keep the rest of it."""
    work.slots.end(cut.slot.key, change=by)
    prepare_turn.retire(work, cut.slot, now=now)
    for span in cut.kept:
        kept = cut.slot.over(span, key=journal.new_key())
        work.slots.add(kept, change=by)
        prepare_turn.arm(work, kept, desk=desk, reminders=reminders, now=now, of=cut.slot)


def _second(work: ports.Work, granted: claim_decided.Granted, *, now: dt.datetime) -> str | None:
    """Return who rings after the claimer, when their turn begins to be served; None when nobody does."""
    begins = prepare_turn.first_served(granted.won[0], hours=granted.desk.hours)
    if begins is None:
        return None
    slots = work.slots.held(granted.desk.key, until_after=now)
    first = dataclasses.replace(granted.person, proved=True)
    team = member.Team(members={**granted.house.team.members, first.username: first})
    ringing = resolver.who_rings(begins, desk=granted.desk, slots=slots, team=team).ringing
    return next((one.who.name for one in ringing if one.who.username != first.username), None)


def _closed_inside(
    spans: collections.abc.Iterable[interval.Interval], *, desk: desk_module.Desk
) -> tuple[messages.ClosedDay, ...]:
    days = {day for span in spans for day in planning.days_of(span, hours=desk.hours)}
    reasons = ((day, desk.hours.closed_reason(day)) for day in sorted(days))
    return tuple(messages.ClosedDay(day=day, name=reason.name or None) for day, reason in reasons if reason)
