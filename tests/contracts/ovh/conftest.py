"""A sandbox line on a socket, and the real `ovh` client that calls it."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

import fastapi
import ovh
import pytest
from starlette import types

from deskbot.sandbox import clock as sandbox_clock
from deskbot.sandbox import server as sandbox_server
from deskbot.sandbox.ovh import control, line, routes

ENDPOINT = "deskbot-sandbox"


class _CurrentApp:
    """Hands each request to the app of the test that runs: one socket serves them all."""

    app: types.ASGIApp = fastapi.FastAPI()

    async def __call__(self, scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        await self.app(scope, receive, send)


@dataclasses.dataclass(kw_only=True)
class World:
    """The line under test, its address, and clients for it."""

    line: line.Line
    url: str
    clients: list[ovh.Client]

    @property
    def clock(self) -> sandbox_clock.SandboxClock:
        return self.line.clock

    def client(self, *, secret: str | None = None, consumer_key: str | None = None) -> ovh.Client:
        config = self.line.config
        found = ovh.Client(
            endpoint=ENDPOINT,
            application_key=config.application_key,
            application_secret=secret or config.application_secret,
            consumer_key=consumer_key or config.consumer_key,
            timeout=(40, 40),
        )
        self.clients.append(found)
        return found

    def path(self, rest: str) -> str:
        return f"/telephony/{self.line.config.billing_account}{rest}"

    def hunting(self, rest: str = "") -> str:
        return self.path(f"/easyHunting/{self.line.public}{rest}")

    def voicemail(self, rest: str) -> str:
        return self.path(f"/voicemail/{self.line.voicemail}{rest}")

    def switch(self, **changes: object) -> None:
        self.line.change_switches(changes)

    def add(self, number: str, **about: object) -> line.Line:
        """Add a number (E.164) to the account."""
        return self.line.account.add_number(line.NumberConfig(public_number=number, **about))

    def agent_ids(self) -> list[int]:
        return sorted(self.line.agents)

    def queue_id(self) -> int:
        return min(self.line.queues)

    def arm(self, place: int, number: str, *, timeout: int = 20) -> None:
        """Make the agent at `place` (from 0) ring `number` (OVH's form)."""
        agent = self.line.agents[self.agent_ids()[place]]
        agent.update(number=number, timeout=timeout, status="available")


@pytest.fixture(scope="session")
def _served() -> Iterator[tuple[_CurrentApp, str]]:
    current = _CurrentApp()
    app = fastapi.FastAPI()

    async def hand_over(scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        # The lifespan is the server's own affair: only requests are handed over.
        await (app if scope["type"] == "lifespan" else current)(scope, receive, send)

    running = sandbox_server.Server(hand_over).start()
    yield current, running.url
    running.stop()


@pytest.fixture
def config() -> line.LineConfig:
    return line.LineConfig()


@pytest.fixture
def world(
    _served: tuple[_CurrentApp, str], config: line.LineConfig, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    current, url = _served
    start = dt.datetime(2024, 8, 1, 9, 0, tzinfo=sandbox_clock.PARIS)
    state = line.Line(clock=sandbox_clock.SandboxClock(start), config=config)
    app = fastapi.FastAPI()
    app.include_router(routes.router(state))
    app.include_router(control.control_router(state))
    current.app = app
    monkeypatch.setitem(ovh.client.ENDPOINTS, ENDPOINT, url + "/1.0")
    found = World(line=state, url=url, clients=[])
    yield found
    for client in found.clients:
        client._session.close()


@pytest.fixture
def client(world: World) -> ovh.Client:
    return world.client()
