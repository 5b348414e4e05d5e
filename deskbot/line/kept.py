"""What somebody changed at the operator, and somebody of the house chose to keep for a while."""

import collections.abc
import dataclasses

from deskbot.desk import interval
from deskbot.line import observed


@dataclasses.dataclass(frozen=True, kw_only=True)
class Kept:
    """The numbers of `desk` stay as they were seen, over `span`; `by` is who said so (a username).

    `on_duty` are those who were to ring then (usernames): it lasts no longer than their turns.
    """

    key: str
    desk: str
    span: interval.Interval
    by: str
    on_duty: tuple[str, ...] = ()
    lines: collections.abc.Mapping[str, observed.Observed] = dataclasses.field(repr=False)
