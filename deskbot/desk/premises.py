"""Whether anybody is at the premises (design, section 7: `bureau vide|ouvert [jusqu'à]`)."""

import dataclasses
import datetime as dt
import enum

from deskbot.desk import interval


class Presence(enum.StrEnum):
    """Whether somebody opens the door."""

    EMPTY = "empty"
    STAFFED = "staffed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Premises:
    """What `by` said of the premises, until when; None until somebody says otherwise."""

    presence: Presence
    by: str
    at: dt.datetime
    until: dt.datetime | None = None

    def at_moment(self, now: dt.datetime) -> "Premises | None":
        """Return what is still said at `now`."""
        over = self.until is not None and interval.instant(self.until) <= interval.instant(now)
        return None if over else self
