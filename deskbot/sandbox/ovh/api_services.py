"""The lists of what an account holds: billing accounts, services, numbers, lines."""

from typing import Any

from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import request

_ACCOUNT = "/telephony/{billingAccount}"
_SECTIONS = ("easyHunting", "line", "number", "scheduler", "service", "voicemail")


def _accounts(line: lines.Line, call: request.Call) -> list[str]:
    return [line.config.billing_account]


def _account(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {
        "allowedOutplan": _price(0),
        "billingAccount": line.config.billing_account,
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
    return line.services(call.operation.path.rpartition("/")[2])


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
    name = call.path["serviceName"]
    is_alias = name == line.public
    return {
        "description": line.descriptions[name],
        "featureType": "easyHunting" if is_alias else "sip",
        "serviceName": name,
        "serviceType": "alias" if is_alias else "line",
    }


def _number(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return {**_identity(line, call), "partOfPool": None}


def _voicemail(line: lines.Line, call: request.Call) -> dict[str, Any]:
    name = call.path["serviceName"]
    return {"description": line.descriptions[name], "offers": [], "serviceName": name, "serviceType": "line"}


HANDLERS: request.Handlers = {
    ("GET", "/telephony"): _accounts,
    ("GET", _ACCOUNT): _account,
    **{("GET", f"{_ACCOUNT}/{section}"): _names for section in _SECTIONS},
    ("GET", f"{_ACCOUNT}/number/{{serviceName}}"): _number,
    ("GET", f"{_ACCOUNT}/service/{{serviceName}}"): _service,
    ("GET", f"{_ACCOUNT}/voicemail/{{serviceName}}"): _voicemail,
}
