"""A voicemail box: its messages, and the files that OVH prepares on request."""

import dataclasses
import datetime as dt
from typing import Any


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

    def visible(self, *, at: dt.datetime) -> list[Message]:
        """Return the messages whose caller has hung up."""
        return [message for message in self.messages.values() if message.visible_at <= at]
