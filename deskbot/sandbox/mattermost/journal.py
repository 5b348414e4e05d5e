"""What came in and what went out, for tests and the console."""

import collections
import dataclasses
import threading
from typing import Any

_KEPT = 5000


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """A request that the API received; the status is None when the connection broke without an answer."""

    at: str
    user: str
    method: str
    path: str
    status: int | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sent:
    """A request that the server made to an integration; either a status or an error."""

    at: str
    kind: str
    url: str
    status: int | None
    error: str
    took_ms: int


class Journal:
    """The last calls, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: collections.deque[Call] = collections.deque(maxlen=_KEPT)
        self._sent: collections.deque[Sent] = collections.deque(maxlen=_KEPT)

    def add_call(self, call: Call) -> None:
        """Note a request of a client."""
        with self._lock:
            self._calls.append(call)

    def add_sent(self, sent: Sent) -> None:
        """Note a request to an integration."""
        with self._lock:
            self._sent.append(sent)

    def to_json(self) -> dict[str, Any]:
        """Return both lists."""
        with self._lock:
            return {
                "calls": [dataclasses.asdict(call) for call in self._calls],
                "integrations": [dataclasses.asdict(sent) for sent in self._sent],
            }

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._calls.clear()
            self._sent.clear()
