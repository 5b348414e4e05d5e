"""Trouble that lasts is told to the admins once, and its end too."""

import dataclasses
import datetime as dt

from deskbot.chat import messages
from deskbot.flows import ports, tell


@dataclasses.dataclass(frozen=True, kw_only=True)
class Watch:
    """Where trouble is told, and after how long (seconds)."""

    admins_channel: str
    trouble_after_s: float

    def lasts(self, since: dt.datetime, *, now: dt.datetime) -> bool:
        """Whether what began at `since` has lasted long enough to be told."""
        return (now - since).total_seconds() >= self.trouble_after_s

    def tell(self, work: ports.Work, message: messages.Message, *, key: str, now: dt.datetime) -> None:
        """Have the admins told right after this transaction; the same key twice is one post."""
        tell.later(work, message, place=messages.Channel(name=self.admins_channel), key=key, now=now)
