"""A flow as it is given to the engine, and the clock that it is due by."""

import collections.abc
import dataclasses
import datetime as dt
from typing import Protocol

from deskbot.engine import lanes

NextAt = collections.abc.Callable[[dt.datetime], dt.datetime]


class Clock(Protocol):
    """Tells the time; aware."""

    def now(self) -> dt.datetime:
        """Return the time."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Flow:
    """What runs for the rows of one kind, in which lane, and when it runs again by itself."""

    name: str
    run: collections.abc.Callable[..., None]
    lane: lanes.Lane
    first: bool
    every_s: float | None
    next_at: NextAt | None
    max_late_s: float | None

    def after(self, now: dt.datetime) -> dt.datetime | None:
        """Return when the flow runs again by itself, once it was due at `now`."""
        if self.every_s is not None:
            return now + dt.timedelta(seconds=self.every_s)
        return self.next_at(now) if self.next_at is not None else None
