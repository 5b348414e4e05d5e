"""Live events: what the operator tells of a call while it happens (facts/ovh.md, "Live events")."""

import collections.abc
import datetime as dt
import hashlib
import json
import re
from typing import Any

from deskbot.calls import events
from deskbot.line import errors
from deskbot.outside.ovh.wire import shapes

Payload = shapes.Payload

# How a poll says that nothing happened for as long as the host holds it open.
_NOTHING_YET = "Timeout, please reconnect"
_SUBSCRIBED = "Successfully subscribed"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# Tokens and sessions stand in addresses.
_NAME = re.compile(r"[\w-]{1,100}", re.ASCII)
# A kind's name without digits: nobody's number gets into the log by it.
_KIND = re.compile(r"[a-z_-]{1,40}")
# The name of a call comes from the caller's own equipment where the line is a SIP one.
_LONGEST_CALL = 300
_AGENT = re.compile(r"agent_(\w+)_\d+", re.ASCII)

_QUEUE = {
    "member-queue-start": events.LiveKind.BEGINS,
    "agent-offering": events.LiveKind.RINGS,
    "bridge-agent-start": events.LiveKind.ANSWERED,
    "bridge-agent-fail": events.LiveKind.GAVE_UP,
    "bridge-agent-end": events.LiveKind.HUNG_UP,
    "member-queue-end": events.LiveKind.ENDS,
}
# A line has one phone, its own: it rings as the call begins. It stops ringing when it is picked up as well
# ([A]), and a call that it did not take may ring elsewhere: only the end of a talk is the end of the call.
_LINE = {
    "start_ringing": events.LiveKind.BEGINS,
    "start_calling": events.LiveKind.ANSWERED,
    "end_ringing": events.LiveKind.GAVE_UP,
    "end_calling": events.LiveKind.ENDS,
}
_NOT_OF_A_CALL = frozenset({"registered", "members-count", "member-count"})

_CAUSES = {
    "SUCCESS": events.Cause.SUCCESS,
    "NORMAL_CLEARING": events.Cause.SUCCESS,
    "NO_ANSWER": events.Cause.NO_ANSWER,
    "NO_USER_RESPONSE": events.Cause.NO_ANSWER,
    "NO_AGENT_TIMEOUT": events.Cause.NO_ANSWER,
    "USER_BUSY": events.Cause.BUSY,
    "LOSE_RACE": events.Cause.LOST_RACE,
    "DESTINATION_OUT_OF_ORDER": events.Cause.OUT_OF_ORDER,
    "UNALLOCATED_NUMBER": events.Cause.OUT_OF_ORDER,
    "ORIGINATOR_CANCEL": events.Cause.CALLER_LEFT,
}
# How a queue let go of a caller: an agent talked to them, or none did.
_QUEUE_CAUSES = {"Terminated": events.Cause.SUCCESS, "Cancel": events.Cause.NO_ANSWER}
_GAVE_UP_WAITING = "BREAK_OUT"


def payloads_of(text: str) -> tuple[object, ...]:
    """Return what a poll tells, each piece as it is; nothing where nothing happened.

    :raises LineUnavailable: if it is no answer of that host.
    """
    if text.strip() == _NOTHING_YET:
        return ()
    told = _json(text)
    if not isinstance(told, list):
        raise errors.LineUnavailable("a list")
    return tuple(told)


def event_of(payload: object) -> events.LiveEvent | None:
    """Return the event that a payload tells; None where it is about no call that came in.

    :raises LineUnavailable: if it cannot be read, or is of a kind that nobody knows.
    """
    with shapes.understood():
        if not isinstance(payload, collections.abc.Mapping):
            raise TypeError("an event")
        kind = payload["event"]
        if kind in _QUEUE:
            return _queue_event(payload, _QUEUE[kind])
        if kind in _LINE:
            return _line_event(payload, _LINE[kind])
        if kind not in _NOT_OF_A_CALL:
            raise ValueError("another kind")
    return None


def kind_of(payload: object) -> str:
    """Return what a payload calls itself, for the log: a word without digits, or nothing."""
    kind = payload.get("event") if isinstance(payload, collections.abc.Mapping) else None
    return kind if isinstance(kind, str) and _KIND.fullmatch(kind) else ""


def session_of(text: str) -> str:
    """Return the name of the session that was opened.

    :raises LineUnavailable: if there is none in it.
    """
    with shapes.understood():
        return name_of(_json(text)["id"])


def name_of(written: object) -> str:
    """Return a token or the name of a session, fit to stand in an address.

    :raises LineUnavailable: if it is not.
    """
    if not isinstance(written, str) or not _NAME.fullmatch(written):
        raise errors.LineUnavailable("a name")
    return written


def token_of(payload: Payload) -> str:
    """Return the token that a billing account has; the errors of `name_of`."""
    with shapes.understood():
        return name_of(payload["token"])


def is_subscribed(text: str) -> bool:
    """Whether the host says that a session hears of a token from now on."""
    return text.startswith(_SUBSCRIBED)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise errors.LineUnavailable(type(problem).__name__) from None


def _queue_event(payload: Payload, kind: events.LiveKind) -> events.LiveEvent:
    data = payload["data"]
    call = _call(data["QueueMemberSessionUUID"])
    return events.LiveEvent(
        key=_key(payload, call=call),
        call=call,
        kind=kind,
        at=_moment(payload),
        number=_own_number(payload),
        caller=shapes.from_ovh_number(data.get("QueueMemberCIDNumber") or data["Calling"]),
        agent=_agent(data),
        cause=_cause(data, kind),
    )


def _line_event(payload: Payload, kind: events.LiveKind) -> events.LiveEvent | None:
    data, number = payload["data"], _own_number(payload)
    caller = shapes.from_ovh_number(data["Calling"])
    named = {shapes.from_ovh_number(data.get(name)) for name in ("Called", "Dialed")} - {None}
    if caller == number or named - {number}:
        # A call that went out, or one to another number which rings this phone: that number tells of it.
        return None
    call = _call(data["CallId"])
    return events.LiveEvent(
        key=_key(payload, call=call),
        call=call,
        kind=kind,
        at=_moment(payload),
        number=number,
        caller=caller,
        agent=number if kind is events.LiveKind.ANSWERED else None,
        # A talk that is over was one.
        cause=events.Cause.SUCCESS if kind is events.LiveKind.ENDS else None,
    )


def _key(payload: Payload, *, call: str) -> str:
    # Of one length, whatever the caller's equipment names its calls.
    told = f"{payload['event']} {int(payload['timestamp'])} {call}"
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _call(written: object) -> str:
    if not isinstance(written, str) or not 0 < len(written) <= _LONGEST_CALL:
        raise ValueError("the name of a call")
    return written


def _moment(payload: Payload) -> dt.datetime:
    return _EPOCH + dt.timedelta(microseconds=int(payload["timestamp"]) // 1000)


def _own_number(payload: Payload) -> str:
    number = shapes.from_ovh_number(payload["ressource"])
    if number is None:
        raise ValueError("a number of ours")
    return number


def _agent(data: Payload) -> str | None:
    named = _AGENT.fullmatch(str(data.get("QueueAgent")))
    return shapes.from_ovh_number(data.get("Agent")) or (
        shapes.from_ovh_number(named.group(1)) if named else None
    )


def _cause(data: Payload, kind: events.LiveKind) -> events.Cause | None:
    if kind is events.LiveKind.ENDS:
        return _why_it_left(data)
    written = data.get("QueueHangupCause")
    return _CAUSES.get(written, events.Cause.OTHER) if isinstance(written, str) and written else None


def _why_it_left(data: Payload) -> events.Cause:
    cause = _QUEUE_CAUSES.get(str(data.get("QueueCause")), events.Cause.OTHER)
    # Whether callers gave up or waited to the end is not always said ([A]).
    gave_up = cause is events.Cause.NO_ANSWER and data.get("QueueCancelReason") == _GAVE_UP_WAITING
    return events.Cause.CALLER_LEFT if gave_up else cause
