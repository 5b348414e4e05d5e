"""`voiceConsumption` and `previousVoiceConsumption`: the call detail records of this month and the last."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from deskbot.sandbox.ovh import errors, numbers, placed, request
from deskbot.sandbox.ovh import line as lines

_SERVICE = "/telephony/{billingAccount}/service/{serviceName}"


def _months_ago(moment: dt.datetime, *, now: dt.datetime) -> int:
    local = moment.astimezone(now.tzinfo)
    return (now.year - local.year) * 12 + now.month - local.month


def _visible(line: lines.Line, call: request.Call) -> list[placed.Record]:
    """Return the records of the path's month that have appeared."""
    now = line.now()
    wanted = 1 if "/previousVoiceConsumption" in call.operation.path else 0
    return [
        record
        for record in line.records
        if record.visible_at <= now and _months_ago(record.created, now=now) == wanted
    ]


def _list(line: lines.Line, call: request.Call) -> list[int]:
    return [record.record_id for record in _visible(line, call) if _is_asked(record, call.query)]


def _is_asked(record: placed.Record, query: Mapping[str, Any]) -> bool:
    since = query.get("creationDatetime.from", record.created)
    until = query.get("creationDatetime.to", record.created)
    shown = _shown(record)
    named = ("destinationType", "planType", "wayType")
    return since <= record.created <= until and all(query.get(n, shown[n]) == shown[n] for n in named)


def _get(line: lines.Line, call: request.Call) -> dict[str, Any]:
    for record in _visible(line, call):
        if record.record_id == call.id("consumptionId"):
            # A record of the previous month has no `dialed` (the schema's PreviousVoiceConsumption).
            is_previous = "/previousVoiceConsumption" in call.operation.path
            return _shown(record) | ({} if is_previous else {"dialed": record.dialed})
    raise errors.no_object("consumptionId", call.id("consumptionId"))


def _shown(record: placed.Record) -> dict[str, Any]:
    is_mobile = record.called is not None and numbers.is_mobile(record.called)
    return {
        "called": record.called,
        "calling": record.calling,
        "consumptionId": record.record_id,
        "countrySuffix": "fr",
        "creationDatetime": record.created,
        "designation": "France mobile" if is_mobile else "France",
        "destinationType": "mobile" if is_mobile else "landline",
        "duration": record.duration_s,
        "hangupNature": record.hangup,
        "planType": "priceplan",
        "priceWithoutTax": {"currencyCode": "EUR", "text": "0.00 €", "value": 0.0},
        "wayType": record.way,
    }


HANDLERS: request.Handlers = {
    ("GET", f"{_SERVICE}/voiceConsumption"): _list,
    ("GET", f"{_SERVICE}/voiceConsumption/{{consumptionId}}"): _get,
    ("GET", f"{_SERVICE}/previousVoiceConsumption"): _list,
    ("GET", f"{_SERVICE}/previousVoiceConsumption/{{consumptionId}}"): _get,
}
