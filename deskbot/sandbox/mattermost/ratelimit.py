"""The generic cell rate algorithm, and the headers that go with it."""

import collections.abc
import dataclasses
import math
import threading
import time

from deskbot.sandbox.mattermost import switches


@dataclasses.dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a call passes, and what its headers say."""

    limited: bool
    limit: int
    remaining: int
    reset_s: int
    retry_after_s: int

    def headers(self) -> list[tuple[str, str]]:
        """Return the header lines; the real server writes each one twice (facts/mattermost.md, section 6)."""
        lines = [
            ("X-Ratelimit-Limit", str(self.limit)),
            ("X-Ratelimit-Remaining", str(self.remaining)),
            ("X-Ratelimit-Reset", str(self.reset_s)),
        ]
        if self.limited:
            return [*lines, *lines, ("Retry-After", str(self.retry_after_s))]
        return [*lines, *lines]


class Limiter:
    """Counts calls by key, in real time unless told otherwise."""

    def __init__(self, *, clock: collections.abc.Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._arrivals: dict[str, float] = {}

    def check(self, key: str, *, rule: switches.RateLimit) -> Verdict:
        """Count a call of `key` and return the verdict."""
        period_s = 1 / rule.per_s
        tolerance_s = period_s * (rule.burst + 1)
        now = self._clock()
        with self._lock:
            due = max(self._arrivals.get(key, now), now) + period_s
            limited = due - now > tolerance_s + 1e-9
            if not limited:
                self._arrivals[key] = due
            ahead_s = self._arrivals.get(key, now) - now
        return Verdict(
            limited=limited,
            limit=rule.burst + 1,
            remaining=max(0, math.floor((tolerance_s - ahead_s) / period_s + 1e-9)),
            reset_s=math.ceil(ahead_s),
            retry_after_s=math.ceil(max(0.0, due - now - tolerance_s)),
        )
