"""Clicks on buttons and choices in menus (facts/mattermost.md, section 2)."""

import dataclasses
import json
import secrets
from typing import Any

from deskbot.sandbox.mattermost import (
    attachments,
    errors,
    gojson,
    integration,
    model,
    outgoing,
    permissions,
    posting,
    slack_text,
    state,
)

_FAILED = "api.post.do_action.action_integration.app_error"
# An update cannot change these: they are taken again from the post (PostActionRetainPropKeys of 5.37).
_RETAINED_PROPS = ("from_webhook", "override_username", "override_icon_url")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Click:
    """What the user's client sends."""

    post_id: str
    action_id: str
    selected_option: str = ""
    cookie: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Result:
    """What came of a click: the client's trigger id, and the ephemeral post if there was one."""

    trigger_id: str
    ephemeral: model.Post | None


def give_cookie(chat: state.Chat, post: model.Post, *, action_id: str) -> str:
    """Return an opaque cookie that stands for an action of an ephemeral post; the caller holds the lock."""
    cookie = secrets.token_urlsafe(240)
    chat.cookies[cookie] = (post, action_id)
    return cookie


def click(chat: state.Chat, user: model.User, given: Click) -> Result:
    """Send a click to its integration and do what the answer says.

    :raises errors.ApiError: if the click is not possible or the integration does not answer well.
    """
    with chat.lock:
        post = _clicked_post(chat, user, given)
        action = attachments.find_action(post.props, given.action_id)
        if action is None:
            raise errors.failure("api.post.do_action.action_id.app_error")
        body, trigger_id = _request_body(chat, user, post, action=action, option=given.selected_option)
        chat.trigger_channels[trigger_id] = post.channel_id
        url = str(action["integration"].get("url") or "")
    # Without the lock: the integration calls back while it answers.
    answer = _ask(chat, url, body)
    with chat.lock:
        if isinstance(answer.get("update"), dict):
            _update(chat, post, answer["update"])
        return Result(trigger_id=trigger_id, ephemeral=_tell(chat, user, post, answer))


def _clicked_post(chat: state.Chat, user: model.User, given: Click) -> model.Post:
    stored = chat.posts.get(given.post_id)
    if stored is not None:
        permissions.member_channel(chat, user, stored.channel_id)
        if stored.delete_at:
            raise errors.failure("app.post.get.app_error")
        return stored
    # The cookie is transferable: any member of the channel may use it.
    post, action_id = chat.cookies.get(given.cookie, (None, ""))
    if post is None or post.id != given.post_id or action_id != given.action_id:
        raise errors.forbidden()
    permissions.member_channel(chat, user, post.channel_id)
    return post


def _request_body(
    chat: state.Chat, user: model.User, post: model.Post, *, action: dict[str, Any], option: str
) -> tuple[bytes, str]:
    channel = chat.channels[post.channel_id]
    context = dict(action["integration"].get("context") or {})
    data_source = ""
    if action.get("type") == "select" and option:
        data_source = str(action.get("data_source") or "")
        context["selected_option"] = option  # not compared with the options: a forged one goes through
    client_id, trigger_id = chat.triggers.issue(user.id)
    body = {
        "user_id": user.id,
        "user_name": user.username,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "team_id": channel.team_id,
        "team_domain": chat.team.name if channel.team_id else "",
        "post_id": post.id,
        "trigger_id": trigger_id,
        "type": str(action.get("type") or ""),
        "data_source": data_source,
    }
    if context:
        body["context"] = gojson.sort_maps(context)
    return gojson.dumps(body).encode(), client_id


def _ask(chat: state.Chat, url: str, body: bytes) -> dict[str, Any]:
    request = integration.Request(url=url, body=body, content_type=integration.JSON)
    try:
        answer = outgoing.send(chat, request, kind="action")
        given = json.loads(answer.body) if answer.status == 200 else None
    except (integration.IntegrationUnreachable, ValueError) as error:
        raise errors.failure(_FAILED) from error
    if not isinstance(given, dict) or not isinstance(given.get("ephemeral_text") or "", str):
        raise errors.failure(_FAILED)
    return given


def _update(chat: state.Chat, clicked: model.Post, update: dict[str, Any]) -> None:
    post = chat.posts.get(clicked.id)
    if post is None or post.delete_at:
        raise errors.failure("app.post.get.app_error")
    props = update.get("props")
    if not isinstance(props, dict):
        props = clicked.props
    else:
        props = {key: value for key, value in props.items() if key not in _RETAINED_PROPS}
        props |= {key: clicked.props[key] for key in _RETAINED_PROPS if key in clicked.props}
    # Whole, as source of 5.37: without `message` the text is emptied, without `file_ids` the files are lost.
    posting.revise(
        chat,
        post,
        message=str(update.get("message") or ""),
        props=props,
        is_pinned=clicked.is_pinned,
        file_ids=[item for item in update.get("file_ids") or [] if isinstance(item, str)],
    )


def _tell(chat: state.Chat, user: model.User, post: model.Post, answer: dict[str, Any]) -> model.Post | None:
    text = answer.get("ephemeral_text") or ""
    if not text:
        return None
    if not answer.get("skip_slack_parsing"):
        text = slack_text.links_to_markdown(text)
    return posting.send_ephemeral(
        chat,
        user_id=user.id,
        channel_id=post.channel_id,
        message=text,
        root_id=post.root_id or post.id,
        props={key: post.props[key] for key in _RETAINED_PROPS if key in post.props},
    )
