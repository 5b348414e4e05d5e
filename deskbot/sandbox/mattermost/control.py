"""`/sandbox/chat`: the console's side of the chat, for people, the demo's script and tests."""

import collections.abc
from typing import Any, Literal

import fastapi
import pydantic

from deskbot.sandbox.mattermost import (
    errors,
    http,
    membership,
    people_do,
    state,
    uploads,
    view,
)

_DOWN = "the chat is down"


class Said(pydantic.BaseModel):
    """Somebody types in a channel (a name, an id, or `@somebody`)."""

    model_config = pydantic.ConfigDict(extra="forbid")
    user: str
    channel: str
    text: str
    root_id: str = ""


class Clicked(pydantic.BaseModel):
    """Somebody clicks a button or chooses in a menu."""

    model_config = pydantic.ConfigDict(extra="forbid")
    user: str
    post_id: str
    action: str
    selected_option: str = ""


class DialogAnswered(pydantic.BaseModel):
    """Somebody submits or cancels a dialog."""

    model_config = pydantic.ConfigDict(extra="forbid")
    user: str
    dialog_id: str
    submission: dict[str, Any] | None = None
    cancelled: bool = False


class PersonChanged(pydantic.BaseModel):
    """An administrator changes somebody's account, or their place in a channel."""

    model_config = pydantic.ConfigDict(extra="forbid")
    user: str
    change: Literal["deactivate", "leave_team", "make_guest", "join", "quit", "archive"]
    channel: str = ""


class CommandMoved(pydantic.BaseModel):
    """An administrator changes where a command is sent."""

    model_config = pydantic.ConfigDict(extra="forbid")
    trigger: str
    url: str


def router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes of the console's side."""
    routes = fastapi.APIRouter(prefix="/sandbox/chat")

    @routes.get("")
    def everything(request: fastapi.Request) -> fastapi.Response:
        name = request.query_params.get("as", "")

        def look() -> dict[str, Any]:
            return view.everything(chat, viewer=chat.user_named(name) if name else None)

        return _attempt(look)

    @routes.get("/files/{file_id}")
    def content(file_id: str, request: fastapi.Request) -> fastapi.Response:
        found = chat.files.get(file_id)
        if found is None:
            return http.reply({"error": "no such file"}, status=404)
        part = uploads.part(found, wanted=request.headers.get("range", ""))
        # Played or looked at in the page; anything else (HTML, say) must not run at the console's address.
        is_shown = found.mime_type.startswith("audio/") or found.mime_type in uploads.PICTURES
        kind = "inline" if is_shown else "attachment"
        headers = part.headers | {"Content-Disposition": kind}
        return fastapi.Response(part.content, status_code=part.status, headers=headers)

    _add_people_routes(routes, chat)
    _add_server_routes(routes, chat)

    @routes.post("/people")
    def change_person(given: PersonChanged) -> fastapi.Response:
        return _attempt(lambda: _change_person(chat, given))

    return routes


def _add_people_routes(routes: fastapi.APIRouter, chat: state.Chat) -> None:
    @routes.post("/say")
    def say(given: Said, request: fastapi.Request) -> fastapi.Response:
        def act() -> dict[str, Any]:
            user = chat.person(given.user)
            return people_do.say(
                chat,
                user,
                people_do.find_channel(chat, user, given.channel),
                text=given.text,
                root_id=given.root_id,
                site_url=chat.config.site_url or str(request.base_url).rstrip("/"),
            )

        return _if_up(chat, act)

    @routes.post("/click")
    def click(given: Clicked) -> fastapi.Response:
        def act() -> dict[str, Any]:
            user = chat.person(given.user)
            return people_do.click(
                chat, user, given.post_id, action=given.action, option=given.selected_option
            )

        return _if_up(chat, act)

    @routes.post("/dialog")
    def dialog(given: DialogAnswered) -> fastapi.Response:
        def act() -> dict[str, Any]:
            return people_do.answer_dialog(
                chat,
                chat.person(given.user),
                given.dialog_id,
                submission=given.submission,
                cancelled=given.cancelled,
            )

        return _if_up(chat, act)


def _add_server_routes(routes: fastapi.APIRouter, chat: state.Chat) -> None:
    @routes.get("/switches")
    def switches() -> fastapi.Response:
        return http.reply(chat.panel.current.model_dump())

    @routes.post("/switches")
    def change_switches(changes: dict[str, Any]) -> fastapi.Response:
        try:
            return http.reply(chat.panel.change(changes).model_dump())
        except pydantic.ValidationError as error:
            return http.reply({"error": str(error)}, status=422)

    @routes.post("/commands")
    def move_command(given: CommandMoved) -> fastapi.Response:
        if given.trigger not in chat.commands:
            return http.reply({"error": "no such command"}, status=404)
        chat.set_command_url(given.trigger, url=given.url)
        return http.ok()

    @routes.get("/journal")
    def journal() -> fastapi.Response:
        return http.reply(chat.journal.to_json())

    @routes.delete("/journal")
    def clear_journal() -> fastapi.Response:
        chat.journal.clear()
        return http.ok()


def _change_person(chat: state.Chat, given: PersonChanged) -> dict[str, Any]:
    user = chat.user_named(given.user)
    match given.change:
        case "deactivate":
            membership.deactivate(chat, user)
        case "leave_team":
            membership.leave_team(chat, user)
        case "make_guest":
            membership.make_guest(chat, user)
        case "join":
            membership.bring(chat, user, channel=chat.channel_named(given.channel))
        case "quit":
            channel = chat.channel_named(given.channel)
            membership.remove(chat, user, channel_id=channel.id, gone_id=user.id)
        case "archive":
            membership.archive(chat, chat.channel_named(given.channel))
    return {}


def _if_up(chat: state.Chat, act: collections.abc.Callable[[], dict[str, Any]]) -> fastapi.Response:
    if chat.panel.current.down:
        return http.reply({"error": _DOWN, "error_id": "", "status": 503}, status=503)
    return _attempt(act)


def _attempt(act: collections.abc.Callable[[], dict[str, Any]]) -> fastapi.Response:
    """Do it; an error of the chat is an answer like another: it is what the person reads."""
    try:
        return http.reply(act())
    except errors.ApiError as error:
        return http.reply({"error": error.message, "error_id": error.error_id, "status": error.status})
