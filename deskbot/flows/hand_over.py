"""As a turn begins, whoever is on duty gets what they must know; whoever ends theirs is thanked."""

import datetime as dt

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import resolver, roster
from deskbot.flows import desk_now, ports, prepare_turn, tell
from deskbot.flows import house as house_module
from deskbot.people import phone

_MOST_CALLS = 10


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Hand the desk over to the holder of the turn `key`, unless they had it already."""

    def put() -> bool:
        now = clock.now()
        with store.write() as work:
            slot = work.slots.get(key)
            known = house.known(work, since=now)
            desk = known.desk(slot.desk) if slot else None
            begins = prepare_turn.first_served(slot.span, hours=desk.hours) if slot and desk else None
            if slot is None or desk is None or begins is None or not slot.span.holds(now):
                return False
            if begins > now:
                # The desk opens later than it did when this was planned.
                work.due.put(prepare_turn.HAND_OVER_KIND, key, at=begins)
                return False
            before = prepare_turn.turn_before(work, slot)
            if before is not None and before.member == slot.member:
                return False
            message = _message(work, slot, before=before, desk=desk, house=known, chat=chat, now=now)
            place = messages.Direct(username=slot.member)
            tell.later(work, message, place=place, key=f"hand-over-{slot.key}", now=now)
            if before is not None:
                _thank(work, before, after=slot, desk=desk, house=known, now=now)
        return True

    step("hand-over", put)


def _message(
    work: ports.Work,
    slot: roster.Slot,
    *,
    before: roster.Slot | None,
    desk: desk_module.Desk,
    house: house_module.House,
    chat: ports.Chat,
    now: dt.datetime,
) -> messages.HandOver:
    person = house.team.find(slot.member)
    slots = work.slots.held(desk.key, until_after=now)
    ringing = resolver.who_rings(now, desk=desk, slots=slots, team=house.team).ringing
    behind = [one.who.name for one in ringing if one.who.username != slot.member]
    return messages.HandOver(
        title=desk.title,
        span=slot.span,
        rank=slot.rank,
        rings=slot.rings,
        kind=desk.kind,
        can_be_rung=person is not None and person.can_be_rung,
        has_number=person is not None and person.number is not None,
        public_number=desk.public_number,
        second=behind[0] if behind else None,
        after=house.team.name_of(before.member) if before else None,
        instructions=desk.instructions,
        calls=_calls(work, desk=desk, house=house, chat=chat),
        premises=desk_now.premises_now(work, team=house.team, now=now),
    )


def _calls(
    work: ports.Work, *, desk: desk_module.Desk, house: house_module.House, chat: ports.Chat
) -> tuple[messages.OpenCall, ...]:
    found = []
    for card in work.cases.open_of(desk.key)[:_MOST_CALLS]:
        call = work.calls.about(card.key)
        if call is not None:
            found.append(
                messages.OpenCall(
                    link=chat.link(card.post_id) if card.post_id else None,
                    caller=phone.mask(call.caller) if call.caller else None,
                    at=call.at,
                    taken_by=house.team.name_of(card.taken_by) or None,
                )
            )
    return tuple(found)


def _thank(
    work: ports.Work,
    before: roster.Slot,
    *,
    after: roster.Slot,
    desk: desk_module.Desk,
    house: house_module.House,
    now: dt.datetime,
) -> None:
    proofs = work.cases.closed_as(desk.key, case.Closing.PROOF)
    calls = [call for call in work.calls.near(desk.key, span=before.span) if call.key not in proofs]
    next_person = house.team.find(after.member)
    thanks = messages.TurnOver(
        title=desk.title,
        next_name=house.team.name_of(after.member),
        next_can_be_rung=next_person is not None and next_person.can_be_rung,
        calls=len(calls),
    )
    place = messages.Direct(username=before.member)
    tell.later(work, thanks, place=place, key=f"turn-over-{before.key}", now=now)
