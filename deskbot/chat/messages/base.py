"""What every message is, and where it can be said."""

import collections.abc
import dataclasses
import datetime as dt
import typing

from deskbot.chat import buttons as buttons_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class Message:
    """Anything the bot says. `is_private`: it tells somebody a whole number, or what somebody else said."""

    is_private: typing.ClassVar[bool] = False

    @property
    def stale_at(self) -> dt.datetime | None:
        """From when on it is not worth being said; None when it always is."""
        return None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """The buttons under it, none by default."""
        return ()

    @property
    def menus(self) -> tuple[buttons_module.Menu, ...]:
        """The menus after its buttons, none by default."""
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


def private_kinds() -> frozenset[str]:
    """Return the names of the classes of messages that are private."""
    return frozenset(kind.__name__ for kind in _below(Message) if kind.is_private)


def _below(kind: type[Message]) -> collections.abc.Iterator[type[Message]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
