"""The cards that are not done, for whoever asks: whole numbers for those alone who may see them."""

import collections.abc
import datetime as dt

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.flows import card_lines, ports
from deskbot.flows import house as house_module
from deskbot.people import permissions


def show(
    scope: messages.Scope,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    lines: card_lines.Lines,
    old_days: int,
    store: ports.Store,
    clock: ports.Clock,
    skipped: int = 0,
) -> messages.Message:
    """List the cards of `scope` at a desk, or at all of them; admins may end those older than `old_days`.

    So many are `skipped` that were listed before.
    """
    now = clock.now()
    with store.read() as work:
        known = house.known(work, since=now)
        if (refusal := permissions.to_act(known.team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        keys = tuple(known.desks.by_key) if scope is messages.Scope.ALL else (desk,)
        every = [card for key in keys for card in work.cases.open_of(key)]
        cards = [card for card in every if _is_in(card, scope, username=username)]
        whole = _whole(work, cards, username=username, house=known, now=now)
        # What came before may be done since.
        skipped = skipped if skipped < len(cards) else 0
        listed, more = lines.of(work, cards, team=known.team, whole=whole, skipped=skipped)
        mine = [card for card in every if _is_in(card, messages.Scope.MINE, username=username)]
        return messages.OpenCards(
            title=known.title_of(desk),
            desk="" if scope is messages.Scope.ALL else desk,
            scope=scope,
            cards=listed,
            more=more,
            skipped=skipped,
            mine=len(mine),
            old=len(older(every, days=old_days, now=now)) if username in house.admins else 0,
            old_days=old_days,
        )


def older(
    cards: collections.abc.Iterable[case.Case], *, days: int, now: dt.datetime
) -> tuple[case.Case, ...]:
    """Return those of `cards` whose last call is older than so many days."""
    return tuple(card for card in cards if now - card.at > dt.timedelta(days=days))


def _is_in(card: case.Case, scope: messages.Scope, *, username: str) -> bool:
    if scope is messages.Scope.MINE:
        return card.state is case.State.TAKEN and card.taken_by == username
    return scope is not messages.Scope.FREE or card.state is case.State.OPEN


def _whole(
    work: ports.Work,
    cards: collections.abc.Iterable[case.Case],
    *,
    username: str,
    house: house_module.House,
    now: dt.datetime,
) -> frozenset[str]:
    """Return the keys of the cards whose number the asker may see."""
    on_duty = {
        key for key, desk in house.desks.by_key.items() if username in card_lines.on_duty(work, desk, now=now)
    }
    return frozenset(
        card.key
        for card in cards
        if permissions.may_see_number(
            username, taken_by=card.taken_by, is_on_duty=card.desk in on_duty, admins=house.admins
        )
    )
