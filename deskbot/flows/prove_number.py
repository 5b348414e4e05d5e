"""A member proves their number by calling the desk from it, and saying that it was them.

What a call shows of its caller can be forged: it counts only with the word of whoever owns the account.
"""

import collections.abc
import datetime as dt

from deskbot.calls import case, merge
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import roster
from deskbot.flows import house as house_module
from deskbot.flows import introduce, journal, ports, show_card, tell
from deskbot.people import member, phone


def ask_owners(
    work: ports.Work,
    calls: collections.abc.Iterable[merge.Call],
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    now: dt.datetime,
) -> None:
    """Ask each member whose number, not proved yet, one of these calls shows whether it was them."""
    by_number = _unproved(house)
    if not by_number:
        return
    for call in calls:
        for person in by_number.get(call.caller or "", ()):
            asked = messages.ProveNumber(
                proof=f"{person.username};{call.key}",
                number=phone.mask(call.caller or ""),
                at=call.at,
                title=desk.title,
            )
            place = messages.Direct(username=person.username)
            tell.later(work, asked, place=place, key=f"prove-{call.key}-{person.username}", now=now)


def confirm(
    proof: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Take the word of a number's owner: the number is proved, and the card of their call is done."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        person, call = _meant(work, proof, username=username, house=known)
        if person is None or call is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        if person.proved:
            return messages.NumberProved(again=True)
        introduce.prove(work, person, by=member.BY_CALL, house=known, now=now)
        _answered(work, call, person, was_them=True, now=now)
        _close_card(work, call, by=person.username, now=now)
    return messages.NumberProved()


def deny(
    proof: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Note that a call with somebody's number was not theirs: nothing is proved, the admins hear of it."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        person, call = _meant(work, proof, username=username, house=known)
        if person is None or call is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        if person.proved:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        _answered(work, call, person, was_them=False, now=now)
        kind = roster.ChangeKind.DENY_NUMBER
        journal.write(work, kind, desk="", member=person.username, by=person.username, now=now)
        forged = messages.CallerForged(name=person.name, at=call.at)
        place = messages.Channel(name=house.admins_channel)
        tell.later(work, forged, place=place, key=f"forged-{call.key}-{username}", now=now)
    return messages.NumberDenied()


def _unproved(house: house_module.House) -> dict[str, list[member.Member]]:
    found: dict[str, list[member.Member]] = {}
    for one in house.team.members.values():
        if one.number is not None and not one.proved and one.has_account and one.is_active:
            found.setdefault(one.number, []).append(one)
    return found


def _meant(
    work: ports.Work, proof: str, *, username: str, house: house_module.House
) -> tuple[member.Member | None, merge.Call | None]:
    """Return the person and the call of a proof; nobody when it is not theirs, or their number changed."""
    owner, _, call_key = proof.partition(";")
    person = house.team.find(owner)
    call = work.calls.get(call_key)
    is_theirs = person is not None and person.username == username.lower()
    is_same = person is not None and call is not None and call.caller == person.number
    return (person, call) if is_theirs and is_same else (None, None)


def _answered(
    work: ports.Work, call: merge.Call, person: member.Member, *, was_them: bool, now: dt.datetime
) -> None:
    """Make the question say what was answered."""
    item = work.notices.get(f"prove-{call.key}-{person.username}")
    if item is not None and isinstance(item.message, messages.ProveNumber):
        tell.again(work, item.message.answered(was_them=was_them), key=item.key, now=now)


def _close_card(work: ports.Work, call: merge.Call, *, by: str, now: dt.datetime) -> None:
    card = work.cases.get(call.case or call.key)
    # Whoever left a message has something to say, number proved or not; so has who called before.
    is_all = card is not None and card.calls == 1 and not call.has_message
    if card is not None and card.state is not case.State.DONE and is_all:
        work.cases.save(card.finished(by=by, closing=case.Closing.PROOF, at=now))
        work.due.put(show_card.KIND, card.key, at=now)
