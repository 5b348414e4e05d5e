"""Who may do what; membership decides nearly everything (facts/mattermost.md, section 6)."""

from deskbot.sandbox.mattermost import config, errors, model, state


def member_channel(chat: state.Chat, user: model.User, channel_id: str) -> model.Channel:
    """Return the channel if `user` is one of its members.

    :raises errors.ApiError: 403 otherwise, also when there is no such channel.
    """
    channel = chat.channels.get(channel_id)
    if channel is None or user.id not in channel.members:
        raise errors.forbidden()
    return channel


def visible_channel(chat: state.Chat, user: model.User, channel_id: str) -> model.Channel:
    """Return the channel if `user` may see that it exists.

    :raises errors.ApiError: 404 if there is none, 403 if it is not for them.
    """
    channel = chat.channels.get(channel_id)
    if channel is None:
        raise errors.failure("app.channel.get.existing.app_error")
    if user.id not in channel.members and not is_open_to(user, channel):
        raise errors.forbidden()
    return channel


def is_open_to(user: model.User, channel: model.Channel) -> bool:
    """Tell whether `user` may see and join the channel without being invited; a guest never may."""
    return channel.type == config.PUBLIC and user.in_team and not user.is_guest


def readable_post(chat: state.Chat, user: model.User, post_id: str) -> model.Post:
    """Return a post that is not deleted, of a channel that `user` is a member of.

    :raises errors.ApiError: 404 if there is no such post, 403 if it is not for them.
    """
    post = chat.posts.get(post_id)
    if post is None or post.delete_at:
        raise errors.failure("app.post.get.app_error")
    member_channel(chat, user, post.channel_id)
    return post
