"""How many calls the chat still bears, as its answers say (facts/mattermost.md, section 6)."""

import collections.abc
import threading

# Of what the limit lets through at once, a fifth, so many at most, is left to what people wait for.
_KEPT_SHARE = 5
_MOST_KEPT = 10
# Whatever the chat says, it is asked again by then: a limit may have been lifted.
_LONGEST_CLOSED_S = 60.0
Headers = collections.abc.Mapping[str, str]


class Allowance:
    """What is left of the rate limit; all is let through where the chat tells of none.

    Every time is of one steady clock. Each call is `begun`, then `answered`, `refused` or `lost`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._limit: int | None = None
        # So many were left at that moment, or will be; they come back at that rate.
        self._left = 0.0
        self._at_s = 0.0
        self._per_s = 1.0
        # Calls that were let through and whose answers have not said yet what they left.
        self._out = 0

    def begun(self, now_s: float, *, most_s: float, is_awaited: bool = False) -> float | None:
        """Count a call and return how long it must wait; None, and it does not count, if over `most_s`.

        A call that a person waits for (`is_awaited`) goes at once: something is kept for it.
        """
        with self._lock:
            wait_s = 0.0 if is_awaited else self._wait_s(now_s)
            if wait_s > most_s:
                return None
            self._out += 1
            return wait_s

    def answered(self, headers: Headers, now_s: float) -> None:
        """Note what an answer says is left."""
        with self._lock:
            self._out -= 1
            self._learn(headers, now_s)

    def refused(self, headers: Headers, now_s: float) -> None:
        """Note that a call was one too many, and when the next one may come."""
        with self._lock:
            self._out -= 1
            self._learn(headers, now_s)
            self._limit = self._limit or 1
            self._left = 1.0
            closed_s = min(max(_number(headers, "Retry-After") or 1.0, 0.0), _LONGEST_CLOSED_S)
            self._at_s = now_s + closed_s

    def lost(self) -> None:
        """Note that a call got no answer of the chat's."""
        with self._lock:
            self._out -= 1

    def _wait_s(self, now_s: float) -> float:
        if self._limit is None:
            return 0.0
        left = min(self._limit, self._left + (now_s - self._at_s) * self._per_s) - self._out
        kept = min(self._limit // _KEPT_SHARE, _MOST_KEPT)
        return max(0.0, (kept + 1 - left) / self._per_s)

    def _learn(self, headers: Headers, now_s: float) -> None:
        limit, left = _number(headers, "X-Ratelimit-Limit"), _number(headers, "X-Ratelimit-Remaining")
        if limit is None or left is None:
            self._limit = None
            return
        self._limit, self._left, self._at_s = max(1, int(limit)), left, now_s
        reset_s = _number(headers, "X-Ratelimit-Reset")
        if reset_s and limit > left:
            # All of it will have come back by then; the server rounds up to a second.
            self._per_s = (limit - left) / max(reset_s - 0.5, 0.5)


def _number(headers: Headers, name: str) -> float | None:
    # The server writes each line twice, which a client joins by a comma.
    written = headers.get(name, "").partition(",")[0].strip()
    return float(written) if written.isascii() and written.isdigit() else None
