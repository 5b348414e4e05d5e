"""What an administrator agreed to about a line, which deskbot does not do by itself."""

import dataclasses
import datetime as dt
import enum


class Subject(enum.StrEnum):
    """What was agreed to."""

    #: The private number of a member on a number that cannot be armed.
    MEMBER = "member"
    #: A change of much that deskbot did not set, once.
    MANY_CHANGES = "many_changes"
    #: More changes in a day than the house allows itself, that day.
    MANY_A_DAY = "many_a_day"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Agreement:
    """`by` (a username) agreed for `desk`; `about` is a member's username, or empty; to `until` if set."""

    desk: str
    subject: Subject
    about: str
    by: str
    at: dt.datetime
    until: dt.datetime | None = None
