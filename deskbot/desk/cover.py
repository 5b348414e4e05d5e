"""Somebody asks for their turn to be covered; the first click takes it."""

import dataclasses
import datetime as dt

from deskbot.desk import interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cover:
    """A wish of `asker` to be replaced over `spans`; `taken_by` is whoever clicked first."""

    key: str
    desk: str
    asker: str
    spans: tuple[interval.Interval, ...]
    at: dt.datetime
    taken_by: str | None = None

    def taken(self, *, by: str, spans: tuple[interval.Interval, ...]) -> "Cover":
        """Return the wish once `by` took what was left of it, `spans`."""
        return dataclasses.replace(self, taken_by=by, spans=spans)
