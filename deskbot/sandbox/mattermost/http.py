"""What the handlers of the API share: who calls, with what, and how it is answered."""

import collections.abc
import dataclasses
from typing import Any

import fastapi

from deskbot.sandbox.mattermost import errors, gojson, ids, middleware, model, state

PREFIX = "/api/v4"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """An authenticated request."""

    user: model.User
    query: collections.abc.Mapping[str, str]
    headers: collections.abc.Mapping[str, str]
    body: bytes
    site_url: str


def authenticated(
    chat: state.Chat,
) -> collections.abc.Callable[[fastapi.Request], collections.abc.Awaitable[Call]]:
    """Return the dependency that turns a request into a `Call` or answers 401."""

    async def read(request: fastapi.Request) -> Call:
        user = chat.authenticate(middleware.bearer_token(request.headers.get("authorization", "")))
        is_form = request.headers.get("content-type", "").startswith("multipart/")
        return Call(
            user=user,
            query=request.query_params,
            headers=request.headers,
            body=b"" if is_form else await request.body(),
            site_url=chat.config.site_url or str(request.base_url).rstrip("/"),
        )

    return read


async def raw_body(request: fastapi.Request) -> bytes:
    """Return the body of a request that needs no session."""
    return await request.body()


def reply(content: Any, *, status: int = 200) -> fastapi.Response:
    """Return `content` as the server's JSON; the type is bare, as clients compare it."""
    return fastapi.Response(gojson.dumps(content), status_code=status, media_type="application/json")


def ok() -> fastapi.Response:
    """Return the usual answer of what has nothing to say."""
    return reply({"status": "OK"})


def require_id(value: str, name: str) -> str:
    """Return `value` if it is an id.

    :raises errors.ApiError: 404 where the server's router would not match it, 400 where it is no id.
    """
    if not ids.is_routable(value):
        raise errors.failure("api.context.404.app_error")
    if not ids.is_valid(value):
        raise errors.invalid_url(name)
    return value


async def show_error(request: fastapi.Request, error: Exception) -> fastapi.Response:
    """Answer an `errors.ApiError` with its JSON."""
    if not isinstance(error, errors.ApiError):
        raise error
    request_id = getattr(request.state, middleware.REQUEST_ID, "")
    return reply(error.to_json(request_id=request_id), status=error.status)
