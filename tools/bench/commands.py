"""Slash commands at a pace that no chat of a cooperative has."""

import collections
import collections.abc
import concurrent.futures
import dataclasses
import datetime as dt
import json
import multiprocessing
import time
import urllib.parse

from deskbot import demo, wording
from deskbot.sandbox import world as world_module
from deskbot.sandbox.mattermost import integration
from tools.bench import figures

QUESTION = "qui peut tenir le standard ?"
_RATE_PER_S = 50
_BURST_S = 10
_SENDERS = 32
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


def measure_first_question(stage: demo.Stage) -> None:
    """Tell how long the first question takes."""
    # Once in a process: numpy and the index are loaded when first needed, and everybody waits for them.
    begun = time.perf_counter()
    stage.observer.say("tom", f"/standard question {QUESTION}")
    figures.tell("first question of a process", f"{(time.perf_counter() - begun) * 1000:.0f} ms", "")


def measure_commands(stage: demo.Stage) -> None:
    """Tell how long a mix of commands takes."""
    answers = ask(stage, _posts(stage))
    tell_times(answers, where=f"at {_RATE_PER_S}/s in all")
    took = sorted(one.took_s * 1000 for one in answers)
    figures.tell(f"/standard all at {_RATE_PER_S}/s in all", _times(took), "p99 < 100 ms")
    words = wording.Wording()
    troubles = {words.text("trouble", word) for word in ("busy", "unexpected", "not_readable", "bad_token")}
    refused = collections.Counter(one.said for one in answers if one.said in troubles or not one.said)
    figures.tell(
        "commands not served", f"{sum(refused.values())} of {len(answers)} {dict(refused) or ''}", "0"
    )


def ask(stage: demo.Stage, posts: collections.abc.Sequence[Post], *, in_turn: bool = False) -> list[Answer]:
    """Send commands when they are due, or one after the other, and return how each went."""
    address = f"{stage.world.callback_url}/mattermost/command"
    # From a process of its own: this one also serves the sandbox, which deskbot's background work calls.
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(max_workers=1, mp_context=spawn) as sender:
        return sender.submit(send_in_turn if in_turn else send_all, address, posts).result()


def tell_times(answers: collections.abc.Sequence[Answer], *, where: str, aim: str = "") -> None:
    """Tell how long each kind of command took."""
    for kind in dict.fromkeys(one.kind for one in answers):
        took = sorted(one.took_s * 1000 for one in answers if one.kind == kind)
        figures.tell(f"/standard {kind} {where}".replace("  ", " "), _times(took), aim)


def _times(took_ms: collections.abc.Sequence[float]) -> str:
    half, most = figures.part(took_ms, 50), figures.part(took_ms, 99)
    return f"p50 {half:.0f} ms, p99 {most:.0f} ms, worst {took_ms[-1]:.0f} ms"


def send_all(address: str, posts: collections.abc.Sequence[Post]) -> list[Answer]:
    """Send each command when it is due, however late the answers to the others are."""
    begun = time.perf_counter() + 0.5
    with concurrent.futures.ThreadPoolExecutor(max_workers=_SENDERS) as pool:
        return list(pool.map(lambda post: _send(address, post, begun=begun), posts))


def send_in_turn(address: str, posts: collections.abc.Sequence[Post]) -> list[Answer]:
    """Send each command once the one before is answered."""
    return [_send(address, post, begun=time.perf_counter() - post.due_s) for post in posts]


def _send(address: str, post: Post, *, begun: float) -> Answer:
    due = begun + post.due_s
    figures.wait(max(0.0, due - time.perf_counter()))
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
        text = ("qui", f"prendre {day}", f"question {QUESTION}", f"rendre {day}")[number % 4]
        body = form(text, user=user, channel_id=channel["id"])
        found.append(Post(kind=text.split()[0], due_s=number / _RATE_PER_S, body=body))
    return found


def form(text: str, *, user: str, channel_id: str) -> bytes:
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
