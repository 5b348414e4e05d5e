"""The posts that offer free half-days, one button for each."""

import dataclasses
import datetime as dt
import enum


class Kind(enum.StrEnum):
    """Why the half-days were offered."""

    #: Next week's, on Friday.
    WEEK = "week"
    #: A gap that comes near.
    AHEAD = "ahead"


@dataclasses.dataclass(frozen=True, kw_only=True)
class GapPost:
    """A post that offers the free half-days of a desk from `first` to `last`, both included, in `channel`."""

    key: str
    desk: str
    channel: str
    kind: Kind
    first: dt.date
    last: dt.date
    post_id: str | None = None
