"""A call gets its card, or makes that of an earlier call say more, or settles it: all by itself."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.calls import case, merge
from deskbot.chat import messages
from deskbot.flows import house as house_module
from deskbot.flows import join_cards, keep_recording, message_card, ports, settle_alert, show_card, tell
from deskbot.people import phone

#: Gives whoever has a card the whole number of the caller.
Number = collections.abc.Callable[[ports.Work, case.Case], None]

# An old card that nobody ended would hide the call of today: nobody looks at it any more.
_GATHERED_FOR = dt.timedelta(days=2)


def settle(
    work: ports.Work,
    call: merge.Call,
    *,
    joined: collections.abc.Collection[str],
    desk: str,
    channel: str,
    house: house_module.House,
    number: Number,
    now: dt.datetime,
) -> merge.Call:
    """Keep a call and see to its card; `joined` are the keys of calls that turned out to be the same one.

    `desk` is the key of the desk that was called, `channel` where a new card goes, `number` tells the
    number of a caller that becomes known while somebody has the card.
    """
    known = work.calls.get(call.key)
    call = dataclasses.replace(call, case=known.case if known else None)
    others = [other for key in joined if (other := work.calls.get(key)) is not None]
    if call == known and not others:
        # Another source says what was known: nothing is to be shown again.
        return call
    if call.case is None:
        call = dataclasses.replace(call, case=next((one.case for one in others if one.case), None))
    left = call.case if _is_elsewhere(work, call, with_calls=joined, desk=desk) else None
    if left is not None:
        call = dataclasses.replace(call, case=None)
    if known is not None and known.is_answered and not call.is_answered:
        _take_back(work, call, desk=desk, number=number, now=now)
    if call.case is None and call.needs_a_card:
        call = dataclasses.replace(call, case=_card_for(work, call, desk=desk, channel=channel, now=now))
    work.calls.save(call, desk=desk)
    for other in others:
        _join(work, other, call=call, desk=desk, house=house, number=number, now=now)
    _open_for_message(work, call, before=[one for one in (known, *others) if one is not None], now=now)
    _refresh_all(work, call, desk=desk, number=number, now=now, left=left)
    if call.mail is not None and (known is None or known.mail is None):
        # What came with it is taken, or let go.
        work.due.put(keep_recording.KIND, call.key, at=now)
    return call


def _is_elsewhere(
    work: ports.Work, call: merge.Call, *, with_calls: collections.abc.Collection[str], desk: str
) -> bool:
    """Whether a call that was gathered with others in a card turned out to be to another desk than they."""
    card = work.cases.get(call.case or "")
    if card is None or card.key == call.key or card.desk == desk or call.number is None:
        return False
    return any(one.key not in (call.key, *with_calls) for one in work.calls.of_card(card.key))


def _take_back(work: ports.Work, call: merge.Call, *, desk: str, number: Number, now: dt.datetime) -> None:
    """Open again the cards that a talk had settled which was none."""
    work.calls.save(call, desk=desk)
    for card in work.cases.settled_of_caller(call.caller) if call.caller else ():
        _refresh(work, card.key, number=number, now=now)


def _card_for(work: ports.Work, call: merge.Call, *, desk: str, channel: str, now: dt.datetime) -> str:
    """Return the card that the caller has there already, or a new one."""
    if call.caller is not None:
        for card in work.cases.open_of_caller(call.caller, desk=desk):
            # A note is somebody's errand: a call that nobody answered is not hidden behind it.
            if card.origin is case.Origin.CALL and abs(call.at - card.at) <= _GATHERED_FOR:
                return card.key
    known = work.cases.get(call.key)
    card = known or case.Case(key=call.key, desk=desk, channel=channel, opened_at=now, version=0)
    if known is not None and known.state is case.State.DONE:
        # The call was thought to be another one: what was posted and written of it stays.
        card = known.opened_afresh()
    work.cases.save(dataclasses.replace(card, desk=desk, caller=call.caller, last_call_at=call.at))
    return call.key


def _open_for_message(
    work: ports.Work, call: merge.Call, *, before: collections.abc.Iterable[merge.Call], now: dt.datetime
) -> None:
    """Open again the card that somebody ended before the message of its call was known: nobody heard it."""
    if not call.has_message or any(one.has_message for one in before):
        return
    card = work.cases.get(call.case) if call.case else None
    if (
        card is None
        or card.state is not case.State.DONE
        or card.done_by is None
        or card.erased_at is not None
    ):
        return
    if card.caller is not None and work.calls.spoken(card.caller, after=card.at) is not None:
        # Whatever the message says, they said it since.
        return
    fresh = card.opened_again(at=now, by=None)
    work.cases.save(fresh)
    work.due.put(show_card.KIND, card.key, at=now)
    told = messages.MessageSince(caller=phone.mask(card.caller) if card.caller else None, at=card.at)
    for username in sorted({card.done_by, fresh.taken_by or card.done_by}):
        place = messages.Direct(username=username)
        tell.later(work, told, place=place, key=f"since-{card.key}-{fresh.version}-{username}", now=now)


def _join(
    work: ports.Work,
    other: merge.Call,
    *,
    call: merge.Call,
    desk: str,
    house: house_module.House,
    number: Number,
    now: dt.datetime,
) -> None:
    """Make a call part of another one, its message too, and its card unless that is about more calls."""
    work.calls.remove(other.key)
    left, kept = work.cases.get(other.case or ""), work.cases.get(call.case or "")
    if left is not None and kept is not None and left.key != kept.key:
        if work.calls.of_card(left.key):
            _refresh(work, left.key, number=number, now=now)
        else:
            whole = join_cards.join(work, left, kept, call=call, house=house, now=now)
            if left.caller is None and whole.caller is not None and whole.state is case.State.TAKEN:
                number(work, whole)
    message_card.move(work, before=other.key, call=call, desk=desk, now=now)


def _refresh_all(
    work: ports.Work, call: merge.Call, *, desk: str, number: Number, now: dt.datetime, left: str | None
) -> None:
    """Bring up to date every card that the call says something of; `left` is the one that it was in."""
    keys = {key for key in (call.case, left) if key is not None}
    if call.caller is not None:
        keys |= {one.key for one in work.cases.open_of_caller(call.caller)}
    for key in sorted(keys):
        _refresh(work, key, number=number, now=now, desk=desk if key == call.case else None)
    if call.case is not None and call.has_message:
        _hear(work, call, desk=desk, now=now)


def _refresh(
    work: ports.Work, key: str, *, number: Number, now: dt.datetime, desk: str | None = None
) -> None:
    """Make a card say what its calls say, and close it when one of them settled it."""
    card = work.cases.get(key)
    if card is None or card.joined_to is not None or card.erased_at is not None:
        return
    calls = work.calls.of_card(key)
    fresh = _as_told(card, calls, desk=desk)
    closing = _settled(work, fresh, calls)
    if closing is not None and fresh.state is not case.State.DONE:
        fresh = fresh.closed(closing, at=now)
        settle_alert.settle(work, key, now=now)
    elif closing is None and fresh.is_closed_by_itself:
        fresh = fresh.reopened()
        settle_alert.ring_again(work, card, fresh, now=now)
    if fresh != card or desk is not None:
        work.cases.save(dataclasses.replace(fresh, version=card.version + 1))
        work.due.put(show_card.KIND, key, at=now)
    if card.caller is None and fresh.caller is not None and fresh.state is case.State.TAKEN:
        number(work, fresh)


def _as_told(card: case.Case, calls: tuple[merge.Call, ...], *, desk: str | None) -> case.Case:
    counted = [one for one in calls if one.needs_a_card] or list(calls)
    caller = next((one.caller for one in calls if one.caller), card.caller)
    last_at = max((one.at for one in counted), default=card.last_call_at)
    is_later = last_at is not None and card.last_call_at is not None and last_at > card.last_call_at
    return dataclasses.replace(
        card,
        desk=desk or card.desk,
        caller=caller,
        calls=max(1, len(counted)),
        last_call_at=last_at,
        # Who calls again waits from now on.
        reminded=0 if is_later else card.reminded,
    )


def _settled(work: ports.Work, card: case.Case, calls: tuple[merge.Call, ...]) -> case.Closing | None:
    """Return what settled a card: nothing is left to be done, or the caller was talked to since.

    Since it was opened again, that is: whoever did so knew what came before.
    """
    again = card.reopened_at
    if again is None and calls and not any(one.needs_a_card for one in calls):
        is_blocked = all(one.outcome is merge.Outcome.BLOCKED for one in calls)
        return case.Closing.BLOCKED if is_blocked else case.Closing.ANSWERED
    if card.caller is None or card.last_call_at is None:
        return None
    spoken = work.calls.spoken(card.caller, after=max(card.last_call_at, again or card.last_call_at))
    if spoken is None:
        return None
    return case.Closing.CALLED_BACK if spoken.outcome is merge.Outcome.CALLED else case.Closing.GOT_THROUGH


def _hear(work: ports.Work, call: merge.Call, *, desk: str, now: dt.datetime) -> None:
    """Have the message of a call fetched and heard; in the thread of another call's card, if that is its."""
    card = message_card.of_or_new(work, call, desk=desk, now=now)
    if card is not None and card.hearing is case.Hearing.NONE:
        work.cases.save(card.changed(hearing=case.Hearing.WAITING))
        work.due.put(keep_recording.KIND, card.key, at=now)
