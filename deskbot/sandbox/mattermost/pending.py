"""Deduplication of posts by `pending_post_id` (facts/mattermost.md, section 6)."""

import threading
import time

from deskbot.sandbox.mattermost import errors

_IN_FLIGHT = ""


class PendingPosts:
    """Keys seen in the last 30 s of real time, in memory, the same for all users as on 5.37."""

    def __init__(self, *, lifetime_s: float) -> None:
        self._lifetime_s = lifetime_s
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[str, float]] = {}

    def claim(self, key: str) -> str | None:
        """Take `key` and return None, or return the id of the post that was created with it.

        :raises errors.ApiError: 500 while the first request with that key is in flight.
        """
        with self._lock:
            self._forget_old()
            if key not in self._seen:
                self._seen[key] = (_IN_FLIGHT, time.monotonic() + self._lifetime_s)
                return None
            post_id, _ = self._seen[key]
        if post_id == _IN_FLIGHT:
            raise errors.failure("api.post.deduplicate_create_post.pending")
        return post_id

    def settle(self, key: str, *, post_id: str) -> None:
        """Remember which post `key` made."""
        with self._lock:
            self._seen[key] = (post_id, time.monotonic() + self._lifetime_s)

    def release(self, key: str) -> None:
        """Free `key` after a failed creation."""
        with self._lock:
            self._seen.pop(key, None)

    def forget_all(self) -> None:
        """Lose every key, as a restart of the server does."""
        with self._lock:
            self._seen.clear()

    def _forget_old(self) -> None:
        now = time.monotonic()
        self._seen = {key: value for key, value in self._seen.items() if value[1] > now}
