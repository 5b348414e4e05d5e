"""What the routes are given: the house, the adapters, and what is needed to believe a request."""

import collections.abc
import dataclasses
from typing import Any, Protocol

from deskbot.calls import destination
from deskbot.chat import chatters, forms, messages
from deskbot.desk import duty
from deskbot.flows import addresses, escalate, hear_recording, line_aim, month_counted, ports
from deskbot.flows import house as house_module


class Chat(Protocol):
    """The chat, as far as answering takes it."""

    def open_form(self, trigger_id: str, *, form: forms.Form, channel_id: str, user_id: str) -> None:
        """Open a form for whoever typed or clicked.

        :raises chat.errors.DialogTooLate: if that was too long ago.
        :raises chat.errors.ChatUnavailable: try again.
        """

    def shown(
        self, message: messages.Message, *, channel_id: str, key: str
    ) -> tuple[str, list[dict[str, Any]]]:
        """Return the text and the buttons of an answer."""

    def person(self, user_id: str) -> chatters.Chatter:
        """Return who a user is.

        :raises chat.errors.ChatUnavailable: try again.
        :raises chat.errors.ChatRefused: the chat said no.
        """

    def link(self, post_id: str) -> str:
        """Return the address of a post, for people."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Context:
    """Everything that a request may need."""

    house: house_module.House
    store: ports.Store
    clock: ports.Clock
    chat: Chat
    rules: ports.Rules
    contacts: ports.Contacts
    channels: destination.Channels
    on_call: escalate.OnCall
    line_rules: line_aim.LineRules
    reminders: duty.Reminders
    books: month_counted.Books
    links: addresses.Links
    booth: hear_recording.Booth
    old_cards_days: int
    is_ready: collections.abc.Callable[[], bool]
    command_token: str = dataclasses.field(repr=False)
    secret: bytes = dataclasses.field(repr=False)


Answer = messages.Message | forms.Form
