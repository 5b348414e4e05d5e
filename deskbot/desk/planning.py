"""The published plan: who holds which part of which half-day, week by week."""

import collections.abc
import dataclasses
import datetime as dt
import enum
import functools
import itertools
from typing import Final

from deskbot.desk import hours as hours_module
from deskbot.desk import interval, roster

#: Where the morning ends and the afternoon starts (design, section 5.3), in local wall time.
MIDDAY: Final = dt.time(13)


class Part(enum.StrEnum):
    """Which part of a day a half is; a day that opens on one side of midday only has one half."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Half:
    """A half-day that can be taken, from its first opening to its last closing.

    A break inside `span` serves nothing: taking the half takes it too, and no plan shows it.
    """

    day: dt.date
    part: Part
    span: interval.Interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stretch:
    """A stretch of hours during which the same people hold the desk (usernames); a gap when `first` is None.

    `intended_gap`: nobody is first, and nothing is to be said about it (ignored, or open only if taken).
    """

    span: interval.Interval
    first: str | None
    second: str | None
    intended_gap: bool

    @property
    def length(self) -> dt.timedelta:
        """How long it lasts in real time, whatever the clocks on the wall do meanwhile."""
        return interval.instant(self.span.end) - interval.instant(self.span.start)


@dataclasses.dataclass(frozen=True, kw_only=True)
class PartPlan:
    """A half-day, and who holds each stretch of its hours, in order."""

    half: Half
    stretches: tuple[Stretch, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class DayPlan:
    """One day of the plan; `closed` says why nothing can be served, `parts` is empty then.

    `cut` is why a sentence closes some of its usual hours, empty for no reason, None when none does.
    `if_taken`: some of its hours are open only if somebody takes them, for `if_taken_reason`.
    """

    day: dt.date
    closed: hours_module.ClosedReason | None
    cut: str | None
    if_taken: bool
    if_taken_reason: str
    parts: tuple[PartPlan, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class WeekPlan:
    """The days asked for of one ISO week, named by its Monday."""

    monday: dt.date
    iso_week: int
    days: tuple[DayPlan, ...]


def halves(day: dt.date, hours: hours_module.OpeningHours) -> tuple[Half, ...]:
    """Return the half-days of `day` that can be taken, in order; none when nothing opens."""
    whole = whole_days(day, day, hours=hours)
    noon = dt.datetime.combine(day, MIDDAY, tzinfo=hours.zone)
    spans = hours.served_spans_on(day)
    before = inside(spans, interval.Interval(start=whole.start, end=noon))
    after = inside(spans, interval.Interval(start=noon, end=whole.end))
    parts = ((Part.MORNING, before), (Part.AFTERNOON, after))
    return tuple(_half(day, part, spans) for part, spans in parts if spans)


def stretches(
    span: interval.Interval,
    *,
    slots: collections.abc.Iterable[roster.Slot],
    silent: collections.abc.Iterable[interval.Interval] = (),
) -> tuple[Stretch, ...]:
    """Cut `span`, open or not, at each change of person; together they are `span` exactly.

    A gap inside `silent` is an intended one. Of two first slots at once, the one given first counts, as for
    the resolver.
    """
    near = [(slot, turn) for slot in slots if (turn := slot.span.common(span))]
    quiet = inside(silent, span)
    edges = {interval.instant(edge) for one in (span, *quiet) for edge in (one.start, one.end)}
    edges |= {interval.instant(edge) for _, turn in near for edge in (turn.start, turn.end)}
    zone = span.start.tzinfo
    pieces = []
    for start, end in itertools.pairwise(sorted(edges)):
        piece = interval.Interval(start=start.astimezone(zone), end=end.astimezone(zone))
        pieces.append(_stretch(piece, near=near, quiet=quiet))
    return _joined(pieces)


def served(
    span: interval.Interval,
    *,
    hours: hours_module.OpeningHours,
    slots: collections.abc.Sequence[roster.Slot],
    ignored: collections.abc.Sequence[interval.Interval] = (),
) -> tuple[Stretch, ...]:
    """Return who holds each stretch of the hours inside `span` that can be served, in order.

    A gap that is `ignored`, or in hours that open only if somebody takes them, is an intended one.
    """
    found: list[Stretch] = []
    for day in days_of(span, hours=hours):
        silent = (*ignored, *hours.if_taken_spans_on(day))
        for opening in inside(hours.served_spans_on(day), span):
            found.extend(stretches(opening, slots=slots, silent=silent))
    return tuple(found)


def inside(
    spans: collections.abc.Iterable[interval.Interval], frame: interval.Interval
) -> list[interval.Interval]:
    """Return what `frame` holds of each of `spans`, in their order."""
    return [common for span in spans if (common := span.common(frame))]


def days_of(span: interval.Interval, *, hours: hours_module.OpeningHours) -> tuple[dt.date, ...]:
    """Return the days that `span` touches where the desk is."""
    first = span.start.astimezone(hours.zone).date()
    last = span.end.astimezone(hours.zone).date()
    return days_between(first, last)


def days_between(first_day: dt.date, last_day: dt.date) -> tuple[dt.date, ...]:
    """Return every day from the first to the last, both included; none when they are reversed."""
    return tuple(first_day + dt.timedelta(days=offset) for offset in range((last_day - first_day).days + 1))


def whole_days(
    first_day: dt.date, last_day: dt.date, *, hours: hours_module.OpeningHours
) -> interval.Interval:
    """Return the days from the first to the last, both included, from midnight to midnight at the desk.

    :raises ValueError: if they are reversed.
    """
    after = last_day + dt.timedelta(days=1)
    return interval.Interval(
        start=dt.datetime.combine(first_day, dt.time(), tzinfo=hours.zone),
        end=dt.datetime.combine(after, dt.time(), tzinfo=hours.zone),
    )


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of the week of `day`."""
    return day - dt.timedelta(days=day.weekday())


def weeks(
    first_day: dt.date,
    last_day: dt.date,
    *,
    hours: hours_module.OpeningHours,
    slots: collections.abc.Sequence[roster.Slot],
    ignored: collections.abc.Sequence[interval.Interval] = (),
) -> tuple[WeekPlan, ...]:
    """Return the plan of the days from the first to the last, both included, by ISO week.

    `slots` are those of one desk; `ignored` are the stretches whose gaps are not to be told.
    """
    plan = functools.partial(_day, hours=hours, slots=slots, ignored=ignored)
    return tuple(
        WeekPlan(monday=monday, iso_week=monday.isocalendar().week, days=tuple(map(plan, days)))
        for monday, days in itertools.groupby(days_between(first_day, last_day), key=monday_of)
    )


def month(
    day: dt.date,
    *,
    hours: hours_module.OpeningHours,
    slots: collections.abc.Sequence[roster.Slot],
    ignored: collections.abc.Sequence[interval.Interval] = (),
) -> tuple[WeekPlan, ...]:
    """Return the plan of the whole weeks, Monday to Sunday, that cover the month of `day`."""
    first, last = bounds_of_month(day)
    sunday = monday_of(last) + dt.timedelta(days=6)
    return weeks(monday_of(first), sunday, hours=hours, slots=slots, ignored=ignored)


def bounds_of_month(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the month of `day`."""
    first = day.replace(day=1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _day(
    day: dt.date,
    *,
    hours: hours_module.OpeningHours,
    slots: collections.abc.Sequence[roster.Slot],
    ignored: collections.abc.Sequence[interval.Interval],
) -> DayPlan:
    parts = (
        PartPlan(half=half, stretches=served(half.span, hours=hours, slots=slots, ignored=ignored))
        for half in halves(day, hours)
    )
    return DayPlan(
        day=day,
        closed=hours.closed_reason(day),
        cut=hours.cut_reason(day),
        if_taken=bool(hours.if_taken_spans_on(day)),
        if_taken_reason=hours.if_taken_reason(day),
        parts=tuple(parts),
    )


def _half(day: dt.date, part: Part, spans: collections.abc.Sequence[interval.Interval]) -> Half:
    return Half(day=day, part=part, span=interval.Interval(start=spans[0].start, end=spans[-1].end))


def _stretch(
    piece: interval.Interval,
    *,
    near: collections.abc.Iterable[tuple[roster.Slot, interval.Interval]],
    quiet: collections.abc.Iterable[interval.Interval],
) -> Stretch:
    holders: dict[roster.Rank, str] = {}
    for slot, turn in near:
        if turn.holds(piece.start):
            holders.setdefault(slot.rank, slot.member)
    first = holders.get(roster.Rank.FIRST)
    silent = first is None and any(one.holds(piece.start) for one in quiet)
    return Stretch(span=piece, first=first, second=holders.get(roster.Rank.SECOND), intended_gap=silent)


def _joined(pieces: collections.abc.Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Join the neighbours that the same people hold."""
    joined: list[Stretch] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and dataclasses.replace(piece, span=last.span) == last:
            whole = interval.Interval(start=last.span.start, end=piece.span.end)
            joined[-1] = dataclasses.replace(last, span=whole)
        else:
            joined.append(piece)
    return tuple(joined)
