"""The server's memory, behind one lock."""

import datetime as dt
import secrets
import threading
from typing import Protocol

from deskbot.sandbox.mattermost import config as configs
from deskbot.sandbox.mattermost import errors, ids, journal, model, pending, ratelimit, switches, triggers


class Clock(Protocol):
    """What tells the server's time."""

    def now(self) -> dt.datetime:
        """Return the time, aware."""


class Chat:
    """One team and all it said.

    Hold `lock` to read or change the tables, never while an integration is called: it calls back.
    """

    def __init__(self, *, config: configs.ChatConfig, clock: Clock) -> None:
        self.config = config
        self.clock = clock
        self.lock = threading.RLock()
        self.panel = switches.Panel()
        self.journal = journal.Journal()
        self.limiter = ratelimit.Limiter()
        self.triggers = triggers.TriggerSigner(lifetime_s=config.timings.trigger_lifetime_s)
        self.pending = pending.PendingPosts(lifetime_s=config.timings.pending_lifetime_s)
        self.users: dict[str, model.User] = {}
        self.tokens: dict[str, str] = {}
        self.channels: dict[str, model.Channel] = {}
        self.posts: dict[str, model.Post] = {}
        self.ephemerals: list[model.Post] = []
        self.files: dict[str, model.File] = {}
        self.dialogs: dict[str, model.Dialog] = {}
        self.trigger_channels: dict[str, str] = {}
        self.hooks: dict[str, model.ResponseHook] = {}
        self.commands: dict[str, model.Command] = {}
        self.cookies: dict[str, tuple[model.Post, str]] = {}
        self.team = model.Team(
            id=ids.new(),
            name=config.team_name,
            display_name=config.team_display_name,
            create_at=self.now_ms(),
        )
        self._populate()

    def now_ms(self) -> int:
        """Return the sandbox's time in milliseconds."""
        return int(self.clock.now().timestamp() * 1000)

    def authenticate(self, token: str) -> model.User:
        """Return whose session `token` is.

        :raises errors.ApiError: 401 if nobody's, or of an account that is disabled.
        """
        with self.lock:
            user = self.users.get(self.tokens.get(token, ""))
        if user is None or user.delete_at or (user.is_bot and self.panel.current.bot_disabled):
            raise errors.failure("api.context.session_expired.app_error")
        return user

    def person(self, username: str) -> model.User:
        """Return the account of somebody who sits before their client.

        :raises errors.ApiError: 404 if there is none, 401 if it was deactivated.
        """
        user = self.user_named(username)
        if user.delete_at:
            raise errors.failure("api.context.session_expired.app_error")
        return user

    @property
    def bot(self) -> model.User:
        """Return the bot's account."""
        return next(user for user in self.users.values() if user.is_bot)

    def user_named(self, username: str) -> model.User:
        """Return the account with that name, with or without @.

        :raises errors.ApiError: 404 if there is none.
        """
        wanted = username.removeprefix("@").lower()
        with self.lock:
            for user in self.users.values():
                if user.username == wanted:
                    return user
        raise errors.failure("app.user.missing_account.const")

    def token_of(self, username: str) -> str:
        """Return a session token of that account, for tests.

        :raises errors.ApiError: 404 if there is no such account.
        """
        wanted = self.user_named(username).id
        return next(token for token, user_id in self.tokens.items() if user_id == wanted)

    def channel_named(self, name: str) -> model.Channel:
        """Return the team's channel with that name.

        :raises errors.ApiError: 404 if there is none.
        """
        with self.lock:
            for channel in self.channels.values():
                if channel.name == name:
                    return channel
        raise errors.failure("app.channel.get_by_name.missing.app_error")

    def direct_channel(self, one: model.User, other: model.User) -> model.Channel:
        """Return the direct channel of two accounts, created the first time only."""
        name = "__".join(sorted((one.id, other.id)))
        with self.lock:
            for channel in self.channels.values():
                if channel.name == name:
                    return channel
            return self._add_channel(
                model.Channel(
                    id=ids.new(),
                    name=name,
                    display_name="",
                    type=configs.DIRECT,
                    team_id="",
                    creator_id=one.id,
                    create_at=self.now_ms(),
                    members={one.id, other.id},
                )
            )

    def set_command_url(self, trigger: str, *, url: str) -> None:
        """Change where the command `trigger` is sent (an administrator's edit)."""
        with self.lock:
            self.commands[trigger].url = url

    def _populate(self) -> None:
        for user in self.config.users:
            self._add_user(user, is_bot=False)
        bot = configs.UserConfig(username=self.config.bot_username, token=self.config.bot_token)
        self._add_user(bot, is_bot=True)
        for channel in self.config.channels:
            self._add_team_channel(channel)
        for command in self.config.commands:
            self.commands[command.trigger] = model.Command(
                id=ids.new(),
                trigger=command.trigger,
                url=command.url,
                token=command.token,
                method=command.method,
                username=command.username or self.config.bot_username,
            )

    def _add_user(self, given: configs.UserConfig, *, is_bot: bool) -> None:
        user = model.User(
            id=ids.new(),
            username=given.username,
            first_name=given.first_name,
            last_name=given.last_name,
            nickname=given.nickname,
            is_bot=is_bot,
            in_team=given.in_team,
            create_at=self.now_ms(),
            is_guest=given.is_guest,
        )
        self.users[user.id] = user
        self.tokens[given.token or secrets.token_hex(13)] = user.id

    def _add_team_channel(self, given: configs.ChannelConfig) -> None:
        self._add_channel(
            model.Channel(
                id=ids.new(),
                name=given.name,
                display_name=given.display_name,
                type=configs.PRIVATE if given.private else configs.PUBLIC,
                team_id=self.team.id,
                creator_id="",
                create_at=self.now_ms(),
                header=given.header,
                members={self.user_named(name).id for name in given.members},
            )
        )

    def _add_channel(self, channel: model.Channel) -> model.Channel:
        self.channels[channel.id] = channel
        return channel
