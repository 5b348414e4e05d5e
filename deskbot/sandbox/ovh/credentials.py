"""Application and consumer keys: who may call what. Credentials live in real time."""

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True, kw_only=True)
class Credential:
    """A consumer key with its rights."""

    credential_id: int
    consumer_key: str
    rules: tuple[tuple[str, str], ...]
    status: str
    creation: dt.datetime
    expiration: dt.datetime | None = None
    last_use: dt.datetime | None = None
    allowed_ips: Sequence[str] | None = None
    validation_token: str = ""

    def grants(self, *, method: str, path: str) -> bool:
        """Return whether a rule covers the call; `*` stands for anything, slashes included."""
        return any(rule == method and _covers(pattern, path) for rule, pattern in self.rules)


def _covers(pattern: str, path: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path) is not None


def status_at(credential: Credential, *, now: dt.datetime) -> str:
    """Return the credential's status, `expired` once its expiration is past."""
    if credential.expiration is not None and credential.expiration <= now:
        return "expired"
    return credential.status
