"""What the team looks like when the server starts."""

import dataclasses

PUBLIC = "O"
PRIVATE = "P"
DIRECT = "D"


@dataclasses.dataclass(frozen=True, kw_only=True)
class UserConfig:
    """A person's account; an empty token is replaced by a random one."""

    username: str
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    token: str = ""
    in_team: bool = True
    is_guest: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class ChannelConfig:
    """A channel of the team and the usernames of its members (the bot's too, where it was invited)."""

    name: str
    display_name: str
    members: tuple[str, ...]
    private: bool = False
    header: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CommandConfig:
    """A custom slash command: what the server calls, and the token it proves itself with."""

    trigger: str
    url: str
    token: str
    method: str = "P"
    username: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Timings:
    """Delays in real time (facts/mattermost.md, sections 1, 3 and 6); tests shorten them."""

    trigger_lifetime_s: float = 3.0
    pending_lifetime_s: float = 30.0
    integration_timeout_s: float = 30.0


# On a machine that runs much at once, a form must not come too late for its real time alone.
PATIENT = Timings(trigger_lifetime_s=60.0, pending_lifetime_s=600.0, integration_timeout_s=60.0)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ChatConfig:
    """The initial team, its people, its bot and its commands.

    `site_url` is the server's own address; empty, it is taken from the request.
    """

    users: tuple[UserConfig, ...]
    channels: tuple[ChannelConfig, ...]
    bot_username: str = "deskbot"
    bot_token: str
    commands: tuple[CommandConfig, ...] = ()
    team_name: str = "coop"
    team_display_name: str = "Coopérative"
    site_url: str = ""
    max_file_bytes: int = 52_428_800
    timings: Timings = Timings()
