"""The types of OVH's schema: what a value must look like, coming in, and how it is written, going out."""

import datetime as dt
import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Any

from deskbot.sandbox import clock
from deskbot.sandbox.ovh import errors, numbers, schema


class _Mismatch(ValueError):
    """The value is not of its type."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Mismatch
    return value


def _long(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Mismatch
    return value


def _double(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Mismatch
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Mismatch
    return value


def _datetime(value: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise _Mismatch
    return moment


def _time(value: Any) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d", _text(value)):
        raise _Mismatch
    return str(value)


def _phone_number(value: Any) -> str:
    if not numbers.is_ovh(_text(value)):
        raise _Mismatch
    return str(value)


def _ip_block(value: Any) -> str:
    return str(ipaddress.ip_network(_text(value)))


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Mismatch
    return value


_SCALARS: dict[str, Callable[[Any], Any]] = {
    "boolean": _boolean,
    "datetime": _datetime,
    "double": _double,
    "ipBlock": _ip_block,
    "long": _long,
    "macAddress": _text,
    "password": _text,
    "phoneNumber": _phone_number,
    "string": _text,
    "time": _time,
    "uuid": _text,
}


def read(contract: schema.Schema, type_name: str, value: Any, *, name: str) -> Any:
    """Return `value` read as `type_name`; a datetime becomes an aware one, the rest stays as it is.

    :raises errors.ApiError: 400 if it is not of that type.
    """
    try:
        return _read(contract, type_name, value, name)
    except ValueError as error:
        message = f"[{name}] Given data ({value}) does not belong to the {type_name} type"
        raise errors.bad_request(message) from error


def _read(contract: schema.Schema, type_name: str, value: Any, name: str) -> Any:
    if type_name.startswith("map["):
        return _mapping(value)
    if type_name.endswith("[]"):
        if not isinstance(value, list):
            raise _Mismatch
        return [read(contract, type_name[:-2], item, name=name) for item in value]
    if type_name in contract.enums:
        return _one_of(contract.enums[type_name], value, name)
    if type_name in contract.models:
        return _model(contract, type_name, value)
    return _SCALARS[type_name](value)


def _one_of(allowed: tuple[str, ...], value: Any, name: str) -> str:
    if value not in allowed:
        raise errors.bad_request(f"[{name}] Given data ({value}) must be one of: {', '.join(allowed)}")
    return str(value)


def _model(contract: schema.Schema, type_name: str, value: Any) -> dict[str, Any]:
    properties = contract.models[type_name]
    refuse_unknown(_mapping(value), properties)
    return {
        key: None
        if item is None and properties[key].nullable
        else read(contract, properties[key].type_name, item, name=key)
        for key, item in value.items()
    }


def refuse_unknown(given: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Refuse what the schema does not describe.

    :raises errors.ApiError: 400, in the words of the real API.
    """
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise errors.bad_request(f"Received not described parameters: ({', '.join(unknown)})")


def from_query(type_name: str, text: str) -> Any:
    """Return what `text` of a query or a path means, before its type is checked."""
    if type_name == "long" and re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    if type_name == "boolean":
        return {"true": True, "false": False}.get(text, text)
    return text


def write(value: Any) -> Any:
    """Return `value` ready for JSON, datetimes in OVH's form (`2024-08-01T09:12:33+02:00`)."""
    if isinstance(value, dt.datetime):
        return value.astimezone(clock.PARIS).isoformat(timespec="seconds")
    if isinstance(value, Mapping):
        return {key: write(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [write(item) for item in value]
    return value
