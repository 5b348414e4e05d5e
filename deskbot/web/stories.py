"""What the routes can ask for: the flows, with everything but the request already given by `bootstrap`."""

import collections.abc
import dataclasses
import datetime as dt
from typing import Protocol

from deskbot.calls import case
from deskbot.chat import buttons, messages


class Claim(Protocol):
    """Take turns."""

    def __call__(self, text: str, *, username: str, rings: int | None, channel: str) -> messages.Message:
        """Claim the days of `text`."""


class Release(Protocol):
    """Give turns back."""

    def __call__(self, text: str, *, username: str, channel: str) -> messages.Message:
        """Release the days of `text`."""


class ByMember(Protocol):
    """Do something about one thing, as a member."""

    def __call__(self, key: str, *, username: str) -> messages.Message:
        """Do it to the thing `key`."""


class Urge(Protocol):
    """Tell the admins."""

    def __call__(self, text: str, *, username: str, channel: str) -> messages.Message:
        """Tell them `text`."""


class Show(Protocol):
    """Show the desk."""

    def __call__(self, *, channel: str, with_help: bool) -> messages.Message:
        """Show the desk of `channel`."""


class Finish(Protocol):
    """Close a card."""

    def __call__(
        self, key: str, *, username: str, closing: case.Closing, note: str | None
    ) -> messages.Message:
        """Close the card `key`."""


class OpenClosing(Protocol):
    """Open the form that closes a card."""

    def __call__(self, trigger_id: str, *, case_key: str, channel_id: str, user_id: str) -> None:
        """Open it for the click behind `trigger_id`."""


IsReady = collections.abc.Callable[[], bool]


class IsOnOurPost(Protocol):
    """Check where a button stands."""

    def __call__(self, press: buttons.Press, *, post_id: str) -> bool:
        """Whether it is under the post `post_id`."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stories:
    """Everything that people can start from the chat, and what the routes need to believe them."""

    claim: Claim
    release: Release
    undo: ByMember
    show: Show
    urge: Urge
    acknowledge: ByMember
    ask: ByMember
    take: ByMember
    finish: Finish
    open_closing: OpenClosing
    is_on_our_post: IsOnOurPost
    username_of: collections.abc.Callable[[str], str]
    render: collections.abc.Callable[[messages.Message], str]
    now: collections.abc.Callable[[], dt.datetime]
    is_ready: IsReady
    command_token: str = dataclasses.field(repr=False)
    secret: bytes = dataclasses.field(repr=False)
