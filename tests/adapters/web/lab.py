"""The routes, with stories that say what they were asked."""

import collections.abc
import dataclasses
import datetime as dt
import json
import re
import urllib.parse
from typing import Any

from deskbot import wording
from deskbot.chat import buttons, messages
from deskbot.web import app
from deskbot.web import stories as stories_module

NOW = dt.datetime(2024, 8, 1, 9, 0, tzinfo=dt.UTC)
TOKEN = "the token of our command"
SECRET = b"the secret of our buttons"
CHANNEL = "91scfzski7bmtjc8ms335rfrgh"
POST = "cypjonggh38ymqqmjnyau1zoty"
USER = "6e1xect59fd8tf9ubxgj339osr"


@dataclasses.dataclass(kw_only=True)
class Asked:
    """What reached a story, and what every story does."""

    calls: list[tuple[Any, ...]] = dataclasses.field(default_factory=list)
    answer: messages.Message = dataclasses.field(default_factory=messages.CardTaken)
    problem: Exception | None = None
    ready: bool = True
    on_our_post: bool = True

    def story(self, name: str) -> collections.abc.Callable[..., Any]:
        def told(*args: Any, **named: Any) -> Any:
            self.calls.append((name, *args, named))
            if self.problem is not None:
                raise self.problem
            return self.answer

        return told


def application(asked: Asked) -> Any:
    words = wording.Wording()
    names = ("claim", "release", "undo", "show", "urge", "acknowledge", "ask", "take", "finish")
    return app.build(
        stories_module.Stories(
            **{name: asked.story(name) for name in names},
            open_closing=asked.story("open_closing"),
            is_on_our_post=lambda press, *, post_id: asked.on_our_post,
            username_of=lambda user_id: f"name-of-{user_id[:4]}",
            render=lambda message: words.render(message, now=NOW),
            now=lambda: NOW,
            is_ready=lambda: asked.ready,
            command_token=TOKEN,
            secret=SECRET,
        )
    )


def form(**changes: str) -> bytes:
    """Return the body of a slash command."""
    fields = {
        "channel_id": CHANNEL,
        "channel_name": "standard",
        "text": "qui",
        "token": TOKEN,
        "trigger_id": "t",
        "user_id": USER,
        "user_name": "lea",
    }
    return urllib.parse.urlencode(fields | changes).encode()


def signed(
    action: buttons.Action, *, entity: str = "e1", nonce: str = "a post", hours: float = 1
) -> dict[str, str]:
    return buttons.sign(
        buttons.Button(action=action, entity=entity),
        secret=SECRET,
        channel=CHANNEL,
        nonce=nonce,
        expires_at=NOW + dt.timedelta(hours=hours),
    )


def click(context: object, **changes: object) -> bytes:
    """Return the body of a click."""
    fields: dict[str, object] = {
        "user_id": USER,
        "user_name": "lea",
        "channel_id": CHANNEL,
        "post_id": POST,
        "trigger_id": "t",
        "type": "button",
        "context": context,
    }
    return json.dumps(fields | changes).encode()


def dialog(**changes: object) -> bytes:
    """Return the body of the form that closes a card, signed for its author."""
    fields: dict[str, object] = {
        "type": "dialog_submission",
        "callback_id": "finish",
        "state": json.dumps(signed(buttons.Action.FINISH, nonce=buttons.form_nonce(USER))),
        "user_id": USER,
        "channel_id": CHANNEL,
        "submission": {"closing": "reached", "note": None},
        "cancelled": False,
    }
    return json.dumps(fields | changes).encode()


def sentences(text: str) -> int:
    """Count the sentences that a person reads."""
    return len(re.findall(r"[.!?…](?:\s|$)", text))
