"""Several cards are ended at once, and opened again at once: exactly those."""

import dataclasses
import datetime as dt

from deskbot.calls import case
from deskbot.chat import forms, messages
from deskbot.desk import roster
from deskbot.flows import follow_up, journal, keep_card, list_cards, ports, settle_alert
from deskbot.flows import house as house_module
from deskbot.people import permissions

# What a button asks for, and so a form: whose cards, at which desk (at all of them when it is empty).
_MINE, _OLD = "mine", "old"


def form(
    entity: str,
    *,
    username: str,
    house: house_module.House,
    old_days: int,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message | forms.Form:
    """Return the form that asks what came of so many calls, and so whether that is meant."""
    with store.read() as work:
        chosen = _chosen(work, entity, username=username, house=house, old_days=old_days, now=clock.now())
    if isinstance(chosen, messages.Message):
        return chosen
    return forms.closing_many(entity, cards=len(chosen))


def close(
    entity: str,
    *,
    closing: case.Closing,
    username: str,
    house: house_module.House,
    old_days: int,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """End every card that the form was about and that is still to be dealt with; whoever had one is told."""
    now = clock.now()
    together = journal.new_key()
    with store.write() as work:
        team = house.people(work)
        chosen = _chosen(work, entity, username=username, house=house, old_days=old_days, now=now)
        if isinstance(chosen, messages.Message):
            return chosen
        for card in chosen:
            done = card.finished(by=username, closing=closing, at=now)
            done = dataclasses.replace(done, closed_with=together)
            follow_up.end(work, card, done, by=username, team=team, now=now)
    return messages.CardsClosed(together=together, cards=len(chosen), closing=closing)


def reopen(
    together: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Open again every card that was ended with the others, unless somebody touched it since."""
    now = clock.now()
    with store.write() as work:
        if (refusal := permissions.to_act(house.people(work).find(username))) is not None:
            return messages.Refused(reason=refusal)
        ended = work.cases.closed_with(together)
        if any(card.done_by != username for card in ended) and username not in house.admins:
            return messages.Refused(reason=permissions.Refusal.NOT_YOURS)
        for card in ended:
            back = card.reopened()
            keep_card.keep(work, back, roster.ChangeKind.REOPEN_CARD, by=username, now=now)
            settle_alert.ring_again(work, card, back, now=now)
    return messages.CardsReopened(cards=len(ended))


def _chosen(
    work: ports.Work,
    entity: str,
    *,
    username: str,
    house: house_module.House,
    old_days: int,
    now: dt.datetime,
) -> tuple[case.Case, ...] | messages.Message:
    """Return the cards that are meant, or what to answer to somebody who may not end them."""
    if (refusal := permissions.to_act(house.people(work).find(username))) is not None:
        return messages.Refused(reason=refusal)
    whose, _, desk = entity.partition(";")
    every = [card for key in ((desk,) if desk else house.desks.by_key) for card in work.cases.open_of(key)]
    if whose == _MINE:
        return tuple(card for card in every if card.state is case.State.TAKEN and card.taken_by == username)
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    return list_cards.older(every, days=old_days, now=now)
