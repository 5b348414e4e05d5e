"""Posts as clients write them, read as strictly as Go's decoder does."""

import dataclasses
import json
from typing import Any

from deskbot.sandbox.mattermost import errors

_TYPES: dict[str, type] = {
    "id": str,
    "channel_id": str,
    "message": str,
    "root_id": str,
    "pending_post_id": str,
    "props": dict,
    "file_ids": list,
    "is_pinned": bool,
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Draft:
    """The fields of a post in a request; None where the request does not name them."""

    id: str | None = None
    channel_id: str | None = None
    message: str | None = None
    root_id: str | None = None
    pending_post_id: str | None = None
    props: dict[str, Any] | None = None
    file_ids: list[str] | None = None
    is_pinned: bool | None = None


def parse(body: bytes) -> Draft:
    """Return the post in `body`; unknown fields are ignored.

    :raises errors.ApiError: 400 if it is not a post.
    """
    given = parse_object(body, name="post")
    fields: dict[str, Any] = {}
    for key, kind in _TYPES.items():
        value = given.get(key)
        if value is not None and not isinstance(value, kind):
            raise errors.invalid_body("post")
        fields[key] = value
    if any(not isinstance(item, str) for item in fields["file_ids"] or []):
        raise errors.invalid_body("post")
    return Draft(**fields)


def parse_object(body: bytes, *, name: str) -> dict[str, Any]:
    """Return the JSON object in `body`.

    :raises errors.ApiError: 400 that names `name` if it is none.
    """
    given = _loads(body, name=name)
    if not isinstance(given, dict):
        raise errors.invalid_body(name)
    return given


def parse_strings(body: bytes, *, name: str) -> list[str]:
    """Return the JSON list of strings in `body`.

    :raises errors.ApiError: 400 that names `name` if it is none.
    """
    given = _loads(body, name=name)
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise errors.invalid_body(name)
    return given


def text_field(given: dict[str, Any], name: str) -> str:
    """Return the text field `name` of an object, empty where it is missing.

    :raises errors.ApiError: 400 if it is there and no text.
    """
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise errors.invalid_body(name)
    return value


def _loads(body: bytes, *, name: str) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise errors.invalid_body(name) from error
