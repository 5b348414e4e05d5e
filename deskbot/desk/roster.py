"""Slots: who took which turn, and what a claim or a release does to them."""

import collections.abc
import dataclasses
import datetime as dt
import enum
import zoneinfo

from deskbot.desk import hours as hours_module
from deskbot.desk import interval


class Rank(enum.StrEnum):
    """Whether a turn is that of the person rung first, or of the one rung after them."""

    FIRST = "first"
    SECOND = "second"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Slot:
    """One turn of one member, in local wall time, so that a change of summer time shifts nothing.

    `starts` and `ends` have no zone on purpose: `zone` says where the wall clock hangs (design, section 5).
    `confirmed_at` is when its holder said, near the day, that they will be there.
    """

    key: str
    desk: str
    member: str
    starts: dt.datetime
    ends: dt.datetime
    zone: str
    rings: int
    rank: Rank = Rank.FIRST
    confirmed_at: dt.datetime | None = None

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

    def unconfirmed(self) -> "Slot":
        """Return the slot once its holder must say again that they will be there."""
        return dataclasses.replace(self, confirmed_at=None)


class ChangeKind(enum.StrEnum):
    """What was done; everything is kept, for the admins' journal."""

    CLAIM = "claim"
    RELEASE = "release"
    COVER = "cover"
    ASSIGN = "assign"
    CLOSE = "close"
    OPEN = "open"
    IGNORE_GAPS = "ignore_gaps"
    MEMBER_LEFT = "member_left"
    ASK_COVER = "ask_cover"
    PROFILE = "profile"
    END_PROFILE = "end_profile"
    DESK_REMOVED = "desk_removed"
    # What no button undoes: it is said again, or it is somebody's word.
    CONFIRM = "confirm"
    ACCEPT_NOTE = "accept_note"
    SET_NUMBER = "set_number"
    PROVE_NUMBER = "prove_number"
    FORGET_NUMBER = "forget_number"
    SET_RINGS = "set_rings"
    PREMISES = "premises"
    MEND_HOURS = "mend_hours"
    RENEW_ADDRESS = "renew_address"
    DENY_NUMBER = "deny_number"
    RESTORE_LINE = "restore_line"
    KEEP_LINE = "keep_line"
    AGREE_LINE = "agree_line"
    PURGE = "purge"
    FORGET_CALLER = "forget_caller"
    EXPORT_CALLER = "export_caller"
    TAKE_CARD = "take_card"
    FREE_CARD = "free_card"
    HAND_CARD = "hand_card"
    FINISH_CARD = "finish_card"
    REOPEN_CARD = "reopen_card"
    SORT_CARD = "sort_card"
    URGENT_CARD = "urgent_card"
    CALM_CARD = "calm_card"
    NOTE_CARD = "note_card"
    UNDO = "undo"


UNDOABLE = frozenset(
    (
        ChangeKind.CLAIM,
        ChangeKind.RELEASE,
        ChangeKind.COVER,
        ChangeKind.ASSIGN,
        ChangeKind.CLOSE,
        ChangeKind.OPEN,
        ChangeKind.IGNORE_GAPS,
        ChangeKind.MEMBER_LEFT,
        ChangeKind.ASK_COVER,
        ChangeKind.PROFILE,
        ChangeKind.END_PROFILE,
    )
)


def undo_of(change: str) -> str:
    """Return the key under which slots are made and ended when `change` is undone."""
    return f"undo:{change}"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that was done to the roster: about whom (`member`), by whom, over which stretches.

    `by` is None when deskbot did it. `note` is what people typed about it (a reason).
    """

    key: str
    desk: str
    kind: ChangeKind
    member: str
    by: str | None
    at: dt.datetime
    spans: tuple[interval.Interval, ...] = ()
    note: str = ""
    undone_by: str | None = None
    undone_at: dt.datetime | None = None


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
    rank: Rank = Rank.FIRST,
) -> Claim:
    """Return what `wanted` wins, as `rank`, over the slots of that rank, the claimer's own included."""
    left: list[interval.Interval] = list(wanted)
    held: list[Holding] = []
    for slot in (one for one in slots if one.rank is rank):
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
