"""What is kept of people, as far as it is purged, forgotten and exported."""

import collections.abc
import datetime as dt
from typing import Any, Protocol

from deskbot.people import privacy


class PrivacyRuns(Protocol):
    """What was done about what is kept of people."""

    def get(self, key: str) -> privacy.Run | None:
        """Return a run."""

    def save(self, run: privacy.Run) -> None:
        """Keep a run, or what changed of it."""


class Purging(Protocol):
    """What is older than it is kept."""

    def erase(
        self, kind: privacy.Kind, *, before: dt.datetime, limit: int, now: dt.datetime
    ) -> tuple[str, ...]:
        """Erase at most `limit` things of that kind from before that moment; return their keys.

        The cards among them are to be shown again. Messages and alerts have ways of their own.
        """

    def drop_messages(
        self,
        *,
        before: dt.datetime,
        limit: int,
        now: dt.datetime,
        private: collections.abc.Collection[str],
    ) -> privacy.Dropped:
        """Forget at most `limit` messages from before that moment; the posts of `private` kinds are to go."""

    def drop_alerts(self, *, before: dt.datetime, limit: int) -> privacy.Dropped:
        """Forget at most `limit` alerts that ended before that moment, and the posts that told of them."""

    def drop_runs(
        self, *, before: dt.datetime, unconfirmed_before: dt.datetime, limit: int
    ) -> privacy.Dropped:
        """Forget at most `limit` exports from before that moment, and what nobody confirmed."""


class Held(Protocol):
    """All that is kept about one number (E.164)."""

    def preview(self, number: str) -> privacy.Preview:
        """Return how much is kept under a number, without reading a text."""

    def page(self, number: str, *, after: str | None, limit: int) -> privacy.Page:
        """Look at the next `limit` things for what is about a number; the first ones if `after` is None."""

    def told(self, number: str) -> collections.abc.Iterator[tuple[privacy.Kind, dict[str, Any]]]:
        """Give all that is kept about a number, other people's numbers masked."""


class Forgetting(Protocol):
    """Erases what is about a number."""

    def erase(
        self, place: str, keys: collections.abc.Sequence[str], *, run: privacy.Run, now: dt.datetime
    ) -> privacy.Erased:
        """Erase these things of a place, for a run; those that are gone already do not count."""
