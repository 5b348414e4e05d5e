"""The API: find the call in the schema, check who calls and what he sends, answer. No I/O."""

import dataclasses
import json
import time
from collections.abc import Mapping
from typing import Any

from deskbot.sandbox.ovh import (
    api_auth,
    api_hunting,
    api_line,
    api_live,
    api_records,
    api_redirect,
    api_screening,
    api_services,
    api_texts,
    api_times,
    api_tokens,
    api_voicemail,
    credentials,
    errors,
    kept,
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
    | api_line.HANDLERS
    | api_redirect.HANDLERS
    | api_screening.HANDLERS
    | api_times.HANDLERS
    | api_tokens.HANDLERS
    | api_records.HANDLERS
    | api_voicemail.HANDLERS
    | api_texts.HANDLERS
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


def answer(account: lines.Account, incoming: Incoming) -> Reply:
    """Answer one request."""
    with account.lock:
        try:
            return Reply(status=200, body=_answer(account, incoming))
        except errors.ApiError as error:
            return Reply(status=error.status, body=error.body)


def _answer(account: lines.Account, incoming: Incoming) -> Any:
    contract = schema.load()
    route = contract.find(incoming.path)
    if route is None:
        raise errors.not_found("Got an invalid (or empty) URL")
    if incoming.method not in route.operations:
        raise errors.ApiError(405, "Method not allowed", kind="Client::MethodNotAllowed")
    operation = route.operations[incoming.method]
    consumer_key = _authenticate(account, incoming, operation)
    _keep_pace(account)
    if operation.method == "GET" or operation.path.startswith("/auth/"):
        return _perform(account, incoming, route=route, consumer_key=consumer_key)
    return _write(account, incoming, route=route, consumer_key=consumer_key)


def _perform(account: lines.Account, incoming: Incoming, *, route: schema.Route, consumer_key: str) -> Any:
    contract, operation = schema.load(), route.operations[incoming.method]
    call = request.Call(
        operation=operation,
        path=parameters.read_path(contract, operation, route.values),
        query=parameters.read_query(contract, operation, incoming.query),
        body=_body(contract, operation, incoming),
        base_url=incoming.base_url,
        consumer_key=consumer_key,
    )
    line = _find_line(account, call)
    handler = HANDLERS.get((operation.method, operation.path))
    if handler is None:
        raise errors.not_modelled(operation.method, operation.path)
    return values.write(handler(line, call))


def _body(contract: schema.Schema, operation: schema.Operation, incoming: Incoming) -> dict[str, Any]:
    if operation.method not in ("POST", "PUT"):
        return {}
    return parameters.read_body(contract, operation, incoming.body)


def _authenticate(account: lines.Account, incoming: Incoming, operation: schema.Operation) -> str:
    """Check what the operation needs (a key, a signature, a right) and return the consumer key."""
    named = (operation.method, operation.path)
    if named in _WITHOUT_KEY:
        return ""
    headers = incoming.headers
    signing.check_application(headers, application_key=account.config.application_key)
    if named in _WITHOUT_SIGNATURE:
        return ""
    signing.check_signed(headers, rules=account.switches)
    found = account.credentials.get(headers["x-ovh-consumer"])
    credential = signing.check_credential(
        found, rules=account.switches, asks_for_itself=named in _WITHOUT_RULE
    )
    _check_signature(account, incoming)
    if named not in _WITHOUT_RULE:
        signing.check_right(credential, method=incoming.method, path=incoming.path)
    _note_use(account, credential)
    return credential.consumer_key


def _check_signature(account: lines.Account, incoming: Incoming) -> None:
    timestamp = incoming.headers["x-ovh-timestamp"]
    expected = signing.signature(
        secret=account.config.application_secret,
        consumer_key=incoming.headers["x-ovh-consumer"],
        method=incoming.method,
        url=incoming.url,
        body=incoming.body,
        timestamp=timestamp,
    )
    signing.check_signature(incoming.headers, expected=expected, timestamp=timestamp, rules=account.switches)


def _note_use(account: lines.Account, credential: credentials.Credential) -> None:
    account.keep_credential(dataclasses.replace(credential, last_use=signing.server_now()))


def _keep_pace(account: lines.Account) -> None:
    """Refuse a call above the pace that the switches allow, if they set one."""
    pace = account.switches.calls_per_second
    if pace is None:
        return
    now = time.monotonic()
    account.call_times[:] = [moment for moment in account.call_times if now - moment < _BURST / pace]
    if len(account.call_times) >= _BURST:
        raise errors.ApiError(429, "Too many requests", kind="Client::TooManyRequests")
    account.call_times.append(now)


def _find_line(account: lines.Account, call: request.Call) -> lines.Line:
    """Return the state of the number in the path; the account's first one where the path names none."""
    billing_account = call.path.get("billingAccount")
    if billing_account is None:
        return account.first
    if billing_account not in account.billing_accounts:
        raise errors.not_found()
    name = call.path.get("serviceName")
    if name is None:
        return account.first
    section = call.operation.path.split("/")[3]
    if name not in account.list_services(section, billing_account=billing_account):
        raise errors.not_found()
    return account.services[name]


def _write(account: lines.Account, incoming: Incoming, *, route: schema.Route, consumer_key: str) -> Any:
    """Perform a write, unless it is the one that must fail; keep it in the journal."""
    status = 500
    try:
        fails = _this_one_fails(account)
        if fails and not account.switches.failing_write_applied:
            raise _BROKEN
        answered = _perform(account, incoming, route=route, consumer_key=consumer_key)
        if fails:
            raise _BROKEN
        status = 200
        return answered
    except errors.ApiError as error:
        status = error.status
        raise
    finally:
        _note_write(account, incoming, status=status)


def _note_write(account: lines.Account, incoming: Incoming, *, status: int) -> None:
    try:
        body = json.loads(incoming.body or b"null")
    except ValueError:
        body = None
    write = kept.Write(at=account.now(), method=incoming.method, path=incoming.path, body=body, status=status)
    account.writes.append(write)


def _this_one_fails(account: lines.Account) -> bool:
    left = account.switches.failing_write
    if left is None:
        return False
    account.change_switches({"failing_write": left - 1 if left > 1 else None})
    return left <= 1
