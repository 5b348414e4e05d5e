"""One change that deskbot made to a line, for the journal: who rings since, never a number."""

import dataclasses
import datetime as dt


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineChange:
    """At `at`, `writes` writes brought the line of `desk` to ring `usernames`, for `reason` (of the answer).

    `adds_people`: somebody's number was put on it that was not there.
    """

    desk: str
    at: dt.datetime
    reason: str
    usernames: tuple[str, ...]
    writes: int
    adds_people: bool
