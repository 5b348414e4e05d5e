"""deskbot as the process that `make demo` starts: its start, its memory, its cards."""

import collections.abc
import contextlib
import datetime as dt
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib

import httpx
import psutil  # type: ignore[import-untyped]  # it has no types

from deskbot import demo, wording
from tools.bench import commands, figures

_HELP_RUNS = 15
_STARTS = 3
_SETTLE_S = 5.0
_CALLS = 15
_CALL_EVERY_S = 0.93  # no divisor of the poll period: the calls fall anywhere in it
_CARD_TIMEOUT_S = 90.0
CALLER = "+336399803{:02d}"


def measure_help() -> None:
    """Tell how long a person waits for the least that deskbot can do."""
    ratio = _seconds("-m", "deskbot", "--help") / _seconds("-c", "import typer")
    figures.tell("deskbot --help / import typer", f"{ratio:.2f} x", "< 2 x")


def _seconds(*arguments: str) -> float:
    """Return the median time of a fresh interpreter; the first run only warms the disk's cache."""
    took = []
    for _ in range(_HELP_RUNS + 1):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - begun)
    return statistics.median(took[1:])


@contextlib.contextmanager
def folder() -> collections.abc.Iterator[pathlib.Path]:
    """Return a folder that is gone in the end."""
    with tempfile.TemporaryDirectory(prefix="deskbot-bench-") as name:
        yield pathlib.Path(name)


@contextlib.contextmanager
def staged(folder: pathlib.Path) -> collections.abc.Iterator[demo.Stage]:
    """Serve the sandbox; deskbot is not started."""
    stage = demo.Stage(folder)
    stage.world.start()
    try:
        yield stage
    finally:
        stage.process.stop()
        stage.observer.close()
        stage.world.stop()


def measure_starts(stage: demo.Stage) -> None:
    """Tell how long a start takes."""
    took = []
    for _ in range(_STARTS):
        stage.process.stop()
        begun = time.perf_counter()
        stage.process.start()
        took.append(time.perf_counter() - begun)
    figures.tell("start to ready, new database", f"{took[0]:.2f} s", "< 3 s")
    figures.tell("start to ready, again", f"{statistics.median(took[1:]):.2f} s", "< 3 s")


def measure_memory(stage: demo.Stage) -> None:
    """Tell how much memory deskbot takes."""
    figures.wait(_SETTLE_S)
    figures.tell("resident memory, idle", f"{_resident_mb():.0f} MB", "< 180 MB")
    stage.observer.say("tom", f"/standard question {commands.QUESTION}")
    figures.wait(1.0)
    figures.tell("resident memory, after a question", f"{_resident_mb():.0f} MB", "< 180 MB")


def _resident_mb() -> float:
    deskbots = [child for child in psutil.Process().children() if "deskbot" in child.cmdline()]
    return float(sum(child.memory_info().rss for child in deskbots)) / 1e6


def open_desk(stage: demo.Stage) -> None:
    """Have somebody ring."""
    people = stage.observer
    people.say("lea", "/standard prendre 2024-08-01..15")
    people.jump(people.now().replace(hour=9, minute=0, second=1))
    figures.until(lambda: people.line()["would_ring"], _CARD_TIMEOUT_S)


def measure_cards(stage: demo.Stage) -> None:
    """Tell how soon a missed call is a card, where its record alone tells of it."""
    stage.world.line.change_switches({"records_late_s": 0, "events_absent": True})
    callers = [CALLER.format(number) for number in range(1, _CALLS + 1)]
    for caller in callers:
        place(stage, caller)
        figures.wait(_CALL_EVERY_S)
    figures.until(lambda: len(cards(stage)) >= len(callers), _CARD_TIMEOUT_S)
    found = cards(stage)
    visible = _visible(stage)
    late = sorted((found[end] - visible[end]).total_seconds() for end in found.keys() & visible.keys())
    figures.tell(
        f"record visible -> card, {len(late)} of {len(callers)} calls, one poll each {_poll_s():.0f} s",
        f"p50 {figures.part(late, 50):.1f} s, p95 {figures.part(late, 95):.1f} s",
        "",
    )


def place(stage: demo.Stage, caller: str, *, after_s: int = 2) -> demo.Json:
    """Place a call that nobody answers and return it; the clock does not move."""
    # Not `Observer.call`: it moves the clock, which is a poll at once.
    call = {"caller": caller, "outcome": "hangs_up", "after_s": after_s}
    answer = httpx.post(f"{stage.world.url}/sandbox/line/calls", json=call).raise_for_status()
    placed: demo.Json = answer.json()
    return placed


def cards(stage: demo.Stage) -> dict[str, dt.datetime]:
    """Return when each card was posted, by the last two digits of its caller: the rest is masked."""
    found = {}
    for post in stage.observer.posts("standard"):
        if "Appel manqué" in post["message"]:
            masked = post["message"].split("••")[-1]
            found[masked.split()[0]] = dt.datetime.fromtimestamp(post["create_at"] / 1000, dt.UTC)
    return found


def _visible(stage: demo.Stage) -> dict[str, dt.datetime]:
    """Return when the first record of each caller could be read, by the caller's last two digits."""
    found: dict[str, dt.datetime] = {}
    for record in stage.observer.line()["records"]:
        moment = dt.datetime.fromisoformat(record["visible_at"])
        end = record["calling"][-2:]
        found[end] = min(moment, found.get(end, moment))
    return found


def _poll_s() -> float:
    written = (wording.shared_folder("config") / "demo.toml").read_text(encoding="utf-8")
    return float(tomllib.loads(written)["poll_s"])


def on_the_systems_clock(stage: demo.Stage, given: collections.abc.Mapping[str, str]) -> demo.Process:
    """Return deskbot as it runs in earnest: asking the sandbox for the time is an HTTP call each time.

    `given` is the environment of the demo.
    """
    return demo.Process(
        config=wording.shared_folder("config") / "demo.toml",
        environment={name: value for name, value in given.items() if name != "DESKBOT_CLOCK_URL"},
        url=stage.world.callback_url,
        log=stage.log,
    )
