"""Joining and leaving channels, and direct channels."""

import dataclasses

from deskbot.sandbox.mattermost import config, errors, model, permissions, posting, state


def add(chat: state.Chat, user: model.User, *, channel_id: str, new_id: str) -> model.Channel:
    """Add an account to a channel: oneself to a public one, somebody else where one is a member.

    :raises errors.ApiError: 403 if that is not allowed, 404 if the channel or the account does not exist.
    """
    with chat.lock:
        channel = chat.channels.get(channel_id)
        added = chat.users.get(new_id)
        if channel is None:
            raise errors.failure("app.channel.get.existing.app_error")
        if added is None:
            raise errors.failure("app.user.missing_account.const")
        if user.id not in channel.members and (
            added.id != user.id or not permissions.is_open_to(user, channel)
        ):
            raise errors.forbidden()
        if channel.type == config.DIRECT or not added.in_team:
            raise errors.forbidden()
        if added.id not in channel.members:
            channel.members.add(added.id)
            _announce_join(chat, channel, user=user, added=added)
        return channel


def remove(chat: state.Chat, user: model.User, *, channel_id: str, gone_id: str) -> None:
    """Take an account out of a channel.

    :raises errors.ApiError: 403 if `user` is not a member.
    """
    with chat.lock:
        channel = permissions.member_channel(chat, user, channel_id)
        gone = chat.users.get(gone_id)
        if gone is None or gone.id not in channel.members:
            raise errors.failure("app.channel.get_member.missing.app_error")
        channel.members.discard(gone.id)
        kind = "system_leave_channel" if gone.id == user.id else "system_remove_from_channel"
        posting.announce(chat, channel, author=gone, kind=kind, message=f"{gone.username} left the channel.")


def leave_team(chat: state.Chat, user: model.User) -> None:
    """Take an account out of the team, and so out of its channels; its direct channels stay.

    The system message that the real server posts in its default channel is left out.
    """
    with chat.lock:
        chat.users[user.id] = dataclasses.replace(user, in_team=False)
        for channel in chat.channels.values():
            if channel.team_id:
                channel.members.discard(user.id)


def deactivate(chat: state.Chat, user: model.User) -> None:
    """Deactivate an account: it stays in its team and channels, and may do nothing any more."""
    with chat.lock:
        chat.users[user.id] = dataclasses.replace(user, delete_at=chat.now_ms())


def make_guest(chat: state.Chat, user: model.User) -> None:
    """Make an account a guest: it stays in its channels, and joins no other by itself."""
    with chat.lock:
        chat.users[user.id] = dataclasses.replace(user, is_guest=True)


def bring(chat: state.Chat, user: model.User, *, channel: model.Channel) -> None:
    """Have an account join a public channel, or be added to another one by a member.

    :raises errors.ApiError: 403 if nobody may add it.
    """
    with chat.lock:
        inside = [chat.users[member_id] for member_id in sorted(channel.members)]
        host = user if permissions.is_open_to(user, channel) or not inside else inside[0]
        add(chat, host, channel_id=channel.id, new_id=user.id)


def archive(chat: state.Chat, channel: model.Channel) -> None:
    """Archive a channel: its posts can still be read (the default of 5.37), and nothing new be said there."""
    with chat.lock:
        channel.delete_at = chat.now_ms()


def open_direct(chat: state.Chat, user: model.User, *, user_ids: list[str]) -> model.Channel:
    """Return the direct channel of two accounts, one of which is `user`; always the same.

    :raises errors.ApiError: 400 if they are not two known accounts, 403 if `user` is neither.
    """
    with chat.lock:
        people = [chat.users.get(user_id) for user_id in user_ids]
        if len(people) != 2 or people[0] is None or people[1] is None:
            raise errors.invalid_body("user_ids")
        if user.id not in user_ids:
            raise errors.forbidden()
        return chat.direct_channel(people[0], people[1])


def _announce_join(chat: state.Chat, channel: model.Channel, *, user: model.User, added: model.User) -> None:
    if added.id == user.id:
        kind, message = "system_join_channel", f"{added.username} joined the channel."
    else:
        kind = "system_add_to_channel"
        message = f"{added.username} added to the channel by {user.username}."
    posting.announce(chat, channel, author=user, kind=kind, message=message)
