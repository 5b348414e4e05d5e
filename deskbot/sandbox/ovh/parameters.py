"""Check what a call carries against its operation in the schema."""

import json
from collections.abc import Mapping
from typing import Any

from deskbot.sandbox.ovh import errors, schema, values


def read_path(
    contract: schema.Schema, operation: schema.Operation, given: Mapping[str, str]
) -> dict[str, Any]:
    """Return the values in the path, by name.

    :raises errors.ApiError: 400 if one is not of its type.
    """
    # `POST queue/{queueId}/agent` describes its `queueId` only in the body.
    described = operation.at("body") | operation.at("path")
    return {name: _from_text(contract, described[name], text) for name, text in given.items()}


def read_query(
    contract: schema.Schema, operation: schema.Operation, given: Mapping[str, str]
) -> dict[str, Any]:
    """Return the query's parameters, by name; those left out are not in it.

    :raises errors.ApiError: 400 if one is unknown, missing, or not of its type.
    """
    described = operation.at("query")
    values.refuse_unknown(given, described)
    # The client writes `null` for what its caller left out (facts/ovh.md, easyHunting).
    present = {name: text for name, text in given.items() if text != "null"}
    _require(described, present)
    return {name: _from_text(contract, described[name], text) for name, text in present.items()}


def read_body(contract: schema.Schema, operation: schema.Operation, raw: bytes) -> dict[str, Any]:
    """Return the body's parameters or properties, by name.

    :raises errors.ApiError: 400 if one is unknown, missing, read-only, or not of its type.
    """
    given = _parse(raw)
    if operation.body_model is not None:
        return _read_model(contract, operation, given)
    described = operation.at("body")
    values.refuse_unknown(given, described)
    present = {name: value for name, value in given.items() if value is not None}
    _require(described, present)
    return {
        name: values.read(contract, described[name].type_name, value, name=name)
        for name, value in present.items()
    }


def _parse(raw: bytes) -> dict[str, Any]:
    if not raw:
        return {}
    try:
        given = json.loads(raw)
    except ValueError as error:
        raise errors.bad_request("Invalid JSON received") from error
    if not isinstance(given, dict):
        raise errors.bad_request("Invalid JSON received: an object is expected")
    return given


def _from_text(contract: schema.Schema, parameter: schema.Parameter, text: str) -> Any:
    value = values.from_query(parameter.type_name, text)
    return values.read(contract, parameter.type_name, value, name=str(parameter.name))


def _require(described: Mapping[str, schema.Parameter], present: Mapping[str, Any]) -> None:
    missing = sorted(name for name, p in described.items() if p.required and name not in present)
    if missing:
        raise errors.bad_request(f"Missing parameter(s): {', '.join(missing)}")


def _read_model(
    contract: schema.Schema, operation: schema.Operation, given: Mapping[str, Any]
) -> dict[str, Any]:
    model = str(operation.body_model)
    properties = contract.models[model]
    values.refuse_unknown(given, properties)
    if operation.method == "POST":
        given = {name: value for name, value in given.items() if value is not None}
    read_only = sorted(name for name in given if properties[name].read_only)
    if read_only:
        raise errors.bad_request(f"Read-only properties can not be modified: ({', '.join(read_only)})")
    read: dict[str, Any] = values.read(contract, model, dict(given), name="body")
    return read
