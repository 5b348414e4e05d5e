"""What Mattermost's payloads mean, both ways; no socket here (facts/mattermost.md)."""

import collections.abc
import dataclasses
import json
import re
import urllib.parse
from typing import Any

from deskbot.chat import chatters

LONGEST_MESSAGE_RUNES = 16_383
KEY_PROP = "deskbot_key"

# Where the chat puts what was chosen in a menu, beside our own context.
_OPTION = "selected_option"
_MARKUP = re.compile(r"[@＠﹫*_~`\[\]()<>#|!\\\x00-\x1f]")
_LONGEST_NAME = 40


class NotReadable(Exception):
    """The body is not what its sender says it is."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class SlashCommand:
    """Somebody typed our command. `text` is untrimmed."""

    token: str = dataclasses.field(repr=False)
    user_id: str
    username: str
    channel_id: str
    channel_name: str
    text: str = dataclasses.field(repr=False)
    trigger_id: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class ButtonClick:
    """Somebody clicked, or says so: `context` is to be verified.

    `option` is what they chose in a menu, None for a button: nobody signed it.
    """

    user_id: str
    username: str
    channel_id: str
    post_id: str
    trigger_id: str
    context: collections.abc.Mapping[str, object]
    option: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class DialogSubmission:
    """Somebody sent a form, or says so: `state` is to be verified; no username comes with it."""

    user_id: str
    channel_id: str
    state: str
    cancelled: bool
    submission: collections.abc.Mapping[str, object]


def slash_command(body: bytes) -> SlashCommand:
    """Read the form of a slash command.

    :raises NotReadable: if it is not one.
    """
    try:
        pairs = urllib.parse.parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=200,
        )
    except (UnicodeDecodeError, ValueError):
        raise NotReadable from None
    form = dict(pairs)
    return SlashCommand(
        token=form.get("token", ""),
        user_id=_needed(form, "user_id"),
        username=_needed(form, "user_name"),
        channel_id=_needed(form, "channel_id"),
        channel_name=form.get("channel_name", ""),
        text=form.get("text", ""),
        trigger_id=form.get("trigger_id", ""),
    )


def button_click(body: bytes) -> ButtonClick:
    """Read the JSON of a click on a button or a menu.

    :raises NotReadable: if it is not one.
    """
    payload = _object(body)
    given = payload.get("context")
    context = given if isinstance(given, dict) else {}
    return ButtonClick(
        user_id=_needed(payload, "user_id"),
        username=_needed(payload, "user_name"),
        channel_id=_needed(payload, "channel_id"),
        post_id=_needed(payload, "post_id"),
        trigger_id=_needed(payload, "trigger_id") if payload.get("trigger_id") else "",
        context=context,
        option=_needed(context, _OPTION) if _OPTION in context else None,
    )


def dialog_submission(body: bytes) -> DialogSubmission:
    """Read the JSON of a form that was sent or cancelled.

    :raises NotReadable: if it is not one.
    """
    payload = _object(body)
    submission = payload.get("submission")
    return DialogSubmission(
        user_id=_needed(payload, "user_id"),
        channel_id=_needed(payload, "channel_id"),
        state=_needed(payload, "state"),
        cancelled=payload.get("cancelled") is True,
        submission=submission if isinstance(submission, dict) else {},
    )


def ephemeral(text: str, *, attachments: collections.abc.Sequence[object] = ()) -> dict[str, object]:
    """Return the answer to a slash command that only its author sees, with its buttons."""
    answer = {"response_type": "ephemeral", "text": text, "skip_slack_parsing": True}
    return {**answer, "attachments": list(attachments)} if attachments else answer


def clicked(text: str) -> dict[str, object]:
    """Return the answer to a click; never an `update`, which would strip the files of its post."""
    return {"ephemeral_text": text}


def dialog_refused(text: str, *, field: str | None = None) -> dict[str, object]:
    """Return the answer to a form that keeps it open and shows `text`, under that field if one is named."""
    return {"error": text} if field is None else {"errors": {field: text}}


def state_of(text: str) -> collections.abc.Mapping[str, object]:
    """Read a form's state back; an empty one when it is not ours."""
    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def fitting(text: str) -> str:
    """Return `text` cut to what a post can hold."""
    # PostgreSQL, where the chat keeps its posts, has no room for it: the post would be refused for ever.
    text = text.replace("\x00", "")
    if len(text) <= LONGEST_MESSAGE_RUNES:
        return text
    return text[: LONGEST_MESSAGE_RUNES - 1] + "…"


def key_of(post: collections.abc.Mapping[str, Any]) -> str | None:
    """Return the key under which we posted `post`, if we did."""
    props = post.get("props")
    key = props.get(KEY_PROP) if isinstance(props, dict) else None
    return key if isinstance(key, str) else None


def chatter(user: collections.abc.Mapping[str, Any]) -> chatters.Chatter:
    """Return the account that the chat describes.

    :raises KeyError: if it is no description of one.
    """
    return chatters.Chatter(
        user_id=str(user["id"]),
        username=str(user["username"]),
        name=_name(str(user.get("first_name") or user.get("nickname") or "")) or str(user["username"]),
        is_active=not user.get("delete_at"),
        is_guest="system_guest" in str(user.get("roles", "")).split(),
        is_bot=user.get("is_bot") is True,
    )


def _name(typed: str) -> str:
    """Return what somebody calls themselves without what would ping, link or decorate in a post."""
    return " ".join(_MARKUP.sub(" ", typed).split())[:_LONGEST_NAME].strip()


def _object(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        raise NotReadable from None
    if not isinstance(payload, dict):
        raise NotReadable
    return payload


def _needed(fields: collections.abc.Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise NotReadable
    try:
        value.encode()
    except UnicodeEncodeError:
        # JSON can spell half a character, which nothing else can write.
        raise NotReadable from None
    return value
