"""A card is taken, then closed with an outcome."""

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.flows import house as house_module
from deskbot.flows import ports, show_card, tell
from deskbot.people import permissions


def take(
    key: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Give the card to `username`, and the caller's number by direct message; the second one is told."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        if (refusal := permissions.to_act(team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        card, call = work.cases.get(key), work.calls.get(key)
        if card is None or call is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        if card.state is case.State.TAKEN and card.taken_by == username:
            return messages.CardTaken()
        try:
            work.cases.save(card.taken(by=username, at=now))
        except case.CannotTake as problem:
            return messages.CardNotFree(name=team.name_of(problem.by))
        work.due.put(show_card.KIND, key, at=now)
        number = messages.NumberToCall(number=call.caller, at=call.at)
        place = messages.Direct(username=username)
        tell.later(work, number, place=place, key=f"number-{key}-{username}", now=now)
    return messages.CardTaken()


def finish(
    key: str,
    *,
    username: str,
    closing: case.Closing,
    note: str | None,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Close the card with its outcome; closing it again changes nothing."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        if (refusal := permissions.to_act(team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        card = work.cases.get(key)
        if card is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        try:
            work.cases.save(card.finished(by=username, closing=closing, note=note))
        except case.CannotFinish:
            return messages.CardNotFree(name=team.name_of(card.done_by))
        work.due.put(show_card.KIND, key, at=now)
    return messages.CardClosed()
