"""What the operator recorded becomes calls, and each call that nobody answered one card."""

import collections.abc
import dataclasses
import datetime as dt

import structlog

from deskbot.calls import case, events, merge
from deskbot.desk import desk as desk_module
from deskbot.desk import interval
from deskbot.flows import keep_recording, ports, show_card

log = structlog.get_logger(__name__)

KIND = "record_call"
# Records appear up to 10 minutes late (facts/ovh.md): each look goes back well beyond that.
_LOOK_BACK = dt.timedelta(hours=2)
# A leg that does not say whose call it belongs to is looked at again until that call is known.
_WAITS_FOR_ITS_CALL = dt.timedelta(minutes=15)
# The operator's clock may be ahead of ours.
_LOOK_AHEAD = dt.timedelta(minutes=1)


def run(
    key: str,
    *,
    step: ports.Step,
    desks: collections.abc.Mapping[str, desk_module.Desk],
    cards_channel: str,
    ringing_counts: bool,
    log_of_calls: ports.CallLog,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Take in what happened on the line of the desk `key` since the last look."""
    desk = desks[key]

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
        fresh = _fresh(desk, since=since, now=now, log_of_calls=log_of_calls, store=store)
        # All that one look finds is taken in at once: a call is judged with all its legs.
        with store.write() as work:
            calls = _merge(work, fresh, desk=desk, line=line, since=since, now=now)
            for call in calls:
                _card(work, call, desk=desk, cards_channel=cards_channel, now=now)
            known = work.lines.get(desk.key)
            work.lines.save(dataclasses.replace(known, polled_at=now))
        return len(fresh)

    step("look", look)


def _fresh(
    desk: desk_module.Desk,
    *,
    since: dt.datetime,
    now: dt.datetime,
    log_of_calls: ports.CallLog,
    store: ports.Store,
) -> list[tuple[str, events.Event]]:
    # The voicemail is read first: a call whose record is seen and whose message is not looks answered.
    messages = {f"vm-{key}": key for key in log_of_calls.messages(desk.key)}
    span = interval.Interval(start=since, end=now + _LOOK_AHEAD)
    records = {f"cdr-{key}": key for key in log_of_calls.records(desk.key, span=span)}
    with store.read() as work:
        unseen = set(work.calls.unseen(desk.key, [*messages, *records]))
    found: list[tuple[str, events.Event]] = [
        (name, log_of_calls.message(desk.key, key)) for name, key in messages.items() if name in unseen
    ]
    found += [(name, log_of_calls.record(desk.key, key)) for name, key in records.items() if name in unseen]
    return sorted(found, key=lambda pair: pair[1].at)


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
    if not call.needs_a_card:
        return
    before = work.cases.get(call.key)
    card = before.changed() if before else case.Case(key=call.key, desk=desk.key, channel=cards_channel)
    if call.voicemail is not None and card.hearing is case.Hearing.NONE:
        card = card.changed(hearing=case.Hearing.WAITING)
        work.due.put(keep_recording.KIND, card.key, at=now)
    work.cases.save(card)
    work.due.put(show_card.KIND, card.key, at=now)
