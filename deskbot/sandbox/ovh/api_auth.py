"""`/auth`: the server's time, and consumer keys."""

from typing import Any

from deskbot.sandbox.ovh import credentials, errors, request, signing
from deskbot.sandbox.ovh import line as lines


def _time(line: lines.Line, call: request.Call) -> int:
    return signing.server_time()


def _current(line: lines.Line, call: request.Call) -> dict[str, Any]:
    credential = line.account.credentials[call.consumer_key]
    return {
        "allowedIPs": credential.allowed_ips,
        "applicationId": 1,
        "creation": credential.creation,
        "credentialId": credential.credential_id,
        "expiration": credential.expiration,
        "lastUse": credential.last_use,
        "ovhSupport": False,
        "rules": _rules(credential),
        "status": credentials.status_at(credential, now=signing.server_now()),
    }


def _rules(credential: credentials.Credential) -> list[dict[str, str]]:
    return [{"method": method, "path": path} for method, path in credential.rules]


def _ask(line: lines.Line, call: request.Call) -> dict[str, str]:
    if not call.body.get("accessRules"):
        raise errors.bad_request("Missing parameter(s): accessRules")
    rules = tuple((rule["method"], rule["path"]) for rule in call.body["accessRules"])
    # The addresses are kept and shown, never enforced: everything here is loopback.
    allowed_ips = call.body.get("allowedIPs")
    credential = line.account.add_credential(rules=rules, status="pendingValidation", allowed_ips=allowed_ips)
    address = f"{call.base_url}/auth/?credentialToken={credential.validation_token}"
    return {
        "consumerKey": credential.consumer_key,
        "state": credential.status,
        "validationUrl": address,
    }


HANDLERS: request.Handlers = {
    ("GET", "/auth/time"): _time,
    ("GET", "/auth/currentCredential"): _current,
    ("POST", "/auth/credential"): _ask,
}
