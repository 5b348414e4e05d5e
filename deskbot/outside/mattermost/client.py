"""The team's chat, as the bot, by mattermostdriver, never its websocket (facts/mattermost.md, section 8)."""

import collections.abc
import dataclasses
import datetime as dt
import pathlib
from typing import Any

from deskbot import wording
from deskbot.calls import case
from deskbot.chat import buttons, errors, messages
from deskbot.outside.mattermost import session, wire

_LAST_POSTS = 100
# A button that nobody pressed for so long is about nothing any more.
_BUTTON_DAYS = 60
# A form is open while its author types.
_FORM_HOURS = 12


@dataclasses.dataclass(frozen=True, kw_only=True)
class Server:
    """Where the chat is, who we are there, where it finds us (`callback_url`), what signs our buttons."""

    url: str
    team: str
    token: str = dataclasses.field(repr=False)
    callback_url: str
    secret: bytes = dataclasses.field(repr=False)


class MattermostChat:
    """Posts, edits, files and forms. Texts come from `words`, expiries count from `now`."""

    def __init__(
        self, server: Server, *, words: wording.Wording, now: collections.abc.Callable[[], dt.datetime]
    ) -> None:
        self._server = server
        self._words = words
        self._now = now
        self._driver = session.driver(server.url, token=server.token)
        self._ask = session.Asker().ask
        self._known: dict[tuple[str, str], str] = {}

    def post(
        self, message: messages.Message, *, place: messages.Place, key: str, root_id: str | None = None
    ) -> str:
        """Post once under `key` and return the post's id, even when asked twice.

        :raises ChatUnavailable: try again.
        :raises ChatRefused: the chat said no.
        """
        return self._create(message, place=place, key=key, root_id=root_id, file_ids=())

    def edit(self, post_id: str, *, message: messages.Message, place: messages.Place, key: str) -> None:
        """Make a post say `message`; its buttons are made anew (facts/mattermost.md, section 2)."""
        options = self._content(message, channel=self._channel(place), key=key)
        self._ask(lambda: self._driver.posts.patch_post(post_id, options), what="edit")

    def attach(
        self,
        message: messages.Message,
        *,
        place: messages.Place,
        key: str,
        root_id: str,
        sound: pathlib.Path,
        name: str,
    ) -> str:
        """Post a file once in a thread and return the post's id."""
        channel = self._channel(place)
        found = self._find(channel, key=key, root_id=root_id)
        if found is not None:
            return found
        files = {"files": (name, sound.read_bytes())}
        answer = self._ask(lambda: self._driver.files.upload_file(channel, files), what="upload")
        file_ids = tuple(str(info["id"]) for info in answer["file_infos"])
        return self._create(message, place=place, key=key, root_id=root_id, file_ids=file_ids)

    def open_closing(self, trigger_id: str, *, case_key: str, channel_id: str, user_id: str) -> None:
        """Open the form that closes a card, signed for this member and channel.

        :raises DialogTooLate: if the click is too old.
        :raises ChatUnavailable: try again.
        """
        button = buttons.Button(action=buttons.Action.FINISH, entity=case_key)
        expires_at = self._now() + dt.timedelta(hours=_FORM_HOURS)
        state = buttons.sign(
            button,
            secret=self._server.secret,
            channel=channel_id,
            nonce=buttons.form_nonce(user_id),
            expires_at=expires_at,
        )
        options = wire.closing_dialog(
            trigger_id=trigger_id,
            url=f"{self._server.callback_url}/mattermost/dialog",
            state=state,
            words={name: self._words.text("dialog", name) for name in ("title", "submit", "outcome", "note")},
            outcomes=[(one.value, self._words.text("closing", one.value)) for one in case.CHOICES],
        )
        try:
            self._ask(lambda: self._driver.integration_actions.open_dialog(options), what="open a form")
        except errors.ChatRefused:
            raise errors.DialogTooLate from None

    def close(self) -> None:
        """Let every connection go."""
        self._driver.client.close()

    def link(self, post_id: str) -> str:
        """Return the address of a post, for people."""
        return f"{self._server.url}/{self._server.team}/pl/{post_id}"

    def username_of(self, user_id: str) -> str:
        """Return the name of a user."""
        return self._once("user", user_id, lambda: self._driver.users.get_user(user_id)["username"])

    def me(self) -> str:
        """Return the bot's own user id."""
        return self._once("me", "", lambda: self._driver.users.get_user("me")["id"])

    def check_channel(self, name: str) -> None:
        """Check that the bot may read and post in that channel.

        :raises ChatRefused: if it may not, or there is no such channel.
        """
        channel = self._channel(messages.Channel(name=name))
        self._ask(lambda: self._driver.channels.get_channel_member(channel, self.me()), what="membership")

    def _create(
        self,
        message: messages.Message,
        *,
        place: messages.Place,
        key: str,
        root_id: str | None,
        file_ids: tuple[str, ...],
    ) -> str:
        channel = self._channel(place)
        # The server forgets a `pending_post_id` after 30 s or a restart: the search is the real guard.
        found = self._find(channel, key=key, root_id=root_id)
        if found is not None:
            return found
        options = self._content(message, channel=channel, key=key)
        options |= {"channel_id": channel, "pending_post_id": f"{self.me()}:{key}"}
        if root_id:
            options["root_id"] = root_id
        if file_ids:
            options["file_ids"] = list(file_ids)
        try:
            return str(self._ask(lambda: self._driver.posts.create_post(options), what="post")["id"])
        except errors.ChatRefused:
            # A channel may have been archived and made again under its name: ask anew next time.
            self._known.clear()
            raise

    def _content(self, message: messages.Message, *, channel: str, key: str) -> dict[str, Any]:
        expires_at = self._now() + dt.timedelta(days=_BUTTON_DAYS)
        actions = [
            (
                button,
                self._words.text("button", button.action.value),
                buttons.sign(
                    button, secret=self._server.secret, channel=channel, nonce=key, expires_at=expires_at
                ),
            )
            for button in message.buttons
        ]
        shown = wire.attachment(actions, url=f"{self._server.callback_url}/mattermost/action")
        text = wire.fitting(self._words.render(message, now=self._now()))
        return {"message": text, "props": {wire.KEY_PROP: key, "attachments": shown}}

    def _find(self, channel: str, *, key: str, root_id: str | None) -> str | None:
        if root_id:
            answer = self._ask(lambda: self._driver.posts.get_thread(root_id), what="thread")
        else:
            parameters = {"per_page": _LAST_POSTS}
            answer = self._ask(
                lambda: self._driver.posts.get_posts_for_channel(channel, parameters), what="search"
            )
        posts = answer.get("posts") or {}
        mine = (post for post in posts.values() if wire.key_of(post) == key and not post.get("delete_at"))
        return next((str(post["id"]) for post in mine), None)

    def _channel(self, place: messages.Place) -> str:
        if isinstance(place, messages.Direct):
            return self._once("direct", place.username, lambda: self._direct(place.username))
        return self._once("channel", place.name, lambda: self._named(place.name))

    def _direct(self, username: str) -> str:
        other = self._driver.users.get_user_by_username(username)["id"]
        return str(self._driver.channels.create_direct_message_channel([self.me(), other])["id"])

    def _named(self, name: str) -> str:
        team = self._driver.teams.get_team_by_name(self._server.team)["id"]
        return str(self._driver.channels.get_channel_by_name(team, name)["id"])

    def _once(self, kind: str, name: str, call: collections.abc.Callable[[], Any]) -> str:
        known = self._known.get((kind, name))
        if known is None:
            known = self._known[(kind, name)] = str(self._ask(call, what=kind))
        return known
