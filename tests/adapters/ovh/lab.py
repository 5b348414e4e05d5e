"""A sandbox line behind one socket, and the adapters that call it."""

import dataclasses
import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import fastapi

from deskbot.desk import interval
from deskbot.line import observed, plan
from deskbot.outside.ovh import client, wire
from deskbot.sandbox import clock
from deskbot.sandbox.ovh import calling, line, routes

START = dt.datetime(2024, 8, 1, 9, 0, tzinfo=clock.PARIS)
ENDPOINT = "deskbot-adapter-tests"
DESK = "standard"
LEA = "+33639980101"
TOM = "+33639980102"
CALLER = "+33639980201"


class Front:
    """The application of the test that runs; it notes each call of the API."""

    def __init__(self) -> None:
        self.app: Any = fastapi.FastAPI()
        self._lifespan: Any = fastapi.FastAPI()
        self.calls: list[tuple[str, str, str]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._lifespan(scope, receive, send)
            return
        path = scope["raw_path"].decode("ascii")
        if path.startswith("/1.0/"):
            self.calls.append((scope["method"], path[len("/1.0") :], scope["query_string"].decode("ascii")))
        await self.app(scope, receive, send)

    def paths(self, method: str = "GET") -> list[str]:
        """Return the paths called with `method`, without `/auth/time`."""
        return [path for one, path, _ in self.calls if one == method and path != "/auth/time"]

    @property
    def times_read(self) -> int:
        """How often a client was made: each asks for the server's time once."""
        return [path for _, path, _ in self.calls].count("/auth/time")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lab:
    """The line as it is at OVH, and the adapters under test."""

    line: line.Line
    front: Front
    account: client.Account
    api: client.OvhApi
    phone: client.OvhPhoneLine
    log: client.OvhCallLog

    def switch(self, **changes: object) -> None:
        self.line.change_switches(changes)

    def leaves_message(self, sound: bytes = b"ID3 a sound") -> str:
        """Have a message left, and return its key once the box shows it."""
        calling.place_call(self.line, caller=CALLER, outcome=calling.leaves_message(12), recording=sound)
        self.line.clock.advance(600)
        return self.log.messages(DESK)[-1]

    def around_now(self, hours: float = 2) -> interval.Interval:
        now = self.line.clock.now()
        return interval.Interval(start=now - dt.timedelta(hours=hours), end=now + dt.timedelta(minutes=1))


def build(front: Front, url: str, *, start: dt.datetime = START) -> Lab:
    """Return a fresh line, served at `url`, and the adapters that know it."""
    made = line.Line(clock=clock.SandboxClock(start), config=line.LineConfig())
    front.app = fastapi.FastAPI()
    front.app.include_router(routes.router(made))
    front.calls.clear()
    account = client.Account(
        endpoint=ENDPOINT,
        url=f"{url}/1.0",
        application_key=made.config.application_key,
        application_secret=made.config.application_secret,
        consumer_key=made.config.consumer_key,
    )
    service = client.Service(
        billing_account=made.config.billing_account,
        number=wire.to_ovh_number(made.config.public_number),
        voicemail=wire.to_ovh_number(made.config.voicemail_number),
    )
    api = client.OvhApi(account)
    return Lab(
        line=made,
        front=front,
        account=account,
        api=api,
        phone=client.OvhPhoneLine(api, services={DESK: service}),
        log=client.OvhCallLog(api, services={DESK: service}),
    )


def set_agent(lab: Lab, number: str = LEA, *, place: int = 0) -> plan.SetAgent:
    """Return the write that makes the agent at `place` ring `number`."""
    key = str(sorted(lab.line.agents)[place])
    return plan.SetAgent(key=key, number=number, ring_s=19, status=observed.AgentStatus.AVAILABLE)


def until(look: Callable[[], Any], *, within_s: float = 5.0) -> Any:
    """Look until there is something, in real time."""
    deadline = time.monotonic() + within_s
    while not (seen := look()):
        assert time.monotonic() < deadline
    return seen
