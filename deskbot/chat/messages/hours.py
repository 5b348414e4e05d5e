"""Closings and openings by one sentence of an admin."""

import dataclasses

from deskbot.chat import buttons as buttons_module
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
class DeskClosed(base.Message):
    """The desk closes; `if_taken`: it still answers while somebody holds it."""

    change: str
    title: str
    by: str
    spans: tuple[interval.Interval, ...]
    reason: str
    if_taken: bool

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Annuler*."""
        return (duty.undo_button(self.change),)


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskOpened(base.Message):
    """The desk opens exceptionally."""

    change: str
    title: str
    by: str
    spans: tuple[interval.Interval, ...]
    reason: str

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Annuler*."""
        return (duty.undo_button(self.change),)


@dataclasses.dataclass(frozen=True, kw_only=True)
class GapsIgnored(base.Message):
    """Nobody is looked for over `spans`."""

    change: str
    title: str
    by: str
    spans: tuple[interval.Interval, ...]

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Annuler*."""
        return (duty.undo_button(self.change),)
