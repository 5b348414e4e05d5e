"""What people do in their client: type, click, fill dialogs. It goes the way of the API, with its checks."""

from typing import Any

from deskbot.sandbox.mattermost import (
    actions,
    attachments,
    commands,
    dialogs,
    drafts,
    errors,
    model,
    posting,
    state,
    view,
)

Json = dict[str, Any]


def find_channel(chat: state.Chat, user: model.User, name: str) -> model.Channel:
    """Return the channel named by its name or id, or `@somebody` for a direct one.

    :raises errors.ApiError: 404 if there is none.
    """
    if name.startswith("@"):
        return chat.direct_channel(user, chat.user_named(name))
    with chat.lock:
        known = chat.channels.get(name)
    return known or chat.channel_named(name)


def say(
    chat: state.Chat, user: model.User, channel: model.Channel, *, text: str, root_id: str, site_url: str
) -> Json:
    """Type `text`: a command if it starts with a slash, else a post; return what came of it.

    :raises errors.ApiError: what the client shows when that fails.
    """
    if not text.startswith("/"):
        draft = drafts.Draft(channel_id=channel.id, message=text, root_id=root_id)
        return {"posted": view.post(chat, posting.create(chat, user, draft))}
    typed = commands.Typed(
        channel_id=channel.id,
        command=text,
        team_id=chat.team.id,
        root_id=root_id,
        site_url=site_url,
    )
    result = commands.execute(chat, user, typed)
    shown: Json = {}
    for post in result.made:
        key = "ephemeral" if post.ephemeral_for else "posted"
        shown.setdefault(key, view.post(chat, post))
    return shown | _dialog_opened(chat, result.trigger_id)


def click(chat: state.Chat, user: model.User, post_id: str, *, action: str, option: str) -> Json:
    """Click an action, named by its id or by what is written on it; return what came of it.

    :raises errors.ApiError: what the client shows when that fails.
    """
    with chat.lock:
        post = _shown_post(chat, user, post_id)
        found = _shown_action(post, action)
        given = actions.Click(
            post_id=post.id,
            action_id=str(found.get("id", action)),
            selected_option=_option_value(chat, found, option),
            cookie=str(found.get("cookie", "")),
        )
    result = actions.click(chat, user, given)
    shown: Json = {}
    if result.ephemeral is not None:
        shown["ephemeral_text"] = result.ephemeral.message
    return shown | _dialog_opened(chat, result.trigger_id)


def answer_dialog(
    chat: state.Chat, user: model.User, dialog_id: str, *, submission: Json | None, cancelled: bool
) -> Json:
    """Submit or cancel an open dialog; it stays open while there are errors.

    :raises errors.ApiError: what the client shows when that fails; 404 if no such dialog is open.
    """
    with chat.lock:
        dialog = chat.dialogs.get(dialog_id)
        if dialog is None or dialog.user_id != user.id:
            raise errors.failure("api.context.404.app_error")
        values = {} if cancelled else _filled(dialog, submission or {})
        refused = {} if cancelled else _client_errors(dialog, values)
        if refused:
            return {"errors": refused}
        if cancelled:
            del chat.dialogs[dialog_id]
            if not dialog.definition.get("notify_on_cancel"):
                return {}
    found = dialogs.submit(chat, user, _submission(chat, dialog, values=values, cancelled=cancelled))
    with chat.lock:
        if not found:
            chat.dialogs.pop(dialog_id, None)
    return found


def _dialog_opened(chat: state.Chat, trigger_id: str) -> Json:
    with chat.lock:
        opened = chat.dialogs.get(trigger_id)
        return {} if opened is None else {"dialog": view.dialog(chat, opened)}


def _submission(
    chat: state.Chat, dialog: model.Dialog, *, values: Json, cancelled: bool
) -> dialogs.Submission:
    return dialogs.Submission(
        url=dialog.url,
        callback_id=str(dialog.definition.get("callback_id") or ""),
        state=str(dialog.definition.get("state") or ""),
        channel_id=dialog.channel_id,
        team_id=chat.team.id,
        submission=values,
        cancelled=cancelled,
    )


def _filled(dialog: model.Dialog, given: Json) -> Json:
    """Return what the web client sends: a field that nobody touched says what it said at first."""
    return {
        element.get("name", ""): _at_first(element) for element in dialog.definition.get("elements") or []
    } | given


def _at_first(element: Json) -> str | bool | None:
    default = element.get("default")
    if element.get("type") == "bool":
        return str(default).lower() == "true"
    return str(default) if default else None


def _client_errors(dialog: model.Dialog, values: Json) -> dict[str, str]:
    """Check what only the web client checks, before it sends anything."""
    found: dict[str, str] = {}
    for element in dialog.definition.get("elements") or []:
        name, value = element.get("name", ""), values.get(element.get("name", ""))
        # A box that must be ticked: the client takes false for nothing, as it does an empty text.
        if value is False or value in (None, ""):
            if not element.get("optional"):
                found[name] = "This field is required."
        elif isinstance(value, str) and len(value) < int(element.get("min_length") or 0):
            found[name] = f"Minimum input length is {element['min_length']}."
    return found


def _shown_post(chat: state.Chat, user: model.User, post_id: str) -> model.Post:
    mine = [post for post in chat.ephemerals if post.id == post_id and post.ephemeral_for == user.id]
    post = mine[0] if mine else chat.posts.get(post_id)
    if post is None:
        raise errors.failure("app.post.get.app_error")
    return post


def _shown_action(post: model.Post, wanted: str) -> attachments.Action:
    shown = attachments.actions(post.props)
    for key in ("id", "name"):
        for action in shown:
            if action.get(key) == wanted:
                return action
    raise errors.failure("api.post.do_action.action_id.app_error")


def _option_value(chat: state.Chat, action: attachments.Action, option: str) -> str:
    """Return the value behind a text of the menu; anything else goes through as it is, forged or not."""
    for known in action.get("options") or []:
        if option == known.get("text"):
            return str(known.get("value", ""))
    if action.get("data_source") == "users" and option:
        for user in chat.users.values():
            if user.username == option.removeprefix("@"):
                return user.id
    return option
