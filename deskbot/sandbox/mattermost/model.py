"""The rows of the server's memory."""

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True, kw_only=True)
class User:
    """An account of a person or of the bot."""

    id: str
    username: str
    first_name: str
    last_name: str
    nickname: str
    is_bot: bool
    in_team: bool
    create_at: int
    is_guest: bool = False
    delete_at: int = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Team:
    """The team; its name is the `team_domain` of integrations."""

    id: str
    name: str
    display_name: str
    create_at: int


@dataclasses.dataclass(kw_only=True)
class Channel:
    """A public (O), private (P) or direct (D) channel; `delete_at` is when it was archived."""

    id: str
    name: str
    display_name: str
    type: str
    team_id: str
    creator_id: str
    create_at: int
    header: str = ""
    members: set[str] = dataclasses.field(default_factory=set)
    last_post_at: int = 0
    post_count: int = 0
    delete_at: int = 0


@dataclasses.dataclass(kw_only=True)
class Post:
    """A post, one of its earlier versions (`original_id`), or an ephemeral one (`ephemeral_for`)."""

    id: str
    user_id: str
    channel_id: str
    create_at: int
    update_at: int
    message: str
    root_id: str = ""
    original_id: str = ""
    type: str = ""
    edit_at: int = 0
    delete_at: int = 0
    is_pinned: bool = False
    props: dict[str, Any] = dataclasses.field(default_factory=dict)
    file_ids: list[str] = dataclasses.field(default_factory=list)
    ephemeral_for: str = ""


@dataclasses.dataclass(kw_only=True)
class File:
    """An uploaded file and its bytes."""

    id: str
    user_id: str
    channel_id: str
    create_at: int
    name: str
    extension: str
    mime_type: str
    content: bytes
    post_id: str = ""
    delete_at: int = 0


@dataclasses.dataclass(kw_only=True)
class Dialog:
    """A dialog open on a user's screen; its id is the client's trigger id."""

    id: str
    user_id: str
    channel_id: str
    url: str
    definition: dict[str, Any]


@dataclasses.dataclass(kw_only=True)
class Command:
    """A registered slash command."""

    id: str
    trigger: str
    url: str
    token: str
    method: str
    username: str


@dataclasses.dataclass(kw_only=True)
class ResponseHook:
    """What a `response_url` stands for."""

    id: str
    command: Command
    user_id: str
    channel_id: str
    root_id: str
    create_at: int
    uses: int = 0
