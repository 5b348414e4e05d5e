"""A sandbox in process, and a little integration of our own that answers its commands, clicks and forms."""

import dataclasses
import datetime as dt

import fastapi
import httpx
from starlette import requests, types

from deskbot.sandbox import app, clock, server
from deskbot.sandbox.console import page
from deskbot.sandbox.mattermost import config, state
from deskbot.sandbox.ovh import config as line_config
from deskbot.sandbox.ovh import control, line

START = dt.datetime(2024, 8, 1, 8, 55, tzinfo=clock.PARIS)
LEA, MEHDI = "+33639980101", "+33639980102"


@dataclasses.dataclass(kw_only=True)
class World:
    chat: state.Chat
    line: line.Line
    clock: clock.SandboxClock
    url: str
    bot_url: str
    commands: list[str] = dataclasses.field(default_factory=list)
    clicks: list[dict] = dataclasses.field(default_factory=list)
    submissions: list[dict] = dataclasses.field(default_factory=list)

    def bot(self, method: str, path: str, **fields: object) -> dict:
        headers = {"Authorization": "Bearer bot-token"}
        answer = httpx.request(method, f"{self.url}/api/v4{path}", headers=headers, timeout=40, **fields)
        assert answer.is_success, answer.text
        return answer.json()

    def post(self, message: str, *, channel: str = "standard", **fields: object) -> dict:
        body = {"channel_id": self.chat.channel_named(channel).id, "message": message} | fields
        return self.bot("POST", "/posts", json=body)

    def button(self, action_id: str, name: str, **fields: object) -> dict:
        integration = {"url": f"{self.bot_url}/action", "context": {"action": action_id}}
        return {"id": action_id, "type": "button", "name": name, "integration": integration} | fields

    def card(self, message: str, *actions: dict) -> dict:
        return self.post(message, props={"attachments": [{"actions": list(actions)}]})

    def say(self, user: str, text: str, *, channel: str = "standard", root_id: str = "") -> dict:
        body = {"user": user, "channel": channel, "text": text, "root_id": root_id}
        return httpx.post(f"{self.url}/sandbox/chat/say", json=body, timeout=40).json()

    def upload(self, name: str, sound: bytes, *, channel: str = "standard") -> str:
        data = {"channel_id": self.chat.channel_named(channel).id}
        answer = self.bot("POST", "/files", data=data, files={"files": (name, sound)})
        return answer["file_infos"][0]["id"]

    def introduction(self, trigger_id: str) -> None:
        number = {
            "display_name": "Ton numéro",
            "name": "number",
            "type": "text",
            "subtype": "tel",
            "default": "06",
            "help_text": "Celui qui sonnera.",
        }
        accepted = {
            "display_name": "Confidentialité",
            "name": "accepted",
            "type": "bool",
            "placeholder": "J'accepte",
        }
        dialog = {
            "callback_id": "introduction",
            "title": "Avant ton premier tour",
            "introduction_text": "Ton numéro est **scellé**. [La note](https://wiki.example/note)",
            "elements": [number, accepted],
        }
        body = {"trigger_id": trigger_id, "url": f"{self.bot_url}/dialog", "dialog": dialog}
        self.bot("POST", "/actions/dialogs/open", json=body)

    def form(self, trigger_id: str) -> None:
        outcomes = [{"text": "Rappelé", "value": "reached"}, {"text": "Rien à faire", "value": "nothing"}]
        elements = [
            {"display_name": "Résultat", "name": "closing", "type": "select", "options": outcomes},
            {"display_name": "Objet", "name": "about", "type": "text", "optional": True},
            {"display_name": "Note", "name": "note", "type": "textarea", "optional": True},
        ]
        dialog = {
            "callback_id": "finish",
            "title": "Terminer l'appel",
            "submit_label": "Terminer",
            "state": "",
            "elements": elements,
        }
        body = {"trigger_id": trigger_id, "url": f"{self.bot_url}/dialog", "dialog": dialog}
        self.bot("POST", "/actions/dialogs/open", json=body)


def integration(world: World) -> fastapi.FastAPI:
    """Return the integration: echoes commands, counts clicks, opens forms, refuses `non` and number `12`."""
    receiver = fastapi.FastAPI(openapi_url=None)

    @receiver.post("/command")
    async def command(request: requests.Request) -> dict:
        typed = str((await request.form())["text"])
        world.commands.append(typed)
        answer = {"response_type": "ephemeral", "text": f"✅ Bien reçu : **{typed}**"}
        if typed != "trous":
            return answer
        days = [world.button("taketurn", "Lun. 5 matin"), world.button("taketurn2", "Mar. 6 matin")]
        return answer | {"attachments": [{"actions": days}]}

    @receiver.post("/action")
    def action(given: dict) -> dict:
        world.clicks.append(given)
        if given["context"]["action"] == "finish":
            world.form(given["trigger_id"])
            return {}
        if given["context"]["action"] == "firstturn":
            world.introduction(given["trigger_id"])
            return {}
        return {"ephemeral_text": "C'est pour toi."}

    @receiver.post("/dialog")
    def dialog(given: dict) -> dict:
        world.submissions.append(given)
        if given["submission"].get("number") == "12":
            return {"errors": {"number": "Ce numéro est trop court."}}
        return {"error": "La note est refusée."} if given["submission"].get("note") == "non" else {}

    return receiver


class Stage:
    """Two sockets, for the sandbox and the integration, that serve the world of the test that runs."""

    def __init__(self) -> None:
        self._sandbox, self._integration = _Current(), _Current()
        self._servers = [server.Server(app).start() for app in (self._sandbox, self._integration)]

    def new_world(self) -> World:
        """Return a fresh world, served from now on."""
        world = _world(sandbox_url=self._servers[0].url, bot_url=self._servers[1].url)
        routers = (control.control_router(world.line), page.router())
        self._sandbox.app = app.build(clock=world.clock, chat=world.chat, extra_routers=routers)
        self._integration.app = integration(world)
        return world

    def stop(self) -> None:
        for running in self._servers:
            running.stop()


class _Current:
    """Hands each request to the app of the test that runs: a server takes longer to start than a test."""

    def __init__(self) -> None:
        self._idle = fastapi.FastAPI()
        self.app: types.ASGIApp = self._idle

    async def __call__(self, scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        # The lifespan is the server's own affair: only requests are handed over.
        await (self._idle if scope["type"] == "lifespan" else self.app)(scope, receive, send)


def _world(*, sandbox_url: str, bot_url: str) -> World:
    sandbox_clock = clock.SandboxClock(START)
    agents = tuple(
        line_config.Agent(description=name, number=number, status="available")
        for name, number in (("Léa", LEA), ("Mehdi", MEHDI))
    )
    world = World(
        chat=state.Chat(config=_team(), clock=sandbox_clock),
        line=line.Line(clock=sandbox_clock, config=line_config.LineConfig(agents=agents)),
        clock=sandbox_clock,
        url=sandbox_url,
        bot_url=bot_url,
    )
    world.chat.set_command_url("standard", url=f"{bot_url}/command")
    return world


def _team() -> config.ChatConfig:
    everybody = ("lea", "mehdi", "zoe", "deskbot")
    return config.ChatConfig(
        users=tuple(
            config.UserConfig(username=name, first_name=first)
            for name, first in zip(everybody[:3], ("Léa", "Mehdi", "Zoé"), strict=True)
        ),
        channels=(
            config.ChannelConfig(name="standard", display_name="Standard", members=everybody),
            config.ChannelConfig(name="general", display_name="Général", members=everybody),
            config.ChannelConfig(
                name="astreinte", display_name="Astreinte", members=("lea", "deskbot"), private=True
            ),
        ),
        bot_token="bot-token",
        timings=config.PATIENT,
        commands=(config.CommandConfig(trigger="standard", url="http://127.0.0.1:9/", token="a" * 26),),
    )
