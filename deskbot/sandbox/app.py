"""The sandbox as one web application: the chat, the clock, and the routers that are handed in."""

import collections.abc
import contextlib

import anyio.to_thread
import fastapi
import pydantic

from deskbot.sandbox import clock as clocks
from deskbot.sandbox.mattermost import control, errors, http, middleware, rest, state

# A click holds a thread while the integration calls back, which takes another one.
_THREADS = 200


class ClockMove(pydantic.BaseModel):
    """Where the clock goes: to a moment (aware), or some seconds forward."""

    model_config = pydantic.ConfigDict(extra="forbid")
    to: pydantic.AwareDatetime | None = None
    advance_s: float | None = pydantic.Field(default=None, allow_inf_nan=False)

    @pydantic.model_validator(mode="after")
    def _is_one_of_them(self) -> "ClockMove":
        if (self.to is None) == (self.advance_s is None):
            raise ValueError("either `to` or `advance_s`")
        return self


def build(
    *,
    clock: clocks.SandboxClock,
    chat: state.Chat,
    extra_routers: collections.abc.Sequence[fastapi.APIRouter] = (),
) -> fastapi.FastAPI:
    """Return the application; serve it with uvicorn (`server.Server`), whose connections it can cut."""
    app = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    app.add_middleware(middleware.ServerEdge, chat=chat)
    app.add_exception_handler(errors.ApiError, http.show_error)
    for router in (clock_router(clock), control.router(chat), rest.router(chat), *extra_routers):
        # `include_router` makes every route anew and finds it slower: a tenth of a test's day.
        app.router.routes.extend(router.routes)
    return app


def clock_router(clock: clocks.SandboxClock) -> fastapi.APIRouter:
    """Return the routes that show and move the clock."""
    router = fastapi.APIRouter(prefix="/sandbox/clock")

    @router.get("")
    def show() -> dict[str, str]:
        return {"now": clock.now().isoformat()}

    @router.post("")
    def move(given: ClockMove) -> fastapi.Response:
        try:
            now = clock.jump_to(given.to) if given.to is not None else clock.advance(given.advance_s or 0)
        except clocks.BackwardJump:
            message = f"the clock only goes forward: it is {clock.now().isoformat()}"
            return http.reply({"error": message}, status=409)
        return http.reply({"now": now.isoformat()})

    return router


@contextlib.asynccontextmanager
async def _lifespan(app: fastapi.FastAPI) -> collections.abc.AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield
