"""Check keys and signatures as the gateway does (facts/ovh.md, Client). Always in real time."""

import datetime as dt
import hashlib
import hmac
import time
from collections.abc import Mapping

from deskbot.sandbox.ovh import credentials, errors, switches

_MAX_DRIFT_S = 30


def server_time() -> int:
    """Return the server's time, in seconds."""
    return int(time.time())


def server_now() -> dt.datetime:
    """Return the server's time, aware."""
    return dt.datetime.fromtimestamp(server_time(), tz=dt.UTC)


def signature(*, secret: str, consumer_key: str, method: str, url: str, body: bytes, timestamp: str) -> str:
    """Return the signature that the client must send."""
    parts = [secret, consumer_key, method, url, body.decode("utf-8", "replace"), timestamp]
    # OVH's protocol asks for SHA-1; nothing else is accepted there.
    return "$1$" + hashlib.sha1("+".join(parts).encode(), usedforsecurity=False).hexdigest()


def check_application(headers: Mapping[str, str], *, application_key: str) -> None:
    """Refuse an application key that is not known.

    :raises errors.ApiError: 403.
    """
    if headers.get("x-ovh-application") != application_key:
        raise errors.refused(403, "Invalid application key", code="INVALID_KEY")


def check_signature(
    headers: Mapping[str, str],
    *,
    expected: str,
    timestamp: str,
    rules: switches.Switches,
) -> None:
    """Refuse a timestamp that is out of range, or a signature that is not `expected`.

    :raises errors.ApiError: with the status that the switches give.
    """
    if not timestamp.isdigit() or abs(server_time() - int(timestamp)) > _MAX_DRIFT_S:
        raise errors.refused(rules.bad_timestamp_status, "Query out of time", code="QUERY_TIME_OUT")
    given = headers.get("x-ovh-signature", "")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise errors.refused(rules.bad_signature_status, "Invalid signature", code="INVALID_SIGNATURE")


def check_signed(headers: Mapping[str, str], *, rules: switches.Switches) -> None:
    """Refuse a call without the three headers of a signed one.

    :raises errors.ApiError: with the status that the switches give.
    """
    needed = ("x-ovh-consumer", "x-ovh-timestamp", "x-ovh-signature")
    if not all(headers.get(name) for name in needed):
        raise errors.refused(rules.no_signature_status, "You must login first", code="NOT_CREDENTIAL")


def check_credential(
    credential: credentials.Credential | None, *, rules: switches.Switches, asks_for_itself: bool
) -> credentials.Credential:
    """Return the credential if it may be used.

    :raises errors.ApiError: if it does not exist, waits for its validation, was refused or has expired.
    """
    if credential is None:
        status = rules.unknown_consumer_key_status
        raise errors.refused(status, "This credential does not exist", code="NOT_CREDENTIAL")
    status_now = credentials.status_at(credential, now=server_now())
    is_waiting = status_now == "pendingValidation" and rules.pending_key_may_ask_for_itself
    if status_now != "validated" and not (is_waiting and asks_for_itself):
        raise errors.refused(403, "This credential is not valid", code="INVALID_CREDENTIAL")
    return credential


def check_right(credential: credentials.Credential, *, method: str, path: str) -> None:
    """Refuse a call that no access rule covers.

    :raises errors.ApiError: 403.
    """
    if not credential.grants(method=method, path=path):
        raise errors.refused(403, "This call has not been granted", code="NOT_GRANTED_CALL")
