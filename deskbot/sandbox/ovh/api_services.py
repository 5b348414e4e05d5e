"""The lists of what an account holds: billing accounts, services, numbers, lines."""

from typing import Any

from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import request

_ACCOUNT = "/telephony/{billingAccount}"
_SECTIONS = ("easyHunting", "line", "number", "redirect", "scheduler", "service", "voicemail")
_FEATURES = {"line": "sip"}
"""What OVH calls a kind of number; the two others have their own name."""


def _accounts(line: lines.Line, call: request.Call) -> list[str]:
    return line.account.billing_accounts


def _account(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {
        "allowedOutplan": _price(0),
        "billingAccount": call.path["billingAccount"],
        "creditThreshold": _price(0),
        "currentOutplan": _price(0),
        "description": "deskbot sandbox",
        "hasSpecialNumbers": False,
        "hiddenExternalNumber": False,
        "iam": None,
        "overrideDisplayedNumber": False,
        "securityDeposit": _price(0),
        "status": "enabled",
        "trusted": True,
    }


def _price(value: float) -> dict[str, Any]:
    return {"currencyCode": "EUR", "text": f"{value:.2f} €", "value": value}


def _names(line: lines.Line, call: request.Call) -> list[str]:
    section = call.operation.path.rpartition("/")[2]
    return line.account.list_services(section, billing_account=call.path["billingAccount"])


def _service(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {
        **_identity(line, call),
        "associatedDeviceMac": None,
        "country": "fr",
        "countryCode": "33",
        "currentOutplan": _price(0),
        "getPublicOffer": {"description": "", "name": "", "price": None},
        "hasFaxCapabilities": False,
        "offers": [],
        "properties": [],
        "rio": "",
        "simultaneousLines": 1,
    }


def _identity(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {
        "description": line.description,
        "featureType": _FEATURES.get(line.kind, line.kind),
        "serviceName": line.public,
        "serviceType": service_type(line),
    }


def service_type(line: lines.Line) -> str:
    """Return whether the number is a line or an alias, in OVH's word."""
    return "line" if line.kind == "line" else "alias"


def _number(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {**_identity(line, call), "partOfPool": None}


def _voicemail(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {
        "description": line.description,
        "offers": [],
        "serviceName": line.public,
        "serviceType": service_type(line),
    }


HANDLERS: request.Handlers = {
    ("GET", "/telephony"): _accounts,
    ("GET", _ACCOUNT): _account,
    **{("GET", f"{_ACCOUNT}/{section}"): _names for section in _SECTIONS},
    ("GET", f"{_ACCOUNT}/number/{{serviceName}}"): _number,
    ("GET", f"{_ACCOUNT}/service/{{serviceName}}"): _service,
    ("GET", f"{_ACCOUNT}/voicemail/{{serviceName}}"): _voicemail,
}
