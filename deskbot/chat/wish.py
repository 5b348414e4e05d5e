"""Turns that somebody may take with one click: what a button or a form carries of them.

The text goes through the chat, signed: it holds a desk, a rank and stretches, nothing private.
"""

import dataclasses
import datetime as dt
import zoneinfo

from deskbot.desk import interval, roster


class NotAWish(ValueError):
    """The text is not what `to_text` writes."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wish:
    """Turns at `desk`; `rings` is what was asked for, None for one's usual number."""

    desk: str
    spans: tuple[interval.Interval, ...]
    rank: roster.Rank = roster.Rank.FIRST
    rings: int | None = None


def to_text(wish: Wish) -> str:
    """Write a wish: `standard;first;4;Europe/Paris;2024-08-05T09:00/2024-08-05T13:00`."""
    zone = wish.spans[0].start.tzinfo if wish.spans else None
    key = zone.key if isinstance(zone, zoneinfo.ZoneInfo) else "UTC"
    wall = zoneinfo.ZoneInfo(key)
    spans = ",".join("/".join(_wall(edge, wall) for edge in (span.start, span.end)) for span in wish.spans)
    return ";".join((wish.desk, wish.rank.value, str(wish.rings or ""), key, spans))


def from_text(text: str) -> Wish:
    """Read a wish back.

    :raises NotAWish: if it is none.
    """
    try:
        desk, rank, rings, zone, spans = text.split(";")
        return Wish(
            desk=desk,
            rank=roster.Rank(rank),
            rings=int(rings) if rings else None,
            spans=tuple(_span(one, zoneinfo.ZoneInfo(zone)) for one in spans.split(",")),
        )
    except (ValueError, OverflowError, OSError, zoneinfo.ZoneInfoNotFoundError):
        # A zone's name is a path: what is none may be a folder, or too long for the disk.
        raise NotAWish from None


def _wall(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> str:
    is_whole = moment.second == moment.microsecond == 0
    return roster.wall_time(moment, zone=zone).isoformat(timespec="minutes" if is_whole else "auto")


def _span(text: str, zone: zoneinfo.ZoneInfo) -> interval.Interval:
    start, end = (dt.datetime.fromisoformat(edge).replace(tzinfo=zone) for edge in text.split("/"))
    return interval.Interval(start=start, end=end)
