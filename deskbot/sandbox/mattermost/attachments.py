"""Message attachments as the server keeps them: typed again, with ids, without what clients may not see."""

import copy
from typing import Any

from deskbot.sandbox.mattermost import ids

Attachment = dict[str, Any]
Action = dict[str, Any]

# Fields of Go's SlackAttachment in the order of api_post_with_buttons_response_to_author.json.
_TEXTS_BEFORE_FIELDS = (
    "fallback",
    "color",
    "pretext",
    "author_name",
    "author_link",
    "author_icon",
    "title",
    "title_link",
    "text",
)
_TEXTS_AFTER_FIELDS = ("image_url", "thumb_url", "footer", "footer_icon")
_ACTION_KEYS = (
    "id",
    "type",
    "name",
    "disabled",
    "style",
    "data_source",
    "options",
    "default_option",
    "integration",
    "cookie",
)


def normalise(props: dict[str, Any]) -> dict[str, Any]:
    """Return `props` with its attachments as the server types them, and an id for each action."""
    if "attachments" not in props:
        return copy.deepcopy(props)
    given = props["attachments"]
    kept = [_attachment(item) for item in given if isinstance(item, dict)] if isinstance(given, list) else []
    return {**copy.deepcopy(props), "attachments": kept}


def for_clients(props: dict[str, Any]) -> dict[str, Any]:
    """Return `props` without the integrations: even their author loses them (facts, section 2)."""
    shown = copy.deepcopy(props)
    for action in actions(shown):
        action.pop("integration", None)
    return shown


def actions(props: dict[str, Any]) -> list[Action]:
    """Return every action of `props`, in order."""
    return [action for item in props.get("attachments", []) for action in item.get("actions", [])]


def find_action(props: dict[str, Any], action_id: str) -> Action | None:
    """Return the action with that id that still has an integration, or None."""
    for action in actions(props):
        if action.get("id") == action_id and action.get("integration"):
            return action
    return None


def _attachment(given: dict[str, Any]) -> Attachment:
    shaped: Attachment = {"id": given.get("id", 0)}
    shaped.update({key: given.get(key) or "" for key in _TEXTS_BEFORE_FIELDS})
    shaped["fields"] = _fields(given.get("fields"))
    shaped.update({key: given.get(key) or "" for key in _TEXTS_AFTER_FIELDS})
    shaped["ts"] = given.get("ts")
    found = [_action(item) for item in given.get("actions") or [] if isinstance(item, dict)]
    if found:
        shaped["actions"] = found
    return shaped


def _fields(given: Any) -> list[dict[str, Any]] | None:
    if not isinstance(given, list):
        return None
    return [
        {"title": field.get("title", ""), "value": field.get("value"), "short": field.get("short", False)}
        for field in given
        if isinstance(field, dict)
    ]


def _action(given: Action) -> Action:
    with_id = {**given, "id": given.get("id") or ids.new()}
    return {key: copy.deepcopy(with_id[key]) for key in _ACTION_KEYS if with_id.get(key)}
