"""The API: find the call in the schema, check who calls and what he sends, answer. No I/O."""

import dataclasses
import json
import time
from collections.abc import Mapping
from typing import Any

from deskbot.sandbox.ovh import (
    api_auth,
    api_hunting,
    api_live,
    api_records,
    api_services,
    api_times,
    api_voicemail,
    credentials,
    errors,
    parameters,
    request,
    schema,
    signing,
    values,
)
from deskbot.sandbox.ovh import line as lines

HANDLERS: request.Handlers = (
    api_auth.HANDLERS
    | api_services.HANDLERS
    | api_hunting.HANDLERS
    | api_live.HANDLERS
    | api_times.HANDLERS
    | api_records.HANDLERS
    | api_voicemail.HANDLERS
)
_WITHOUT_KEY = {("GET", "/auth/time")}
_WITHOUT_SIGNATURE = {("POST", "/auth/credential")}
_WITHOUT_RULE = {("GET", "/auth/currentCredential")}
_BURST = 10
_BROKEN = errors.ApiError(500, "Internal server error", kind="Server::InternalServerError")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Incoming:
    """A request as it arrives; `path` is below `/1.0` and still percent-encoded."""

    method: str
    path: str
    url: str
    base_url: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reply:
    """What to send back; `body` is ready for JSON."""

    status: int
    body: Any


def answer(line: lines.Line, incoming: Incoming) -> Reply:
    """Answer one request."""
    with line.lock:
        try:
            return Reply(status=200, body=_answer(line, incoming))
        except errors.ApiError as error:
            return Reply(status=error.status, body=error.body)


def _answer(line: lines.Line, incoming: Incoming) -> Any:
    contract = schema.load()
    route = contract.find(incoming.path)
    if route is None:
        raise errors.not_found("Got an invalid (or empty) URL")
    if incoming.method not in route.operations:
        raise errors.ApiError(405, "Method not allowed", kind="Client::MethodNotAllowed")
    operation = route.operations[incoming.method]
    consumer_key = _authenticate(line, incoming, operation)
    _keep_pace(line)
    if operation.method == "GET" or operation.path.startswith("/auth/"):
        return _perform(line, incoming, route=route, consumer_key=consumer_key)
    return _write(line, incoming, route=route, consumer_key=consumer_key)


def _perform(line: lines.Line, incoming: Incoming, *, route: schema.Route, consumer_key: str) -> Any:
    contract, operation = schema.load(), route.operations[incoming.method]
    call = request.Call(
        operation=operation,
        path=parameters.read_path(contract, operation, route.values),
        query=parameters.read_query(contract, operation, incoming.query),
        body=_body(contract, operation, incoming),
        base_url=incoming.base_url,
        consumer_key=consumer_key,
    )
    _check_service(line, call)
    handler = HANDLERS.get((operation.method, operation.path))
    if handler is None:
        raise errors.not_modelled(operation.method, operation.path)
    return values.write(handler(line, call))


def _body(contract: schema.Schema, operation: schema.Operation, incoming: Incoming) -> dict[str, Any]:
    if operation.method not in ("POST", "PUT"):
        return {}
    return parameters.read_body(contract, operation, incoming.body)


def _authenticate(line: lines.Line, incoming: Incoming, operation: schema.Operation) -> str:
    """Check what the operation needs (a key, a signature, a right) and return the consumer key."""
    named = (operation.method, operation.path)
    if named in _WITHOUT_KEY:
        return ""
    headers = incoming.headers
    signing.check_application(headers, application_key=line.config.application_key)
    if named in _WITHOUT_SIGNATURE:
        return ""
    signing.check_signed(headers, rules=line.switches)
    found = line.credentials.get(headers["x-ovh-consumer"])
    credential = signing.check_credential(found, rules=line.switches)
    _check_signature(line, incoming)
    if named not in _WITHOUT_RULE:
        signing.check_right(credential, method=incoming.method, path=incoming.path)
    _note_use(line, credential)
    return credential.consumer_key


def _check_signature(line: lines.Line, incoming: Incoming) -> None:
    timestamp = incoming.headers["x-ovh-timestamp"]
    expected = signing.signature(
        secret=line.config.application_secret,
        consumer_key=incoming.headers["x-ovh-consumer"],
        method=incoming.method,
        url=incoming.url,
        body=incoming.body,
        timestamp=timestamp,
    )
    signing.check_signature(incoming.headers, expected=expected, timestamp=timestamp, rules=line.switches)


def _note_use(line: lines.Line, credential: credentials.Credential) -> None:
    line.keep_credential(dataclasses.replace(credential, last_use=signing.server_now()))


def _keep_pace(line: lines.Line) -> None:
    """Refuse a call above the pace that the switches allow, if they set one."""
    pace = line.switches.calls_per_second
    if pace is None:
        return
    now = time.monotonic()
    line.call_times[:] = [moment for moment in line.call_times if now - moment < _BURST / pace]
    if len(line.call_times) >= _BURST:
        raise errors.ApiError(429, "Too many requests", kind="Client::TooManyRequests")
    line.call_times.append(now)


def _check_service(line: lines.Line, call: request.Call) -> None:
    if call.path.get("billingAccount", line.config.billing_account) != line.config.billing_account:
        raise errors.not_found()
    name = call.path.get("serviceName")
    if name is not None and name not in line.services(call.operation.path.split("/")[3]):
        raise errors.not_found()


def _write(line: lines.Line, incoming: Incoming, *, route: schema.Route, consumer_key: str) -> Any:
    """Perform a write, unless it is the one that must fail; keep it in the journal."""
    status = 500
    try:
        fails = _this_one_fails(line)
        if fails and not line.switches.failing_write_applied:
            raise _BROKEN
        answered = _perform(line, incoming, route=route, consumer_key=consumer_key)
        if fails:
            raise _BROKEN
        status = 200
        return answered
    except errors.ApiError as error:
        status = error.status
        raise
    finally:
        _note_write(line, incoming, status=status)


def _note_write(line: lines.Line, incoming: Incoming, *, status: int) -> None:
    try:
        body = json.loads(incoming.body or b"null")
    except ValueError:
        body = None
    write = lines.Write(at=line.now(), method=incoming.method, path=incoming.path, body=body, status=status)
    line.writes.append(write)


def _this_one_fails(line: lines.Line) -> bool:
    left = line.switches.failing_write
    if left is None:
        return False
    line.change_switches({"failing_write": left - 1 if left > 1 else None})
    return left <= 1
