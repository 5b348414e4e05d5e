"""Live events: what is told of a placed call while it happens (facts/ovh.md, "Live events").

Their fields are those of OVH's guide and of public clients; a queue's are FreeSWITCH's headers, as texts.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from deskbot.sandbox import clock
from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import placed, stream

_NAMES = uuid.UUID("6f766800-0000-4000-8000-000000000000")
_NANOSECONDS = 10**9


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Moment:
    """Something that happens to a number, so long after the call's begin."""

    owner: lines.Line
    at_s: int
    event: str
    service: Literal["queues", "sip"]
    data: Mapping[str, str]


def of_call(line: lines.Line, call: placed.PlacedCall) -> list[stream.Happening]:
    """Return what is told of `call`, in the order in which it is."""
    if line.switches.events_absent:
        return []
    moments = sorted([*_of_queue(line, call), *_of_phones(line, call)], key=lambda one: one.at_s)
    late = dt.timedelta(seconds=line.switches.events_late_s)
    happenings = [
        stream.Happening(
            visible_at=call.at(one.at_s) + late,
            billing_account=one.owner.billing_account,
            payload=_payload(one, call, place=place),
        )
        for place, one in enumerate(moments)
    ]
    return _backwards(happenings) if line.switches.events_out_of_order else happenings


def _backwards(happenings: list[stream.Happening]) -> list[stream.Happening]:
    """Return them last first: nothing is told before it happened, so all of them wait for the last."""
    last = max((one.visible_at for one in happenings), default=None)
    return [dataclasses.replace(one, visible_at=last) for one in reversed(happenings) if last is not None]


def _payload(moment: _Moment, call: placed.PlacedCall, *, place: int) -> dict[str, Any]:
    at = call.at(moment.at_s).astimezone(clock.PARIS)
    seconds = int(at.timestamp())
    owner = moment.owner
    return {
        "event": moment.event,
        "service": moment.service,
        "ressource": owner.public,
        # The place among the call's events stands for the nanoseconds that tell them apart.
        "timestamp": seconds * _NANOSECONDS + place,
        "date": f"{at:%Y-%m-%dT%H:%M:%S.%f} ({at:%Z})",
        "data": {**moment.data, "Ts": str(seconds)},
        "details": {
            "Description": owner.description,
            "Id": str(sum(owner.public.encode())),
            "IdBillingAccount": str(sum(owner.billing_account.encode())),
            "SimultaneousLine": "1" if moment.service == "sip" else "10",
            "Type": "sipCirpack" if moment.service == "sip" else "easyHunting",
        },
    }


# -- a queue


def _of_queue(line: lines.Line, call: placed.PlacedCall) -> Iterator[_Moment]:
    """Yield what the queue that the call entered tells, whichever number led there."""
    owners = [one for one in line.account.numbers.values() if call.queue_id in one.queues]
    if not owners:
        return
    owner, member = owners[0], _member(line, call)
    for at_s, event, more in _queue_moments(line, call):
        data = {**member, "Action": event, "QueueMemberJoinedTime": _ts(call, _entered_s(call)), **more}
        yield _Moment(owner=owner, at_s=at_s, event=event, service="queues", data=data)


def _queue_moments(line: lines.Line, call: placed.PlacedCall) -> Iterator[tuple[int, str, dict[str, str]]]:
    yield _entered_s(call), "member-queue-start", {}
    yield _entered_s(call), "members-count", {"Count": "1"}
    for leg in call.legs:
        if leg.agent_id is not None:
            yield from _agent_moments(call, leg)
    yield from _leaving(line, call)
    yield _left_s(call), "members-count", {"Count": "0"}


def _agent_moments(call: placed.PlacedCall, leg: placed.Leg) -> Iterator[tuple[int, str, dict[str, str]]]:
    agent = {"Agent": leg.number, "QueueAgent": f"agent_{leg.number}_{leg.agent_id}"}
    over_s = leg.starts_s + leg.dialled_s
    yield leg.starts_s, "agent-offering", agent
    agent["QueueAgentCalledTime"] = _ts(call, leg.starts_s)
    if not leg.answered:
        yield over_s, "bridge-agent-fail", {**agent, "QueueHangupCause": _cause(call, leg)}
        return
    agent["QueueAgentAnsweredTime"] = _ts(call, over_s)
    yield over_s, "bridge-agent-start", agent
    ended = {"QueueBridgeTerminatedTime": _ts(call, over_s + leg.talk_s), "QueueHangupCause": "SUCCESS"}
    yield over_s + leg.talk_s, "bridge-agent-end", {**agent, **ended}


def _cause(call: placed.PlacedCall, leg: placed.Leg) -> str:
    over_s, answered = leg.starts_s + leg.dialled_s, call.answered_leg
    if (
        answered is not None
        and answered.starts_s < over_s
        and answered.starts_s + answered.dialled_s <= over_s
    ):
        return "LOSE_RACE"
    return "ORIGINATOR_CANCEL" if call.end == "hangup" and over_s >= call.total_s else "NO_ANSWER"


def _leaving(line: lines.Line, call: placed.PlacedCall) -> Iterator[tuple[int, str, dict[str, str]]]:
    data = {"QueueMemberLeavingTime": _ts(call, _left_s(call))}
    if call.answered_leg is not None:
        yield _left_s(call), "member-queue-end", {**data, "QueueCause": "Terminated"}
        return
    if line.switches.queue_end_names_its_reason:
        # FreeSWITCH's CC-Cancel-Reason: the caller broke out of the queue, or waited to its end.
        data["QueueCancelReason"] = "BREAK_OUT" if call.queued_s >= call.total_s else "TIMEOUT"
    yield _left_s(call), "member-queue-end", {**data, "QueueCause": "Cancel"}


def _entered_s(call: placed.PlacedCall) -> int:
    """Return when the call reached the queue: a line may have rung its own phone before."""
    return max((leg.starts_s + leg.dialled_s for leg in call.legs if leg.agent_id is None), default=0)


def _left_s(call: placed.PlacedCall) -> int:
    """Return when the queue let go of the call: who talks to an agent is in it until they hang up."""
    return call.total_s if call.answered_leg is not None else call.queued_s


def _member(line: lines.Line, call: placed.PlacedCall) -> dict[str, str]:
    caller = call.caller or line.switches.hidden_caller_word_in_voicemail
    return {
        "Calling": caller,
        "Protocol": "queues",
        "Queue": f"queue_{call.queue_id}",
        "QueueMemberCIDName": caller,
        "QueueMemberCIDNumber": caller,
        "QueueMemberDNIS": line.public,
        "QueueMemberSessionUUID": _named(call, "session"),
        "QueueMemberUUID": _named(call, "member"),
    }


# -- the phone of a line


def _of_phones(line: lines.Line, call: placed.PlacedCall) -> Iterator[_Moment]:
    """Yield what the SIP lines of the account tell: the one that was called, and those of agents."""
    for place, leg in enumerate(call.legs):
        owner = line.account.services.get(leg.number)
        if owner is not None and owner.kind == "line":
            data = _sip(line, call, owner=owner, place=place)
            for at_s, event in _phone_moments(
                leg, stops_when_answered=line.switches.end_ringing_when_answered
            ):
                more = {**data, "Event": event}
                yield _Moment(owner=owner, at_s=at_s, event=event, service="sip", data=more)


def _phone_moments(leg: placed.Leg, *, stops_when_answered: bool) -> Iterator[tuple[int, str]]:
    over_s = leg.starts_s + leg.dialled_s
    yield over_s - leg.rang_s, "start_ringing"
    if not leg.answered or stops_when_answered:
        yield over_s, "end_ringing"
    if leg.answered:
        yield over_s, "start_calling"
        yield over_s + leg.talk_s, "end_calling"


def _sip(line: lines.Line, call: placed.PlacedCall, *, owner: lines.Line, place: int) -> dict[str, str]:
    return {
        "Billing": owner.public,
        "CallId": f"{_named(call, f'sip-{place}')}@sip.example",
        "Called": owner.public,
        "Calling": call.caller or line.switches.hidden_caller_word_in_voicemail,
        "Dialed": line.public,
        "Protocol": "sip",
    }


def _named(call: placed.PlacedCall, part: str) -> str:
    return str(uuid.uuid5(_NAMES, f"{part} {call.call_id} {call.begin.isoformat()}"))


def _ts(call: placed.PlacedCall, offset_s: int) -> str:
    return str(int(call.at(offset_s).timestamp()))
