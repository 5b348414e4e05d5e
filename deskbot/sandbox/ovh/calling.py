"""Place a call: walk it through the line, with people who answer, hang up or leave a message."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from deskbot.sandbox.ovh import events, numbers, placed, recordings, records, routing
from deskbot.sandbox.ovh import line as lines

_PRIVATE_VOICEMAIL_TALK_S = 10
_ANNOUNCEMENT_S = 12
_FOREVER_S = 10**9
_HANGS_UP_DURING_GREETING_S = 3


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the people do; all else is the line's doing."""

    answered_by: int | None = None
    """The n-th phone that rings is picked up (1 is the first)."""
    answered_after_s: int = 6
    """How long that phone has rung by then."""
    talk_s: int = 90
    patience_s: int | None = None
    """The caller hangs up so long after the begin, unless somebody answered before."""
    gives_up_after_first_round: bool = False
    message_s: int | None = None
    """The length of the message that the caller leaves, if a voicemail takes the call."""


def answered(by: int = 1, *, talk_s: int = 90) -> Outcome:
    """Return: the `by`-th phone that rings is picked up."""
    return Outcome(answered_by=by, talk_s=talk_s)


def hangs_up(after_s: int | None = None) -> Outcome:
    """Return: nobody answers, and the caller gives up after the first round, or after `after_s`."""
    return Outcome(patience_s=after_s, gives_up_after_first_round=after_s is None)


def leaves_message(message_s: int) -> Outcome:
    """Return: nobody answers, and the caller waits for the voicemail and speaks for `message_s`."""
    return Outcome(message_s=message_s)


def stays_silent() -> Outcome:
    """Return: nobody answers, and the caller waits to the end, then says nothing."""
    return Outcome()


def place_call(
    line: lines.Line, *, caller: str | None, outcome: Outcome, recording: bytes | None = None
) -> placed.PlacedCall:
    """Place a call to a number, now, and return what happens to it. The clock does not move.

    `line` is the state of the number called (`world.numbers[...]`), of any kind. `caller` is E.164,
    None for a hidden number. `recording` is the sound of the outcome's message.

    :raises ValueError: if the caller is no E.164 number, or a message comes without its recording.
    """
    if outcome.message_s is not None and recording is None:
        raise ValueError("a message needs its recording")
    with line.lock:
        calling = None if caller is None else numbers.to_ovh(caller)
        begin = line.now().replace(microsecond=0)
        route = routing.who_would_ring(line, at=begin, is_hidden=calling is None, caller=caller)
        call = _play(route, outcome, line=line, caller=calling)
        call = dataclasses.replace(call, begin=begin)
        if call.end == "voicemail" and outcome.message_s is not None and recording is not None:
            call = _leave_message(line, call, message_s=outcome.message_s, sound=recording)
        _keep(line, call)
        return call


def _keep(line: lines.Line, call: placed.PlacedCall) -> None:
    line.calls.append(call)
    line.account.calls.append(call)
    line.records.extend(records.of_call(line, call))
    line.account.stream.keep(events.of_call(line, call), now=line.now(), rules=line.switches)
    for other in line.account.numbers.values():
        if call.queue_id in other.queues:
            other.queue_calls.append(call)


def _play(
    route: routing.Route, outcome: Outcome, *, line: lines.Line, caller: str | None
) -> placed.PlacedCall:
    limit_s = _patience_s(route, outcome)
    legs = _legs(route.rings, outcome, line=line, limit_s=limit_s)
    call = placed.PlacedCall(
        call_id=line.next_id(),
        called=line.public,
        caller=caller,
        begin=line.now(),
        legs=legs,
        end="hangup",
        why="L'appelant a raccroché.",
        total_s=limit_s,
        queue_id=route.queue_id,
        queued_s=min(limit_s, route.then_at_s),
    )
    if call.answered_leg is not None:
        return _picked_up(call, call.answered_leg)
    if limit_s <= route.then_at_s:
        return call
    return _taken(call, route, outcome, line=line)


def _patience_s(route: routing.Route, outcome: Outcome) -> int:
    if outcome.patience_s is not None:
        return outcome.patience_s
    if outcome.gives_up_after_first_round and route.first_round:
        last = route.first_round[-1]
        return last.starts_s + last.dialled_s
    return _FOREVER_S


def _legs(
    rings: Sequence[routing.Ring], outcome: Outcome, *, line: lines.Line, limit_s: int
) -> tuple[placed.Leg, ...]:
    legs: list[placed.Leg] = []
    for place, ring in enumerate(rings, start=1):
        if ring.starts_s >= limit_s:
            break
        leg = _leg(ring, outcome, line=line, limit_s=limit_s, is_the_one=place == outcome.answered_by)
        legs.append(leg)
        if leg.answered:
            # Phones that ring at the same time stop; none begins to ring any more.
            limit_s = min(limit_s, leg.starts_s + leg.dialled_s)
    return tuple(_cut(leg, limit_s=limit_s) for leg in legs)


def _cut(leg: placed.Leg, *, limit_s: int) -> placed.Leg:
    """Return the leg as it is when the call is over for it at `limit_s`, picked up by somebody else."""
    left_s = limit_s - leg.starts_s
    if leg.dialled_s <= left_s:
        return leg
    rang_s = max(0, leg.rang_s - (leg.dialled_s - left_s))
    return dataclasses.replace(
        leg, dialled_s=left_s, rang_s=rang_s, answered=False, by_private_voicemail=False, talk_s=0
    )


def _leg(
    ring: routing.Ring, outcome: Outcome, *, line: lines.Line, limit_s: int, is_the_one: bool
) -> placed.Leg:
    setup_s = ring.dialled_s - ring.rang_s
    rang_s = max(0, min(ring.rang_s, limit_s - ring.starts_s - setup_s))
    dialled_s = min(ring.dialled_s, limit_s - ring.starts_s)
    leg = placed.Leg(
        agent_id=ring.agent_id,
        number=ring.number,
        starts_s=ring.starts_s,
        dialled_s=dialled_s,
        rang_s=rang_s,
    )
    own_voicemail_s = line.switches.mobile_voicemail_after_s if numbers.is_mobile(ring.number) else None
    if is_the_one and _before(min(outcome.answered_after_s, ring.rang_s - 1), own_voicemail_s, rang_s):
        after_s = min(outcome.answered_after_s, ring.rang_s - 1)
        return _answer(leg, after_s=after_s, setup_s=setup_s, talk_s=outcome.talk_s, is_private=False)
    if own_voicemail_s is not None and own_voicemail_s < rang_s:
        talk_s = _PRIVATE_VOICEMAIL_TALK_S
        return _answer(leg, after_s=own_voicemail_s, setup_s=setup_s, talk_s=talk_s, is_private=True)
    return leg


def _before(after_s: int, own_voicemail_s: int | None, rang_s: int) -> bool:
    return 0 <= after_s < rang_s and (own_voicemail_s is None or after_s < own_voicemail_s)


def _answer(leg: placed.Leg, *, after_s: int, setup_s: int, talk_s: int, is_private: bool) -> placed.Leg:
    return dataclasses.replace(
        leg,
        rang_s=after_s,
        dialled_s=setup_s + after_s,
        answered=True,
        by_private_voicemail=is_private,
        talk_s=talk_s,
    )


def _picked_up(call: placed.PlacedCall, leg: placed.Leg) -> placed.PlacedCall:
    picked_up_s = leg.starts_s + leg.dialled_s
    who = "La messagerie personnelle de" if leg.by_private_voicemail else "Réponse de"
    return dataclasses.replace(
        call,
        end="answered",
        why=f"{who} {numbers.to_e164(leg.number)}.",
        total_s=picked_up_s + leg.talk_s,
        queued_s=picked_up_s,
    )


def _taken(
    call: placed.PlacedCall, route: routing.Route, outcome: Outcome, *, line: lines.Line
) -> placed.PlacedCall:
    """Return the call as its last destination leaves it."""
    at_s, why = route.then_at_s, route.then.why
    if route.then.kind == "rejected":
        return dataclasses.replace(call, end="rejected", why=why, total_s=0)
    if route.then.kind == "playback":
        return dataclasses.replace(call, why=why, total_s=at_s + _ANNOUNCEMENT_S)
    if route.then.kind != "voicemail":
        return dataclasses.replace(call, why=why, total_s=at_s)
    number = str(route.then.number)
    box = line.account.mailboxes[number]
    on_voicemail_s = _voicemail_s(call, outcome, line=line, box=box, at_s=at_s)
    return dataclasses.replace(
        call,
        end="voicemail",
        why=why,
        total_s=at_s + on_voicemail_s,
        voicemail_s=on_voicemail_s,
        voicemail=number,
        greeting=box.greeting(needs_sound=line.switches.temporary_greeting_needs_its_sound),
    )


def _voicemail_s(
    call: placed.PlacedCall, outcome: Outcome, *, line: lines.Line, box: recordings.Mailbox, at_s: int
) -> int:
    greeting_s = line.config.greeting_s
    if outcome.gives_up_after_first_round:
        return _HANGS_UP_DURING_GREETING_S
    if box.settings["doNotRecord"]:
        return min(greeting_s, call.total_s - at_s)
    return min(greeting_s + (outcome.message_s or 0), call.total_s - at_s)


def _leave_message(
    line: lines.Line, call: placed.PlacedCall, *, message_s: int, sound: bytes
) -> placed.PlacedCall:
    callee = str(call.voicemail)
    box = line.account.mailboxes[callee]
    if box.settings["doNotRecord"] or call.voicemail_s < line.config.greeting_s + message_s:
        return call
    message = recordings.Message(
        message_id=line.next_id(),
        caller=call.caller or line.switches.hidden_caller_word_in_voicemail,
        callee=callee,
        created=call.at(call.total_s - message_s),
        visible_at=call.ended_at + dt.timedelta(seconds=line.switches.voicemails_late_s),
        duration_s=message_s,
        folder="inbox",
        sound=sound,
        is_kept=box.settings["keepMessage"] or not box.settings["redirectionEmails"],
    )
    box.messages[message.message_id] = message
    if box.settings["redirectionEmails"]:
        sent_at = call.ended_at + dt.timedelta(seconds=line.switches.mail_late_s)
        line.account.announced.append(
            recordings.Announced(message=message, settings=dict(box.settings), at=sent_at)
        )
    return dataclasses.replace(call, message_id=message.message_id)
