import collections.abc
import datetime as dt
from typing import Any

import pytest

from deskbot.sandbox import app, clock, server
from deskbot.sandbox.mattermost import config, state
from tests.contracts.mattermost import lab as labs
from tests.contracts.mattermost import raw_bot

START = dt.datetime(2024, 8, 1, 8, 55, tzinfo=clock.PARIS)
NOWHERE = "http://127.0.0.1:9"


class Front:
    """One listening server for all tests; behind it, each test has its own sandbox (a start costs 0.2 s)."""

    def __init__(self) -> None:
        self.app: Any = build_sandbox(NOWHERE, timings=config.PATIENT)[0]
        self.server = server.Server(self)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


def build_sandbox(
    bot_url: str, *, timings: config.Timings, on: clock.SandboxClock | None = None
) -> tuple[Any, state.Chat]:
    ticking = on or clock.SandboxClock(START)
    chat = state.Chat(config=labs.chat_config(bot_url, timings=timings), clock=ticking)
    return app.build(clock=ticking, chat=chat), chat


@pytest.fixture(scope="session")
def front() -> collections.abc.Iterator[Front]:
    running = Front()
    running.server.start()
    yield running
    running.server.stop()


@pytest.fixture
def bot() -> collections.abc.Iterator[raw_bot.RawBot]:
    raw = raw_bot.RawBot()
    yield raw
    raw.close()


@pytest.fixture
def timings() -> config.Timings:
    return config.PATIENT


@pytest.fixture
def sandbox_clock() -> clock.SandboxClock:
    return clock.SandboxClock(START)


@pytest.fixture
def lab(
    front: Front, bot: raw_bot.RawBot, timings: config.Timings, sandbox_clock: clock.SandboxClock
) -> labs.Lab:
    front.app, chat = build_sandbox(bot.url, timings=timings, on=sandbox_clock)
    return labs.Lab(chat=chat, url=front.server.url, bot_url=bot.url)
