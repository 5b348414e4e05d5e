"""Serve the API on `/1.0`, its files, the page that validates a consumer key, and the host of live events."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

import fastapi
from fastapi import responses
from starlette import concurrency

from deskbot.sandbox.ovh import api, api_voicemail, dropping, errors, event_routes, validation
from deskbot.sandbox.ovh import line as lines

_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
_FAULT_MESSAGES = {"500": "Internal server error", "503": "Service unavailable", "429": "Too many requests"}


def router(line: lines.Line) -> fastapi.APIRouter:
    """Return the routes of everything that stands at OVH for the account of `line`."""
    account, found = line.account, fastapi.APIRouter()
    found.add_api_route("/1.0/{rest:path}", _api_endpoint(account), methods=_METHODS, include_in_schema=False)
    found.add_api_route(api_voicemail.FILES + "/{token}/{name}", _file_endpoint(account), methods=["GET"])
    found.routes.extend(validation.router(account).routes)
    found.routes.extend(event_routes.router(account).routes)
    return found


def _api_endpoint(
    account: lines.Account,
) -> Callable[[fastapi.Request], Awaitable[responses.Response]]:
    async def serve(request: fastapi.Request) -> responses.Response:
        broken = await _fault(account, request)
        if broken is not None:
            return broken
        incoming = await _incoming(request)
        reply = await concurrency.run_in_threadpool(api.answer, account, incoming)
        return _json(reply)

    return serve


async def _incoming(request: fastapi.Request) -> api.Incoming:
    raw_path = request.scope["raw_path"].decode("ascii")
    base_url = f"{request.url.scheme}://{request.headers['host']}"
    query = request.scope["query_string"].decode("ascii")
    return api.Incoming(
        method=request.method,
        path=raw_path.removeprefix("/1.0"),
        # The address as the client wrote it: it is part of what is signed.
        url=f"{base_url}{raw_path}" + (f"?{query}" if query else ""),
        base_url=base_url,
        query=dict(request.query_params),
        headers=dict(request.headers),
        body=await request.body(),
    )


def _json(reply: api.Reply) -> responses.Response:
    headers = {"X-Ovh-QueryID": f"EU.sandbox-1.{secrets.token_hex(16)}"}
    return responses.JSONResponse(reply.body, status_code=reply.status, headers=headers)


async def _fault(account: lines.Account, request: fastapi.Request) -> responses.Response | None:
    """Return what a broken API answers, or None when it works."""
    switches = account.switches
    if switches.down:
        return await dropping.drop(request)
    if switches.fault == "slow":
        await asyncio.sleep(switches.slow_s)
        return None
    if switches.fault == "garbage":
        return responses.HTMLResponse("<html><body><h1>Bad Gateway</h1></body>")
    if switches.fault == "nothing":
        return responses.Response(status_code=200)
    if switches.fault is not None:
        status, message = int(switches.fault), _FAULT_MESSAGES[switches.fault]
        error = errors.ApiError(status, message, kind="Server::InternalServerError")
        return _json(api.Reply(status=status, body=error.body))
    return None


def _file_endpoint(
    account: lines.Account,
) -> Callable[[fastapi.Request, str, str], Awaitable[responses.Response]]:
    async def serve(request: fastapi.Request, token: str, name: str) -> responses.Response:
        if account.switches.down:
            return await dropping.drop(request)
        try:
            sound = api_voicemail.file_at(account, token)
        except errors.ApiError as error:
            return responses.PlainTextResponse(error.message, status_code=error.status)
        return responses.Response(sound, media_type="application/octet-stream")

    return serve
