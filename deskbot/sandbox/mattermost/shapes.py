"""The server's rows as the API shows them, keys in the order of the recordings."""

from typing import Any

from deskbot.sandbox.mattermost import attachments, model, state

Json = dict[str, Any]


def user(row: model.User) -> Json:
    """Return an account as `GET /users/{id}` does."""
    shown: Json = {
        "id": row.id,
        "create_at": row.create_at,
        "update_at": row.create_at,
        "delete_at": row.delete_at,
        "username": row.username,
        "auth_data": "",
        "auth_service": "",
        "email": f"{row.username}@example.invalid",
        "nickname": row.nickname,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "position": "",
        "roles": "system_guest" if row.is_guest else "system_user",
        "locale": "fr",
        "timezone": {"automaticTimezone": "", "manualTimezone": "", "useAutomaticTimezone": "true"},
    }
    if row.is_bot:
        shown |= {"is_bot": True, "bot_description": ""}
    return shown


def team(row: model.Team) -> Json:
    """Return the team as `GET /teams/{id}` does."""
    return {
        "id": row.id,
        "create_at": row.create_at,
        "update_at": row.create_at,
        "delete_at": 0,
        "display_name": row.display_name,
        "name": row.name,
        "description": "",
        "email": "",
        "type": "O",
        "company_name": "",
        "allowed_domains": "",
        "invite_id": "",
        "allow_open_invite": False,
        "scheme_id": None,
        "group_constrained": None,
        "policy_id": None,
    }


def channel(row: model.Channel) -> Json:
    """Return a channel as `GET /channels/{id}` does."""
    return {
        "id": row.id,
        "create_at": row.create_at,
        "update_at": row.create_at,
        "delete_at": row.delete_at,
        "team_id": row.team_id,
        "type": row.type,
        "display_name": row.display_name,
        "name": row.name,
        "header": row.header,
        "purpose": "",
        "last_post_at": row.last_post_at,
        "total_msg_count": row.post_count,
        "extra_update_at": 0,
        "creator_id": row.creator_id,
        "scheme_id": None,
        "props": None,
        "group_constrained": None,
        "shared": None,
        "total_msg_count_root": row.post_count,
        "policy_id": None,
    }


def member(row: model.Channel, *, user: model.User) -> Json:
    """Return a membership as `GET /channels/{id}/members` does."""
    return {
        "channel_id": row.id,
        "user_id": user.id,
        "roles": "channel_guest" if user.is_guest else "channel_user",
        "last_viewed_at": 0,
        "msg_count": 0,
        "mention_count": 0,
        "mention_count_root": 0,
        "msg_count_root": 0,
        "notify_props": {
            "desktop": "default",
            "email": "default",
            "ignore_channel_mentions": "default",
            "mark_unread": "all",
            "push": "default",
        },
        "last_update_at": row.create_at,
        "scheme_guest": user.is_guest,
        "scheme_user": not user.is_guest,
        "scheme_admin": False,
        "explicit_roles": "",
    }


def file_info(row: model.File) -> Json:
    """Return a file as the upload and `GET /files/{id}/info` do (file_upload_response.json)."""
    shown: Json = {"id": row.id, "user_id": row.user_id}
    if row.post_id:
        shown["post_id"] = row.post_id
    return shown | {
        "channel_id": "",  # 5.37 does not fill it
        "create_at": row.create_at,
        "update_at": row.create_at,
        "delete_at": row.delete_at,
        "name": row.name,
        "extension": row.extension,
        "size": len(row.content),
        "mime_type": row.mime_type,
        "mini_preview": None,
        "remote_id": "",
    }


def post(chat: state.Chat, row: model.Post) -> Json:
    """Return a post as everybody gets it, as in api_post_with_buttons_response_to_author.json."""
    shown: Json = {
        "id": row.id,
        "create_at": row.create_at,
        "update_at": row.update_at,
        "edit_at": row.edit_at,
        "delete_at": row.delete_at,
        "is_pinned": row.is_pinned,
        "user_id": row.user_id,
        "channel_id": row.channel_id,
        "root_id": row.root_id,
        "parent_id": row.root_id,
        "original_id": row.original_id,
        "message": row.message,
        "type": row.type,
        "props": attachments.for_clients(row.props),
        "hashtags": "",
    }
    if row.file_ids:
        shown["file_ids"] = list(row.file_ids)
    return shown | {
        "pending_post_id": "",  # neither stored nor given back
        "reply_count": _reply_count(chat, row),
        "last_reply_at": 0,
        "participants": None,
        "metadata": _metadata(chat, row),
    }


def _reply_count(chat: state.Chat, row: model.Post) -> int:
    root_id = row.root_id or row.id
    with chat.lock:
        return sum(1 for other in chat.posts.values() if other.root_id == root_id and not other.delete_at)


def _metadata(chat: state.Chat, row: model.Post) -> Json:
    shown: Json = {}
    if row.props.get("attachments"):
        shown["embeds"] = [{"type": "message_attachment"}]
    found = [chat.files[file_id] for file_id in row.file_ids if file_id in chat.files]
    if found:
        shown["files"] = [file_info(item) for item in found]
    return shown
