"""Time conditions of the queue, and the scheduler's events."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from deskbot.sandbox.ovh import errors, kept, request
from deskbot.sandbox.ovh import line as lines

_SETTINGS = "/telephony/{billingAccount}/easyHunting/{serviceName}/timeConditions"
_CONDITION = f"{_SETTINGS}/conditions/{{conditionId}}"
_SCHEDULER = "/telephony/{billingAccount}/scheduler/{serviceName}"
_EVENT = f"{_SCHEDULER}/events/{{uid}}"


def _get_settings(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return line.time_settings


def _put_settings(line: lines.Line, call: request.Call) -> None:
    request.put(line, call, into=line.time_settings)


def _list_conditions(line: lines.Line, call: request.Call) -> list[int]:
    policy = call.query.get("policy")
    return [key for key, span in line.time_conditions.items() if policy in (None, span["policy"])]


def _condition(line: lines.Line, call: request.Call) -> dict[str, Any]:
    condition_id = call.id("conditionId")
    if condition_id not in line.time_conditions:
        raise errors.no_object("conditionId", condition_id)
    return line.time_conditions[condition_id]


def _get_condition(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return _condition(line, call) | {"conditionId": call.id("conditionId")}


def _post_condition(line: lines.Line, call: request.Call) -> dict[str, Any]:
    _check_span(call.body)
    condition_id = line.next_id()
    line.time_conditions[condition_id] = dict(call.body)
    return line.time_conditions[condition_id] | {"conditionId": condition_id}


def _put_condition(line: lines.Line, call: request.Call) -> None:
    span = _condition(line, call)
    _check_span(span | dict(call.body))
    request.put(line, call, into=span)


def _delete_condition(line: lines.Line, call: request.Call) -> None:
    _condition(line, call)
    del line.time_conditions[call.id("conditionId")]


def _check_span(span: Mapping[str, Any]) -> None:
    if span["timeFrom"] >= span["timeTo"]:
        raise errors.bad_request("[timeTo] must be after timeFrom")


# -- the scheduler


def _scheduler(line: lines.Line, call: request.Call) -> kept.Scheduler:
    return line.account.schedulers[call.path["serviceName"]]


def _get_scheduler(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return _scheduler(line, call).settings | {"serviceName": call.path["serviceName"]}


def _put_scheduler(line: lines.Line, call: request.Call) -> None:
    request.put(line, call, into=_scheduler(line, call).settings)


def _list_events(line: lines.Line, call: request.Call) -> list[str]:
    return [uid for uid, event in _scheduler(line, call).events.items() if _is_asked(event, call.query)]


def _is_asked(event: Mapping[str, Any], query: Mapping[str, Any]) -> bool:
    if query.get("categories", event["categories"]) != event["categories"]:
        return False
    return all(
        query.get(f"{name}.from", event[name]) <= event[name] <= query.get(f"{name}.to", event[name])
        for name in ("dateStart", "dateEnd")
    )


def _post_event(line: lines.Line, call: request.Call) -> None:
    _check_dates(call.body["dateStart"], call.body["dateEnd"])
    sent = call.body.get("uid") if line.switches.scheduler_event_keeps_uid else None
    uid = sent or f"{secrets.token_hex(16)}@scheduler"
    events = _scheduler(line, call).events
    if uid in events:
        raise errors.conflict(f"An event with this uid already exists ({uid})")
    # What is sent as `category` is read back as `categories` (facts/ovh.md, easyHunting).
    events[uid] = {
        "categories": call.body["category"],
        "dateEnd": call.body["dateEnd"],
        "dateStart": call.body["dateStart"],
        "description": call.body.get("description"),
        "title": call.body["title"],
        "uid": uid,
    }


def _check_dates(start: dt.datetime, end: dt.datetime) -> None:
    if end <= start:
        raise errors.bad_request("[dateEnd] must be after dateStart")


def _event(line: lines.Line, call: request.Call) -> dict[str, Any]:
    uid, events = call.path["uid"], _scheduler(line, call).events
    if uid not in events:
        raise errors.no_object("uid", uid)
    return events[uid]


def _put_event(line: lines.Line, call: request.Call) -> None:
    event = _event(line, call)
    after = event | dict(call.body)
    _check_dates(after["dateStart"], after["dateEnd"])
    request.put(line, call, into=event)


def _delete_event(line: lines.Line, call: request.Call) -> None:
    del _scheduler(line, call).events[_event(line, call)["uid"]]


HANDLERS: request.Handlers = {
    ("GET", _SETTINGS): _get_settings,
    ("PUT", _SETTINGS): _put_settings,
    ("GET", f"{_SETTINGS}/conditions"): _list_conditions,
    ("POST", f"{_SETTINGS}/conditions"): _post_condition,
    ("GET", _CONDITION): _get_condition,
    ("PUT", _CONDITION): _put_condition,
    ("DELETE", _CONDITION): _delete_condition,
    ("GET", _SCHEDULER): _get_scheduler,
    ("PUT", _SCHEDULER): _put_scheduler,
    ("GET", f"{_SCHEDULER}/events"): _list_events,
    ("POST", f"{_SCHEDULER}/events"): _post_event,
    ("GET", _EVENT): _event,
    ("PUT", _EVENT): _put_event,
    ("DELETE", _EVENT): _delete_event,
}
