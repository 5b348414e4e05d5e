"""An engine on a real database, flows that say what they do, and a clock that the test moves."""

import dataclasses
import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from deskbot import engine
from deskbot.outside.database import instants, migrate, store, tables, vault

START = dt.datetime(2024, 8, 1, 9, 0, tzinfo=dt.UTC)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self._now = START

    def now(self) -> dt.datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += dt.timedelta(seconds=seconds)


class Broken(Exception):
    """Says what no log may say."""


@dataclasses.dataclass(kw_only=True)
class Said:
    """What the flows did, and what they wait for."""

    lines: list[tuple[str, ...]] = dataclasses.field(default_factory=list)
    gates: dict[str, threading.Event] = dataclasses.field(default_factory=dict)
    well: bool = False

    def about(self, key: str) -> list[tuple[str, ...]]:
        return [line for line in self.lines if line[1] == key]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lab:
    """The engine that runs, and everything around it."""

    engine: engine.Engine
    store: store.Store
    url: str
    clock: HandClock
    said: Said

    def put(self, kind: str, key: str, *, late_s: float = 0, attempt: int = 0, first: bool = False) -> None:
        """Make a row due now, or `late_s` ago."""
        at = self.clock.now() - dt.timedelta(seconds=late_s)
        with self.store.write() as work:
            work.due.put(kind, key, at=at, attempt=attempt, first=first)

    def row(self, kind: str, key: str) -> tuple[float, int] | None:
        """Return in how many seconds a row is due, and its attempts; None when there is none."""
        due = tables.due
        with self.store.reader.connect() as connection:
            found = connection.execute(sa.select(due).where(due.c.kind == kind, due.c.key == key)).first()
        if found is None:
            return None
        return (instants.from_text(found.due_at) - self.clock.now()).total_seconds(), found.attempt

    def again(self, kind: str, key: str) -> tuple[float, int]:
        """Wait until a row is due later than now, and return it."""
        row: tuple[float, int] = until(lambda: (row := self.row(kind, key)) and row[0] > 0 and row)
        return row

    def stored(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """Return what the engine keeps in one of its tables."""
        schema = "" if self.url.startswith("sqlite") else "dbos."
        query = sa.text(f"SELECT {', '.join(columns)} FROM {schema}{table}")
        with self.store.reader.connect() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def told(self, key: str, *, lines: int) -> list[tuple[str, ...]]:
        """Wait until flows said so many lines about `key`, and return them all."""
        until(lambda: len(self.said.about(key)) >= lines)
        return self.said.about(key)

    def begun(self, keys: Sequence[str]) -> list[str]:
        """Return which of these keys a gated flow has begun for, in that order."""
        return [line[1] for line in self.said.lines if line[1] in keys and line[2:] == ("begins",)]

    def stays_at(self, key: str, *, lines: int) -> None:
        """Check that nothing more happens about `key`, while something new goes all the way through."""
        mark = f"mark-{time.monotonic_ns()}"
        self.put("note", mark)
        self.told(mark, lines=1)
        assert len(self.said.about(key)) == lines, self.said.about(key)


def until(look: Callable[[], Any], *, within_s: float = 40.0) -> Any:
    """Look until there is something, in real time, and return it."""
    deadline = time.monotonic() + within_s
    while not (seen := look()):
        assert time.monotonic() < deadline, "not seen in time"
        threading.Event().wait(0.02)
    return seen


def open_store(url: str) -> store.Store:
    """Return the database at `url`, with our tables."""
    opened = store.Store(url, seal=vault.Vault("a secret of more than sixteen letters"))
    if not migrate.is_current(opened.reader):
        migrate.upgrade(opened.writer)
    return opened


def build(url: str) -> Lab:
    """Return an engine that is not launched yet, with every flow of the tests."""
    opened, clock, said = open_store(url), HandClock(), Said()
    made = engine.Engine(database=opened, url=url, clock=clock, file_wait_s=0.2)
    made.register(name="note", run=_noting("note", said))
    made.register(name="timed", run=_noting("timed", said), max_late_s=60)
    made.register(name="periodic", run=_noting("periodic", said), every_s=60)
    made.register(name="ordered", run=_gated("ordered", said), lane=engine.Lane.CHAT)
    made.register(name="alert", run=_noting("alert", said), lane=engine.Lane.CHAT, first=True)
    made.register(name="heavy", run=_gated("heavy", said), lane=engine.Lane.SPEECH)
    made.register(name="fails", run=_failing(said), lane=engine.Lane.CHAT)
    made.register(name="breaks", run=_breaking(said))
    made.register(name="odd", run=_odd, lane=engine.Lane.LINE)
    made.register(name="values", run=_values(said))
    return Lab(engine=made, store=opened, url=url, clock=clock, said=said)


def _noting(kind: str, said: Said) -> Callable[..., None]:
    def run(key: str, *, step: engine.Step) -> None:
        step("note", lambda: said.lines.append((kind, key)))

    return run


def _gated(kind: str, said: Said) -> Callable[..., None]:
    """Return a flow whose step ends when its key's gate opens."""

    def run(key: str, *, step: engine.Step) -> None:
        def hold() -> None:
            said.lines.append((kind, key, "begins"))
            assert said.gates[key].wait(timeout=40)
            said.lines.append((kind, key, "ends"))

        step("hold", hold)

    return run


def _failing(said: Said) -> Callable[..., None]:
    def run(key: str, *, step: engine.Step) -> None:
        def attempt() -> None:
            said.lines.append(("fails", key))
            if not said.well:
                raise Broken("06 39 98 02 01 did not work")

        step("attempt", attempt)
        step("after", lambda: said.lines.append(("after", key)))

    return run


def _breaking(said: Said) -> Callable[..., None]:
    def run(key: str, *, step: engine.Step) -> None:
        said.lines.append(("breaks", key))
        if not said.well:
            raise Broken("between two steps")
        step("after", lambda: said.lines.append(("after", key)))

    return run


def _odd(_key: str, *, step: engine.Step) -> None:
    step("odd", lambda: ["not", "a", "key"])  # type: ignore[arg-type,return-value]


def _values(said: Said) -> Callable[..., None]:
    def run(key: str, *, step: engine.Step) -> None:
        given = [step(f"give {value!r}", lambda value=value: value) for value in (None, True, 7, "a key")]
        said.lines.append(("values", key, repr(given)))

    return run
