"""Somebody looks for a replacement; the first click takes the turn (design, section 7: `remplacer`)."""

import datetime as dt

from deskbot.chat import forms, messages
from deskbot.desk import cover, dates, interval, roster
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.flows import after_change, claim_duty, introduce, journal, ports, show_cover, tell
from deskbot.flows import house as house_module
from deskbot.people import member, permissions


def ask(
    text: str,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Ask the channel who could replace `username` on the days of `text` that they hold."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        asked = known.desks[desk]
        try:
            wanted = dates.parse(text, now=now, hours=asked.hours)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        mine = tuple(one for one in work.slots.held(asked.key, until_after=now) if one.member == username)
        spans = show_cover.common(interval.from_now(wanted, now=now), mine)
        if not spans:
            return messages.NothingToRelease(asked=wanted, held=tuple(slot.span for slot in mine))
        change = journal.write(
            work,
            roster.ChangeKind.ASK_COVER,
            desk=asked.key,
            member=username,
            by=username,
            now=now,
            spans=spans,
        )
        wish = cover.Cover(key=change.key, desk=asked.key, asker=username, spans=spans, at=now)
        work.covers.add(wish, change=change.key)
        wanted_post = show_cover.wanted(wish, desk=asked, team=known.team)
        place = messages.Channel(name=asked.channel)
        tell.later(work, wanted_post, place=place, key=show_cover.key_of(wish.key), now=now)
    return messages.CoverAsked(title=asked.title, spans=spans)


def accept(
    key: str,
    *,
    username: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message | forms.Form:
    """Give the turns of a wish to `username`, if they are the first to click."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        wish = work.covers.get(key)
        desk = known.desk(wish.desk) if wish else None
        if wish is None or desk is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        if wish.taken_by is not None:
            return messages.CoverNotFree(name=known.team.name_of(wish.taken_by))
        if wish.asker == username:
            return messages.InTrouble(trouble=messages.Trouble.OWN_COVER)
        person = known.team.find(username)
        if person is not None and (refusal := permissions.to_take(person, takers=desk.takers)):
            return messages.Refused(reason=refusal)
        if person is None or not person.is_introduced:
            return introduce.first_cover(key, house=house)
        return _accept(work, wish, person=person, desk=desk, house=known, reminders=reminders, now=now)


def _accept(
    work: ports.Work,
    wish: cover.Cover,
    *,
    person: member.Member,
    desk: desk_module.Desk,
    house: house_module.House,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> messages.Message:
    theirs = tuple(one for one in work.slots.held(desk.key, until_after=now) if one.member == wish.asker)
    left = show_cover.waiting(work, wish, desk=desk, now=now)
    cuts = roster.release(left, slots=theirs, hours=desk.hours)
    if not cuts:
        show_cover.refresh(work, wish.key, house=house, now=now)
        return messages.CoverNotFree(name=None)
    spans = tuple(span for cut in cuts for span in cut.released)
    change = journal.write(
        work,
        roster.ChangeKind.COVER,
        desk=desk.key,
        member=wish.asker,
        by=person.username,
        now=now,
        spans=spans,
    )
    claim_duty.cut_slots(work, cuts, change=change, desk=desk, reminders=reminders, now=now)
    for cut in cuts:
        claim_duty.add_slots(
            work,
            cut.released,
            change=change,
            person=person,
            rings=person.rings,
            rank=cut.slot.rank,
            desk=desk,
            reminders=reminders,
            now=now,
        )
    work.covers.save(wish.taken(by=person.username, spans=spans), change=change.key)
    show_cover.refresh(work, wish.key, house=house, now=now)
    asker = house.team.name_of(wish.asker)
    posted = messages.Covered(change=change.key, title=desk.title, name=person.name, asker=asker, spans=spans)
    after_change.announce(work, posted, key=f"change-{change.key}", desk=desk, house=house, now=now)
    thanks = messages.CoveredForYou(title=desk.title, name=person.name, spans=spans)
    place = messages.Direct(username=wish.asker)
    tell.later(work, thanks, place=place, key=f"covered-{change.key}", now=now)
    return messages.CoverGiven(title=desk.title, name=asker, spans=spans)
