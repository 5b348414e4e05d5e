"""`/files` of the API."""

import dataclasses
from typing import Any

import fastapi
import starlette.datastructures

from deskbot.sandbox.mattermost import errors, http, shapes, state, uploads


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parcel:
    """What an upload carries."""

    channel_id: str
    client_ids: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]


def router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes about files."""
    routes = fastapi.APIRouter(prefix=http.PREFIX)
    session = http.authenticated(chat)

    @routes.post("/files")
    def upload(
        call: http.Call = fastapi.Depends(session), parcel: Parcel = fastapi.Depends(_read_parcel)
    ) -> fastapi.Response:
        if not parcel.files:
            raise errors.failure("api.file.upload_file.no_file.app_error")
        kept = [
            uploads.upload(chat, call.user, channel_id=parcel.channel_id, name=name, content=content)
            for name, content in parcel.files
        ]
        infos = [shapes.file_info(item) for item in kept]
        return http.reply({"file_infos": infos, "client_ids": list(parcel.client_ids)}, status=201)

    @routes.get("/files/{file_id}")
    def content(file_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        found = uploads.read(chat, call.user, http.require_id(file_id, "file_id"))
        part = uploads.part(found, wanted=call.headers.get("range", ""))
        return fastapi.Response(part.content, status_code=part.status, headers=part.headers)

    @routes.get("/files/{file_id}/info")
    def info(file_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        found = uploads.read(chat, call.user, http.require_id(file_id, "file_id"))
        return http.reply(shapes.file_info(found))

    return routes


async def _read_parcel(request: fastapi.Request) -> Parcel:
    query = request.query_params
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        # The simple form: the body is the file, and the address says the rest.
        return Parcel(
            channel_id=query.get("channel_id", ""),
            client_ids=(),
            files=((query.get("filename", ""), await request.body()),),
        )
    async with request.form() as form:
        parts: list[tuple[str, Any]] = form.multi_items()
        files = [
            (item.filename or "", await item.read())
            for _, item in parts
            if isinstance(item, starlette.datastructures.UploadFile)
        ]
        return Parcel(
            channel_id=str(form.get("channel_id") or query.get("channel_id", "")),
            client_ids=tuple(str(item) for name, item in parts if name == "client_ids"),
            files=tuple(files),
        )
