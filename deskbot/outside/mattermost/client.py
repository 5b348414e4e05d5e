"""The team's chat, as the bot, by mattermostdriver, never its websocket (facts/mattermost.md, section 8)."""

import collections.abc
import dataclasses
import datetime as dt
import functools
import itertools
from typing import Any

import mattermostdriver

from deskbot import wording
from deskbot.chat import buttons, chatters, errors, forms, messages
from deskbot.outside.mattermost import control_wire, dialog_wire, session, wire

_LAST_POSTS = 100
_PER_PAGE = 200
_MOST_FILES = 5
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
        self,
        server: Server,
        *,
        words: wording.Wording,
        now: collections.abc.Callable[[], dt.datetime],
        driver: mattermostdriver.Driver | None = None,
    ) -> None:
        self._server = server
        self._words = words
        self._now = now
        self._driver = driver or session.driver(server.url, token=server.token)
        self._ask = session.Asker().ask
        self._known: dict[tuple[str, str], str] = {}

    def post(
        self,
        message: messages.Message,
        *,
        place: messages.Place,
        key: str,
        root_id: str | None = None,
        is_new: bool = False,
    ) -> str:
        """Post once under `key` and return the post's id, even when asked twice; `is_new`: never before.

        :raises ChatUnavailable: try again.
        :raises ChatRefused: the chat said no.
        """
        channel = self._channel(place)
        # The server forgets a `pending_post_id` after 30 s or a restart: the search is the real guard.
        found = None if is_new else self._find(channel, key=key, root_id=root_id)
        return found or self._create(message, channel=channel, key=key, root_id=root_id)

    def find(self, place: messages.Place, *, key: str) -> str | None:
        """Return the post that was made under `key` and is there still, if it is one of the last ones there.

        :raises ChatUnavailable: try again.
        :raises ChatRefused: the chat said no.
        """
        return self._find(self._channel(place), key=key, root_id=None)

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
        root_id: str | None,
        files: collections.abc.Sequence[tuple[str, bytes]],
    ) -> str:
        """Post 1 to 5 files (name, content) once, in a thread or not, and return the post's id."""
        if not 1 <= len(files) <= _MOST_FILES:
            raise ValueError(f"a post carries 1 to {_MOST_FILES} files")
        channel = self._channel(place)
        found = self._find(channel, key=key, root_id=root_id)
        if found is not None:
            return found
        parts = [("files", file) for file in files]
        answer = self._ask(lambda: self._driver.files.upload_file(channel, parts), what="upload")
        file_ids = tuple(str(info["id"]) for info in answer["file_infos"])
        return self._create(message, channel=channel, key=key, root_id=root_id, file_ids=file_ids)

    def pin(self, post_id: str) -> None:
        """Pin a post to its channel; one that is pinned stays so, whatever it says later."""
        self._ask(lambda: self._driver.posts.pin_post_to_channel(post_id), what="pin")

    def delete(self, post_id: str) -> None:
        """Take one of the bot's posts back, with its thread and its files; gone already, it is refused.

        Nobody sees it any more; the server keeps a copy until its administrator purges it.
        """
        self._ask(lambda: self._driver.posts.delete_post(post_id), what="delete")

    def shown(
        self, message: messages.Message, *, channel_id: str, key: str
    ) -> tuple[str, control_wire.Attachments]:
        """Return how `message` is shown in a channel: its text, and its buttons and menus signed under `key`.

        For an answer that only one person sees, `key` is `buttons.answer_nonce`.
        """
        now = self._now()
        expires_at = now + dt.timedelta(days=_BUTTON_DAYS)

        def control(one: buttons.Button | buttons.Menu) -> control_wire.Control:
            context = buttons.sign(
                one, secret=self._server.secret, channel=channel_id, nonce=key, expires_at=expires_at
            )
            label, options = self._words.label(one, now=now), self._words.options(one)
            return control_wire.Control(of=one, label=label, context=context, options=options)

        controls = [*map(control, message.buttons), *map(control, message.menus)]
        shown = control_wire.attachment(controls, url=f"{self._server.callback_url}/mattermost/action")
        return wire.fitting(self._words.render(message, now=now)), shown

    def open_form(self, trigger_id: str, *, form: forms.Form, channel_id: str, user_id: str) -> None:
        """Open `form`, signed for this member and channel.

        :raises DialogTooLate: if what was clicked or typed is too old.
        :raises ChatUnavailable: try again.
        """
        state = buttons.sign(
            buttons.Button(action=form.action, entity=form.entity),
            secret=self._server.secret,
            channel=channel_id,
            nonce=buttons.form_nonce(user_id),
            expires_at=self._now() + dt.timedelta(hours=_FORM_HOURS),
        )
        introduction = form.introduction
        options = dialog_wire.opening(
            form,
            trigger_id=trigger_id,
            url=f"{self._server.callback_url}/mattermost/dialog",
            state=state,
            introduction="" if introduction is None else self._words.render(introduction, now=self._now()),
            word=self._words.text,
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

    def person(self, user_id: str) -> chatters.Chatter:
        """Return who a user is; the errors of `people`."""
        return wire.chatter(self._ask(lambda: self._driver.users.get_user(user_id), what="person"))

    def people(self) -> tuple[chatters.Chatter, ...]:
        """Return everybody in the team, guests, bots and deactivated accounts too; not who left it.

        :raises ChatUnavailable: try again.
        :raises ChatRefused: the chat said no.
        """
        return self._listed({"in_team": self._once("team", "", self._team)})

    def members_of(self, channel_name: str) -> frozenset[str]:
        """Return the usernames of a channel's members; the errors of `people`, and it must be one of ours."""
        channel = self._channel(messages.Channel(name=channel_name))
        return frozenset(one.username for one in self._listed({"in_channel": channel}))

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
        channel: str,
        key: str,
        root_id: str | None,
        file_ids: tuple[str, ...] = (),
    ) -> str:
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
        text, attachments = self.shown(message, channel_id=channel, key=key)
        return {"message": text, "props": {wire.KEY_PROP: key, "attachments": attachments}}

    def _listed(self, wanted: collections.abc.Mapping[str, str]) -> tuple[chatters.Chatter, ...]:
        # Pages shift when somebody joins or leaves between two of them: nobody twice, at least.
        found: dict[str, chatters.Chatter] = {}
        for page in itertools.count():
            parameters = {**wanted, "per_page": _PER_PAGE, "page": page}
            rows = self._ask(functools.partial(self._chatters, parameters), what="people")
            found |= {row.user_id: row for row in rows}
            if len(rows) < _PER_PAGE:
                break
        return tuple(found.values())

    def _chatters(self, parameters: dict[str, object]) -> list[chatters.Chatter]:
        return [wire.chatter(row) for row in self._driver.users.get_users(parameters)]

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

    def _team(self) -> str:
        return str(self._driver.teams.get_team_by_name(self._server.team)["id"])

    def _named(self, name: str) -> str:
        team = self._team()
        return str(self._driver.channels.get_channel_by_name(team, name)["id"])

    def _once(self, kind: str, name: str, call: collections.abc.Callable[[], Any]) -> str:
        known = self._known.get((kind, name))
        if known is None:
            known = self._known[(kind, name)] = str(self._ask(call, what=kind))
        return known
