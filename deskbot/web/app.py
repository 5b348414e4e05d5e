"""The routes. Each answers 200: the chat hides the body of anything else from the person who asked
(facts/mattermost.md, section 1), so a refusal too is a French sentence, and a line in the log.
"""

import collections.abc
import contextlib
from typing import Annotated, Any

import anyio.to_thread
import fastapi
import fastapi.responses
import structlog

from deskbot.chat import buttons, messages
from deskbot.outside.database import store
from deskbot.outside.mattermost import wire
from deskbot.web import context as context_module
from deskbot.web import serve, trouble

log = structlog.get_logger(__name__)

# The largest text that a post can hold, each of its runes escaped in a form, and some.
_LONGEST_BODY = 4_000_000
# So much is still read, and forgotten: who hangs up on a chat that is sending is shown as broken there.
_LONGEST_READ = 64_000_000

# Forty, the default, on one or two cores: whoever holds the write lock waits for all the others to think.
# Measured by tests/scenarios/test_thousand_claims_one_winner.py.
_THREADS = 10


class _TooLong(Exception):
    """The body is longer than anything that people type."""


async def _body(request: fastapi.Request) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > _LONGEST_READ:
            raise fastapi.HTTPException(status_code=413)
        if size > _LONGEST_BODY:
            parts.clear()
        else:
            parts.append(part)
    return b"".join(parts) if size <= _LONGEST_BODY else None


# None is a body that is too long.
Body = Annotated[bytes | None, fastapi.Depends(_body)]


def build(context: context_module.Context) -> fastapi.FastAPI:
    """Return the application that answers the chat. Handlers are plain functions in a thread pool."""
    app = fastapi.FastAPI(title="deskbot", docs_url=None, redoc_url=None, lifespan=_few_threads)

    @app.post("/mattermost/command")
    def command(body: Body) -> Any:
        """Answer a slash command, to its author only."""
        return _answered(
            lambda: _command(body, context=context), wrap=wire.ephemeral, context=context, what="command"
        )

    @app.post("/mattermost/action")
    def action(body: Body) -> Any:
        """Do what a button asks for."""
        return _answered(
            lambda: _click(body, context=context), wrap=wire.clicked, context=context, what="action"
        )

    @app.post("/mattermost/dialog")
    def dialog(body: Body) -> Any:
        """Take a form in; what is wrong with it is said in the form, which stays open."""
        return _answered(
            lambda: _dialog(body, context=context), wrap=wire.dialog_refused, context=context, what="dialog"
        )

    @app.get("/health")
    def health() -> Any:
        """Say whether deskbot works."""
        ready = context.is_ready()
        return fastapi.responses.JSONResponse({"ready": ready}, status_code=200 if ready else 503)

    return app


def _command(body: bytes | None, *, context: context_module.Context) -> Any:
    asked = wire.slash_command(_readable(body))
    message = serve.command(asked, context=context)
    if message is None:
        return wire.ephemeral("")
    key = buttons.answer_nonce(asked.user_id)
    text, shown = context.chat.shown(_noted(message, what="command"), channel_id=asked.channel_id, key=key)
    return wire.ephemeral(text, attachments=shown)


def _click(body: bytes | None, *, context: context_module.Context) -> Any:
    message = serve.click(wire.button_click(_readable(body)), context=context)
    return wire.clicked(_text(_noted(message, what="action"), context=context)) if message else {}


def _dialog(body: bytes | None, *, context: context_module.Context) -> Any:
    message = serve.dialog(wire.dialog_submission(_readable(body)), context=context)
    return wire.dialog_refused(_text(_noted(message, what="dialog"), context=context)) if message else {}


@contextlib.asynccontextmanager
async def _few_threads(_app: fastapi.FastAPI) -> collections.abc.AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield


def _text(message: messages.Message, *, context: context_module.Context) -> str:
    return context.chat.shown(message, channel_id="", key="")[0]


def _readable(body: bytes | None) -> bytes:
    if body is None:
        raise _TooLong
    return body


def _answered(
    answer: collections.abc.Callable[[], Any],
    *,
    wrap: collections.abc.Callable[[str], dict[str, object]],
    context: context_module.Context,
    what: str,
) -> Any:
    """Return what to answer, whatever happens; `wrap` makes an answer of a sentence."""
    try:
        return answer()
    except wire.NotReadable:
        found = messages.Trouble.NOT_READABLE
    except _TooLong:
        found = messages.Trouble.TOO_LONG
    except store.StoreBusy:
        found = messages.Trouble.BUSY
    except Exception as problem:  # noqa: BLE001 - the person gets a sentence whatever happened
        log.error("A request met an unexpected error.", what=what, error=trouble.place_of(problem))
        found = messages.Trouble.UNEXPECTED
    return wrap(_text(_noted(messages.InTrouble(trouble=found), what=what), context=context))


def _noted(message: messages.Message, *, what: str) -> messages.Message:
    if isinstance(message, messages.InTrouble):
        log.warning("A request was not served.", what=what, trouble=message.trouble.value)
    return message
