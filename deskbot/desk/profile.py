"""Named ways of answering ("lunch", "meeting", "gone for the day"), and when one is in force (seed 002)."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.desk import interval
from deskbot.people import member


@dataclasses.dataclass(frozen=True, kw_only=True)
class Profile:
    """Who rings while it is in force, in this order, whoever holds the turn; nobody: the voicemail."""

    name: str
    title: str
    rings: tuple[member.Member, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class InForce:
    """A profile put in force on a desk by `by`, over `span` (cut when somebody ends it before)."""

    key: str
    desk: str
    profile: str
    span: interval.Interval
    by: str


def at(moment: dt.datetime, *, in_force: collections.abc.Iterable[InForce]) -> InForce | None:
    """Return what is in force at `moment`; of two, the one put in force last."""
    holding = [one for one in in_force if one.span.holds(moment)]
    return max(holding, key=lambda one: interval.instant(one.span.start), default=None)
