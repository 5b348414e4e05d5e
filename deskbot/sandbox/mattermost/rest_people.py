"""`/users`, `/teams`, `/system` and `/config` of the API."""

import fastapi

from deskbot.sandbox.mattermost import (
    config,
    drafts,
    errors,
    http,
    model,
    paging,
    permissions,
    shapes,
    state,
)

_PING = (
    "AndroidLatestVersion",
    "AndroidMinVersion",
    "DesktopLatestVersion",
    "DesktopMinVersion",
    "IosLatestVersion",
    "IosMinVersion",
)


def users_router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes about accounts."""
    router = fastapi.APIRouter(prefix=http.PREFIX)
    session = http.authenticated(chat)

    @router.post("/users/ids")
    def by_ids(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        wanted = set(drafts.parse_strings(call.body, name="user_ids"))
        return http.reply([shapes.user(user) for user in chat.users.values() if user.id in wanted])

    @router.post("/users/usernames")
    def by_usernames(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        wanted = set(drafts.parse_strings(call.body, name="usernames"))
        return http.reply([shapes.user(user) for user in chat.users.values() if user.username in wanted])

    _add_list_route(router, chat)

    @router.get("/users/username/{username}")
    def by_username(username: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        return http.reply(shapes.user(chat.user_named(username)))

    @router.get("/users/{user_id}")
    def one(user_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        wanted = call.user.id if user_id == "me" else http.require_id(user_id, "user_id")
        user = chat.users.get(wanted)
        if user is None:
            raise errors.failure("app.user.missing_account.const")
        return http.reply(shapes.user(user))

    _add_own_routes(router, chat)
    return router


def _add_list_route(router: fastapi.APIRouter, chat: state.Chat) -> None:
    session = http.authenticated(chat)

    @router.get("/users")
    def several(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        with chat.lock:
            rows = sorted(_wanted(chat, call), key=lambda row: row.username)
            return http.reply(paging.read(call.query).of([shapes.user(row) for row in rows]))


def _add_own_routes(router: fastapi.APIRouter, chat: state.Chat) -> None:
    session = http.authenticated(chat)

    @router.get("/users/{user_id}/teams")
    def teams(user_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        _require_self(user_id, call)
        return http.reply([shapes.team(chat.team)] if call.user.in_team else [])

    @router.get("/users/{user_id}/teams/{team_id}/channels")
    def channels(user_id: str, team_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        _require_self(user_id, call)
        with chat.lock:
            mine = [row for row in chat.channels.values() if call.user.id in row.members]
        return http.reply([shapes.channel(row) for row in mine if row.team_id in (team_id, "")])


def teams_router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes about the team and its channels by name."""
    router = fastapi.APIRouter(prefix=http.PREFIX)
    session = http.authenticated(chat)

    @router.get("/teams/name/{name}")
    def by_name(name: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        if name != chat.team.name:
            raise errors.failure("app.team.get_by_name.missing.app_error")
        return http.reply(shapes.team(chat.team))

    @router.get("/teams/{team_id}")
    def one(team_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        if http.require_id(team_id, "team_id") != chat.team.id:
            raise errors.failure("app.team.get.find.app_error")
        return http.reply(shapes.team(chat.team))

    _add_team_channel_routes(router, chat)
    return router


def _add_team_channel_routes(router: fastapi.APIRouter, chat: state.Chat) -> None:
    session = http.authenticated(chat)

    @router.get("/teams/{team_id}/channels")
    def public(team_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        with chat.lock:
            rows = [row for row in chat.channels.values() if row.type == config.PUBLIC]
        return http.reply([shapes.channel(row) for row in rows if row.team_id == team_id])

    @router.get("/teams/{team_id}/channels/name/{channel_name}")
    def channel_by_name(
        team_id: str, channel_name: str, call: http.Call = fastapi.Depends(session)
    ) -> fastapi.Response:
        if team_id != chat.team.id:
            raise errors.failure("app.channel.get_by_name.missing.app_error")
        return _channel_by_name(chat, call, channel_name)

    @router.get("/teams/name/{team_name}/channels/name/{channel_name}")
    def channel_by_names(
        team_name: str, channel_name: str, call: http.Call = fastapi.Depends(session)
    ) -> fastapi.Response:
        if team_name != chat.team.name:
            raise errors.failure("app.team.get_by_name.missing.app_error")
        return _channel_by_name(chat, call, channel_name)


def system_router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes that need no session."""
    router = fastapi.APIRouter(prefix=http.PREFIX)

    @router.get("/system/ping")
    def ping() -> fastapi.Response:
        return http.reply(dict.fromkeys(_PING, "") | {"status": "OK"})

    @router.get("/config/client")
    def client_config(request: fastapi.Request) -> fastapi.Response:
        wanted = request.query_params.get("format", "")
        if not wanted:
            raise errors.failure("api.config.client.old_format.app_error")
        if wanted != "old":
            raise errors.invalid_body("format")
        return http.reply(
            {
                "MaxFileSize": str(chat.config.max_file_bytes),
                "MaxPostSize": "16383",
                "SiteURL": chat.config.site_url or str(request.base_url).rstrip("/"),
                "Version": "5.37.0",
            }
        )

    return router


def _wanted(chat: state.Chat, call: http.Call) -> list[model.User]:
    """Return the accounts that are asked for: of the team, of a channel, or all; deactivated ones too.

    :raises errors.ApiError: 403 if the one who asks is not in that team or channel.
    """
    rows = list(chat.users.values())
    team_id, channel_id = call.query.get("in_team", ""), call.query.get("in_channel", "")
    if channel_id:
        channel = permissions.member_channel(chat, call.user, channel_id)
        rows = [row for row in rows if row.id in channel.members]
    elif team_id:
        if team_id != chat.team.id or not call.user.in_team:
            raise errors.forbidden()
        rows = [row for row in rows if row.in_team]
    if call.query.get("active") == "true":
        return [row for row in rows if not row.delete_at]
    if call.query.get("inactive") == "true":
        return [row for row in rows if row.delete_at]
    return rows


def _channel_by_name(chat: state.Chat, call: http.Call, name: str) -> fastapi.Response:
    channel = chat.channel_named(name)
    if channel.delete_at:
        raise errors.failure("app.channel.get_by_name.missing.app_error")
    # A private channel that one is not in does not exist, by its name.
    if call.user.id not in channel.members and not permissions.is_open_to(call.user, channel):
        raise errors.failure("app.channel.get_by_name.missing.app_error")
    return http.reply(shapes.channel(channel))


def _require_self(user_id: str, call: http.Call) -> None:
    if user_id not in ("me", call.user.id):
        raise errors.forbidden()
