"""What every message is, and where it can be said."""

import dataclasses
import datetime as dt

from deskbot.chat import buttons as buttons_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class Message:
    """Anything the bot says."""

    @property
    def stale_at(self) -> dt.datetime | None:
        """From when on it is not worth being said; None when it always is."""
        return None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """The buttons under it, none by default."""
        return ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Channel:
    """A channel, by its name in the team."""

    name: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Direct:
    """A direct message to one member, by username."""

    username: str


Place = Channel | Direct
