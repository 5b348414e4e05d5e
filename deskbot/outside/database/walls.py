"""Stretches as the clock on the wall shows them, beside the name of their zone.

A change of summer time, or a new law about it, then shifts nothing.
"""

import collections.abc
import dataclasses
import datetime as dt
import json
import zoneinfo

from deskbot.desk import interval

# The second of the two hours that the last night of October shows twice; ISO has no word for it.
_SECOND = "~"
# No zone is further than a day from another.
_ZONE_MARGIN = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stretch:
    """An interval as the columns `starts`, `ends` and `zone` keep it."""

    starts: str
    ends: str
    zone: str


def to_text(wall: dt.datetime) -> str:
    """Return a `wall` time without a zone as the database keeps it."""
    return wall.isoformat() + (_SECOND if wall.fold else "")


def from_text(text: str) -> dt.datetime:
    """Return the wall time that the database kept, without a zone."""
    return dt.datetime.fromisoformat(text.removesuffix(_SECOND)).replace(fold=int(text.endswith(_SECOND)))


def moment(text: str, zone: str) -> dt.datetime:
    """Return the aware moment at which that wall time is shown in that zone."""
    return from_text(text).replace(tzinfo=zoneinfo.ZoneInfo(zone))


def written(span: interval.Interval) -> Stretch:
    """Return `span` as columns, in the zone where it starts; in UTC when that zone has no name."""
    named = _named(span.start.tzinfo)
    starts, ends = (_wall(edge, zone=named) for edge in (span.start, span.end))
    return Stretch(starts=starts, ends=ends, zone=named.key)


def written_moment(at: dt.datetime) -> tuple[str, str]:
    """Return a moment as a wall time and the name of its zone; UTC when that has no name.

    :raises deskbot.desk.interval.NaiveDatetime: if it has no zone.
    """
    named = _named(interval.check_aware(at).tzinfo)
    return _wall(at, zone=named), named.key


def read(starts: str, ends: str, zone: str) -> interval.Interval:
    """Return the interval that three columns keep."""
    return interval.Interval(start=moment(starts, zone), end=moment(ends, zone))


def all_written(spans: collections.abc.Iterable[interval.Interval]) -> str:
    """Return several intervals as one column."""
    stretches = (written(span) for span in spans)
    return json.dumps([[one.starts, one.ends, one.zone] for one in stretches])


def all_read(text: str) -> tuple[interval.Interval, ...]:
    """Return the intervals that one column keeps."""
    return tuple(read(starts, ends, zone) for starts, ends, zone in json.loads(text))


def surely_before(at: dt.datetime) -> str:
    """Return a wall time that is over at `at` in every zone, to search by."""
    return to_text(at.astimezone(dt.UTC).replace(tzinfo=None) - _ZONE_MARGIN)


def surely_after(at: dt.datetime) -> str:
    """Return a wall time that is still to come at `at` in every zone, to search by."""
    return to_text(at.astimezone(dt.UTC).replace(tzinfo=None) + _ZONE_MARGIN)


def _named(zone: dt.tzinfo | None) -> zoneinfo.ZoneInfo:
    return zone if isinstance(zone, zoneinfo.ZoneInfo) and zone.key else zoneinfo.ZoneInfo("UTC")


def _wall(at: dt.datetime, *, zone: zoneinfo.ZoneInfo) -> str:
    # Only what hangs in another zone is moved: a wall time that the clocks skipped stays as it was typed.
    moved = at if at.tzinfo is zone else at.astimezone(zone)
    return to_text(moved.replace(tzinfo=None))
