"""A voicemail box: its messages, and the files that OVH prepares on request."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal


@dataclasses.dataclass(frozen=True, kw_only=True)
class Message:
    """One recorded message."""

    message_id: int
    caller: str
    callee: str
    created: dt.datetime
    visible_at: dt.datetime
    duration_s: int
    folder: str
    sound: bytes
    is_kept: bool = True
    """It is in the box; else it goes by e-mail alone."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Announced:
    """A message that e-mails tell of from a moment on, with the settings of its box when it was left."""

    message: Message
    settings: Mapping[str, Any]
    at: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class File:
    """A recording being prepared, then served at an unsigned address that expires."""

    token: str
    name: str
    sound: bytes
    ready_at_s: float
    """On the monotonic clock: preparing takes real time."""
    polled: int = 0
    expires_at: dt.datetime | None = None


@dataclasses.dataclass(kw_only=True)
class Mailbox:
    """The voicemail of one line."""

    settings: dict[str, Any]
    messages: dict[int, Message] = dataclasses.field(default_factory=dict)
    files: dict[tuple[int, str], File] = dataclasses.field(default_factory=dict)
    greetings: dict[int, str] = dataclasses.field(default_factory=dict)
    """The recorded greetings and the folder of each; a sound's id is taken for its greeting's."""

    def greeting(self, *, needs_sound: bool) -> Literal["usual", "temporary"]:
        """Return which greeting callers hear; `needs_sound`: a temporary one needs its sound."""
        is_there = self.settings["temporaryGreetingSoundId"] is not None or not needs_sound
        return "temporary" if self.settings["temporaryGreetingActivated"] and is_there else "usual"

    def visible(self, *, at: dt.datetime) -> list[Message]:
        """Return the messages that the box shows."""
        return [one for one in self.messages.values() if one.is_kept and one.visible_at <= at]
