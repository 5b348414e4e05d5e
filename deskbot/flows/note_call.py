"""A call that somebody answered, or heard of, is noted: the same card, for everybody or for a colleague."""

import dataclasses
import datetime as dt

from deskbot.calls import case, destination, handling, merge, triage
from deskbot.chat import commands, messages
from deskbot.desk import interval, roster
from deskbot.flows import escalate, follow_up, hand_card, journal, keep_card, ports, tell
from deskbot.flows import house as house_module
from deskbot.people import member, permissions, phone

# Who notes a call has just hung up, or nearly.
_JUST_NOW = dt.timedelta(minutes=20)


def note(
    wish: commands.Note,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    channels: destination.Channels,
    contacts: ports.Contacts,
    link: hand_card.Link,
    on_call: escalate.OnCall,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Make the card of what `username` noted; whoever it is for is told, with the whole number."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        if (refusal := permissions.to_act(team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        assignee = _assignee(wish, team=team)
        if wish.assignee is not None and assignee is None:
            return messages.NoSuchColleague(name=wish.assignee)
        card = _card(wish, to=assignee, by=username, desk=desk, channels=channels, now=now)
        if card is None:
            return messages.InTrouble(trouble=messages.Trouble.EMPTY_NOTE)
        keep_card.keep(work, card, roster.ChangeKind.NOTE_CARD, by=username, member=card.taken_by, now=now)
        if card.assigned_by is not None:
            hand_card.tell_holder(work, card, team=team, house=house, contacts=contacts, link=link, now=now)
        if card.urgent:
            escalate.raise_alert(
                work,
                key=f"call-{card.key}",
                desk=desk,
                text=card.told or "",
                raised_by=username,
                case=card.key,
                now=now,
            )
        answered = None if card.caller else _just_answered(work, team.find(username), desk=desk, now=now)
    return messages.NoteMade(
        case=card.key,
        name=team.name_of(card.taken_by) or None,
        is_own=card.taken_by == username,
        has_number=card.caller is not None,
        channel=card.channel,
        urgent=card.urgent,
        first=team.name_of(on_call.usernames[0]) if on_call.usernames else None,
        call=answered.key if answered else None,
        caller=phone.mask(answered.caller) if answered and answered.caller else None,
        called_at=answered.at if answered else None,
    )


def add_number(
    entity: str,
    *,
    username: str,
    house: house_module.House,
    contacts: ports.Contacts,
    link: hand_card.Link,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give a note the number of a call; `entity` holds both keys. Whoever has the note is told."""
    key, _, call_key = entity.partition(";")
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        card = keep_card.found(work, key, username=username, team=team)
        if not isinstance(card, case.Case):
            return card
        call = work.calls.get(call_key)
        if call is None or call.caller is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        known = card.changed(caller=call.caller)
        keep_card.keep(work, known, roster.ChangeKind.NOTE_CARD, by=username, now=now)
        if known.state is case.State.TAKEN and known.assigned_by is not None:
            told = hand_card.told_of(work, known, team=team, house=house, contacts=contacts, link=link)
            tell.again(work, told, key=hand_card.told_key(known), now=now)
        elif known.state is case.State.TAKEN:
            follow_up.tell_number(work, known, house=house, contacts=contacts, now=now)
    return messages.NumberAdded(caller=phone.mask(call.caller))


def _assignee(wish: commands.Note, *, team: member.Team) -> str | None:
    """Return the username of whom the note is for, if that is somebody of the team."""
    named = wish.assignee or wish.perhaps
    if named is None:
        return None
    by_name = (one for one in team.members.values() if commands.same_word(one.name, named))
    found = team.find(named) or (next(by_name, None) if wish.assignee is None else None)
    return found.username if found and permissions.to_act(found) is None else None


def _card(
    wish: commands.Note,
    *,
    to: str | None,
    by: str,
    desk: str,
    channels: destination.Channels,
    now: dt.datetime,
) -> case.Case | None:
    """Return the card of a note; None when nothing was said."""
    # "pour la compta", that is nobody's name, is part of what was said.
    about = wish.about if to or not wish.perhaps else f"{wish.about} pour {wish.perhaps}".strip()
    said = case.with_line(None, " : ".join(filter(None, (about, wish.text))))
    if said is None:
        return None
    read = triage.read(said)
    card = case.Case(
        key=f"note-{journal.new_key()}",
        desk=desk,
        channel=channels.of_desk(desk),
        origin=case.Origin.NOTE,
        caller=wish.number,
        opened_at=now,
        opened_by=by,
        note=said,
        urgent=read.urgent,
    )
    if read.topic is not triage.Topic.AUTRE:
        card = destination.with_topic(card, read.topic.value, channels=channels)
    card = handling.handed(card, to=to, by=by, at=now) if to else card
    return dataclasses.replace(card, version=1)


def _just_answered(
    work: ports.Work, person: member.Member | None, *, desk: str, now: dt.datetime
) -> merge.Call | None:
    """Return the last call that this person answered, if that was just now."""
    if person is None or person.number is None:
        return None
    span = interval.Interval(start=now - _JUST_NOW, end=now + dt.timedelta(seconds=1))
    mine = [
        call
        for call in work.calls.near(desk, span=span)
        if call.caller and any(leg.answered and leg.number == person.number for leg in call.legs)
    ]
    return mine[-1] if mine else None
