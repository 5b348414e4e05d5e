"""What the operator recorded becomes calls, and each call that nobody answered one card."""

import collections.abc
import dataclasses
import datetime as dt
import functools

import structlog

from deskbot.calls import case, events, merge
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import interval
from deskbot.flows import house as house_module
from deskbot.flows import keep_recording, ports, prove_number, show_card
from deskbot.flows import watch as watch_module
from deskbot.line import errors, state

log = structlog.get_logger(__name__)

KIND = "record_call"
# Records appear up to 10 minutes late (facts/ovh.md): each look goes back well beyond that.
_LOOK_BACK = dt.timedelta(hours=2)
# A leg that does not say whose call it belongs to is looked at again until that call is known.
_WAITS_FOR_ITS_CALL = dt.timedelta(minutes=15)
# The operator's clock may be ahead of ours.
_LOOK_AHEAD = dt.timedelta(minutes=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Seen:
    events: list[tuple[str, events.Event]]
    is_blind: bool


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    cards_channel: str,
    ringing_counts: bool,
    watch: watch_module.Watch,
    log_of_calls: ports.CallLog,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Take in what happened on the line of the desk `key` since the last look.

    `watch` says where it is told, and after how long, that the operator's log cannot be read.
    """
    desk = house.desk(key)
    if desk is None:
        # A row of a desk that was taken out of the configuration.
        return
    line = merge.Line(
        public_number=desk.public_number,
        voicemail_number=desk.voicemail_number,
        longest_wait_s=desk.longest_wait_s,
        ringing_counts=ringing_counts,
    )

    def look() -> int:
        now = clock.now()
        with store.read() as work:
            since = (work.lines.get(desk.key).polled_at or now) - _LOOK_BACK
        seen = _look(desk, since=since, now=now, log_of_calls=log_of_calls, store=store)
        # All that one look finds is taken in at once: a call is judged with all its legs.
        with store.write() as work:
            calls = _merge(work, seen.events, desk=desk, line=line, since=since, now=now)
            for call in calls:
                _card(work, call, desk=desk, cards_channel=cards_channel, now=now)
            prove_number.ask_owners(work, calls, desk=desk, house=house.known(work, since=now), now=now)
            known = work.lines.get(desk.key)
            known = (
                _blind(work, known, desk=desk, now=now, watch=watch)
                if seen.is_blind
                else _sighted(work, known, desk=desk, now=now, watch=watch)
            )
            work.lines.save(known)
        return len(seen.events)

    step("look", look)


def _look(
    desk: desk_module.Desk,
    *,
    since: dt.datetime,
    now: dt.datetime,
    log_of_calls: ports.CallLog,
    store: ports.Store,
) -> _Seen:
    span = interval.Interval(start=since, end=now + _LOOK_AHEAD)
    # The voicemail is read first: a call whose record is seen and whose message is not looks answered.
    messages_listed = _listed(lambda: log_of_calls.messages(desk.key))
    records_listed = _listed(lambda: log_of_calls.records(desk.key, span=span))
    readers: dict[str, collections.abc.Callable[[], events.Event]] = {
        **{
            f"vm-{key}": functools.partial(log_of_calls.message, desk.key, key)
            for key in messages_listed or ()
        },
        **{
            f"cdr-{key}": functools.partial(log_of_calls.record, desk.key, key)
            for key in records_listed or ()
        },
    }
    with store.read() as work:
        unseen = work.calls.unseen(desk.key, list(readers))
    read = [(name, event) for name in unseen if (event := _read(name, readers[name])) is not None]
    return _Seen(
        events=sorted(read, key=lambda pair: pair[1].at),
        is_blind=messages_listed is None or records_listed is None,
    )


def _listed(ask: collections.abc.Callable[[], tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return what is listed, None when that cannot be read: the other source is read all the same."""
    try:
        return ask()
    except (errors.LineUnavailable, errors.LineRefused):
        return None


def _read(name: str, ask: collections.abc.Callable[[], events.Event]) -> events.Event | None:
    """Return an event, None when it cannot be read: it stays unseen, and holds no other one back."""
    try:
        return ask()
    except (errors.LineUnavailable, errors.LineRefused) as problem:
        log.warning("A source of a call cannot be read.", source=name, error=type(problem).__name__)
        return None


def _blind(
    work: ports.Work,
    known: state.LineState,
    *,
    desk: desk_module.Desk,
    now: dt.datetime,
    watch: watch_module.Watch,
) -> state.LineState:
    since = known.blind_since or now
    tells = not known.blindness_told and watch.lasts(since, now=now)
    if tells:
        blindness = messages.CallLogTrouble(title=desk.title, since=since)
        watch.tell(work, blindness, key=f"blind-{desk.key}-{since.timestamp():.0f}", now=now)
    return dataclasses.replace(known, blind_since=since, blindness_told=known.blindness_told or tells)


def _sighted(
    work: ports.Work,
    known: state.LineState,
    *,
    desk: desk_module.Desk,
    now: dt.datetime,
    watch: watch_module.Watch,
) -> state.LineState:
    if known.blindness_told and known.blind_since is not None:
        back = messages.CallLogBack(title=desk.title, since=known.blind_since)
        watch.tell(work, back, key=f"sighted-{desk.key}-{now.timestamp():.0f}", now=now)
    return dataclasses.replace(known, polled_at=now, blind_since=None, blindness_told=False)


def _merge(
    work: ports.Work,
    fresh: collections.abc.Iterable[tuple[str, events.Event]],
    *,
    desk: desk_module.Desk,
    line: merge.Line,
    since: dt.datetime,
    now: dt.datetime,
) -> list[merge.Call]:
    """Return the calls that these events make or complete, each once."""
    changed: dict[str, merge.Call] = {}
    for event_key, event in fresh:
        # What is older than deskbot's first look was dealt with by hand.
        call = _call(work, event_key, event, desk=desk, line=line) if event.at >= since else None
        if call is not None:
            work.calls.save(call, desk=desk.key)
            changed[call.key] = call
        if call is not None or now - event.at >= _WAITS_FOR_ITS_CALL:
            work.calls.mark_seen(desk.key, event_key, at=now)
    for call in changed.values():
        log.info("A call was recorded.", call=call.key, outcome=call.outcome.value)
    return list(changed.values())


def _call(
    work: ports.Work, event_key: str, event: events.Event, *, desk: desk_module.Desk, line: merge.Line
) -> merge.Call | None:
    reach = interval.Interval(start=event.at - _LOOK_BACK, end=event.at + _LOOK_BACK)
    known = work.calls.near(desk.key, span=reach)
    return merge.merge(event, calls=known, line=line, key=f"{desk.key}-{event_key}")


def _card(
    work: ports.Work,
    call: merge.Call,
    *,
    desk: desk_module.Desk,
    cards_channel: str,
    now: dt.datetime,
) -> None:
    before = work.cases.get(call.key)
    if not call.needs_a_card:
        if before is not None and before.state is case.State.OPEN:
            # A leg that came later shows that somebody answered: nobody has to call back.
            work.cases.save(before.changed(state=case.State.DONE, closing=case.Closing.ANSWERED))
            work.due.put(show_card.KIND, call.key, at=now)
        return
    card = before.changed() if before else case.Case(key=call.key, desk=desk.key, channel=cards_channel)
    if call.voicemail is not None and card.hearing is case.Hearing.NONE:
        card = card.changed(hearing=case.Hearing.WAITING)
        work.due.put(keep_recording.KIND, card.key, at=now)
    work.cases.save(card)
    work.due.put(show_card.KIND, card.key, at=now)
