"""From events to the bytes of a calendar that an agenda subscribes to, and reads anew every hour or so."""

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Final

from deskbot.desk import interval

if TYPE_CHECKING:
    import icalendar

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_PRODUCT: Final = "-//deskbot//deskbot//FR"
_READ_AGAIN: Final = dt.timedelta(hours=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Event:
    """Hours in an agenda; two files with the same `key` speak of the same event.

    `is_busy`: whoever reads it is not free then.
    """

    key: str
    span: interval.Interval
    summary: str
    description: str
    is_busy: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Calendar:
    """A whole calendar: what it does not hold any more disappears from the agenda.

    `zone` is the one an agenda shows it in unless it has its own; `made_at` is aware.
    """

    name: str
    zone: str
    made_at: dt.datetime
    events: tuple[Event, ...]


def to_bytes(calendar: Calendar) -> bytes:
    """Return the calendar as an agenda reads it."""
    # Imported here, as below: 4 MB that a house without agendas need not carry.
    import icalendar

    written = icalendar.Calendar()
    written.add("prodid", _PRODUCT)
    written.add("version", "2.0")
    # RFC 7986, and what Apple, Google and Outlook read instead of it.
    written.add("name", _text(calendar.name))
    written.add("x-wr-calname", _text(calendar.name))
    written.add("x-wr-timezone", calendar.zone)
    written.add("refresh-interval", icalendar.vDuration(_READ_AGAIN), parameters={"VALUE": "DURATION"})
    written.add("x-published-ttl", icalendar.vDuration(_READ_AGAIN))
    for event in calendar.events:
        written.add_component(_event(event, stamp=calendar.made_at))
    return bytes(written.to_ical())


def _event(event: Event, *, stamp: dt.datetime) -> "icalendar.Event":
    import icalendar

    written = icalendar.Event()
    written.add("uid", f"{event.key}@deskbot")
    written.add("dtstamp", interval.instant(stamp))
    # In UTC: single instants need no definition of a zone, and no agenda can read them an hour off.
    written.add("dtstart", interval.instant(event.span.start))
    written.add("dtend", interval.instant(event.span.end))
    written.add("summary", _text(event.summary))
    if event.description:
        written.add("description", _text(event.description))
    written.add("transp", "OPAQUE" if event.is_busy else "TRANSPARENT")
    return written


def _text(free: str) -> "icalendar.vText":
    """Return free text on one line: the format has no control characters (RFC 5545, section 3.1)."""
    import icalendar

    shown = "".join(letter if letter.isprintable() else " " for letter in free)
    return icalendar.vText(" ".join(shown.split()))
