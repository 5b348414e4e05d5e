"""What is known of a line between two looks at it."""

import dataclasses
import datetime as dt


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineState:
    """What is known of a desk's line. `told` is a key of what the channel was last told.

    `waiting_since`: a change waits since then for a caller to be served. `polled_at`: what happened on the
    line until then is known, or `blind_since` says since when it cannot be read. `verified` is the key of the
    answer that was read back at `verified_at`. `drift` is the key of the post that shows what somebody else
    changed, until that is settled. `greeting` is a key of the day and the greeting that callers hear.
    """

    desk: str
    verified_at: dt.datetime | None = None
    told: str | None = None
    failing_since: dt.datetime | None = None
    waiting_since: dt.datetime | None = None
    polled_at: dt.datetime | None = None
    verified: str | None = None
    blind_since: dt.datetime | None = None
    blindness_told: bool = False
    trouble_told: bool = False
    drift: str | None = None
    greeting: str | None = None
