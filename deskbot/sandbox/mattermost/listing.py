"""Reading the posts of a channel and of a thread, with the oddities of facts/mattermost.md, section 5."""

import collections.abc
import dataclasses

from deskbot.sandbox.mattermost import model, paging, permissions, shapes, state

_MAX_SINCE = 1000


@dataclasses.dataclass(frozen=True, kw_only=True)
class Window:
    """Which posts of a channel are asked for; one of since, after and before counts, in that order."""

    since_ms: int = 0
    after: str = ""
    before: str = ""
    page: int = 0
    per_page: int = paging.DEFAULT_SIZE


def read_window(query: collections.abc.Mapping[str, str]) -> Window:
    """Return the window in the parameters of a request; what is not a number counts as missing."""
    page = paging.read(query)
    return Window(
        since_ms=paging.number(query.get("since", "")) or 0,
        after=query.get("after", ""),
        before=query.get("before", ""),
        page=page.index,
        per_page=page.size,
    )


def channel_posts(
    chat: state.Chat, user: model.User, channel_id: str, *, window: Window
) -> dict[str, object]:
    """Return a list of posts, newest first.

    :raises errors.ApiError: 403 if `user` is not a member.
    """
    with chat.lock:
        permissions.member_channel(chat, user, channel_id)
        rows = [post for post in chat.posts.values() if post.channel_id == channel_id]
        if window.since_ms:
            chosen = _since(rows, since_ms=window.since_ms)
        else:
            chosen = _page(chat, rows, window=window)
        return _post_list(chat, chosen, rows=rows, window=window)


def thread(chat: state.Chat, user: model.User, post_id: str) -> dict[str, object]:
    """Return a thread; `order` names the post that was asked for first, then all of them: it comes twice.

    :raises errors.ApiError: if there is no such post, or it is not for them.
    """
    with chat.lock:
        post = permissions.readable_post(chat, user, post_id)
        root_id = post.root_id or post.id
        rows = [row for row in _alive(chat.posts.values()) if root_id in (row.id, row.root_id)]
        return {
            "order": [post.id, *(row.id for row in rows)],
            "posts": {row.id: shapes.post(chat, row) for row in rows},
            "next_post_id": "",
            "prev_post_id": "",
        }


def pinned(chat: state.Chat, user: model.User, channel_id: str) -> dict[str, object]:
    """Return the pinned posts of a channel, newest first.

    :raises errors.ApiError: 403 if `user` is not a member.
    """
    with chat.lock:
        permissions.member_channel(chat, user, channel_id)
        rows = [post for post in _alive(chat.posts.values()) if post.channel_id == channel_id]
        found = _newest_first([post for post in rows if post.is_pinned])
        return {
            "order": [post.id for post in found],
            "posts": {post.id: shapes.post(chat, post) for post in found},
            "next_post_id": "",
            "prev_post_id": "",
        }


def _since(rows: list[model.Post], *, since_ms: int) -> list[model.Post]:
    # By update time, so with edits, deletions and earlier versions; 1000 of them in no promised order.
    changed = [post for post in rows if post.update_at > since_ms][:_MAX_SINCE]
    return _newest_first(changed)


def _page(chat: state.Chat, rows: list[model.Post], *, window: Window) -> list[model.Post]:
    alive = _newest_first(_alive(rows))
    start = window.page * window.per_page
    stop = start + window.per_page
    if window.after:
        cursor = chat.posts.get(window.after)
        newer = [post for post in alive if cursor is not None and post.create_at > cursor.create_at]
        # Page 0 is the oldest block; inside a page the newest is first.
        return newer[::-1][start:stop][::-1]
    if window.before:
        cursor = chat.posts.get(window.before)
        return [post for post in alive if cursor is not None and post.create_at < cursor.create_at][
            start:stop
        ]
    return alive[start:stop]


def _post_list(
    chat: state.Chat, chosen: list[model.Post], *, rows: list[model.Post], window: Window
) -> dict[str, object]:
    # `posts` also carries the threads that the chosen replies belong to: only `order` is the answer.
    roots = {post.root_id for post in chosen if post.root_id}
    context = [post for post in _alive(rows) if post.id in roots or post.root_id in roots]
    following, preceding = _cursors(chosen, rows=rows, window=window)
    return {
        "order": [post.id for post in chosen],
        "posts": {post.id: shapes.post(chat, post) for post in [*chosen, *context]},
        "next_post_id": following,
        "prev_post_id": preceding,
    }


def _cursors(chosen: list[model.Post], *, rows: list[model.Post], window: Window) -> tuple[str, str]:
    if window.since_ms or not chosen:
        return "", ""
    alive = _newest_first(_alive(rows))
    newer = [post.id for post in alive if post.create_at > chosen[0].create_at]
    older = [post.id for post in alive if post.create_at < chosen[-1].create_at]
    return (newer[-1] if newer else ""), (older[0] if older else "")


def _alive(rows: collections.abc.Iterable[model.Post]) -> list[model.Post]:
    return [post for post in rows if not post.delete_at]


def _newest_first(rows: list[model.Post]) -> list[model.Post]:
    return sorted(rows, key=lambda post: post.create_at, reverse=True)
