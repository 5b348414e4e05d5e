"""The one pinned post of a desk, edited in place."""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class Board:
    """Where a desk's pinned post is (its channel, its id), and what it says.

    `shown` is a digest of what people see there, so that nothing is edited for nothing; never the text.
    """

    desk: str
    channel: str | None = None
    post_id: str | None = None
    shown: str | None = None
