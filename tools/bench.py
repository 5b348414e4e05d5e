"""Print how fast and how small deskbot is, each figure beside its aim (`make bench`, about two minutes).

deskbot runs as the process that `make demo` starts, on the sandbox. These are figures to read and to compare
between two commits of one machine; nothing fails when an aim is missed.
"""

import collections
import collections.abc
import concurrent.futures
import contextlib
import dataclasses
import datetime as dt
import json
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import urllib.parse

import httpx
import psutil  # type: ignore[import-untyped]  # it has no types

from deskbot import demo, wording
from deskbot.sandbox import world as world_module
from deskbot.sandbox.mattermost import integration

_HELP_RUNS = 15
_STARTS = 3
_SETTLE_S = 5.0
_CALLS = 15
_CALL_EVERY_S = 0.93  # no divisor of the poll period: the calls fall anywhere in it
_CARD_TIMEOUT_S = 40.0
_RATE_PER_S = 50
_BURST_S = 10
_SENDERS = 32
_CALLER = "+336399803{:02d}"
_QUESTION = "qui peut tenir le standard ?"
_HOLDERS = ("lea", "tom", "simon")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """How one command went: seconds since it was due, and what was said."""

    kind: str
    took_s: float
    said: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Post:
    """A slash command to send, `due_s` after the start."""

    kind: str
    due_s: float
    body: bytes


def main() -> None:
    """Measure, and print as it goes."""
    _tell("machine", f"{os.cpu_count()} cores, Python {sys.version.split()[0]}", "")
    ratio = _seconds("-m", "deskbot", "--help") / _seconds("-c", "import typer")
    _tell("deskbot --help / import typer", f"{ratio:.2f} x", "< 2 x")
    with _folder() as folder, _stage(folder) as stage:
        _measure_starts(stage)
        _measure_memory(stage)
        _open_desk(stage)
        _measure_cards(stage)
    with _folder() as folder, _stage(folder) as stage:
        stage.process = _on_the_systems_clock(stage, folder)
        stage.process.start()
        _measure_first_question(stage)
        _measure_commands(stage)


def _seconds(*arguments: str) -> float:
    """Return the median time of a fresh interpreter; the first run only warms the disk's cache."""
    took = []
    for _ in range(_HELP_RUNS + 1):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - begun)
    return statistics.median(took[1:])


@contextlib.contextmanager
def _folder() -> collections.abc.Iterator[pathlib.Path]:
    with tempfile.TemporaryDirectory(prefix="deskbot-bench-") as name:
        yield pathlib.Path(name)


@contextlib.contextmanager
def _stage(folder: pathlib.Path) -> collections.abc.Iterator[demo.Stage]:
    stage = demo.Stage(folder)
    stage.world.start()
    try:
        yield stage
    finally:
        stage.process.stop()
        stage.observer.close()
        stage.world.stop()


def _measure_starts(stage: demo.Stage) -> None:
    took = []
    for _ in range(_STARTS):
        stage.process.stop()
        begun = time.perf_counter()
        stage.process.start()
        took.append(time.perf_counter() - begun)
    _tell("start to ready, new database", f"{took[0]:.2f} s", "< 3 s")
    _tell("start to ready, again", f"{statistics.median(took[1:]):.2f} s", "< 3 s")


def _measure_memory(stage: demo.Stage) -> None:
    _wait(_SETTLE_S)
    _tell("resident memory, idle", f"{_resident_mb():.0f} MB", "< 180 MB")
    stage.observer.say("tom", f"/standard question {_QUESTION}")
    _wait(1.0)
    _tell("resident memory, after a question", f"{_resident_mb():.0f} MB", "< 180 MB")


def _resident_mb() -> float:
    deskbots = [child for child in psutil.Process().children() if "deskbot" in child.cmdline()]
    return float(sum(child.memory_info().rss for child in deskbots)) / 1e6


def _open_desk(stage: demo.Stage) -> None:
    people = stage.observer
    people.say("lea", "/standard prendre 2024-08-01..15")
    people.jump(people.now().replace(hour=9, minute=0, second=1))
    _until(lambda: people.line()["would_ring"], _CARD_TIMEOUT_S)


def _measure_cards(stage: demo.Stage) -> None:
    stage.world.line.change_switches({"records_late_s": 0})
    callers = [_CALLER.format(number) for number in range(1, _CALLS + 1)]
    for caller in callers:
        _place(stage, caller)
        _wait(_CALL_EVERY_S)
    _until(lambda: len(_cards(stage)) >= len(callers), _CARD_TIMEOUT_S)
    cards = _cards(stage)
    visible = _visible(stage)
    late = sorted((cards[end] - visible[end]).total_seconds() for end in cards.keys() & visible.keys())
    _tell(
        f"record visible -> card, {len(late)} of {len(callers)} calls, one poll each {_poll_s():.0f} s",
        f"p50 {_part(late, 50):.1f} s, p95 {_part(late, 95):.1f} s",
        "",
    )


def _place(stage: demo.Stage, caller: str) -> None:
    # Not `Observer.call`: it moves the clock, which is a poll at once. This caller hangs up in two seconds.
    call = {"caller": caller, "outcome": "hangs_up", "after_s": 2}
    httpx.post(f"{stage.world.url}/sandbox/line/calls", json=call).raise_for_status()


def _cards(stage: demo.Stage) -> dict[str, dt.datetime]:
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


def _on_the_systems_clock(stage: demo.Stage, folder: pathlib.Path) -> demo.Process:
    """Return deskbot as it runs in earnest: asking the sandbox for the time is an HTTP call each time."""
    given = demo.environment(stage.world, folder)
    return demo.Process(
        config=wording.shared_folder("config") / "demo.toml",
        environment={name: value for name, value in given.items() if name != "DESKBOT_CLOCK_URL"},
        url=stage.world.callback_url,
        log=stage.log,
    )


def _measure_first_question(stage: demo.Stage) -> None:
    # Once in a process: numpy and the index are loaded when first needed, and everybody waits for them.
    begun = time.perf_counter()
    stage.observer.say("tom", f"/standard question {_QUESTION}")
    _tell("first question of a process", f"{(time.perf_counter() - begun) * 1000:.0f} ms", "")


def _measure_commands(stage: demo.Stage) -> None:
    address = f"{stage.world.callback_url}/mattermost/command"
    posts = _posts(stage)
    # From a process of its own: this one also serves the sandbox, which deskbot's background work calls.
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(max_workers=1, mp_context=spawn) as sender:
        answers = sender.submit(send_all, address, posts).result()
    words = wording.Wording()
    troubles = {words.text("trouble", word) for word in ("busy", "unexpected", "not_readable", "bad_token")}
    for kind in [*dict.fromkeys(post.kind for post in posts), "all"]:
        took = sorted(one.took_s * 1000 for one in answers if kind in (one.kind, "all"))
        figure = f"p50 {_part(took, 50):.0f} ms, p99 {_part(took, 99):.0f} ms, worst {took[-1]:.0f} ms"
        _tell(f"/standard {kind} at {_RATE_PER_S}/s in all", figure, "p99 < 100 ms" if kind == "all" else "")
    refused = collections.Counter(one.said for one in answers if one.said in troubles or not one.said)
    _tell("commands not served", f"{sum(refused.values())} of {len(answers)} {dict(refused) or ''}", "0")


def send_all(address: str, posts: collections.abc.Sequence[Post]) -> list[Answer]:
    """Send each command when it is due, however late the answers to the others are."""
    begun = time.perf_counter() + 0.5
    with concurrent.futures.ThreadPoolExecutor(max_workers=_SENDERS) as pool:
        return list(pool.map(lambda post: _send(address, post, begun=begun), posts))


def _send(address: str, post: Post, *, begun: float) -> Answer:
    due = begun + post.due_s
    _wait(max(0.0, due - time.perf_counter()))
    request = integration.Request(
        url=address,
        body=post.body,
        content_type=integration.FORM,
        authorization=f"Token {world_module.COMMAND_TOKEN}",
    )
    answer = integration.send(request, timeout_s=30)
    took_s = time.perf_counter() - due
    said = json.loads(answer.body)["text"] if answer.status == 200 else ""
    return Answer(kind=post.kind, took_s=took_s, said=said)


def _posts(stage: demo.Stage) -> list[Post]:
    """Return a mix of commands: one to read, one to take a day, one to ask, one to give the day back."""
    channel = next(one for one in stage.observer.channels() if one["name"] == "standard")
    today = dt.datetime.now(dt.UTC).date()
    monday = today + dt.timedelta(days=14 - today.weekday())
    found = []
    for number in range(_RATE_PER_S * _BURST_S):
        weeks, weekday = divmod(number // 4, 5)
        day = monday + dt.timedelta(weeks=weeks, days=weekday)
        user = _HOLDERS[number // 4 % len(_HOLDERS)]
        text = ("qui", f"prendre {day}", f"question {_QUESTION}", f"rendre {day}")[number % 4]
        body = _form(text, user=user, channel_id=channel["id"])
        found.append(Post(kind=text.split()[0], due_s=number / _RATE_PER_S, body=body))
    return found


def _form(text: str, *, user: str, channel_id: str) -> bytes:
    """Return a slash command's form, its keys in the server's order (facts/mattermost.md, section 1)."""
    fields = {
        "channel_id": channel_id,
        "channel_name": "standard",
        "command": "/standard",
        "response_url": "http://127.0.0.1/hooks/commands/none",
        "team_domain": "coop",
        "team_id": "team",
        "text": text,
        "token": world_module.COMMAND_TOKEN,
        "trigger_id": "none",
        "user_id": user,
        "user_name": user,
    }
    return urllib.parse.urlencode(fields).encode()


def _part(ordered: collections.abc.Sequence[float], percent: int) -> float:
    """Return the value that `percent` of the values do not exceed."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else float("nan")


def _tell(what: str, figure: str, aim: str) -> None:
    print(f"{what:<66} {figure:<44} {aim}".rstrip(), flush=True)


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)


def _until(look: collections.abc.Callable[[], object], timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    while not look() and time.monotonic() < deadline:
        _wait(0.1)


if __name__ == "__main__":
    main()
