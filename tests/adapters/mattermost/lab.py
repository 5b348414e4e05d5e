"""A sandbox chat behind one socket, and the adapter that calls it."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from deskbot import wording
from deskbot.chat import buttons, messages
from deskbot.desk import interval, roster
from deskbot.outside.mattermost import allowance, client, session
from deskbot.sandbox import app, clock
from deskbot.sandbox.mattermost import config, model, state, view

START = dt.datetime(2024, 8, 1, 8, 55, tzinfo=clock.PARIS)
SECRET = b"a secret of the tests"
TOKEN = "adapterbottoken0000000000a"
CALLBACK = "http://127.0.0.1:9"
STANDARD = messages.Channel(name="standard")
Json = dict[str, Any]


class Front:
    """The application of the test that runs; it notes what comes in."""

    def __init__(self) -> None:
        self.app: Any = None
        self.calls: list[tuple[str, str]] = []
        self.peers: set[tuple[str, int]] = set()
        self.on_upload: Callable[[], object] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            self.calls.append((scope["method"], scope["path"].removeprefix("/api/v4")))
            self.peers.add(tuple(scope["client"]))
        if self.on_upload and scope.get("path") == "/api/v4/files":
            self.on_upload()
        await self.app(scope, receive, send)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lab:
    """The chat as it is, and the adapter under test."""

    chat: state.Chat
    front: Front
    bot: client.MattermostChat
    bot_for_people: client.MattermostChat

    def posts(self, channel: str = "standard") -> list[Json]:
        """Return what a channel shows, oldest first."""
        wanted = self.chat.channel_named(channel).id
        with self.chat.lock:
            rows = [
                row for row in self.chat.posts.values() if row.channel_id == wanted and not row.original_id
            ]
        return [view.post(self.chat, row) for row in sorted(rows, key=lambda row: row.create_at)]

    def row(self, post_id: str) -> model.Post:
        """Return a post as the server keeps it."""
        return self.chat.posts[post_id]

    def direct_posts(self, username: str) -> list[Json]:
        """Return what the bot and somebody told each other."""
        channel = self.chat.direct_channel(self.chat.bot, self.chat.user_named(username))
        with self.chat.lock:
            return [
                view.post(self.chat, row) for row in self.chat.posts.values() if row.channel_id == channel.id
            ]

    def switch(self, **changes: object) -> None:
        self.chat.panel.change(changes)

    def calls(self, method: str, ending: str) -> int:
        """Return how many calls of that sort came in."""
        return sum(one == method and path.endswith(ending) for one, path in self.front.calls)

    def refused(self) -> int:
        """Return how many calls the rate limit refused."""
        return sum(call["status"] == 429 for call in self.chat.journal.to_json()["calls"])

    def spends_the_limit(self) -> None:
        """Have somebody else call as the bot, as often as the rate limit bears."""
        rule = self.chat.panel.current.rate_limit
        assert rule is not None
        while not self.chat.limiter.check(TOKEN, rule=rule).limited:
            pass

    def trigger_id(self, username: str) -> str:
        """Return what a click of that person hands to the bot."""
        return self.chat.triggers.issue(self.chat.user_named(username).id)[1]


def build(front: Front, url: str, *, timings: config.Timings) -> Lab:
    """Return a fresh team, served at `url`, and the adapter that knows it."""
    ticking = clock.SandboxClock(START)
    members = ("alice", "deskbot")
    chat = state.Chat(
        config=config.ChatConfig(
            team_name="coop",
            bot_token=TOKEN,
            users=(
                config.UserConfig(username="alice", first_name="Alice", nickname="Lili"),
                config.UserConfig(username="bob", nickname="Bobby", is_guest=True),
                config.UserConfig(username="zoe"),
            ),
            channels=(
                config.ChannelConfig(name="standard", display_name="Standard", members=members),
                config.ChannelConfig(name="closed", display_name="Closed", members=("alice",), private=True),
                config.ChannelConfig(name="open", display_name="Open", members=("alice",)),
            ),
            timings=timings,
        ),
        clock=ticking,
    )
    front.app = app.build(clock=ticking, chat=chat)
    front.calls.clear()
    front.peers.clear()
    front.on_upload = None
    server = client.Server(url=url, team="coop", token=TOKEN, callback_url=CALLBACK, secret=SECRET)
    words, limit = wording.Wording(), allowance.Allowance()
    patient, awaited = (
        session.driver(url, token=TOKEN, allowance=limit, is_awaited=is_awaited)
        for is_awaited in (False, True)
    )
    return Lab(
        chat=chat,
        front=front,
        bot=client.MattermostChat(server, words=words, now=ticking.now, driver=patient),
        bot_for_people=client.MattermostChat(server, words=words, now=ticking.now, driver=awaited),
    )


def claimed(name: str = "Léa") -> messages.Claimed:
    """Return a post with one button."""
    span = interval.Interval(start=START, end=START + dt.timedelta(hours=8))
    return messages.Claimed(
        change="change1", title="le standard", name=name, rank=roster.Rank.FIRST, won=(span,)
    )


def urgent(text: str) -> messages.Urgent:
    """Return a post whose text is free."""
    return messages.Urgent(
        alert="alert1", title="le standard", username="alice", text=text, raised_by=None, from_call=False
    )


def undone() -> messages.Message:
    """Return a post without buttons."""
    return messages.AlertTaken()


@dataclasses.dataclass(frozen=True, kw_only=True)
class AlertTaken(messages.AlertTaken):
    """A message with the buttons that a test gives it; it is worded as its namesake."""

    given: tuple[buttons.Button, ...]

    @property
    def buttons(self) -> tuple[buttons.Button, ...]:
        """Return what it was given."""
        return self.given


def press_of(lab: Lab, post_id: str) -> buttons.Press:
    """Return what the one button of a post is for, its signature checked."""
    row = lab.row(post_id)
    (shown,) = row.props["attachments"]
    (action,) = shown["actions"]
    return buttons.verify(
        action["integration"]["context"], secret=SECRET, channel=row.channel_id, now=lab.chat.clock.now()
    )
