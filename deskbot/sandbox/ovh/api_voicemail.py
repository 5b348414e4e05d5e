"""`/voicemail`: settings, messages, and the files that take a while to be ready."""

import dataclasses
import datetime as dt
import secrets
import time
from typing import Any

from deskbot.sandbox.ovh import errors, recordings, request
from deskbot.sandbox.ovh import line as lines

_SERVICE = "/telephony/{billingAccount}/voicemail/{serviceName}"
_MESSAGE = f"{_SERVICE}/directories/{{id}}"
FILES = "/pcs"
"""Where prepared files are served, outside the API and unsigned."""


def _box(line: lines.Line, call: request.Call) -> recordings.Mailbox:
    return line.account.mailboxes[call.path["serviceName"]]


def _get_settings(line: lines.Line, call: request.Call) -> dict[str, Any]:
    inbox = [m for m in _box(line, call).visible(at=line.now()) if m.folder == "inbox"]
    return _box(line, call).settings | {"unreadMessages": len(inbox)}


def _put_settings(line: lines.Line, call: request.Call) -> None:
    request.put(line, call, into=_box(line, call).settings)


def _list(line: lines.Line, call: request.Call) -> list[int]:
    folder = call.query.get("dir")
    return [m.message_id for m in _box(line, call).visible(at=line.now()) if folder in (None, m.folder)]


def _message(line: lines.Line, call: request.Call) -> recordings.Message:
    for message in _box(line, call).visible(at=line.now()):
        if message.message_id == call.id("id"):
            return message
    raise errors.no_object("id", call.id("id"))


def _get(line: lines.Line, call: request.Call) -> dict[str, Any]:
    message = _message(line, call)
    return {
        "callee": message.callee,
        "caller": message.caller,
        "creationDatetime": message.created,
        "dir": message.folder,
        "duration": message.duration_s,
        "id": message.message_id,
    }


def _move(line: lines.Line, call: request.Call) -> None:
    message = dataclasses.replace(_message(line, call), folder=call.body["dir"])
    _box(line, call).messages[message.message_id] = message


def _delete(line: lines.Line, call: request.Call) -> None:
    del _box(line, call).messages[_message(line, call).message_id]


def _download(line: lines.Line, call: request.Call) -> dict[str, Any]:
    """Start the preparing of the file, then tell how it goes. The sound is never converted."""
    message = _message(line, call)
    sound_format = call.query.get("format", _box(line, call).settings["audioFormat"])
    key = (message.message_id, sound_format)
    file = _box(line, call).files.get(key)
    if file is None or (file.expires_at is not None and file.expires_at <= line.now()):
        file = _new_file(line, message, sound_format=sound_format)
    status = _status(line, file)
    if status == "done" and file.expires_at is None:
        life = dt.timedelta(seconds=line.config.file_life_s)
        file = dataclasses.replace(file, expires_at=line.now() + life)
    _box(line, call).files[key] = dataclasses.replace(file, polled=file.polled + 1)
    return {
        "filename": file.name,
        "status": status,
        "url": f"{call.base_url}{FILES}/{file.token}/{file.name}" if status == "done" else "",
        "urlExpirationDatetime": file.expires_at or line.now(),
    }


def _new_file(line: lines.Line, message: recordings.Message, *, sound_format: str) -> recordings.File:
    return recordings.File(
        token=secrets.token_urlsafe(24),
        name=f"voicemail-{message.message_id}.{sound_format}",
        sound=message.sound,
        ready_at_s=time.monotonic() + line.switches.download_s,
    )


def _status(line: lines.Line, file: recordings.File) -> str:
    if file.polled == 0:
        return "todo"
    if line.switches.download_error == "status":
        return "error"
    is_ready = time.monotonic() >= file.ready_at_s and line.switches.download_error != "never_done"
    return "done" if is_ready else "doing"


def file_at(account: lines.Account, token: str) -> bytes:
    """Return the bytes of a prepared file.

    :raises errors.ApiError: 404 if there is none at this address, 403 if the address has expired.
    """
    with account.lock:
        boxes = account.mailboxes.values()
        file = next((file for box in boxes for file in box.files.values() if file.token == token), None)
        if file is None or file.expires_at is None:
            raise errors.not_found("Not Found")
        if file.expires_at <= account.now():
            raise errors.refused(403, "Temp URL invalid", code="FORBIDDEN")
        if account.switches.download_error == "http_500":
            raise errors.ApiError(500, "Internal server error", kind="Server::InternalServerError")
        half = len(file.sound) // 2
        return file.sound[:half] if account.switches.download_error == "cut" else file.sound


def _list_greetings(line: lines.Line, call: request.Call) -> list[int]:
    folder = call.query.get("dir")
    return [key for key, found in _box(line, call).greetings.items() if folder in (None, found)]


def _get_greeting(line: lines.Line, call: request.Call) -> dict[str, Any]:
    greeting_id, greetings = call.id("id"), _box(line, call).greetings
    if greeting_id not in greetings:
        raise errors.no_object("id", greeting_id)
    return {"callee": call.path["serviceName"], "dir": greetings[greeting_id], "id": greeting_id}


HANDLERS: request.Handlers = {
    ("GET", f"{_SERVICE}/settings"): _get_settings,
    ("PUT", f"{_SERVICE}/settings"): _put_settings,
    ("GET", f"{_SERVICE}/greetings"): _list_greetings,
    ("GET", f"{_SERVICE}/greetings/{{id}}"): _get_greeting,
    ("GET", f"{_SERVICE}/directories"): _list,
    ("GET", _MESSAGE): _get,
    ("DELETE", _MESSAGE): _delete,
    ("GET", f"{_MESSAGE}/download"): _download,
    ("POST", f"{_MESSAGE}/move"): _move,
}
