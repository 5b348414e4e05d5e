"""Creating, editing, pinning and deleting posts."""

import dataclasses
import threading
from typing import Any

from deskbot.sandbox.mattermost import (
    attachments,
    drafts,
    errors,
    gojson,
    ids,
    model,
    permissions,
    state,
)

# facts/mattermost.md, section 6; the file ids are a column of 300 runes.
_MAX_MESSAGE_RUNES = 16_383
_MAX_PROPS_RUNES = 8_000
_MAX_FILE_IDS_RUNES = 300


def create(chat: state.Chat, user: model.User, draft: drafts.Draft) -> model.Post:
    """Create a post of `user`, or return the one that the same `pending_post_id` made.

    :raises errors.ApiError: if the server refuses it.
    """
    with chat.lock:
        channel = permissions.member_channel(chat, user, draft.channel_id or "")
    if channel.delete_at:
        raise errors.failure("api.post.create_post.can_not_post_to_deleted.error")
    if not draft.pending_post_id:
        return _create(chat, user, draft)
    known = chat.pending.claim(draft.pending_post_id)
    if known is not None:
        return _first_post(chat, known)
    try:
        post = _create(chat, user, draft)
    except errors.ApiError:
        chat.pending.release(draft.pending_post_id)
        raise
    chat.pending.settle(draft.pending_post_id, post_id=post.id)
    return post


def store(chat: state.Chat, post: model.Post) -> model.Post:
    """Add a checked post to its channel; the caller holds the lock.

    :raises errors.ApiError: 400 if it is too long, or answers what is no root of its channel.
    """
    _check_root(chat, root_id=post.root_id, channel_id=post.channel_id)
    post.props = attachments.normalise(post.props)
    _check(post)
    channel = chat.channels[post.channel_id]
    # A creation takes the real server more than a millisecond: two posts of a channel never share one.
    post.create_at = post.update_at = max(chat.now_ms(), channel.last_post_at + 1)
    channel.last_post_at = post.create_at
    channel.post_count += 1
    chat.posts[post.id] = post
    return post


def replace(chat: state.Chat, user: model.User, post_id: str, draft: drafts.Draft) -> model.Post:
    """Overwrite a post (PUT): what the request does not carry is lost, integrations included.

    :raises errors.ApiError: if there is no such post or it is somebody else's.
    """
    if draft.id != post_id:
        raise errors.invalid_body("id")
    with chat.lock:
        post = _own_post(chat, user, post_id)
        return revise(
            chat,
            post,
            message=draft.message or "",
            props=draft.props or {},
            is_pinned=bool(draft.is_pinned),
            file_ids=post.file_ids,  # facts/mattermost.md, "Files and edits": never changed by an edit
        )


def patch(chat: state.Chat, user: model.User, post_id: str, draft: drafts.Draft) -> model.Post:
    """Change the fields of a post that the request names.

    :raises errors.ApiError: if there is no such post or it is somebody else's.
    """
    with chat.lock:
        post = _own_post(chat, user, post_id)
        return revise(
            chat,
            post,
            message=post.message if draft.message is None else draft.message,
            props=post.props if draft.props is None else draft.props,
            is_pinned=post.is_pinned if draft.is_pinned is None else draft.is_pinned,
            file_ids=post.file_ids,
        )


def pin(chat: state.Chat, user: model.User, post_id: str, *, pinned: bool) -> None:
    """Pin or unpin a post of a channel that `user` is a member of.

    :raises errors.ApiError: if there is no such post, or it is not for them.
    """
    with chat.lock:
        post = permissions.readable_post(chat, user, post_id)
        revise(
            chat,
            post,
            message=post.message,
            props=post.props,
            is_pinned=pinned,
            file_ids=post.file_ids,
        )


def delete(chat: state.Chat, user: model.User, post_id: str) -> None:
    """Delete a post with its replies and their files.

    :raises errors.ApiError: if there is no such post or it is somebody else's.
    """
    with chat.lock:
        _own_post(chat, user, post_id)
        now = chat.now_ms()
        for post in chat.posts.values():
            if not post.delete_at and post_id in (post.id, post.root_id):
                post.delete_at = post.update_at = now
                for file_id in post.file_ids:
                    chat.files[file_id].delete_at = now


def revise(
    chat: state.Chat,
    post: model.Post,
    *,
    message: str,
    props: dict[str, Any],
    is_pinned: bool,
    file_ids: list[str],
) -> model.Post:
    """Give `post` a new content and keep the old one as a deleted row; the caller holds the lock.

    :raises errors.ApiError: 400 if the new content is too long.
    """
    now = max(chat.now_ms(), post.update_at + 1)
    revised = dataclasses.replace(
        post,
        message=message,
        props=attachments.normalise(props),
        is_pinned=is_pinned,
        file_ids=list(file_ids),
        update_at=now,
        edit_at=now if message != post.message else post.edit_at,
    )
    _check(revised)
    old = dataclasses.replace(post, id=ids.new(), original_id=post.id, delete_at=now, update_at=now)
    chat.posts[old.id] = old
    chat.posts[post.id] = revised
    return revised


def send_ephemeral(
    chat: state.Chat,
    *,
    user_id: str,
    channel_id: str,
    message: str,
    root_id: str,
    props: dict[str, Any],
) -> model.Post:
    """Show a post to one user only; it is in no channel's history. The caller holds the lock."""
    post = model.Post(
        id=ids.new(),
        user_id=user_id,
        channel_id=channel_id,
        create_at=chat.now_ms(),
        update_at=0,
        message=message,
        root_id=root_id,
        type="system_ephemeral",
        props=attachments.normalise(props),
        ephemeral_for=user_id,
    )
    chat.ephemerals.append(post)
    return post


def announce(
    chat: state.Chat, channel: model.Channel, *, author: model.User, kind: str, message: str
) -> None:
    """Post a system message (`kind` starts with system_); the caller holds the lock."""
    store(
        chat,
        model.Post(
            id=ids.new(),
            user_id=author.id,
            channel_id=channel.id,
            create_at=0,
            update_at=0,
            message=message,
            type=kind,
            props={"username": author.username},
        ),
    )


def _create(chat: state.Chat, user: model.User, draft: drafts.Draft) -> model.Post:
    takes_s = chat.panel.current.create_takes_s
    if takes_s:
        threading.Event().wait(takes_s)
    if draft.id:
        raise errors.failure("app.post.save.existing.app_error")
    with chat.lock:
        post = model.Post(
            id=ids.new(),
            user_id=user.id,
            channel_id=draft.channel_id or "",
            create_at=0,
            update_at=0,
            message=draft.message or "",
            root_id=draft.root_id or "",
            props=(draft.props or {}) | ({"from_bot": "true"} if user.is_bot else {}),
            file_ids=list(draft.file_ids or []),
        )
        store(chat, post)
        post.file_ids = [item for item in post.file_ids if _attach(chat, item, post)]
        return post


def _first_post(chat: state.Chat, post_id: str) -> model.Post:
    with chat.lock:
        post = chat.posts.get(post_id)
    if post is None or post.delete_at:
        raise errors.failure("api.post.deduplicate_create_post.failed_to_get")
    # Danger of 5.37, kept: whoever asks gets it, with no look at who may read it.
    return post


def _attach(chat: state.Chat, file_id: str, post: model.Post) -> bool:
    """Attach an unattached file of the same uploader and channel, else drop it without a word."""
    found = chat.files.get(file_id)
    if found is None or found.post_id or found.user_id != post.user_id or found.channel_id != post.channel_id:
        return False
    found.post_id = post.id
    return True


def _own_post(chat: state.Chat, user: model.User, post_id: str) -> model.Post:
    post = permissions.readable_post(chat, user, post_id)
    if post.user_id != user.id:
        raise errors.forbidden()
    if chat.channels[post.channel_id].delete_at:
        raise errors.failure("api.post.update_post.can_not_update_post_in_deleted.error")
    return post


def _check_root(chat: state.Chat, *, root_id: str, channel_id: str) -> None:
    if not root_id:
        return
    root = chat.posts.get(root_id)
    if root is None or root.delete_at or root.root_id:
        raise errors.failure("api.post.create_post.root_id.app_error")
    if root.channel_id != channel_id:
        raise errors.failure("api.post.create_post.channel_root_id.app_error")


def _check(post: model.Post) -> None:
    if len(post.message) > _MAX_MESSAGE_RUNES:
        raise errors.failure("model.post.is_valid.msg.app_error")
    if len(gojson.dumps(post.props)) > _MAX_PROPS_RUNES:
        raise errors.failure("model.post.is_valid.props.app_error")
    if len(gojson.dumps(post.file_ids)) > _MAX_FILE_IDS_RUNES:
        raise errors.failure("model.post.is_valid.file_ids.app_error")
