"""The day of the design's first section, played on the sandbox; or the sandbox and a browser.

deskbot runs as a process of its own, the real one; each step is observed in the sandbox's own state over
HTTP, never in deskbot's.
"""

import collections.abc
import contextlib
import datetime as dt
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import zoneinfo
from typing import Any

import httpx

from deskbot import settings, wording
from deskbot.outside.whisper import models
from deskbot.people import phone
from deskbot.sandbox import observer
from deskbot.sandbox import world as world_module
from deskbot.sandbox.console import page
from deskbot.sandbox.mattermost import config as chat_config
from deskbot.sandbox.ovh import config as line_config

_PATIENCE_S = 60.0
_LOG_TAIL = 15
_PAUSE_S = 0.05
_PARIS = zoneinfo.ZoneInfo("Europe/Paris")
_START = dt.datetime(2024, 8, 1, 8, 55, tzinfo=_PARIS)
_CALLER = "+33639980201"
_OTHER_CALLER = "+33639980202"

# The post of the house that answers when nobody took the turn: no account of the chat.
_NOBODY = "bureau"

_AGENTS = (line_config.Agent(description="premier"), line_config.Agent(description="second"))

Json = dict[str, Any]


class NotSeen(Exception):
    """Something that people should have seen did not come in time, or is not what it should be."""


class Process:
    """The real deskbot, as a process that can be stopped, killed and started again."""

    def __init__(
        self,
        *,
        config: pathlib.Path,
        environment: collections.abc.Mapping[str, str],
        url: str,
        log: pathlib.Path,
    ) -> None:
        self._command = [sys.executable, "-m", "deskbot", "run", "--config", str(config)]
        # Settings of a real deskbot on this machine are none of the demo's.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DESKBOT_")}
        self._environment = {**kept, **environment}
        self._url = url
        self._log = log
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and return once it says that it is ready.

        :raises NotSeen: if it does not within a minute.
        """
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command, env=self._environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        deadline = time.monotonic() + _PATIENCE_S
        while not self._is_ready():
            if time.monotonic() > deadline or self._running.poll() is not None:
                raise NotSeen(_word("not_started"))
            time.sleep(_PAUSE_S)

    def stop(self, *, how: signal.Signals = signal.SIGTERM) -> None:
        """End it, politely or not, and return once it is gone."""
        if self._running is not None:
            self._running.send_signal(how)
            self._running.wait(timeout=_PATIENCE_S)
            self._running = None

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self._url}/health", timeout=2).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


class Stage:
    """The sandbox, deskbot's process, and an observer."""

    def __init__(self, folder: pathlib.Path, *, port: int = 0) -> None:
        config = wording.shared_folder("config") / "demo.toml"
        written = tomllib.loads(config.read_text(encoding="utf-8"))
        self.log = folder / "deskbot.log"
        self.numbers = {
            name: phone.parse(one["number"]) for name, one in written["members"].items() if "number" in one
        }
        self.world = world_module.World(
            start=_START,
            users=[
                chat_config.UserConfig(username=name, first_name=one["name"])
                for name, one in written["members"].items()
                if name != _NOBODY
            ],
            channels=channels([name for name in written["members"] if name != _NOBODY]),
            line=line_config.LineConfig(max_wait_s=60, agents=_AGENTS),
            timings=chat_config.PATIENT,
            team=written["chat"]["team"],
            port=port,
            pages=(page.router(),),
        )
        self.observer = observer.Observer(self.world.url)
        self.process = Process(
            config=config,
            environment=environment(self.world, folder),
            url=self.world.callback_url,
            log=self.log,
        )


def show(*, port: int) -> int:
    """Run the sandbox, its console and deskbot until Ctrl-C; return the exit status."""
    with _staged(port=_port(port)) as stage:
        try:
            stage.process.start()
            print(f"{_word('console')} {stage.world.url}/console")
            print(f"{_word('log')} {stage.log}")
            print(_word("stop"), flush=True)
            signal.pause()
        except NotSeen as problem:
            return _not_started(stage, problem)
        except KeyboardInterrupt:
            print()
    return 0


def play(*, kill_before: int | None = None) -> int:
    """Play the six steps and return the exit status; the last line tells which step failed, if one did."""
    with _staged(port=0) as stage:
        try:
            stage.process.start()
        except NotSeen as problem:
            return _not_started(stage, problem)
        return _play(stage, kill_before=kill_before)


@contextlib.contextmanager
def _staged(*, port: int) -> collections.abc.Iterator[Stage]:
    # Told to stop politely, the demo takes its child with it, as on Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="deskbot-demo-") as name:
        stage = Stage(pathlib.Path(name), port=port)
        stage.world.start()
        try:
            yield stage
        finally:
            stage.process.stop()
            stage.world.stop()


def _not_started(stage: Stage, problem: NotSeen) -> int:
    print("\n".join(stage.log.read_text(encoding="utf-8").splitlines()[-_LOG_TAIL:]))
    print(problem, flush=True)
    return 1


def _play(stage: Stage, *, kill_before: int | None) -> int:
    printed: set[str] = set()
    for number, step in enumerate(STEPS, start=1):
        if number == kill_before:
            stage.process.stop(how=signal.SIGKILL)
        print(f"\n== {number}. {_word(step.__name__)}")
        try:
            step(stage)
        except (NotSeen, httpx.HTTPError, KeyError, ValueError, subprocess.TimeoutExpired) as problem:
            _print_world(stage, printed)
            # On one line, whatever was seen: the last line tells which step.
            print(f"{_word('step')} {number} : {' '.join(str(problem).split())}", flush=True)
            return 1
        _print_world(stage, printed)
    print(f"\n{_word('done')}", flush=True)
    return 0


# --- the day --------------------------------------------------------------------------------------------


def claim(stage: Stage) -> None:
    """Léa takes the desk; at nine the line rings her phone, and the channel says that it was verified."""
    people = stage.observer
    answer = people.say("lea", "/standard prendre 2024-08-01..15")
    _print_private("lea", answer)
    _expect("15 août" in answer, answer)
    _see("Léa prend", lambda: _found(people.posts("standard"), "Léa", "prend"))
    people.jump(dt.datetime(2024, 8, 1, 9, 0, 1, tzinfo=_PARIS))
    _see("OVH -> Léa", lambda: _rings(people, stage.numbers["lea"]))
    _see("Vérifié", lambda: _found(people.posts("standard"), "Léa", "répond", "Vérifié"))


def missed(stage: Stage) -> None:
    """Nobody answers: one card; Tom takes it, gets the number, closes it."""
    people = stage.observer
    made = people.call(_CALLER, "hangs_up")
    _expect(
        [leg["number"] for leg in made["legs"]] == [stage.numbers["lea"], stage.numbers["tom"]], made["legs"]
    )
    card = _see("Appel manqué", lambda: _one(people.posts("standard"), "Appel manqué", "06 •• •• •• 01"))
    _expect(_CALLER[-8:] not in card["message"].replace(" ", ""), card["message"])
    people.click("tom", card, "Je prends")
    _see("@tom", lambda: _found(people.posts("@tom"), "06 39 98 02 01"))
    card = _see("Tom", lambda: _one(people.posts("standard"), "Appel manqué", "Tom"))
    people.click("tom", card, "Terminé")
    form = _see("Terminé", lambda: next(iter(people.dialogs("tom")), None))
    people.fill("tom", form, closing="reached", note="il rappellera lundi")
    _see("Rappelé", lambda: _one(people.posts("standard"), "Appel manqué", "Rappelé", "lundi"))


def voicemail(stage: Stage) -> None:
    """A message: the card, the recording first in its thread, then the transcript or why there is none."""
    people = stage.observer
    people.call(_OTHER_CALLER, "message", message_sample="rappel")
    card = _see("Message vocal", lambda: _one(people.posts("standard"), "Message vocal", "06 •• •• •• 02"))
    first = _see(
        "mp3", lambda: next((one for one in people.posts("standard") if one["root_id"] == card["id"]), None)
    )
    _expect(bool(first["files"]) and first["files"][0]["mime"].startswith("audio/"), first)
    without = "deskbot models download"
    _see(without, lambda: _one(people.posts("standard"), "Message vocal", without) or _heard(people))


def urgent(stage: Stage) -> None:
    """Somebody is locked out: Simon is told and answers; Patricia never hears of it."""
    people = stage.observer
    _print_private("ines", people.say("ines", "/standard urgence quelqu'un est bloqué devant la porte"))
    alert = _see("@simon", lambda: _found(people.posts("admins"), "@simon", "bloqué devant la porte"))
    _see("@simon direct", lambda: _found(people.posts("@simon"), "bloqué devant la porte"))
    people.click("simon", alert, "Je m'en occupe")
    _see("Simon", lambda: _found(people.posts("admins"), "Simon", "s'en occupe"))
    people.jump(people.now() + dt.timedelta(minutes=6))
    # Something else that takes the same way comes through: what had to be sent was sent.
    people.say("tom", "/standard prendre 2024-09-02")
    _see("Tom prend", lambda: _found(people.posts("standard"), "Tom", "prend"))
    told = people.posts("@patricia") or _found(people.posts("admins"), "@patricia")
    _expect(not told, told)


def question(stage: Stage) -> None:
    """The rules are quoted with their link and date, or deskbot says that it does not know."""
    people = stage.observer
    answer = people.say("tom", "/standard question qui peut tenir le standard ?")
    _print_private("tom", answer)
    _expect(answer.startswith(">") and "https://" in answer and "vérifié le" in answer, answer)
    unknown = people.say("tom", "/standard question quel est le code du wifi ?")
    _print_private("tom", unknown)
    _expect("Je ne sais pas" in unknown, unknown)


def release(stage: Stage) -> None:
    """Léa gives days back; deskbot stops during her last turn, and nobody stays on the line."""
    people = stage.observer
    _print_private("lea", people.say("lea", "/standard rendre 2024-08-05..09"))
    _see("Léa rend", lambda: _found(people.posts("standard"), "Léa** rend"))
    people.jump(dt.datetime(2024, 8, 5, 9, 0, 1, tzinfo=_PARIS))
    _see("OVH -> bureau", lambda: _rings(people, stage.numbers[_NOBODY]))
    _see("le bureau", lambda: _found(people.posts("standard"), "Personne", "le bureau", "Vérifié"))
    people.jump(dt.datetime(2024, 8, 14, 10, 0, tzinfo=_PARIS))
    _see("OVH -> Léa", lambda: _rings(people, stage.numbers["lea"]))
    stage.process.stop()
    people.jump(dt.datetime(2024, 8, 15, 17, 31, tzinfo=_PARIS))
    stage.process.start()
    _see("OVH -> répondeur", lambda: not _carried(people, stage.numbers) or None)


STEPS = (claim, missed, voicemail, urgent, question, release)


# --- looking --------------------------------------------------------------------------------------------


def _see(what: str, look: collections.abc.Callable[[], Any]) -> Any:
    try:
        return observer.see(look)
    except observer.NothingSeen:
        raise NotSeen(f"{_word('not_seen')} {what}") from None


def _expect(holds: bool, seen: object) -> None:
    if not holds:
        raise NotSeen(f"{_word('wrong')} {seen}")


def _found(posts: list[Json], *texts: str) -> Json | None:
    return next(iter(observer.those_with(posts, *texts)), None)


def _one(posts: list[Json], *texts: str) -> Json | None:
    found = observer.those_with(posts, *texts)
    _expect(len(found) < 2, [one["message"] for one in found])
    return found[0] if found else None


def _heard(people: observer.Observer) -> Json | None:
    card = _one(people.posts("standard"), "Message vocal")
    return card if card and "\n> " in card["message"] else None


def _rings(people: observer.Observer, number: str) -> Json | None:
    line = people.line()
    rings = [one["number"] for one in line["would_ring"]]
    return line if rings[:1] == [number] and line["then"]["kind"] == "voicemail" else None


def _carried(people: observer.Observer, numbers: collections.abc.Mapping[str, str]) -> list[str]:
    mobiles = {number for name, number in numbers.items() if name != _NOBODY}
    return [agent["number"] for agent in people.line()["agents"] if agent["number"] in mobiles]


# --- showing --------------------------------------------------------------------------------------------


def _print_world(stage: Stage, printed: set[str]) -> None:
    try:
        channels, line = stage.observer.channels(), stage.observer.line()
    except httpx.HTTPError:
        return
    for channel in channels:
        for post in filter(observer.is_shared, channel["posts"]):
            told = f"{post['id']} {post['message']}"
            if told not in printed:
                printed.add(told)
                name = (
                    channel["display_name"] if channel["type"] != "D" else "@" + "+".join(channel["members"])
                )
                _print_post(name, post)
    rings = [f"{one['number']} ({one['seconds']} s)" for one in line["would_ring"]] or [_word("nobody")]
    end = f"{line['then']['kind']} {line['then']['number'] or ''}".strip()
    joined = f" {_word('then')} ".join([*rings, end])
    print(f"   [{_word('line')}] {joined}")


def _print_post(channel: str, post: Json) -> None:
    indent = "      " if post["root_id"] else "   "
    first, *rest = post["message"].splitlines() or [""]
    print(f"{indent}[{channel}] {first}")
    for line in rest:
        print(f"{indent}    {line}")
    for file in post["files"]:
        print(f"{indent}    🎧 {file['name']} ({file['size']} o)")
    if post["buttons"]:
        print(f"{indent}    [ {' ] [ '.join(button['name'] for button in post['buttons'])} ]")


def _print_private(user: str, text: str) -> None:
    print(f"   [@{user}, {_word('private')}]")
    for line in text.splitlines():
        print(f"      {line}")


# --- wiring ---------------------------------------------------------------------------------------------


def _word(word: str) -> str:
    return wording.Wording().text("demo", word)


def channels(people: list[str]) -> list[chat_config.ChannelConfig]:
    """Return the channels of the day; everybody is in all of them but the admins'."""
    everybody = (*people, "deskbot")
    return [
        chat_config.ChannelConfig(name="standard", display_name="Standard", members=everybody),
        chat_config.ChannelConfig(name="accompagnement", display_name="Accompagnement", members=everybody),
        chat_config.ChannelConfig(name="administration", display_name="Administration", members=everybody),
        chat_config.ChannelConfig(
            name="admins", display_name="Admins", members=("simon", "patricia", "deskbot"), private=True
        ),
    ]


def environment(world: world_module.World, folder: pathlib.Path) -> dict[str, str]:
    """Return what the demo's settings leave to the environment, as on a real machine."""
    line = world.line.config
    # A model that `deskbot models download` got here serves the demo too.
    installed = (models.installed_model(settings.STATE_FOLDER, name) for name in models.KNOWN)
    speech = {"DESKBOT_SPEECH__FOLDER": str(found)} if (found := next(filter(None, installed), None)) else {}
    return speech | {
        "DESKBOT_SECRET": secrets.token_urlsafe(32),
        "DESKBOT_DATABASE_URL": f"sqlite:///{folder / 'deskbot.sqlite3'}",
        "DESKBOT_STATE_FOLDER": str(folder),
        "DESKBOT_CLOCK_URL": f"{world.url}/sandbox/clock",
        "DESKBOT_WEB__PORT": str(world.callback_port),
        "DESKBOT_WEB__CALLBACK_URL": world.callback_url,
        "DESKBOT_CHAT__URL": world.url,
        "DESKBOT_CHAT__BOT_TOKEN": world_module.BOT_TOKEN,
        "DESKBOT_CHAT__COMMAND_TOKEN": world_module.COMMAND_TOKEN,
        "DESKBOT_OVH__ENDPOINT": "deskbot-sandbox",
        "DESKBOT_OVH__URL": f"{world.url}/1.0",
        "DESKBOT_OVH__EVENTS_URL": f"{world.url}/events",
        "DESKBOT_OVH__APPLICATION_KEY": line.application_key,
        "DESKBOT_OVH__APPLICATION_SECRET": line.application_secret,
        "DESKBOT_OVH__CONSUMER_KEY": line.consumer_key,
    }


def _port(wanted: int) -> int:
    """Return the port that was asked for, or any free one when somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted
