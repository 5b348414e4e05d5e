"""Serve the API on `/1.0`, its prepared files, and the page that validates a consumer key."""

import asyncio
import dataclasses
import secrets
from collections.abc import Awaitable, Callable

import fastapi
from fastapi import responses
from starlette import concurrency

from deskbot.sandbox.ovh import api, api_voicemail, errors
from deskbot.sandbox.ovh import line as lines

_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
_FAULT_MESSAGES = {"500": "Internal server error", "503": "Service unavailable", "429": "Too many requests"}


def router(line: lines.Line) -> fastapi.APIRouter:
    """Return the routes of everything that stands at OVH."""
    found = fastapi.APIRouter()
    found.add_api_route("/1.0/{rest:path}", _api_endpoint(line), methods=_METHODS, include_in_schema=False)
    found.add_api_route(api_voicemail.FILES + "/{token}/{name}", _file_endpoint(line), methods=["GET"])
    found.add_api_route("/auth/", _validation_endpoint(line), methods=["GET"])
    return found


def _api_endpoint(
    line: lines.Line,
) -> Callable[[fastapi.Request], Awaitable[responses.Response]]:
    async def serve(request: fastapi.Request) -> responses.Response:
        broken = await _fault(line, request)
        if broken is not None:
            return broken
        incoming = await _incoming(request)
        reply = await concurrency.run_in_threadpool(api.answer, line, incoming)
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


async def _fault(line: lines.Line, request: fastapi.Request) -> responses.Response | None:
    """Return what a broken API answers, or None when it works."""
    switches = line.switches
    if switches.down:
        return await _drop(request)
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


async def _drop(request: fastapi.Request) -> responses.Response:
    """Close the connection without a word, where the server lets us; else answer 503."""
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0)  # The server learns of it in its next turn, and then sends nothing.
    return responses.Response(status_code=503)


def _file_endpoint(
    line: lines.Line,
) -> Callable[[fastapi.Request, str, str], Awaitable[responses.Response]]:
    async def serve(request: fastapi.Request, token: str, name: str) -> responses.Response:
        if line.switches.down:
            return await _drop(request)
        try:
            sound = api_voicemail.file_at(line, token)
        except errors.ApiError as error:
            return responses.PlainTextResponse(error.message, status_code=error.status)
        return responses.Response(sound, media_type="application/octet-stream")

    return serve


def _validation_endpoint(line: lines.Line) -> Callable[[str], responses.Response]:
    def validate(token: str = fastapi.Query(alias="credentialToken")) -> responses.Response:
        with line.lock:
            for credential in line.credentials.values():
                if secrets.compare_digest(credential.validation_token, token):
                    line.keep_credential(dataclasses.replace(credential, status="validated"))
                    return responses.PlainTextResponse("La clé est validée.")
        return responses.PlainTextResponse("Cette demande n'existe pas.", status_code=404)

    return validate
