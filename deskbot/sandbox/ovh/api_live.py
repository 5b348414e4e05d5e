"""`liveCalls`, `liveStatistics`, `liveStatus`: what goes on in a queue now."""

import datetime as dt
from typing import Any

from deskbot.sandbox.ovh import api_hunting, errors, placed, request
from deskbot.sandbox.ovh import line as lines

_HUNTING = "/telephony/{billingAccount}/easyHunting/{serviceName}/hunting"
_QUEUE = f"{_HUNTING}/queue/{{queueId}}"


def _in_queue(line: lines.Line, *, queue_id: int, at: dt.datetime) -> list[placed.PlacedCall]:
    """Return the calls that wait in the queue or talk to one of its agents."""
    return [
        call
        for call in line.queue_calls
        if call.queue_id == queue_id and call.begin <= at < _leaves_queue(call)
    ]


def _leaves_queue(call: placed.PlacedCall) -> dt.datetime:
    return call.ended_at if call.answered_leg else call.at(call.queued_s)


def _list(line: lines.Line, call: request.Call) -> list[int]:
    queue_id = call.id("queueId")
    api_hunting.queue_at(line, queue_id)
    return [live.call_id for live in _in_queue(line, queue_id=queue_id, at=line.now())]


def _get(line: lines.Line, call: request.Call) -> dict[str, Any]:
    queue_id, now = call.id("queueId"), line.now()
    queue = api_hunting.queue_at(line, queue_id)
    for live in _in_queue(line, queue_id=queue_id, at=now):
        if live.call_id == call.id("id"):
            return _shown(line, live, queue=queue, at=now)
    raise errors.no_object("id", call.id("id"))


def _shown(
    line: lines.Line, live: placed.PlacedCall, *, queue: dict[str, Any], at: dt.datetime
) -> dict[str, Any]:
    leg = live.answered_leg
    is_answered = leg is not None and live.at(live.queued_s) <= at
    caller = live.caller or line.switches.hidden_caller_word_in_voicemail
    return {
        "agent": leg.number if leg is not None and is_answered else "",
        "answered": live.at(live.queued_s) if is_answered else None,
        "begin": live.begin,
        "callerIdName": caller,
        "callerIdNumber": caller,
        "destinationNumber": line.public,
        "end": None,
        "id": live.call_id,
        "onHold": False,
        "queue": queue["description"] or "",
        "state": "Answered" if is_answered else "Waiting",
    }


def _statistics(line: lines.Line, call: request.Call) -> dict[str, Any]:
    queue_id, now = call.id("queueId"), line.now()
    api_hunting.queue_at(line, queue_id)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    over = [c for c in line.queue_calls if c.queue_id == queue_id and today <= c.begin and c.ended_at <= now]
    legs = [leg for c in over if (leg := c.answered_leg) is not None]
    return {
        "callsAnswered": len(legs),
        "callsLost": len(over) - len(legs),
        "callsTotal": len(over),
        "lastReset": today,
        "totalCallDuration": sum(leg.talk_s for leg in legs),
        "totalWaitingDuration": sum(c.queued_s for c in over),
    }


HANDLERS: request.Handlers = {
    ("GET", f"{_QUEUE}/liveCalls"): _list,
    ("GET", f"{_QUEUE}/liveCalls/{{id}}"): _get,
    ("GET", f"{_QUEUE}/liveStatistics"): _statistics,
}
