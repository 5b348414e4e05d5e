"""Answers to slash commands, at once or later through a `response_url` (facts/mattermost.md, section 1)."""

import dataclasses
import json
from typing import Any

from deskbot.sandbox.mattermost import (
    actions,
    attachments,
    drafts,
    errors,
    ids,
    integration,
    model,
    posting,
    slack_text,
    state,
)

_HOOK_LIFETIME_MS = 30 * 60 * 1000
_HOOK_USES = 5
_POST_FAILED = "api.command.execute_command.create_post_failed.app_error"
_TEXTS = ("response_type", "text", "username", "channel_id", "icon_url", "type", "goto_location")


class NotAnAnswer(Exception):
    """The body is not what a command may answer."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommandAnswer:
    """One answer and the further ones it carries."""

    response_type: str = ""
    text: str = ""
    username: str = ""
    channel_id: str = ""
    icon_url: str = ""
    type: str = ""
    goto_location: str = ""
    props: dict[str, Any] | None = None
    attachments: list[Any] | None = None
    skip_slack_parsing: bool = False
    extra_responses: tuple["CommandAnswer", ...] = ()

    def to_json(self, *, trigger_id: str) -> dict[str, Any]:
        """Return the answer as the user's client gets it."""
        shown: dict[str, Any] = {name: getattr(self, name) for name in _TEXTS[:-1]}
        return shown | {
            "props": self.props,
            "goto_location": self.goto_location,
            "trigger_id": trigger_id,
            "skip_slack_parsing": self.skip_slack_parsing,
            "attachments": self.attachments,
            "extra_responses": [extra.to_json(trigger_id="") for extra in self.extra_responses] or None,
        }


@dataclasses.dataclass(frozen=True, kw_only=True)
class Place:
    """Where an answer is shown, in whose name, and the command's display name."""

    user_id: str
    channel_id: str
    root_id: str
    username: str


def read(answer: integration.Answer) -> CommandAnswer:
    """Return what a body of status 200 means: JSON only under its own type, else plain text.

    :raises NotAnAnswer: if it says it is JSON and is not.
    """
    if answer.content_type.split(";")[0].strip() == integration.JSON:
        try:
            return parse(json.loads(answer.body))
        except ValueError as error:
            raise NotAnAnswer from error
    return CommandAnswer(text=answer.body.decode(errors="replace"))


def parse(given: Any) -> CommandAnswer:
    """Return the answer in decoded JSON; unknown fields are ignored.

    :raises NotAnAnswer: if a field has another type.
    """
    if given is None:
        return CommandAnswer()
    if not isinstance(given, dict):
        raise NotAnAnswer
    extras = _typed(given, "extra_responses", list) or []
    return CommandAnswer(
        response_type=_typed(given, "response_type", str) or "",
        text=_typed(given, "text", str) or "",
        username=_typed(given, "username", str) or "",
        channel_id=_typed(given, "channel_id", str) or "",
        icon_url=_typed(given, "icon_url", str) or "",
        type=_typed(given, "type", str) or "",
        goto_location=_typed(given, "goto_location", str) or "",
        props=_typed(given, "props", dict),
        attachments=_typed(given, "attachments", list),
        skip_slack_parsing=bool(_typed(given, "skip_slack_parsing", bool)),
        extra_responses=tuple(parse(extra) for extra in extras),
    )


def show_all(
    chat: state.Chat, answer: CommandAnswer, *, place: Place, trigger: str
) -> tuple[model.Post, ...]:
    """Show an answer and its extras, and return the posts made; the caller holds the lock.

    :raises errors.ApiError: 500 if one of them cannot be posted; the others are.
    """
    made: list[model.Post] = []
    failed: errors.ApiError | None = None
    for one in (answer, *answer.extra_responses):
        try:
            post = _show(chat, one, place=place)
        except errors.ApiError as error:
            failed = error
            continue
        if post is not None:
            made.append(post)
    if failed is not None:
        raise errors.failure(_POST_FAILED, subject=trigger) from failed
    return tuple(made)


def use_hook(chat: state.Chat, hook_id: str, *, body: bytes) -> None:
    """Show an answer that came through a `response_url`: 30 minutes, 5 times, no authentication.

    :raises errors.ApiError: if the address is not valid any more, or the answer is none.
    """
    with chat.lock:
        hook = chat.hooks.get(hook_id)
        if hook is None or chat.now_ms() - hook.create_at > _HOOK_LIFETIME_MS:
            raise errors.failure("app.command_webhook.get.missing")
        if hook.uses >= _HOOK_USES:
            raise errors.failure("app.command_webhook.try_use.invalid")
        hook.uses += 1
        try:
            answer = parse(drafts.parse_object(body, name="response"))
        except NotAnAnswer as error:
            raise errors.invalid_body("response") from error
        place = Place(
            user_id=hook.user_id,
            channel_id=hook.channel_id,
            root_id=hook.root_id,
            username=hook.command.username,
        )
        show_all(chat, answer, place=place, trigger=hook.command.trigger)


def _show(chat: state.Chat, answer: CommandAnswer, *, place: Place) -> model.Post | None:
    channel_id = answer.channel_id or place.channel_id
    channel = chat.channels.get(channel_id)
    if channel is None or place.user_id not in channel.members:
        raise errors.forbidden()
    props, text = _content(chat, answer, place=place)
    if answer.response_type == "in_channel":
        # Owned by the user who typed: they may edit it, the bot may not.
        post = model.Post(
            id=ids.new(),
            user_id=place.user_id,
            channel_id=channel_id,
            create_at=0,
            update_at=0,
            message=text,
            root_id=place.root_id,
            type=answer.type,
            props=props,
        )
        return posting.store(chat, post)
    if answer.response_type not in ("", "ephemeral") or not (text or answer.attachments):
        return None
    shown = posting.send_ephemeral(
        chat,
        user_id=place.user_id,
        channel_id=channel_id,
        message=text,
        root_id=place.root_id,
        props=props,
    )
    for action in attachments.actions(shown.props):
        if action.get("integration"):
            action["cookie"] = actions.give_cookie(chat, shown, action_id=action["id"])
    return shown


def _content(chat: state.Chat, answer: CommandAnswer, *, place: Place) -> tuple[dict[str, Any], str]:
    props = dict(answer.props or {})
    if answer.attachments is not None:
        props["attachments"] = answer.attachments
    props |= {
        "from_webhook": "true",
        "override_icon_url": answer.icon_url,
        "override_username": place.username or answer.username,
    }
    if answer.skip_slack_parsing:
        return props, answer.text
    return props, slack_text.links_to_markdown(slack_text.expand(chat, answer.text))


def _typed(given: dict[str, Any], name: str, kind: type) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, kind):
        raise NotAnAnswer
    return value
