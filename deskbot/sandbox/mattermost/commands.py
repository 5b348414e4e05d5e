"""Slash commands: what a user's client sends, what the integration gets (facts/mattermost.md, section 1)."""

import dataclasses
import random
import re
import urllib.parse

from deskbot.sandbox.mattermost import (
    answers,
    config,
    errors,
    ids,
    integration,
    model,
    outgoing,
    permissions,
    state,
)

_FAILED = "api.command.execute_command.failed.app_error"
_FAILED_STATUS = "api.command.execute_command.failed_resp.app_error"
_SPACE = re.compile(r"\s")
_USER_MENTION = re.compile(r"\B@([A-Za-z0-9][A-Za-z0-9.\-_:]*)")
_CHANNEL_MENTION = re.compile(r"\B~([a-zA-Z0-9\-_]+)")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Typed:
    """What the user's client sends; `site_url` is the server's own address."""

    channel_id: str
    command: str
    team_id: str = ""
    root_id: str = ""
    site_url: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Result:
    """The client's trigger id, the answer, and the posts it made."""

    trigger_id: str
    answer: answers.CommandAnswer
    made: tuple[model.Post, ...]


def execute(chat: state.Chat, user: model.User, typed: Typed) -> Result:
    """Send a command to its integration and show its answer.

    :raises errors.ApiError: what the user's client gets when that fails.
    """
    if len(typed.command) <= 1 or not typed.command.startswith("/"):
        raise errors.failure("api.command.execute_command.start.app_error")
    trigger, text = _split(typed.command)
    with chat.lock:
        channel = permissions.member_channel(chat, user, typed.channel_id)
        # In a direct channel the client has to say which team it is in.
        if channel.type == config.DIRECT and not (typed.team_id == chat.team.id and user.in_team):
            raise errors.forbidden()
        command = chat.commands.get(trigger)
        if command is None:
            raise errors.failure("api.command.execute_command.not_found.app_error", subject=trigger)
        client_id, trigger_id = chat.triggers.issue(user.id)
        chat.trigger_channels[client_id] = channel.id
        hook = _open_hook(chat, command, user=user, typed=typed)
        fields = _fields(chat, user, channel, command=command, text=text)
        fields += [
            ("response_url", f"{typed.site_url}/hooks/commands/{hook.id}"),
            ("trigger_id", trigger_id),
        ]
    # Without the lock: the integration may call back before it answers.
    answer = _ask(chat, command, fields)
    with chat.lock:
        place = answers.Place(
            user_id=user.id, channel_id=channel.id, root_id=typed.root_id, username=command.username
        )
        made = answers.show_all(chat, answer, place=place, trigger=trigger)
    return Result(trigger_id=client_id, answer=answer, made=made)


def _split(command: str) -> tuple[str, str]:
    """Return the trigger in lower case, and everything after the first blank, not trimmed."""
    blank = _SPACE.search(command)
    if blank is None:
        return command[1:].lower(), ""
    return command[1 : blank.start()].lower(), command[blank.end() :]


def _open_hook(
    chat: state.Chat, command: model.Command, *, user: model.User, typed: Typed
) -> model.ResponseHook:
    hook = model.ResponseHook(
        id=ids.new(),
        command=command,
        user_id=user.id,
        channel_id=typed.channel_id,
        root_id=typed.root_id,
        create_at=chat.now_ms(),
    )
    chat.hooks[hook.id] = hook
    return hook


def _fields(
    chat: state.Chat, user: model.User, channel: model.Channel, *, command: model.Command, text: str
) -> list[tuple[str, str]]:
    fields = [
        ("channel_id", channel.id),
        ("channel_name", channel.name),
        ("command", "/" + command.trigger),
        ("team_domain", chat.team.name),
        ("team_id", chat.team.id),  # filled in direct channels too
        ("text", text),
        ("token", command.token),
        ("user_id", user.id),
        ("user_name", user.username),
    ]
    for name, found in (
        ("user_mentions", _users_in(chat, text)),
        ("channel_mentions", _channels_in(chat, text)),
    ):
        pairs = list(found.items())
        random.shuffle(pairs)  # the real server walks a Go map
        fields += [(name, mentioned) for mentioned, _ in pairs]
        fields += [(name + "_ids", found_id) for _, found_id in pairs]
    return fields


def _users_in(chat: state.Chat, text: str) -> dict[str, str]:
    known = {user.username: user.id for user in chat.users.values() if user.in_team}
    found: dict[str, str] = {}
    for match in _USER_MENTION.finditer(text):
        name = match[1].lower()
        while name and name not in known and name[-1] in ".-_:":
            name = name[:-1]
        if name in known:
            found[name] = known[name]
    return found


def _channels_in(chat: state.Chat, text: str) -> dict[str, str]:
    known = {row.name: row.id for row in chat.channels.values() if row.type == config.PUBLIC}
    names = (match[1] for match in _CHANNEL_MENTION.finditer(text))
    return {name: known[name] for name in names if name in known}


def _ask(chat: state.Chat, command: model.Command, fields: list[tuple[str, str]]) -> answers.CommandAnswer:
    # Go sorts the keys and keeps the order of the values of a key; Python's sort is stable.
    form = urllib.parse.urlencode(sorted(fields, key=lambda field: field[0]))
    authorization = f"Token {command.token}"
    if command.method == "G":
        joint = "&" if "?" in command.url else "?"
        request = integration.Request(
            url=command.url + joint + form, method="GET", authorization=authorization
        )
    else:
        request = integration.Request(
            url=command.url,
            body=form.encode(),
            content_type=integration.FORM,
            authorization=authorization,
        )
    try:
        answer = outgoing.send(chat, request, kind="command")
    except integration.IntegrationUnreachable as error:
        raise errors.failure(_FAILED, subject=command.trigger) from error
    if answer.status != 200:
        raise errors.failure(_FAILED_STATUS, subject=command.trigger)
    try:
        return answers.read(answer)
    except answers.NotAnAnswer as error:
        raise errors.failure(_FAILED, subject=command.trigger) from error
