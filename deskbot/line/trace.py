"""Walk a call through a number as it is: who rings, for how long, where it ends, and why."""

import collections.abc
import dataclasses
import datetime as dt
import enum
import zoneinfo

from deskbot.desk import interval
from deskbot.line import assumptions as assumed
from deskbot.line import chain, observed
from deskbot.people import phone

# Nobody is told how long a number rings where no time is set.
UNTIL_GIVEN_UP_S = 60
_A_RING_S = 5


class End(enum.StrEnum):
    """Where a patient caller ends when nobody answers."""

    VOICEMAIL = "voicemail"
    ANNOUNCEMENT = "announcement"
    #: The voicemail of the phone that was rung, which is not the house's.
    OWN_VOICEMAIL = "own_voicemail"
    NOTHING = "nothing"


class Why(enum.StrEnum):
    """What decided where a call goes."""

    OPEN = "open"
    OUT_OF_HOURS = "out_of_hours"
    EVENT = "event"
    SLOT = "slot"
    ALWAYS_OPEN = "always_open"
    NOBODY_AVAILABLE = "nobody_available"
    WAIT_OVER = "wait_over"
    FORWARDED = "forwarded"
    REDIRECTED = "redirected"
    OWN_PHONE = "own_phone"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ring:
    """One number (E.164) dialled `starts_s` after the call begins, for `ring_s`."""

    number: str = dataclasses.field(repr=False)
    starts_s: int
    ring_s: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Path:
    """What one call meets: one round of rings, then its end, `ends_s` after it begins (E.164 where known)."""

    rings: tuple[Ring, ...]
    end: End
    end_number: str | None = dataclasses.field(repr=False)
    ends_s: int
    why: tuple[Why, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that ring, in order."""
        return tuple(one.number for one in self.rings)

    def goes_like(self, other: "Path") -> bool:
        """Whether both ring the same numbers in the same order, and end alike."""
        mine, theirs = (self.numbers, self.end, self.end_number), (other.numbers, other.end, other.end_number)
        return mine == theirs


def walk(
    line: observed.Observed,
    *,
    at: dt.datetime,
    own_number: str,
    voicemail: str | None = None,
    known: assumed.Assumptions = assumed.AS_ASSUMED,
) -> Path:
    """Return what a call to `own_number` that arrives at `at` meets on `line`; `voicemail` is the house's."""
    call = _Call(own_number=own_number, voicemail=voicemail, known=known)
    match line:
        case observed.HuntGroup():
            return _by_time(line, at=at, call=call)
        case observed.SipLine():
            return _by_forwards(line, call=call)
        case observed.Redirect():
            return _to_number(line.destination, call=call, why=(Why.REDIRECTED,))


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Call:
    own_number: str
    voicemail: str | None
    known: assumed.Assumptions


def _by_time(line: observed.HuntGroup, *, at: dt.datetime, call: _Call) -> Path:
    times = line.times
    if not times.enabled:
        return _through_queue(line, call=call, why=(Why.ALWAYS_OPEN,))
    event = running(times.events, at=at, known=call.known)
    if event is not None:
        return _sent(_event_destination(times, event.category), call=call, why=(Why.EVENT,))
    local = at.astimezone(zoneinfo.ZoneInfo(times.zone))
    for span in times.spans:
        if span.weekday == local.weekday() and span.start <= local.time() < span.end:
            if span.policy is observed.Policy.AVAILABLE:
                return _through_queue(line, call=call, why=(Why.OPEN,))
            place = list(observed.Policy).index(span.policy) - 1
            return _sent(times.slots[place], call=call, why=(Why.SLOT,))
    return _sent(times.out_of_hours, call=call, why=(Why.OUT_OF_HOURS,))


def running(
    events: collections.abc.Iterable[observed.Event], *, at: dt.datetime, known: assumed.Assumptions
) -> observed.Event | None:
    """Return the event that decides at `at`: of those that count, the one that began first."""
    moment = interval.instant(at)
    running = (
        one
        for one in events
        if interval.instant(one.start) <= moment < interval.instant(one.end)
        and _counts(one.category, known=known)
    )
    return min(running, key=lambda one: (interval.instant(one.start), one.key), default=None)


def _counts(category: observed.Category, *, known: assumed.Assumptions) -> bool:
    if category is observed.Category.HOLIDAYS:
        return known.holidays_send_to_unavailable
    return known.schedulers_send_to_slots


def _event_destination(times: observed.Times, category: observed.Category) -> observed.Destination | None:
    if category is observed.Category.HOLIDAYS:
        return times.out_of_hours
    return times.slots[list(observed.Category).index(category) - 1]


def _sent(to: observed.Destination | None, *, call: _Call, why: tuple[Why, ...]) -> Path:
    if to is None or to.nature is observed.Nature.FAX:
        return _ended(End.NOTHING, number=None, why=why)
    if to.nature is observed.Nature.VOICEMAIL:
        return _ended(End.VOICEMAIL, number=to.number, why=why)
    return _to_number(to.number, call=call, why=why)


def _ended(
    end: End,
    *,
    number: str | None,
    why: tuple[Why, ...],
    rings: tuple[Ring, ...] = (),
    ends_s: int = 0,
) -> Path:
    return Path(rings=rings, end=end, end_number=number, ends_s=ends_s, why=why)


def _to_number(number: str, *, call: _Call, why: tuple[Why, ...]) -> Path:
    """Return a call that rings one number to the end: its own voicemail may take it, ours cannot."""
    if number == call.voicemail:
        return _ended(End.VOICEMAIL, number=number, why=why)
    if number == call.own_number:
        # A call that is sent round in circles is cut.
        return _ended(End.NOTHING, number=None, why=why)
    rings_s = min(UNTIL_GIVEN_UP_S, _own_voicemail_s(number, known=call.known) or UNTIL_GIVEN_UP_S)
    rings = (Ring(number=number, starts_s=0, ring_s=rings_s),)
    return _ended(End.OWN_VOICEMAIL, number=number, why=why, rings=rings, ends_s=rings_s)


def _own_voicemail_s(number: str, *, known: assumed.Assumptions) -> int | None:
    """Return how long `number` can be dialled before its own voicemail takes the call; None: for ever."""
    if phone.kind(number) is not phone.Kind.MOBILE or known.mobile_voicemail_after_s is None:
        return None
    return chain.setting_up_seconds(number) + known.mobile_voicemail_after_s


def _is_taken_by_phone(ring: Ring, *, known: assumed.Assumptions) -> bool:
    own_s = _own_voicemail_s(ring.number, known=known)
    return own_s is not None and own_s < ring.ring_s


def _through_queue(line: observed.HuntGroup, *, call: _Call, why: tuple[Why, ...]) -> Path:
    known = call.known
    limits = line.service if known.service_pair_rules else line.queue
    available = [one for one in line.agents if one.status is observed.AgentStatus.AVAILABLE]
    if not available:
        waited_s = 0 if known.closure_runs_when_nobody_available else limits.longest_wait_s
        closes = known.closure_runs_when_nobody_available or known.closure_runs_at_max_wait
        why = (*why, Why.NOBODY_AVAILABLE)
        return _queue_end(line, closes=closes, known=known, why=why, ends_s=waited_s)
    rings, at_s = [], 0
    for agent in available:
        left_s = limits.longest_wait_s - at_s
        if left_s > 0:
            dialled_s = chain.dialled_seconds(agent.number, ring_s=agent.ring_s, known=known)
            rings.append(Ring(number=agent.number, starts_s=at_s, ring_s=min(dialled_s, left_s)))
            at_s += rings[-1].ring_s
    taken = next((place for place, one in enumerate(rings, 1) if _is_taken_by_phone(one, known=known)), None)
    if taken is not None:
        return _taken_by_phone(tuple(rings[:taken]), known=known, why=why)
    ends_s = limits.longest_wait_s if known.queue_starts_again_until_max_wait else at_s
    closes = known.closure_runs_at_max_wait
    why = (*why, Why.WAIT_OVER)
    return _queue_end(line, closes=closes, known=known, why=why, ends_s=ends_s, rings=tuple(rings))


def _taken_by_phone(rings: tuple[Ring, ...], *, known: assumed.Assumptions, why: tuple[Why, ...]) -> Path:
    *before, last = rings
    dialled_s = _own_voicemail_s(last.number, known=known) or last.ring_s
    last = dataclasses.replace(last, ring_s=dialled_s)
    return _ended(
        End.OWN_VOICEMAIL,
        number=last.number,
        why=why,
        rings=(*before, last),
        ends_s=last.starts_s + dialled_s,
    )


def _queue_end(
    line: observed.HuntGroup,
    *,
    closes: bool,
    known: assumed.Assumptions,
    why: tuple[Why, ...],
    ends_s: int,
    rings: tuple[Ring, ...] = (),
) -> Path:
    queue = line.queue
    action = queue.on_closure if closes else queue.on_overflow
    param = queue.on_closure_number if closes else queue.on_overflow_number
    if action is observed.Action.PLAYBACK:
        return _ended(End.ANNOUNCEMENT, number=None, why=why, rings=rings, ends_s=ends_s)
    number = param if known.closure_param_is_line_number else line.service.voicemail
    if action is not observed.Action.VOICEMAIL or number is None:
        return _ended(End.NOTHING, number=None, why=why, rings=rings, ends_s=ends_s)
    return _ended(End.VOICEMAIL, number=number, why=why, rings=rings, ends_s=ends_s)


def _by_forwards(line: observed.SipLine, *, call: _Call) -> Path:
    if line.unconditional.active:
        first = _sent(line.unconditional.to, call=call, why=(Why.FORWARDED,))
        is_last = call.known.unconditional_forward_hides_others or not line.no_reply.active
        if is_last or first.end is not End.OWN_VOICEMAIL:
            return first
        return _then_no_reply(line, number=first.rings[0].number, call=call, why=first.why)
    return _then_no_reply(line, number=call.own_number, call=call, why=(Why.OWN_PHONE,))


def _then_no_reply(line: observed.SipLine, *, number: str, call: _Call, why: tuple[Why, ...]) -> Path:
    """Return a call that rings `number` until the forward on no reply takes it back."""
    delay_s = line.no_reply_delay * (1 if call.known.forward_delay_in_seconds else _A_RING_S)
    ring = Ring(number=number, starts_s=0, ring_s=delay_s if line.no_reply.active else UNTIL_GIVEN_UP_S)
    rings = (ring,) if ring.ring_s else ()
    if _is_taken_by_phone(ring, known=call.known):
        return _taken_by_phone(rings, known=call.known, why=why)
    to = line.no_reply.to if line.no_reply.active else None
    then = _sent(to, call=call, why=(*why, Why.FORWARDED))
    later = tuple(dataclasses.replace(one, starts_s=one.starts_s + ring.ring_s) for one in then.rings)
    return dataclasses.replace(then, rings=(*rings, *later), ends_s=ring.ring_s + then.ends_s)


def forbidden(
    path: Path, *, allowed: phone.Allowed, own_numbers: collections.abc.Set[str]
) -> tuple[str, ...]:
    """Return the numbers of `path` to which calls may not be sent."""
    return tuple(
        number
        for number in path.numbers
        if number not in own_numbers and not phone.is_allowed(number, allowed)
    )
