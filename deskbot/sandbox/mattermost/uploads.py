"""Files: upload, reading, and the part of one that a player asks for."""

import dataclasses
import pathlib
import re
import urllib.parse

from deskbot.sandbox.mattermost import errors, ids, model, permissions, state

# By extension only, never by what the client declares (facts/mattermost.md, "Files").
_MIME_TYPES = {
    "mp3": "audio/mpeg",
    "wav": "audio/x-wav",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "amr": "audio/AMR",
    "mp4": "video/mp4",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
# Not SVG, which is a page and may carry scripts.
PICTURES = ("image/png", "image/jpeg", "image/gif")
_INLINE = ("video/mp4", *PICTURES, "application/pdf")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Part:
    """Bytes to send and the headers that go with them."""

    status: int
    content: bytes
    headers: dict[str, str]


def upload(chat: state.Chat, user: model.User, *, channel_id: str, name: str, content: bytes) -> model.File:
    """Keep a file that waits for the post that will carry it.

    :raises errors.ApiError: 403 if `user` is not a member of the channel, 413 if it is too large.
    """
    with chat.lock:
        permissions.member_channel(chat, user, channel_id)
        if len(content) > chat.config.max_file_bytes:
            raise errors.failure("api.file.upload_file.too_large_detailed.app_error", subject=name)
        base = pathlib.PurePosixPath(name.replace("\\", "/")).name
        extension = pathlib.PurePosixPath(base).suffix.removeprefix(".").lower()
        kept = model.File(
            id=ids.new(),
            user_id=user.id,
            channel_id=channel_id,
            create_at=chat.now_ms(),
            name=base,
            extension=extension,
            mime_type=_MIME_TYPES.get(extension, ""),
            content=content,
        )
        chat.files[kept.id] = kept
        return kept


def read(chat: state.Chat, user: model.User, file_id: str) -> model.File:
    """Return a file that `user` uploaded or that is on a post they may read.

    :raises errors.ApiError: 404 if there is none, 403 if it is not for them.
    """
    with chat.lock:
        found = chat.files.get(file_id)
        if found is None or found.delete_at:
            raise errors.failure("app.file_info.get.app_error")
        if found.user_id != user.id:
            if not found.post_id:
                raise errors.forbidden()
            permissions.readable_post(chat, user, found.post_id)
        return found


def part(found: model.File, *, wanted: str) -> Part:
    """Return the whole file, or the byte range of the header `wanted` (206), or 416."""
    mime_type = found.mime_type or "application/octet-stream"
    disposition = "inline" if mime_type in _INLINE else "attachment"
    quoted = urllib.parse.quote(found.name)
    headers = {
        "Content-Type": mime_type,
        "Content-Disposition": f"{disposition};filename=\"{quoted}\"; filename*=UTF-8''{quoted}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400",
        "Accept-Ranges": "bytes",
    }
    size = len(found.content)
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or match.groups() == ("", ""):
        return Part(status=200, content=found.content, headers=headers)
    first, last = _bounds(match[1], match[2], size=size)
    if first >= size or first > last:
        return Part(status=416, content=b"", headers=headers | {"Content-Range": f"bytes */{size}"})
    return Part(
        status=206,
        content=found.content[first : last + 1],
        headers=headers | {"Content-Range": f"bytes {first}-{last}/{size}"},
    )


def _bounds(first: str, last: str, *, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
