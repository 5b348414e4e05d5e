"""A card is handed to somebody, handed back, or taken back: whoever it concerns is told by direct message."""

import collections.abc
import datetime as dt

from deskbot.calls import case, handling
from deskbot.chat import messages
from deskbot.desk import roster
from deskbot.flows import card_shown, follow_up, keep_card, ports, settle_alert, tell
from deskbot.flows import house as house_module
from deskbot.people import member, permissions, phone

Link = collections.abc.Callable[[str], str]


def hand(
    key: str,
    *,
    to: str,
    username: str,
    house: house_module.House,
    contacts: ports.Contacts,
    link: Link,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give the card to `to`, who is told by whom, with the whole number; `link` gives a post's address."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        card = keep_card.found(work, key, username=username, team=team)
        if not isinstance(card, case.Case):
            return card
        if permissions.to_act(team.find(to)) is not None:
            return messages.InTrouble(trouble=messages.Trouble.NOT_A_COLLEAGUE)
        name = team.name_of(to)
        if card.state is case.State.TAKEN and card.taken_by == to:
            return messages.CardHanded(name=name)
        try:
            handed = handling.handed(card, to=to, by=username, at=now, is_admin=username in house.admins)
        except case.CannotTake as problem:
            return keep_card.not_free(problem, team=team)
        keep_card.keep(work, handed, roster.ChangeKind.HAND_CARD, by=username, member=to, now=now)
        tell_holder(work, handed, team=team, house=house, contacts=contacts, link=link, now=now)
        if handed.taken_before not in (None, username):
            _withdraw(work, handed, former=str(handed.taken_before), by=username, team=team, now=now)
    return messages.CardHanded(name=name)


def undo(
    key: str,
    *,
    username: str,
    house: house_module.House,
    link: Link,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Take back the last thing done with the card: its end, its taking, its being handed to somebody."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        card = keep_card.found(work, key, username=username, team=team)
        if not isinstance(card, case.Case):
            return card
        try:
            what, back = handling.undone(card, by=username, at=now, is_admin=username in house.admins)
        except handling.NothingToUndo:
            return messages.NothingToUndo()
        except handling.NotTheirs:
            return messages.Refused(reason=permissions.Refusal.NOT_YOURS)
        keep_card.keep(work, back, _KINDS[what], by=username, member=card.taken_by, now=now)
        _tell(work, card, back, what, by=username, team=team, link=link, now=now)
        settle_alert.ring_again(work, card, back, now=now)
        return messages.CardUndone(
            undone=what, name=team.name_of(back.taken_by), is_done=back.state is case.State.DONE
        )


_KINDS = {
    handling.Undone.TAKE: roster.ChangeKind.FREE_CARD,
    handling.Undone.HAND_BACK: roster.ChangeKind.FREE_CARD,
    handling.Undone.HAND_OVER: roster.ChangeKind.FREE_CARD,
    handling.Undone.CLOSING: roster.ChangeKind.REOPEN_CARD,
}


def tell_holder(
    work: ports.Work,
    card: case.Case,
    *,
    team: member.Team,
    house: house_module.House,
    contacts: ports.Contacts,
    link: Link,
    now: dt.datetime,
) -> None:
    """Tell whoever was handed the card, with the whole number."""
    told = told_of(work, card, team=team, house=house, contacts=contacts, link=link)
    place = messages.Direct(username=str(card.taken_by))
    tell.later(work, told, place=place, key=told_key(card), now=now)


def told_key(card: case.Case) -> str:
    """Return the key of the message to whoever was handed the card this time."""
    at = int(card.taken_at.timestamp()) if card.taken_at else 0
    return f"handed-{card.key}-{card.taken_by}-{at}"


def told_of(
    work: ports.Work,
    card: case.Case,
    *,
    team: member.Team,
    house: house_module.House,
    contacts: ports.Contacts,
    link: Link,
) -> messages.HandedToYou:
    """Return what somebody reads of a card that they are handed."""
    heard = card_shown.heard_in(card)
    return messages.HandedToYou(
        case=card.key,
        by=team.name_of(card.assigned_by or card.taken_by),
        to_call=follow_up.number_of(work, card, house=house, contacts=contacts),
        is_note=card.origin is case.Origin.NOTE,
        told=card.told or (heard.marked_text if heard and not heard.empty else None),
        url=_url(card, link=link),
    )


def _tell(
    work: ports.Work,
    card: case.Case,
    back: case.Case,
    what: handling.Undone,
    *,
    by: str,
    team: member.Team,
    link: Link,
    now: dt.datetime,
) -> None:
    """Tell whoever it concerns, but for who undid it: that the card comes back, or is theirs no more."""
    if what is handling.Undone.HAND_BACK and card.assigned_by is not None:
        told = messages.CardHandedBack(
            name=team.name_of(by), caller=_masked(card), at=card.at, url=_url(card, link=link)
        )
        place = messages.Direct(username=card.assigned_by)
        tell.later(work, told, place=place, key=f"back-{card.key}-{back.version}", now=now)
    elif what is not handling.Undone.CLOSING and card.taken_by not in (None, by):
        _withdraw(work, back, former=str(card.taken_by), by=by, team=team, now=now)
    if back.state is case.State.TAKEN and back.taken_by not in (None, by):
        again = messages.CardIsYoursAgain(
            by=team.name_of(by), caller=_masked(card), at=card.at, url=_url(card, link=link)
        )
        holder = messages.Direct(username=str(back.taken_by))
        tell.later(work, again, place=holder, key=f"again-{card.key}-{back.version}", now=now)


def _withdraw(
    work: ports.Work, card: case.Case, *, former: str, by: str, team: member.Team, now: dt.datetime
) -> None:
    told = messages.CardWithdrawn(
        by=team.name_of(by),
        name=team.name_of(card.taken_by),
        caller=_masked(card),
        at=card.at,
        is_done=card.state is case.State.DONE,
    )
    place = messages.Direct(username=former)
    tell.later(work, told, place=place, key=f"withdrawn-{card.key}-{card.version}", now=now)


def _masked(card: case.Case) -> str | None:
    return phone.mask(card.caller) if card.caller else None


def _url(card: case.Case, *, link: Link) -> str | None:
    return link(card.post_id) if card.post_id else None
