"""What callers meet, as the operator said it, and trouble with the operator."""

import dataclasses
import datetime as dt

from deskbot.chat.messages import base


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineVerified(base.Message):
    """What callers meet now, as read back from the operator; `reason` is a `desk.resolver.Reason`.

    `holder` has the turn and cannot be rung: their number is missing, or not proved.
    """

    title: str
    reason: str
    names: tuple[str, ...]
    holder: str | None
    verified_at: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineTrouble(base.Message):
    """The operator has not done what the roster says, since when; `refused` when it said no."""

    title: str
    since: dt.datetime
    refused: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineBack(base.Message):
    """The operator does what the roster says again."""

    title: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallLogTrouble(base.Message):
    """The operator's log of calls cannot be read, since when: cards do not come."""

    title: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallLogBack(base.Message):
    """The operator's log of calls can be read again."""

    title: str
    since: dt.datetime
