"""From what is shown to HTML, and to the words of a calendar: the templates of `prompts/fr/pages`."""

import base64
import datetime as dt
import hashlib
import pathlib
import re
from importlib import resources
from typing import Final

import jinja2
import markupsafe

from deskbot import wording
from deskbot.calls import numbers
from deskbot.desk import address, roster
from deskbot.desk.dates import words
from deskbot.flows import hear_recording, show_calendar, show_planning
from deskbot.outside.calendar import feed as calendar_feed
from deskbot.wording import french

_ARTICLE = re.compile(r"^(?:le |la |les |l['’])", re.IGNORECASE)
# One style, named by what it is made of, and nothing else: no script, whatever a name contains.
_POLICY: Final = (
    "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; media-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


class Pages:
    """Renders the pages that a browser shows, and what a calendar says, in French.

    `policy` is the Content-Security-Policy that each page must be sent with.
    """

    def __init__(self, folder: pathlib.Path | None = None) -> None:
        style = resources.files("deskbot.web").joinpath("page", "planning.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self.policy = _POLICY.format(digest=digest)
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder or wording.shared_folder("prompts") / "fr" / "pages"),
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=jinja2.select_autoescape(["html.j2"], default_for_string=True, default=False),
        )
        self._templates.globals |= {"style": markupsafe.Markup(style)}
        self._templates.filters |= {
            "clock": _clock,
            "day": _day,
            "days": _days,
            "headline": headline,
            "masked": numbers.masked_in,
            "of": french.of,
            "month": _month,
            "moment": _moment,
            "weekday": _weekday,
        }

    def planning(self, page: show_planning.Page, *, token: str, is_what_was_asked: bool) -> str:
        """Return the planning page; it says so when it `is_what_was_asked` not."""
        return self._html(
            "planning", page=page, token=token, is_what_was_asked=is_what_was_asked, mark=show_planning.Mark
        )

    def recording(self, page: hear_recording.Page, *, address: str) -> str:
        """Return the page where recordings are heard, or the one that says that the address is too old."""
        return self._html("recording_over" if page.is_over else "recording", page=page, address=address)

    def not_found(self) -> str:
        """Return the page that stands for an address that opens nothing."""
        return self._html("not_found")

    def busy(self) -> str:
        """Return the page that asks to try again."""
        return self._html("busy")

    def broken(self) -> str:
        """Return the page that says that something went wrong here."""
        return self._html("broken")

    def calendar(self, feed: show_calendar.Feed) -> calendar_feed.Calendar:
        """Return the calendar with its words."""
        of_member = feed.kind is address.Kind.MEMBER
        return calendar_feed.Calendar(
            name=self._line("calendar_name", title=feed.title, of_member=of_member),
            zone=feed.zone,
            made_at=feed.made_at,
            events=tuple(self._event(turn, feed=feed, of_member=of_member) for turn in feed.turns),
        )

    def _event(
        self, turn: show_calendar.Turn, *, feed: show_calendar.Feed, of_member: bool
    ) -> calendar_feed.Event:
        is_second = turn.rank is roster.Rank.SECOND
        return calendar_feed.Event(
            key=turn.key,
            span=turn.span,
            summary=self._line(
                "turn_summary",
                turn=turn,
                of_member=of_member,
                is_second=is_second,
                names_desk=feed.has_several_desks,
            ),
            description=self._line("turn_description", turn=turn, of_member=of_member, is_second=is_second),
            # The whole desk's turns are no reason to be busy.
            is_busy=of_member,
        )

    def _html(self, name: str, **fields: object) -> str:
        return self._templates.get_template(f"{name}.html.j2").render(fields)

    def _line(self, name: str, **fields: object) -> str:
        text = self._templates.get_template(f"{name}.txt.j2").render(fields)
        return numbers.masked_in(" ".join(text.split()))


def headline(title: str) -> str:
    """Return a desk's title as the head of a page: "Standard" for "le standard"."""
    bare = _ARTICLE.sub("", title)
    return bare[:1].upper() + bare[1:]


def _clock(at: dt.datetime) -> str:
    return f"{at.hour}h{at.minute:02d}" if at.minute else f"{at.hour}h"


def _moment(at: dt.datetime) -> str:
    return f"{_weekday(at.date())} {_day(at.date())} à {_clock(at)}"


def _weekday(day: dt.date) -> str:
    return words.WEEKDAY_NAMES[day.weekday()]


def _day(day: dt.date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {words.MONTH_NAMES[day.month - 1]}"


def _days(page: show_planning.Page) -> str:
    """Return "du 5 au 11 août 2024"; the month and the year of the first day only where they differ."""
    first, last = page.first_day, page.last_day
    said = _day(first)
    if first.month == last.month:
        said = said.split()[0]
    elif first.year != last.year:
        said = f"{said} {first.year}"
    return f"du {said} au {_day(last)} {last.year}"


def _month(day: dt.date) -> str:
    return f"{words.MONTH_NAMES[day.month - 1]} {day.year}"
