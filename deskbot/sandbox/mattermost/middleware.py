"""What surrounds each call of the API: switches, rate limit, the server's headers, the journal."""

import asyncio
import collections.abc
from typing import Any

from deskbot.sandbox.mattermost import errors, gojson, ids, journal, state

# As in ws_hello_and_auth_reply.json.
VERSION = "5.37.0..9b6fec3b8846f70cf2095513e9a8cc1e.false"
REQUEST_ID = "mattermost_request_id"
_PREFIXES = ("/api/v4/", "/hooks/")

Message = collections.abc.MutableMapping[str, Any]
Scope = collections.abc.MutableMapping[str, Any]
Receive = collections.abc.Callable[[], collections.abc.Awaitable[Message]]
Send = collections.abc.Callable[[Message], collections.abc.Awaitable[None]]
App = collections.abc.Callable[[Scope, Receive, Send], collections.abc.Awaitable[None]]


class ServerEdge:
    """The outside of the chat server, as ASGI middleware; it leaves every other path alone."""

    def __init__(self, app: App, *, chat: state.Chat) -> None:
        self._app = app
        self._chat = chat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(_PREFIXES):
            await self._app(scope, receive, send)
            return
        request_id = ids.new()
        scope.setdefault("state", {})[REQUEST_ID] = request_id
        exchange = _Exchange(send, request_id=request_id)
        try:
            await self._answer(scope, receive, exchange)
        finally:
            self._note(scope, status=exchange.status)

    async def _answer(self, scope: Scope, receive: Receive, exchange: "_Exchange") -> None:
        now = self._chat.panel.current
        if now.down:
            await _hang_up(receive)
            return
        if now.slow_s:
            await asyncio.sleep(now.slow_s)
        if now.rate_limit is not None:
            verdict = self._chat.limiter.check(_token(scope) or "nobody", rule=now.rate_limit)
            exchange.extra_headers += verdict.headers()
            if verdict.limited:
                await _refuse_rate(exchange)
                return
        await self._answer_with_fault(scope, receive, exchange)

    async def _answer_with_fault(self, scope: Scope, receive: Receive, exchange: "_Exchange") -> None:
        fault = self._chat.panel.take_fault(scope["path"])
        if fault is None:
            await self._app(scope, receive, exchange.send)
        elif fault == "lost_answer":
            await self._app(scope, receive, _swallow)
            await _hang_up(receive)
        elif fault == "nothing":
            await _wait_until_gone(receive)
        else:
            await _FAULTS[fault](exchange)

    def _note(self, scope: Scope, *, status: int | None) -> None:
        user = self._chat.users.get(self._chat.tokens.get(_token(scope), ""))
        self._chat.journal.add_call(
            journal.Call(
                at=self._chat.clock.now().isoformat(),
                user="" if user is None else user.username,
                method=scope["method"],
                path=scope["path"],
                status=status,
            )
        )


class _Exchange:
    """The answer on its way out: gains the server's headers, and tells its status."""

    def __init__(self, send: Send, *, request_id: str) -> None:
        self._send = send
        self.request_id = request_id
        self.status: int | None = None
        self.extra_headers = [("X-Request-Id", request_id), ("X-Version-Id", VERSION)]

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            extra = [(name.lower().encode(), value.encode()) for name, value in self.extra_headers]
            message["headers"] = [*message.get("headers", []), *extra]
        await self._send(message)

    async def answer(self, *, status: int, content_type: str, body: str) -> None:
        raw = body.encode()
        headers = [(b"content-type", content_type.encode()), (b"content-length", str(len(raw)).encode())]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": raw})


async def _refuse_rate(exchange: _Exchange) -> None:
    await exchange.answer(status=429, content_type="text/plain; charset=utf-8", body="limit exceeded\n")


async def _fail(exchange: _Exchange) -> None:
    error = errors.ApiError(
        error_id="app.sandbox.fault.app_error", message="An unexpected error occurred.", status=500
    )
    body = gojson.dumps(error.to_json(request_id=exchange.request_id))
    await exchange.answer(status=500, content_type="application/json", body=body)


async def _send_garbage(exchange: _Exchange) -> None:
    page = "<!doctype html><title>Mattermost</title><p>To use Mattermost, please enable JavaScript.</p>"
    await exchange.answer(status=200, content_type="text/html; charset=utf-8", body=page)


async def _send_empty(exchange: _Exchange) -> None:
    await exchange.answer(status=200, content_type="application/json", body="")


_FAULTS = {"500": _fail, "garbage": _send_garbage, "empty": _send_empty}


async def _swallow(message: Message) -> None:
    del message


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _hang_up(receive: Receive) -> None:
    # ASGI has no word for it: the transport is found behind uvicorn's `receive`. Somebody who calls a server
    # that is down sees a connection error, and no status.
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is None:
        raise RuntimeError("only uvicorn's connections can be cut")
    transport.abort()
    await _wait_until_gone(receive)


def _token(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"authorization":
            return bearer_token(value.decode("latin-1"))
    return ""


def bearer_token(header: str) -> str:
    """Return the token of an Authorization header, empty if it carries none."""
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "token") else ""
