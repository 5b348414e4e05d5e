"""Serve the host of live events on `/events`, as `events.voip.ovh.net` is: unsigned, texts and lists."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import fastapi
from fastapi import responses
from starlette import concurrency

from deskbot.sandbox.ovh import dropping, stream, values
from deskbot.sandbox.ovh import line as lines

PREFIX = "/events"
_LOOK_EVERY_S = 0.02
_TIMEOUT = "Timeout, please reconnect"
_WEB_PAGE = "<html><body><h1>Bad Gateway</h1></body>"
# What a reader must survive: another kind, a field of another type, an event without its fields, none at all.
_UNREADABLE: tuple[Any, ...] = (
    {"event": "agent-moonwalk", "service": "queues", "data": {}},
    {"event": "member-queue-start", "service": "queues", "timestamp": "soon", "data": "nothing"},
    {"event": "member-queue-end"},
    None,
    "registered",
)


def router(account: lines.Account) -> fastapi.APIRouter:
    """Return the routes of the host."""
    found = fastapi.APIRouter(prefix=f"{PREFIX}/v2/session", include_in_schema=False)
    for path, serve, method in (
        ("", _open, "POST"),
        ("/{session_id}/subscribe/{token}", _subscribe, "POST"),
        ("/{session_id}/events/poll", _poll, "GET"),
    ):
        found.add_api_route(path, _endpoint(account, serve), methods=[method])
    return found


_Serve = Callable[[lines.Account, fastapi.Request], Awaitable[responses.Response]]


def _endpoint(
    account: lines.Account, serve: _Serve
) -> Callable[[fastapi.Request], Awaitable[responses.Response]]:
    async def answer(request: fastapi.Request) -> responses.Response:
        if account.switches.events_down:
            return await dropping.drop(request)
        try:
            return await serve(account, request)
        except stream.SessionGone:
            return responses.PlainTextResponse("Session not found\n", status_code=404)

    return answer


async def _open(account: lines.Account, _: fastapi.Request) -> responses.Response:
    with account.lock:
        made = account.stream.open(now=account.now(), rules=account.switches)
    at = values.write(made.created)
    return responses.JSONResponse(
        {"id": made.session_id, "creation": at, "lastUpdate": at, "lastConnection": at}
    )


async def _subscribe(account: lines.Account, request: fastapi.Request) -> responses.Response:
    session_id, token = request.path_params["session_id"], request.path_params["token"]
    try:
        with account.lock:
            account.stream.subscribe(session_id, token, now=account.now(), rules=account.switches)
    except stream.NoSuchToken:
        return responses.PlainTextResponse("Token not found\n", status_code=400)
    except stream.TooManyTokens:
        return responses.PlainTextResponse("Too many tokens\n", status_code=400)
    return responses.PlainTextResponse(f"Successfully subscribed on token {token}\n")


async def _poll(account: lines.Account, request: fastapi.Request) -> responses.Response:
    """Wait for something to tell, as long as the one who asked does."""
    session_id = request.path_params["session_id"]
    with account.lock:
        account.stream.begin_poll(session_id, rules=account.switches)
    if account.switches.events_garbage == "all":
        return responses.HTMLResponse(_WEB_PAGE)
    until_s = time.monotonic() + account.switches.events_poll_s
    while time.monotonic() < until_s and not await request.is_disconnected():
        if account.switches.events_down:
            return await dropping.drop(request)
        told = await concurrency.run_in_threadpool(_take, account, session_id)
        if told:
            return responses.JSONResponse([*_among(account), *told])
        await asyncio.sleep(_LOOK_EVERY_S)
    return responses.PlainTextResponse(_TIMEOUT)


def _take(account: lines.Account, session_id: str) -> list[dict[str, Any]]:
    with account.lock:
        return account.stream.take(session_id, now=account.now(), rules=account.switches)


def _among(account: lines.Account) -> tuple[Any, ...]:
    return _UNREADABLE if account.switches.events_garbage == "some" else ()
