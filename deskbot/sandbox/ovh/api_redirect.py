"""`/redirect`: one destination, changed by a task that takes its time and has no address of its own."""

import datetime as dt
from typing import Any

from deskbot.sandbox.ovh import destinations, kept, request
from deskbot.sandbox.ovh import line as lines

_SERVICE = "/telephony/{billingAccount}/redirect/{serviceName}"


def _get(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {
        "description": line.description,
        "destination": line.destination(),
        "featureType": "redirect",
        "serviceName": line.public,
        "serviceType": "alias",
    }


def _put(line: lines.Line, call: request.Call) -> None:
    line.description = call.body.get("description", line.description)


def _change(line: lines.Line, call: request.Call) -> dict[str, Any]:
    destinations.refuse_forbidden(call.body, names=("destination",))
    if not line.switches.redirect_task_fails:
        since = line.now().replace(microsecond=0) + dt.timedelta(seconds=line.switches.redirect_task_s)
        line.redirections.append(kept.Redirection(since=since, to=call.body["destination"]))
    return {
        "action": "changeDestination",
        "message": None,
        "objectCreated": None,
        "serviceType": "redirect",
        "status": "todo",
        "taskId": line.next_id(),
    }


HANDLERS: request.Handlers = {
    ("GET", _SERVICE): _get,
    ("PUT", _SERVICE): _put,
    ("POST", f"{_SERVICE}/changeDestination"): _change,
}
