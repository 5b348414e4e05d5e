"""Small things that an account keeps: what was written, schedulers, redirections on their way."""

import dataclasses
import datetime as dt
from typing import Any


@dataclasses.dataclass(frozen=True, kw_only=True)
class Write:
    """One write that the gateway let in: what was sent, and the status it got (200: applied)."""

    at: dt.datetime
    method: str
    path: str
    body: Any
    status: int


@dataclasses.dataclass(kw_only=True)
class Scheduler:
    """The exceptional closures that stand under one name."""

    settings: dict[str, Any] = dataclasses.field(default_factory=lambda: {"timeZone": "Europe/Paris"})
    events: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Redirection:
    """Where a redirect leads from a moment on; `to` is in OVH's form."""

    since: dt.datetime
    to: str | None
