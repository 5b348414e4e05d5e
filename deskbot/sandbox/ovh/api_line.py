"""`/line`: a SIP line, its options with the four forwards, and its telephone that calls when told to."""

from typing import Any

from deskbot.sandbox.ovh import blank, destinations, errors, numbers, records, request
from deskbot.sandbox.ovh import line as lines

_SERVICE = "/telephony/{billingAccount}/line/{serviceName}"
_MAX_DELAY = 60
"""In whichever unit (facts/ovh.md, Lines and redirects)."""


def _get(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {
        "canChangePassword": True,
        "description": line.description,
        "deviceSlot": 1,
        "getPublicOffer": {"description": "", "name": "", "price": None},
        "infrastructure": "sip.example",
        "isAttachedToOtherLinesPhone": False,
        "notifications": None,
        "offers": [],
        "serviceName": line.public,
        "serviceType": "line",
        "simultaneousLines": 1,
    }


def _get_options(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return line.options | {"voicemailExternalNumber": line.voicemail, "voicemailInternalNumber": "123"}


def _put_options(line: lines.Line, call: request.Call) -> None:
    destinations.refuse_forbidden(call.body, names=tuple(f"forward{name}Number" for name in blank.FORWARDS))
    delay = call.body.get("forwardNoReplyDelay", 0)
    if not 0 <= delay <= _MAX_DELAY:
        raise errors.bad_request(f"[forwardNoReplyDelay] Given data ({delay}) must be 0 to {_MAX_DELAY}")
    request.put(line, call, into=line.options)


def _click_to_call(line: lines.Line, call: request.Call) -> None:
    """Ring the line's telephone, which somebody picks up, then the number."""
    if not numbers.is_ovh(call.body["calledNumber"]):
        raise errors.bad_request("[calledNumber] This is not a phone number")
    if line.phone_registered:
        line.records.append(records.of_click_to_call(line, called=call.body["calledNumber"]))
    elif line.switches.click_to_call_needs_a_phone:
        raise errors.bad_request("The phone of this line is not registered")


HANDLERS: request.Handlers = {
    ("GET", _SERVICE): _get,
    ("POST", f"{_SERVICE}/click2Call"): _click_to_call,
    ("GET", f"{_SERVICE}/options"): _get_options,
    ("PUT", f"{_SERVICE}/options"): _put_options,
}
