"""Slots: who took which turn, and what a claim or a release does to them."""

import collections.abc
import dataclasses
import datetime as dt
import enum
import zoneinfo

from deskbot.desk import hours as hours_module
from deskbot.desk import interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class Slot:
    """One turn of one member, in local wall time, so that a change of summer time shifts nothing.

    `starts` and `ends` have no zone on purpose: `zone` says where the wall clock hangs (design, section 5).
    """

    key: str
    desk: str
    member: str
    starts: dt.datetime
    ends: dt.datetime
    zone: str
    rings: int

    @property
    def span(self) -> interval.Interval:
        """The turn as instants."""
        zone = zoneinfo.ZoneInfo(self.zone)
        return interval.Interval(start=self.starts.replace(tzinfo=zone), end=self.ends.replace(tzinfo=zone))

    def over(self, span: interval.Interval, *, key: str) -> "Slot":
        """Return a slot of the same member over `span`."""
        zone = zoneinfo.ZoneInfo(self.zone)
        return dataclasses.replace(
            self, key=key, starts=wall_time(span.start, zone=zone), ends=wall_time(span.end, zone=zone)
        )


class ChangeKind(enum.StrEnum):
    """What a change of the roster is."""

    CLAIM = "claim"
    RELEASE = "release"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Change:
    """A claim or a release, as one thing that can be undone."""

    key: str
    desk: str
    kind: ChangeKind
    member: str
    at: dt.datetime
    undone_by: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Holding:
    """What somebody else holds inside the days asked for."""

    member: str
    span: interval.Interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class Claim:
    """What a claim gives: the stretches won, and those that somebody else holds."""

    won: tuple[interval.Interval, ...]
    held: tuple[Holding, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cut:
    """A slot that a release touches, what is given back of it, and what stays."""

    slot: Slot
    released: tuple[interval.Interval, ...]
    kept: tuple[interval.Interval, ...]


def wall_time(moment: dt.datetime, *, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """Return what a clock on the wall in `zone` shows at `moment`, without a zone."""
    return interval.check_aware(moment).astimezone(zone).replace(tzinfo=None)


def claim(
    wanted: collections.abc.Sequence[interval.Interval],
    *,
    slots: collections.abc.Sequence[Slot],
    hours: hours_module.OpeningHours,
) -> Claim:
    """Return what `wanted` wins over the slots that are already there, the claimer's own included."""
    left: list[interval.Interval] = list(wanted)
    held: list[Holding] = []
    for slot in slots:
        touched = [common for one in left if (common := one.common(slot.span))]
        held.extend(Holding(member=slot.member, span=common) for common in touched)
        left = [piece for one in left for piece in _pieces(one, cut=slot.span, hours=hours)]
    return Claim(won=tuple(sorted(left)), held=tuple(sorted(held, key=lambda one: one.span)))


def release(
    given: collections.abc.Sequence[interval.Interval],
    *,
    slots: collections.abc.Sequence[Slot],
    hours: hours_module.OpeningHours,
) -> tuple[Cut, ...]:
    """Return how `slots` (of one member) are cut when the stretches `given` are handed back."""
    cuts = []
    for slot in slots:
        kept: tuple[interval.Interval, ...] = (slot.span,)
        for one in given:
            kept = tuple(piece for stretch in kept for piece in _pieces(stretch, cut=one, hours=hours))
        if kept != (slot.span,):
            released = tuple(common for one in given if (common := one.common(slot.span)))
            cuts.append(Cut(slot=slot, released=released, kept=kept))
    return tuple(cuts)


def _pieces(
    stretch: interval.Interval, *, cut: interval.Interval, hours: hours_module.OpeningHours
) -> collections.abc.Iterator[interval.Interval]:
    """Give what is left of `stretch` without `cut`; each new edge is one of an opening day.

    What is left of 1 to 15 August without the 5th is 1 to 4 and 6 to 15, not the nights around the 5th too.
    """
    for piece in stretch.without(cut):
        start = piece.start if piece.start == stretch.start else _opening_from(piece.start, hours=hours)
        end = piece.end if piece.end == stretch.end else _closing_until(piece.end, hours=hours)
        if interval.instant(start) < interval.instant(end):
            yield interval.Interval(start=start, end=end)


def _opening_from(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime:
    day = moment.astimezone(hours.zone).date()
    bounds = hours.day_bounds(day)
    if interval.instant(moment) >= interval.instant(bounds.end):
        return hours.day_bounds(day + dt.timedelta(days=1)).start
    return max(moment, bounds.start, key=interval.instant)


def _closing_until(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime:
    day = moment.astimezone(hours.zone).date()
    bounds = hours.day_bounds(day)
    if interval.instant(moment) <= interval.instant(bounds.start):
        return hours.day_bounds(day - dt.timedelta(days=1)).end
    return min(moment, bounds.end, key=interval.instant)
