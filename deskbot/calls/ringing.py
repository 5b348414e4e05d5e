"""The phones that a call rang, as one source tells it, and as several tell it together."""

import collections.abc
import dataclasses
import datetime as dt
from typing import Final

from deskbot.calls import events
from deskbot.line import chain

# One phone is not rung again so soon: what two sources say of that time is about one ring.
_SAME_RING = dt.timedelta(seconds=10)

# A line's own phone may tell that it stopped ringing before it tells that it was picked up.
_STOPS_AS_IT_IS_PICKED_UP = dt.timedelta(seconds=2)
_OF_A_PHONE = frozenset((events.LiveKind.RINGS, events.LiveKind.ANSWERED, events.LiveKind.GAVE_UP))
_OWN_PHONE = {
    events.LiveKind.BEGINS: events.LiveKind.RINGS,
    events.LiveKind.ENDS: events.LiveKind.HUNG_UP,
    events.LiveKind.HUNG_UP: events.LiveKind.HUNG_UP,
}
#: What is told of one second is sorted by this: it can only have happened in that order.
ORDER: Final = {kind: place for place, kind in enumerate(events.LiveKind)}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ring:
    """One phone (E.164) that was rung; `at` is when, or when it was first heard of unless `is_timed`.

    `rang_s` is how long it rang, `talk_s` how long was talked then; None is not known. `is_over`: it does
    not ring any more. `cause` is why it was not picked up.
    """

    number: str = dataclasses.field(repr=False)
    at: dt.datetime
    is_timed: bool = True
    answered: bool = False
    is_over: bool = False
    rang_s: int | None = None
    talk_s: int | None = None
    cause: events.Cause | None = None


def of_record(record: events.CallRecord, *, ringing_counts: bool) -> Ring | None:
    """Return the phone that a leg's record is about."""
    if record.called is None:
        return None
    answered = record.duration_s > (chain.LONGEST_RINGING_S if ringing_counts else 0)
    return Ring(
        number=record.called,
        at=record.at,
        answered=answered,
        is_over=True,
        rang_s=record.duration_s if ringing_counts and not answered else None,
        talk_s=record.duration_s if answered and not ringing_counts else None,
        cause=None if answered else record.cause,
    )


def of_live(happened: collections.abc.Iterable[events.LiveEvent]) -> tuple[Ring, ...]:
    """Return the phones that live events of one call are about, in order; any of the events may be missing.

    The events come in the order in which they happened, each once.
    """
    rings: list[Ring] = []
    for event in _with_own_phone(list(happened)):
        if event.agent is None or event.kind in (events.LiveKind.BEGINS, events.LiveKind.ENDS):
            continue
        place = _place(rings, event)
        if place is None:
            rings.append(_begun(event))
        else:
            rings[place] = _told(rings[place], event)
    return tuple(rings)


def _with_own_phone(happened: list[events.LiveEvent]) -> collections.abc.Iterator[events.LiveEvent]:
    """Yield the events; those that name no phone are about the number's own one, which rings at once."""
    has_own = any(one.kind in _OF_A_PHONE and one.agent in (None, one.number) for one in happened)
    for event in happened:
        if not has_own or event.agent is not None:
            yield event
        elif event.kind in _OF_A_PHONE:
            yield dataclasses.replace(event, agent=event.number)
        else:
            yield event
            yield dataclasses.replace(event, kind=_OWN_PHONE[event.kind], agent=event.number)


def _place(rings: list[Ring], event: events.LiveEvent) -> int | None:
    """Return which ring the event goes on with: the phone's last one, unless it begins another."""
    mine = [place for place, ring in enumerate(rings) if ring.number == event.agent]
    if not mine:
        return None
    last = rings[mine[-1]]
    if event.kind is events.LiveKind.RINGS:
        return mine[-1] if event.at - last.at <= _SAME_RING and not last.is_over else None
    over = last.at + dt.timedelta(seconds=last.rang_s or 0)
    goes_on = not last.is_over or last.answered or event.at - over <= _STOPS_AS_IT_IS_PICKED_UP
    return mine[-1] if goes_on or event.at - last.at <= _SAME_RING else None


def _begun(event: events.LiveEvent) -> Ring:
    ring = Ring(number=event.agent or "", at=event.at, is_timed=event.kind is events.LiveKind.RINGS)
    return ring if ring.is_timed else _told(ring, event)


def _told(ring: Ring, event: events.LiveEvent) -> Ring:
    """Return the ring once the event is known."""
    since_s = int((event.at - ring.at).total_seconds())
    rang_s = since_s if ring.is_timed else None
    match event.kind:
        case events.LiveKind.ANSWERED:
            return dataclasses.replace(ring, answered=True, is_over=True, rang_s=rang_s, cause=None)
        case events.LiveKind.GAVE_UP if not ring.answered:
            return dataclasses.replace(ring, is_over=True, rang_s=rang_s, cause=event.cause)
        case events.LiveKind.HUNG_UP:
            # Without its answer, how long was talked is not known; that somebody did is.
            talk_s = since_s - ring.rang_s if ring.answered and ring.rang_s is not None else None
            return dataclasses.replace(ring, answered=True, is_over=True, talk_s=talk_s, cause=None)
        case _:
            return ring


def together(rings: collections.abc.Iterable[Ring]) -> tuple[Ring, ...]:
    """Return the phones that a call rang, each ring once, in order, from what all its sources say."""
    found: list[Ring] = []
    for ring in sorted(rings, key=lambda one: (one.at, one.number, not one.is_timed)):
        place = next(
            (
                place
                for place, one in enumerate(found)
                if one.number == ring.number and ring.at - one.at <= _SAME_RING
            ),
            None,
        )
        if place is None:
            found.append(ring)
        else:
            found[place] = _both(found[place], ring)
    return tuple(found)


def _both(one: Ring, other: Ring) -> Ring:
    return dataclasses.replace(
        one,
        answered=one.answered or other.answered,
        is_over=one.is_over or other.is_over,
        rang_s=other.rang_s if one.rang_s is None else one.rang_s,
        talk_s=other.talk_s if one.talk_s is None else one.talk_s,
        cause=None if one.answered or other.answered else one.cause or other.cause,
    )
