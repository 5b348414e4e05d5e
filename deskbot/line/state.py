"""What is known of a line between two looks at it."""

import dataclasses
import datetime as dt


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineState:
    """What is known of a desk's line. `told` is a key of what the channel was last told.

    `waiting_since`: a change waits since then for a caller to be served. `polled_at`: what happened on the
    line until then is known.
    """

    desk: str
    verified_at: dt.datetime | None = None
    told: str | None = None
    failing_since: dt.datetime | None = None
    waiting_since: dt.datetime | None = None
    polled_at: dt.datetime | None = None
    trouble_told: bool = False
