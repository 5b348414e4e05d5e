"""Dialogs: opening with a trigger id, submitting to any address (facts/mattermost.md, sections 2 and 3)."""

import dataclasses
import json
from typing import Any

from deskbot.sandbox.mattermost import (
    drafts,
    errors,
    gojson,
    integration,
    model,
    outgoing,
    permissions,
    state,
)

_FAILED = "api.post.do_action.action_integration.app_error"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Submission:
    """What the user's client sends; nothing ties it to a dialog that was opened."""

    url: str
    callback_id: str
    state: str
    channel_id: str
    team_id: str
    submission: dict[str, Any]
    cancelled: bool


def open_dialog(chat: state.Chat, body: bytes) -> model.Dialog:
    """Show a dialog to the user inside the trigger id; no session is needed and nothing is validated.

    :raises errors.ApiError: 400 if the trigger id is not valid any more, or there is no address.
    """
    given = drafts.parse_object(body, name="dialog")
    url = drafts.text_field(given, "url")
    if not url:
        raise errors.invalid_body("url")
    client_id, user_id = chat.triggers.open(drafts.text_field(given, "trigger_id"))
    definition = given.get("dialog")
    dialog = model.Dialog(
        id=client_id,
        user_id=user_id,
        channel_id=chat.trigger_channels.get(client_id, ""),
        url=url,
        definition=definition if isinstance(definition, dict) else {},
    )
    with chat.lock:
        chat.dialogs[client_id] = dialog
    return dialog


def read_submission(body: bytes) -> Submission:
    """Return the submission in a request.

    :raises errors.ApiError: 400 if it is none.
    """
    given = drafts.parse_object(body, name="url")
    values = given.get("submission")
    return Submission(
        url=drafts.text_field(given, "url"),
        callback_id=drafts.text_field(given, "callback_id"),
        state=drafts.text_field(given, "state"),
        channel_id=drafts.text_field(given, "channel_id"),
        team_id=drafts.text_field(given, "team_id"),
        submission=values if isinstance(values, dict) else {},
        cancelled=given.get("cancelled") is True,
    )


def submit(chat: state.Chat, user: model.User, given: Submission) -> dict[str, Any]:
    """Send a submission to the address it names and return the errors that came back.

    :raises errors.ApiError: 403 outside the user's channels, 400 if the integration does not answer 200.
    """
    if not given.url:
        raise errors.invalid_body("url")
    with chat.lock:
        permissions.member_channel(chat, user, given.channel_id)
        if given.team_id != chat.team.id:
            raise errors.forbidden()
    body = {
        "type": "dialog_submission",
        "callback_id": given.callback_id,
        "state": given.state,
        "user_id": user.id,
        "channel_id": given.channel_id,
        "team_id": given.team_id,
        "submission": gojson.sort_maps(given.submission),
        "cancelled": given.cancelled,
    }
    request = integration.Request(
        url=given.url, body=gojson.dumps(body).encode(), content_type=integration.JSON
    )
    try:
        answer = outgoing.send(chat, request, kind="dialog")
    except integration.IntegrationUnreachable as error:
        raise errors.failure(_FAILED) from error
    if answer.status != 200:
        raise errors.failure(_FAILED)
    return _errors_in(answer.body)


def _errors_in(body: bytes) -> dict[str, Any]:
    """Return the errors of an answer; an empty or strange one counts as accepted."""
    try:
        given = json.loads(body)
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    found: dict[str, Any] = {}
    if isinstance(given.get("error"), str) and given["error"]:
        found["error"] = given["error"]
    if isinstance(given.get("errors"), dict) and given["errors"]:
        found["errors"] = gojson.sort_maps(given["errors"])
    return found
