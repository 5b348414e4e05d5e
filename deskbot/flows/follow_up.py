"""A card is taken, then closed with an outcome."""

import datetime as dt

from deskbot.calls import call_back, case
from deskbot.chat import messages
from deskbot.desk import roster
from deskbot.flows import house as house_module
from deskbot.flows import keep_card, ports, settle_alert, tell
from deskbot.people import member, phone


def take(
    key: str,
    *,
    username: str,
    house: house_module.House,
    contacts: ports.Contacts,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give the card to `username`, and the caller's number by direct message; the second one is told."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        card = keep_card.found(work, key, username=username, team=team)
        if not isinstance(card, case.Case):
            return card
        taken = messages.CardTaken(has_number=card.origin is case.Origin.CALL or card.caller is not None)
        if card.state is case.State.TAKEN and card.taken_by == username:
            return taken
        try:
            mine = card.taken(by=username, at=now)
        except case.CannotTake as problem:
            return keep_card.not_free(problem, team=team)
        keep_card.keep(work, mine, roster.ChangeKind.TAKE_CARD, by=username, now=now)
        settle_alert.take(work, key, by=username, now=now)
        if taken.has_number:
            tell_number(work, mine, house=house, contacts=contacts, now=now)
    return taken


def tell_number(
    work: ports.Work,
    card: case.Case,
    *,
    house: house_module.House,
    contacts: ports.Contacts,
    now: dt.datetime,
) -> None:
    """Give the whole number to whoever has the card, by direct message; once to each.

    That it is not known is no number: who was told so is told it as well.
    """
    number = number_of(work, card, house=house, contacts=contacts)
    place = messages.Direct(username=str(card.taken_by))
    what = "no-number" if number.number is None else "number"
    tell.later(work, number, place=place, key=f"{what}-{card.key}-{card.taken_by}", now=now)


def number_of(
    work: ports.Work, card: case.Case, *, house: house_module.House, contacts: ports.Contacts
) -> messages.NumberToCall:
    """Return the whole number to call back, as it is told to whoever has the card."""
    if card.caller is None:
        call = work.calls.about(card.joined_to or card.key)
        return messages.NumberToCall(number=None, told=call is None or call.caller_told, at=card.at)
    desk = house.desk(card.desk)
    line = desk.click_to_call_line if desk else None
    may = call_back.may_be_called(card.caller, line=line, allowed=house.allowed)
    return messages.NumberToCall(
        number=card.caller,
        name=contacts.name_of(card.caller),
        costs=phone.kind(card.caller) is phone.Kind.PREMIUM,
        line=line if may else None,
        case=card.key,
        at=card.at,
    )


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
        card = keep_card.found(work, key, username=username, team=team)
        if not isinstance(card, case.Case):
            return card
        written = f"{team.name_of(username)} : {note}" if note and note.strip() else None
        try:
            done = card.finished(by=username, closing=closing, note=written, at=now)
        except case.CannotFinish:
            name = team.name_of(card.done_by)
            return messages.CardNotFree(name=name, since=card.done_at, is_done=True)
        end(work, card, done, by=username, team=team, now=now)
    return messages.CardClosed()


def end(
    work: ports.Work, card: case.Case, done: case.Case, *, by: str, team: member.Team, now: dt.datetime
) -> None:
    """Keep that `by` ended `card`, as `done` says: whoever had it is told, and no admin is told any more."""
    keep_card.keep(work, done, roster.ChangeKind.FINISH_CARD, by=by, now=now)
    keep_card.tell_former(work, card, done, by=by, team=team, now=now)
    settle_alert.take(work, card.key, by=by, now=now)
