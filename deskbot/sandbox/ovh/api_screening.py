"""`/easyHunting/{serviceName}/screenListConditions`: who may call, and who may not."""

from typing import Any

from deskbot.sandbox.ovh import errors, request
from deskbot.sandbox.ovh import line as lines

_SETTINGS = "/telephony/{billingAccount}/easyHunting/{serviceName}/screenListConditions"
_CONDITION = f"{_SETTINGS}/conditions/{{conditionId}}"


def _get_settings(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return line.screening


def _put_settings(line: lines.Line, call: request.Call) -> None:
    request.put(line, call, into=line.screening)


def _list(line: lines.Line, call: request.Call) -> list[int]:
    wanted = call.query.get("screenListType")
    return [key for key, found in line.screen_conditions.items() if wanted in (None, found["screenListType"])]


def _condition(line: lines.Line, call: request.Call) -> dict[str, Any]:
    condition_id = call.id("conditionId")
    if condition_id not in line.screen_conditions:
        raise errors.no_object("conditionId", condition_id)
    return line.screen_conditions[condition_id]


def _get(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return _condition(line, call) | {"conditionId": call.id("conditionId")}


def _post(line: lines.Line, call: request.Call) -> dict[str, Any]:
    condition_id = line.next_id()
    line.screen_conditions[condition_id] = {"callerIdNumber": None, "destinationNumber": None, **call.body}
    return line.screen_conditions[condition_id] | {"conditionId": condition_id}


def _put(line: lines.Line, call: request.Call) -> None:
    request.put(line, call, into=_condition(line, call))


def _delete(line: lines.Line, call: request.Call) -> None:
    _condition(line, call)
    del line.screen_conditions[call.id("conditionId")]


HANDLERS: request.Handlers = {
    ("GET", _SETTINGS): _get_settings,
    ("PUT", _SETTINGS): _put_settings,
    ("GET", f"{_SETTINGS}/conditions"): _list,
    ("POST", f"{_SETTINGS}/conditions"): _post,
    ("GET", _CONDITION): _get,
    ("PUT", _CONDITION): _put,
    ("DELETE", _CONDITION): _delete,
}
