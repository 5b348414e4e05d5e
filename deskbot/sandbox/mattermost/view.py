"""What people see of the chat, for the console, the demo's script and tests."""

import datetime as dt
from typing import Any

from deskbot.sandbox.mattermost import attachments, config, model, state

Json = dict[str, Any]


def everything(chat: state.Chat, *, viewer: model.User | None) -> Json:
    """Return channels, posts, users and open dialogs; for `viewer`, only what that account sees."""
    with chat.lock:
        rows = [row for row in chat.channels.values() if viewer is None or viewer.id in row.members]
        dialogs = [row for row in chat.dialogs.values() if viewer is None or row.user_id == viewer.id]
        return {
            "team": {"id": chat.team.id, "name": chat.team.name},
            "channels": [_channel(chat, row, viewer=viewer) for row in rows],
            "users": [
                {
                    "id": user.id,
                    "username": user.username,
                    "first_name": user.first_name,
                    "nickname": user.nickname,
                    "is_bot": user.is_bot,
                    "is_guest": user.is_guest,
                    "is_active": not user.delete_at,
                    "in_team": user.in_team,
                }
                for user in chat.users.values()
            ],
            "dialogs": [dialog(chat, row) for row in dialogs],
        }


def post(chat: state.Chat, row: model.Post) -> Json:
    """Return a post with its buttons, files and the name it is shown under."""
    shown: Json = {
        "id": row.id,
        "user": _name(chat, row.user_id),
        "shown_as": row.props.get("override_username") or _name(chat, row.user_id),
        "at": _iso(chat, row.create_at),
        "create_at": row.create_at,
        "message": row.message,
        "type": row.type,
        "root_id": row.root_id,
        "attachments": [_attachment(item) for item in row.props.get("attachments") or []],
        "buttons": [_button(chat, action) for action in attachments.actions(row.props)],
        "files": [_file(chat.files[file_id]) for file_id in row.file_ids if file_id in chat.files],
        "edited": bool(row.edit_at),
        "pinned": row.is_pinned,
        "deleted": bool(row.delete_at),
    }
    if row.ephemeral_for:
        shown["ephemeral_for"] = _name(chat, row.ephemeral_for)
    return shown


def dialog(chat: state.Chat, row: model.Dialog) -> Json:
    """Return an open dialog as its user sees it, and where it goes."""
    definition = row.definition
    return {
        "id": row.id,
        "user": _name(chat, row.user_id),
        "channel_id": row.channel_id,
        "title": definition.get("title", ""),
        "introduction": definition.get("introduction_text", ""),
        "elements": definition.get("elements") or [],
        "submit_label": definition.get("submit_label", ""),
        "notify_on_cancel": bool(definition.get("notify_on_cancel")),
        "callback_id": definition.get("callback_id", ""),
        "state": definition.get("state", ""),
        "url": row.url,
    }


def _channel(chat: state.Chat, row: model.Channel, *, viewer: model.User | None) -> Json:
    return {
        "id": row.id,
        "name": row.name,
        "display_name": row.display_name or _direct_name(chat, row, viewer=viewer),
        "type": row.type,
        "header": row.header,
        "members": sorted(_name(chat, user_id) for user_id in row.members),
        "posts": [post(chat, item) for item in _posts(chat, row, viewer=viewer)],
    }


def _posts(chat: state.Chat, row: model.Channel, *, viewer: model.User | None) -> list[model.Post]:
    stored = [
        item
        for item in chat.posts.values()
        if item.channel_id == row.id and not item.original_id and not (viewer is not None and item.delete_at)
    ]
    private = [
        item
        for item in chat.ephemerals
        if item.channel_id == row.id and (viewer is None or item.ephemeral_for == viewer.id)
    ]
    return sorted(stored + private, key=lambda item: item.create_at)


def _direct_name(chat: state.Chat, row: model.Channel, *, viewer: model.User | None) -> str:
    if row.type != config.DIRECT:
        return row.name
    others = [user_id for user_id in row.members if viewer is None or user_id != viewer.id]
    return ", ".join(sorted("@" + _name(chat, user_id) for user_id in others or row.members))


def _attachment(item: attachments.Attachment) -> Json:
    keys = ("pretext", "title", "title_link", "text", "color", "fields", "footer")
    return {key: item[key] for key in keys}


def _button(chat: state.Chat, action: attachments.Action) -> Json:
    options = list(action.get("options") or [])
    if action.get("data_source") == "users":
        options = [{"text": "@" + user.username, "value": user.id} for user in chat.users.values()]
    return {
        "id": action["id"],
        "name": action.get("name", ""),
        "style": action.get("style", ""),
        "type": action.get("type", ""),
        "options": options,
    }


def _file(row: model.File) -> Json:
    return {
        "id": row.id,
        "name": row.name,
        "mime": row.mime_type,
        "size": len(row.content),
        "url": f"/sandbox/chat/files/{row.id}",
    }


def _name(chat: state.Chat, user_id: str) -> str:
    user = chat.users.get(user_id)
    return "" if user is None else user.username


def _iso(chat: state.Chat, at_ms: int) -> str:
    # The clock's own zone, so that what is shown is what the clock shows.
    zone = chat.clock.now().tzinfo
    return dt.datetime.fromtimestamp(at_ms / 1000, tz=zone).isoformat(timespec="milliseconds")
