"""`/channels` of the API."""

import fastapi

from deskbot.sandbox.mattermost import (
    drafts,
    errors,
    http,
    listing,
    membership,
    paging,
    permissions,
    shapes,
    state,
)


def router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes about channels, their members and their posts."""
    routes = fastapi.APIRouter(prefix=http.PREFIX)
    session = http.authenticated(chat)

    @routes.post("/channels/direct")
    def direct(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        wanted = drafts.parse_strings(call.body, name="user_ids")
        channel = membership.open_direct(chat, call.user, user_ids=wanted)
        return http.reply(shapes.channel(channel), status=201)

    @routes.get("/channels/{channel_id}")
    def one(channel_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(channel_id, "channel_id")
        with chat.lock:
            channel = permissions.visible_channel(chat, call.user, channel_id)
            return http.reply(shapes.channel(channel))

    @routes.get("/channels/{channel_id}/posts")
    def posts(channel_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(channel_id, "channel_id")
        window = listing.read_window(call.query)
        return http.reply(listing.channel_posts(chat, call.user, channel_id, window=window))

    @routes.get("/channels/{channel_id}/pinned")
    def pinned(channel_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(channel_id, "channel_id")
        return http.reply(listing.pinned(chat, call.user, channel_id))

    _add_member_routes(routes, chat)
    return routes


def _add_member_routes(routes: fastapi.APIRouter, chat: state.Chat) -> None:
    session = http.authenticated(chat)

    @routes.get("/channels/{channel_id}/members")
    def members(channel_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(channel_id, "channel_id")
        page = paging.read(call.query)
        with chat.lock:
            channel = permissions.member_channel(chat, call.user, channel_id)
            found = [shapes.member(channel, user=chat.users[item]) for item in sorted(channel.members)]
            return http.reply(page.of(found))

    @routes.post("/channels/{channel_id}/members")
    def add_member(channel_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(channel_id, "channel_id")
        user_id = drafts.text_field(drafts.parse_object(call.body, name="member"), "user_id")
        channel = membership.add(chat, call.user, channel_id=channel_id, new_id=user_id)
        return http.reply(shapes.member(channel, user=chat.users[user_id]), status=201)

    @routes.get("/channels/{channel_id}/members/{user_id}")
    def member(channel_id: str, user_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        wanted = call.user.id if user_id == "me" else user_id
        with chat.lock:
            channel = permissions.member_channel(chat, call.user, channel_id)
            if wanted not in channel.members:
                raise errors.failure("app.channel.get_member.missing.app_error")
            return http.reply(shapes.member(channel, user=chat.users[wanted]))

    @routes.delete("/channels/{channel_id}/members/{user_id}")
    def remove_member(
        channel_id: str, user_id: str, call: http.Call = fastapi.Depends(session)
    ) -> fastapi.Response:
        wanted = call.user.id if user_id == "me" else user_id
        membership.remove(chat, call.user, channel_id=channel_id, gone_id=wanted)
        return http.ok()
