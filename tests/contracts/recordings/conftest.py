"""A deskbot whose team has the account, the channel and the posts of the recordings."""

import dataclasses
import datetime as dt
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from deskbot import bootstrap
from deskbot.chat import buttons
from deskbot.outside.database import store, tables, vault
from deskbot.sandbox.mattermost import model
from tests import story
from tests.contracts.recordings import replay

ALICE = {"name": "Alice", "number": "06 39 98 01 30", "proved": True, "accepted": True}
CLICKS = (
    "button_click_post",
    "button_click_ephemeral_post",
    "menu_select_options_post",
    "menu_select_users_post",
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lab:
    """deskbot, its database, and what signs its buttons."""

    day: story.Story
    store: store.Store
    secret: bytes
    cards: dict[str, str]
    """The card (its key) under whose post each click was recorded."""

    @property
    def url(self) -> str:
        return self.day.world.callback_url

    @property
    def database(self) -> pathlib.Path:
        return self.day.folder / "deskbot.sqlite3"

    def sign(
        self, action: buttons.Action, *, entity: str, channel: str, nonce: str = "a post"
    ) -> dict[str, str]:
        """Sign as deskbot does, for an hour from now."""
        return buttons.sign(
            buttons.Button(action=action, entity=entity),
            secret=self.secret,
            channel=channel,
            nonce=nonce,
            expires_at=self.day.people.now() + dt.timedelta(hours=1),
        )


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    day = story.Story(tmp_path_factory.mktemp("recordings"), changes={"members": {"alice": ALICE}})
    _move_in(day, replay.recorded("button_click_post").json)
    with day:
        opened = bootstrap.open_store(day.settings)
        cards = _cards(day, opened)
        secret = day.settings.secret.get_secret_value()
        yield Lab(day=day, store=opened, secret=vault.subkey(secret, purpose="buttons"), cards=cards)
        opened.close()


def _move_in(day: story.Story, recorded: dict[str, Any]) -> None:
    """Give the sandbox the recorded person, and its channel the recorded id."""
    chat = day.world.chat
    tom = chat.user_named("tom")
    alice = dataclasses.replace(tom, id=recorded["user_id"], username=recorded["user_name"])
    assert isinstance(alice, model.User)
    chat.users[alice.id] = alice
    channel = chat.channel_named(recorded["channel_name"])
    del chat.channels[channel.id]
    channel.id = recorded["channel_id"]
    channel.members.add(alice.id)
    chat.channels[channel.id] = channel


def _cards(day: story.Story, opened: store.Store) -> dict[str, str]:
    """Make a card for each post on which somebody clicked, and give that post its recorded id."""
    posts = {replay.recorded(name).json["post_id"] for name in CLICKS}
    keys = {}
    for place, post_id in enumerate(sorted(posts)):
        day.somebody_calls(caller=f"+3363998024{place}", outcome="silent")
        shown = day.card(f"•• 4{place}")
        key = day.context_of(shown, "Je prends")["entity"]
        _rename(day, shown["id"], post_id)
        replay.settled_dump(day)
        with opened.writer.begin() as connection:
            known = sa.update(tables.cases).where(tables.cases.c.key == key)
            connection.execute(known.values(post_id=post_id))
        keys[post_id] = key
    return {name: keys[replay.recorded(name).json["post_id"]] for name in CLICKS}


def _rename(day: story.Story, old: str, new: str) -> None:
    chat = day.world.chat
    with chat.lock:
        post = chat.posts.pop(old)
        post.id = new
        chat.posts[new] = post
