"""Serve the console: one page of plain HTML, CSS and JavaScript, which polls the sandbox's own doors.

It takes no decision and keeps no state: what it shows comes from `/sandbox/chat`, `/sandbox/line` and
`/sandbox/clock`, and its buttons call them.
"""

import functools
from importlib import resources
from typing import Annotated

import fastapi
from fastapi import responses

_PAGE = "index.html"
_ID = "^[a-z0-9]{26}$"
_MEDIA_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
# Posts are written by anybody: nothing but our own files may run, whatever a post contains.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@functools.cache
def files() -> dict[str, bytes]:
    """Return the console's files, by name."""
    folder = resources.files("deskbot.sandbox.console").joinpath("static")
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if _media_type(entry.name)}


def router() -> fastapi.APIRouter:
    """Return the routes of the console."""
    found = fastapi.APIRouter()

    @found.get("/", include_in_schema=False)
    def start() -> responses.RedirectResponse:
        return responses.RedirectResponse("/console", status_code=302)

    @found.get("/console", include_in_schema=False)
    def page() -> responses.Response:
        return _send(_PAGE)

    @found.get("/{team}/pl/{post_id}", include_in_schema=False)
    def permalink(
        team: str, post_id: Annotated[str, fastapi.Path(pattern=_ID)]
    ) -> responses.RedirectResponse:
        return responses.RedirectResponse(f"/console#post-{post_id}", status_code=302)

    @found.get("/console/{name}", include_in_schema=False)
    def part(name: str) -> responses.Response:
        if name not in files():
            raise fastapi.HTTPException(404, "Cette page n'existe pas.")
        return _send(name)

    return found


def _send(name: str) -> responses.Response:
    return responses.Response(files()[name], media_type=_media_type(name), headers=_HEADERS)


def _media_type(name: str) -> str:
    return next((kind for suffix, kind in _MEDIA_TYPES.items() if name.endswith(suffix)), "")
