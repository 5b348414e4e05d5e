"""The whole of `/api/v4`."""

import fastapi

from deskbot.sandbox.mattermost import (
    errors,
    http,
    rest_channels,
    rest_files,
    rest_integrations,
    rest_people,
    rest_posts,
    state,
)

_ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def router(chat: state.Chat) -> fastapi.APIRouter:
    """Return every route of the server; an unknown address gets the server's own 404."""
    routes = fastapi.APIRouter()
    for part in (
        rest_people.system_router(chat),
        rest_people.users_router(chat),
        rest_people.teams_router(chat),
        rest_channels.router(chat),
        rest_posts.router(chat),
        rest_files.router(chat),
        rest_integrations.router(chat),
    ):
        routes.routes.extend(part.routes)

    @routes.api_route(http.PREFIX + "/{path:path}", methods=_ALL_METHODS)
    def unknown(path: str) -> fastapi.Response:
        raise errors.failure("api.context.404.app_error")

    return routes
