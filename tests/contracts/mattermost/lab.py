"""The team of the recordings (facts/mattermost.md), and the few calls that the tests make again and again."""

import dataclasses
import json
import pathlib

import httpx

from deskbot.sandbox.mattermost import config, state

SAMPLES = pathlib.Path(__file__).parents[2] / "samples" / "mattermost"
COMMAND_TOKEN = "dqpkkih8diyezqf3n6krb1wc4c"


def sample(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.json").read_text())


def chat_config(bot_url: str, *, timings: config.Timings) -> config.ChatConfig:
    return config.ChatConfig(
        team_name="lab",
        bot_username="deskbot",
        bot_token="bot-token",
        users=(
            config.UserConfig(username="alice", first_name="Alice"),
            config.UserConfig(username="bob", nickname="Bob"),
            config.UserConfig(username="carol"),
        ),
        channels=(
            config.ChannelConfig(
                name="town-square", display_name="Town Square", members=("alice", "bob", "deskbot")
            ),
            config.ChannelConfig(
                name="standard", display_name="Standard", members=("alice", "bob", "deskbot")
            ),
            config.ChannelConfig(name="open", display_name="Open", members=("alice",)),
            config.ChannelConfig(name="oncall", display_name="On call", members=("alice",), private=True),
        ),
        commands=(
            config.CommandConfig(
                trigger="standard", url=f"{bot_url}/mattermost/command", token=COMMAND_TOKEN
            ),
            config.CommandConfig(
                trigger="getcmd", url=f"{bot_url}/get?fixed=1", token="7ou4sshrf3btjkuj1ccoh7wfac", method="G"
            ),
        ),
        max_file_bytes=5000,
        timings=timings,
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lab:
    """The chat, its address and the bot's address."""

    chat: state.Chat
    url: str
    bot_url: str

    def as_user(self, username: str) -> httpx.Client:
        token = self.chat.token_of(username)
        return httpx.Client(
            base_url=self.url + "/api/v4",
            headers={"Authorization": f"Bearer {token}"},
            timeout=40,
            verify=False,  # no certificates to load: it is plain HTTP
        )

    def channel_id(self, name: str) -> str:
        return self.chat.channel_named(name).id

    def user_id(self, name: str) -> str:
        return self.chat.user_named(name).id

    def post(self, username: str = "deskbot", *, channel: str = "standard", **fields: object) -> dict:
        body = {"channel_id": self.channel_id(channel), "message": "hello"} | fields
        with self.as_user(username) as client:
            answer = client.post("/posts", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def buttons(self, *actions: dict) -> dict:
        return {"attachments": [{"text": "Take?", "actions": list(actions)}]}

    def button(self, action_id: str = "take", *, path: str = "/mattermost/action", **fields: object) -> dict:
        integration = {"url": self.bot_url + path, "context": {"action": "ack"}}
        return {
            "id": action_id,
            "type": "button",
            "name": "Take",
            "integration": integration,
        } | fields

    def click(
        self, post_id: str, action_id: str = "take", *, by: str = "alice", **body: object
    ) -> httpx.Response:
        with self.as_user(by) as client:
            return client.post(f"/posts/{post_id}/actions/{action_id}", json=body)

    def type_command(
        self, text: str, *, by: str = "alice", channel: str = "standard", **fields: object
    ) -> httpx.Response:
        body = {"channel_id": self.channel_id(channel), "command": text} | fields
        with self.as_user(by) as client:
            return client.post("/commands/execute", json=body)

    def control(self, path: str, body: dict) -> dict:
        return httpx.post(f"{self.url}/sandbox/{path}", json=body, timeout=40).json()

    def switch(self, **switches: object) -> None:
        self.chat.panel.change(switches)

    def seen_by(self, username: str) -> dict:
        return httpx.get(f"{self.url}/sandbox/chat", params={"as": username}, timeout=40).json()

    def shown_in(self, channel: str, *, to: str) -> list[dict]:
        seen = self.seen_by(to)["channels"]
        return next(row["posts"] for row in seen if row["name"] == channel)
