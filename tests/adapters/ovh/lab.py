"""A sandbox account behind one socket, and the adapters that call it."""

import dataclasses
import datetime as dt
import time
from collections.abc import Callable, Sequence
from typing import Any

import fastapi

from deskbot.desk import interval, public_number
from deskbot.line import observed, writes
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import call_log, pace, phone_line
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import shapes
from deskbot.sandbox import clock
from deskbot.sandbox.ovh import calling, line, routes

START = dt.datetime(2024, 8, 1, 9, 0, tzinfo=clock.PARIS)
ENDPOINT = "deskbot-adapter-tests"
DESK = "standard"
NUMBER = "+33353010100"
VOICEMAIL = "+33353010199"
SIP_LINE = "+33353010101"
REDIRECT = "+33353010102"
LEA = "+33639980101"
TOM = "+33639980102"
CALLER = "+33639980201"
TITLES = {
    writes.Purpose.CLOSING: "deskbot : fermé",
    writes.Purpose.LEASE: "deskbot : fin du tour",
}
MORE = (
    line.NumberConfig(public_number=SIP_LINE, kind="line"),
    line.NumberConfig(public_number=REDIRECT, kind="redirect", destination=VOICEMAIL),
)


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


class Unhurried(pace.Pace):
    """A pace that is known and not kept; `first` says of each call whether it went before looks and polls."""

    def __init__(self, *, calls_per_second: float) -> None:
        super().__init__(calls_per_second=calls_per_second)
        self.first: list[bool] = []

    def wait(self, *, first: bool = False) -> None:
        self.taken += 1
        self.first.append(first)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lab:
    """The account as it is at OVH, and the adapters under test; `line` is its first number."""

    line: line.Line
    front: Front
    account: api_module.Account
    api: api_module.OvhApi
    services: dict[str, services.Service]
    phone: phone_line.OvhPhoneLine
    log: call_log.OvhCallLog

    def switch(self, **changes: object) -> None:
        self.line.change_switches(changes)

    def phone_with(
        self,
        *,
        calls_a_look: int = 4,
        scheduler_is_the_numbers: bool = True,
        calls_per_second: float | None = None,
        paced: Unhurried | None = None,
    ) -> Any:
        """Return another adapter of the same numbers; it waits for nothing, whatever its pace."""
        if calls_per_second:
            paced = Unhurried(calls_per_second=calls_per_second)
        return phone_line.OvhPhoneLine(
            api_module.OvhApi(self.account, paced=paced) if paced else self.api,
            services=self.services,
            calls_a_look=calls_a_look,
            titles=TITLES,
            scheduler_is_the_numbers=scheduler_is_the_numbers,
        )

    def reads(self) -> observed.HuntGroup:
        """Read the first number."""
        found = self.phone.read(NUMBER)
        assert isinstance(found, observed.HuntGroup)
        return found

    def asked(self, ask: Callable[[], Any]) -> tuple[Any, list[str]]:
        """Return what `ask` returns, and the calls that it made."""
        self.front.calls.clear()
        answer = ask()
        return answer, [f"{method} {path}" for method, path, _ in self.front.calls if path != "/auth/time"]

    def leaves_message(self, sound: bytes = b"ID3 a sound") -> str:
        """Have a message left, and return its key once the box shows it."""
        calling.place_call(self.line, caller=CALLER, outcome=calling.leaves_message(12), recording=sound)
        self.line.clock.advance(600)
        return self.log.messages(DESK)[-1]

    def around_now(self, hours: float = 2) -> interval.Interval:
        now = self.line.clock.now()
        return interval.Interval(start=now - dt.timedelta(hours=hours), end=now + dt.timedelta(minutes=1))


def build(
    front: Front,
    url: str,
    *,
    start: dt.datetime = START,
    config: line.LineConfig | None = None,
    more: Sequence[line.NumberConfig] = MORE,
) -> Lab:
    """Return a fresh account, served at `url`, and the adapters that know it."""
    made = line.Line(clock=clock.SandboxClock(start), config=config or line.LineConfig())
    for number in more:
        made.account.add_number(number)
    front.app = fastapi.FastAPI()
    front.app.include_router(routes.router(made))
    front.calls.clear()
    account = api_module.Account(
        endpoint=ENDPOINT,
        url=f"{url}/1.0",
        application_key=made.config.application_key,
        application_secret=made.config.application_secret,
        consumer_key=made.config.consumer_key,
    )
    known = {
        number: services.Service(
            kind=public_number.Kind(one.kind),
            billing_account=one.billing_account,
            number=one.public,
            voicemail=shapes.to_ovh_number(VOICEMAIL),
        )
        for number, one in made.account.numbers.items()
    }
    api = api_module.OvhApi(account, calls_per_second=10_000)
    return Lab(
        line=made,
        front=front,
        account=account,
        api=api,
        services=known,
        phone=phone_line.OvhPhoneLine(
            api, services=known, calls_a_look=4, titles=TITLES, scheduler_is_the_numbers=True
        ),
        log=call_log.OvhCallLog(api, services={DESK: tuple(known.values())}),
    )


def set_agent(lab: Lab, number: str = LEA, *, place: int = 0) -> writes.SetAgent:
    """Return the write that makes the agent at `place` ring `number`."""
    key = str(sorted(lab.line.agents)[place])
    return writes.SetAgent(key=key, number=number, ring_s=19, status=observed.AgentStatus.AVAILABLE)


def until(look: Callable[[], Any], *, within_s: float = 40.0) -> Any:
    """Look until there is something, in real time."""
    deadline = time.monotonic() + within_s
    while not (seen := look()):
        assert time.monotonic() < deadline
    return seen
