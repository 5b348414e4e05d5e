"""A place where calls are told of, between two looks at it."""

import dataclasses
import datetime as dt


@dataclasses.dataclass(frozen=True, kw_only=True)
class Intake:
    """What is known of such a place.

    What came before `begun_at` is none of deskbot's business; what came until `looked_at` was taken in, or
    `blind_since` says since when the place cannot be read.
    """

    key: str
    begun_at: dt.datetime | None = None
    looked_at: dt.datetime | None = None
    blind_since: dt.datetime | None = None
    blindness_told: bool = False
