"""Text messages to callers, and what goes wrong with them."""

import dataclasses

from deskbot.chat.messages import base


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallerText(base.Message):
    """To a mobile that got nobody: the house knows, and calls back. `left_message`: its message was kept."""

    house: str
    left_message: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class TextRefused(base.Message):
    """The operator refuses to send text messages."""
