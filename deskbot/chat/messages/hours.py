"""Closings and openings by one sentence of an admin."""

import dataclasses

from deskbot.chat.messages import base, duty
from deskbot.desk import interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class HoursChanged(base.Message):
    """An admin closed or opened the desk; `held_by` are the people whose turns are inside a closing."""

    opens: bool
    if_taken: bool
    title: str
    spans: tuple[interval.Interval, ...]
    held_by: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class GapsSilenced(base.Message):
    """Gaps over `spans` are told to nobody."""

    title: str
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskClosed(duty.Undoable):
    """The desk closes; `if_taken`: it still answers while somebody holds it."""

    title: str
    by: str
    spans: tuple[interval.Interval, ...]
    reason: str
    if_taken: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskOpened(duty.Undoable):
    """The desk opens exceptionally; `held_by` have turns in it already."""

    title: str
    by: str
    spans: tuple[interval.Interval, ...]
    reason: str
    held_by: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class GapsIgnored(duty.Undoable):
    """Nobody is looked for over `spans`."""

    title: str
    by: str
    spans: tuple[interval.Interval, ...]
