"""The planning page, the calendar feeds, and where recordings are heard: read by whoever has their secret
address, changed by nobody.
"""

import collections.abc
import dataclasses
import datetime as dt
import pathlib
import re
from typing import Final, Protocol

import fastapi
import structlog

from deskbot.flows import hear_recording, show_calendar, show_planning
from deskbot.outside.calendar import feed as calendar_feed
from deskbot.outside.database import store
from deskbot.web import pages_rendering, trouble

log = structlog.get_logger(__name__)

_METHODS: Final = ["GET", "HEAD"]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
# The address is the secret: nobody keeps the page, indexes it, or tells another site where it was read.
_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class ShowPlanning(Protocol):
    """Show a planning."""

    def __call__(
        self, token: str, *, view: show_planning.View, day: dt.date | None
    ) -> show_planning.Page | None:
        """Return the page behind an address."""


class ShowCalendar(Protocol):
    """Show a calendar."""

    def __call__(self, token: str) -> show_calendar.Feed | None:
        """Return the feed behind an address."""


class ShowRecording(Protocol):
    """Show where recordings are heard."""

    def __call__(self, address: str) -> hear_recording.Page | None:
        """Return the page behind an address."""


class FindSound(Protocol):
    """Find a recording."""

    def __call__(self, address: str, number: int) -> pathlib.Path | None:
        """Return the file of the recording of that place on the page behind an address."""


def _nothing_to_hear(address: str) -> hear_recording.Page | None:
    return None


def _no_sound(address: str, number: int) -> pathlib.Path | None:
    return None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Shows:
    """What the pages show: the flows, with everything but the request already given by `bootstrap`."""

    planning: ShowPlanning
    calendar: ShowCalendar
    recording: ShowRecording = _nothing_to_hear
    sound: FindSound = _no_sound


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Asked:
    """The period that an address names; `is_readable` is off when it names none that can be read."""

    view: show_planning.View
    day: dt.date | None
    is_readable: bool = True


def router(shows: Shows) -> fastapi.APIRouter:
    """Return the routes of the planning page and of the calendars."""
    found = fastapi.APIRouter(include_in_schema=False)
    pages = pages_rendering.Pages()

    @found.api_route("/planning/{token}", methods=_METHODS)
    def planning(token: str, mois: str | None = None, semaine: str | None = None) -> fastapi.Response:
        """Show a week or a month of a desk's planning."""
        asked = _asked(month=mois, week=semaine)
        return _answered(
            lambda: _planning(token, asked=asked, shows=shows, pages=pages), pages=pages, what="planning"
        )

    @found.api_route("/calendrier/{token}.ics", methods=_METHODS)
    def calendar(token: str) -> fastapi.Response:
        """Give the turns of a desk, or of a member, to an agenda."""
        return _answered(lambda: _calendar(token, shows=shows, pages=pages), pages=pages, what="calendar")

    @found.api_route("/ecouter/{address}", methods=_METHODS)
    def recording(address: str) -> fastapi.Response:
        """Show the recordings that one person may hear, for a while."""
        return _answered(lambda: _recording(address, shows=shows, pages=pages), pages=pages, what="recording")

    @found.api_route("/ecouter/{address}/{number}", methods=_METHODS)
    def sound(address: str, number: int) -> fastapi.Response:
        """Give one of these recordings."""
        return _answered(lambda: _sound(address, number, shows=shows), pages=pages, what="sound")

    return found


def _recording(address: str, *, shows: Shows, pages: pages_rendering.Pages) -> fastapi.Response | None:
    page = shows.recording(address)
    if page is None:
        return None
    return _page(pages.recording(page, address=address), pages=pages, status=410 if page.is_over else 200)


def _sound(address: str, number: int, *, shows: Shows) -> fastapi.Response | None:
    path = shows.sound(address, number)
    if path is None:
        return None
    # A browser that seeks asks for a part of it, which this answers.
    return fastapi.responses.FileResponse(path, headers=_HEADERS)


def _planning(
    token: str, *, asked: _Asked, shows: Shows, pages: pages_rendering.Pages
) -> fastapi.Response | None:
    page = shows.planning(token, view=asked.view, day=asked.day)
    if page is None:
        return None
    is_shown = asked.is_readable and not page.is_too_far
    return _page(pages.planning(page, token=token, is_what_was_asked=is_shown), pages=pages)


def _calendar(token: str, *, shows: Shows, pages: pages_rendering.Pages) -> fastapi.Response | None:
    found = shows.calendar(token)
    if found is None:
        return None
    return fastapi.Response(
        calendar_feed.to_bytes(pages.calendar(found)), media_type=calendar_feed.MEDIA_TYPE, headers=_HEADERS
    )


def _answered(
    answer: collections.abc.Callable[[], fastapi.Response | None],
    *,
    pages: pages_rendering.Pages,
    what: str,
) -> fastapi.Response:
    """Return a page, whatever happens; the log never tells the address."""
    try:
        found = answer()
    except store.StoreBusy:
        log.warning("A page was not served.", what=what, trouble="busy")
        return _page(pages.busy(), pages=pages, status=503, headers={"Retry-After": "5"})
    except Exception as problem:  # noqa: BLE001 - the person gets a sentence whatever happened
        log.error("A page met an unexpected error.", what=what, error=trouble.place_of(problem))
        return _page(pages.broken(), pages=pages, status=500)
    return found or _page(pages.not_found(), pages=pages, status=404)


def _page(
    html: str,
    *,
    pages: pages_rendering.Pages,
    status: int = 200,
    headers: collections.abc.Mapping[str, str] | None = None,
) -> fastapi.Response:
    policy = {"Content-Security-Policy": pages.policy}
    return fastapi.responses.HTMLResponse(
        html, status_code=status, headers={**_HEADERS, **policy, **(headers or {})}
    )


def _asked(*, month: str | None, week: str | None) -> _Asked:
    if month is not None:
        return _read(f"{month}-01" if _MONTH.fullmatch(month) else "", view=show_planning.View.MONTH)
    if week is not None:
        return _read(week, view=show_planning.View.WEEK)
    return _Asked(view=show_planning.View.WEEK, day=None)


def _read(text: str, *, view: show_planning.View) -> _Asked:
    if not _DAY.fullmatch(text):
        return _Asked(view=view, day=None, is_readable=False)
    try:
        return _Asked(view=view, day=dt.date.fromisoformat(text))
    except ValueError:
        return _Asked(view=view, day=None, is_readable=False)
