"""The hours that nobody holds, by half-day: those to be told, and those that can be taken."""

import collections.abc
import dataclasses
import itertools

from deskbot.desk import hours as hours_module
from deskbot.desk import interval, planning, roster


@dataclasses.dataclass(frozen=True, kw_only=True)
class Gap:
    """A stretch of `half` in which the desk is surely open and nobody is first."""

    half: planning.Half
    span: interval.Interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class FreeHalf:
    """A half-day with something left to take; `spans` is what is left, in order.

    `if_taken`: the desk is open there only if somebody takes it.
    """

    half: planning.Half
    spans: tuple[interval.Interval, ...]
    if_taken: bool


def gaps(
    *,
    hours: hours_module.OpeningHours,
    slots: collections.abc.Sequence[roster.Slot],
    ignored: collections.abc.Sequence[interval.Interval] = (),
    span: interval.Interval,
) -> tuple[Gap, ...]:
    """Return the gaps of one desk inside `span`, however short, in order; ignored stretches are left out.

    A gap ends with its half-day: a day that nobody holds is two gaps.
    """
    found: list[Gap] = []
    for half in halves_in(span, hours=hours):
        for frame in planning.inside([half.span], span):
            held = planning.served(frame, hours=hours, slots=slots, ignored=ignored)
            found.extend(Gap(half=half, span=piece) for piece in _unheld(held))
    return tuple(found)


def free_halves(
    *,
    hours: hours_module.OpeningHours,
    slots: collections.abc.Sequence[roster.Slot],
    ignored: collections.abc.Sequence[interval.Interval] = (),
    span: interval.Interval,
) -> tuple[FreeHalf, ...]:
    """Return the half-days with something left to take inside `span`, in order.

    Hours open only if somebody takes them are offered too. What is `ignored` is not: somebody said that its
    gap is intended; it can still be taken by typing its dates.
    """
    found: list[FreeHalf] = []
    for half in halves_in(span, hours=hours):
        openings = planning.inside(hours.served_spans_on(half.day), half.span)
        held = [
            planning.stretches(one, slots=slots, silent=ignored) for one in planning.inside(openings, span)
        ]
        spans = _unheld(itertools.chain.from_iterable(held))
        if spans:
            sure = any(one.overlaps(piece) for one in hours.spans_on(half.day) for piece in spans)
            found.append(FreeHalf(half=half, spans=spans, if_taken=not sure))
    return tuple(found)


def halves_in(
    span: interval.Interval, *, hours: hours_module.OpeningHours
) -> collections.abc.Iterator[planning.Half]:
    """Give the half-days that `span` touches, in order."""
    for day in planning.days_of(span, hours=hours):
        for half in planning.halves(day, hours):
            if half.span.overlaps(span):
                yield half


def _unheld(held: collections.abc.Iterable[planning.Stretch]) -> tuple[interval.Interval, ...]:
    """Return the gaps that nobody intended, the touching ones as one: a second who leaves cuts no gap."""
    merged: list[interval.Interval] = []
    for piece in (one.span for one in held if one.first is None and not one.intended_gap):
        if merged and interval.instant(merged[-1].end) == interval.instant(piece.start):
            merged[-1] = interval.Interval(start=merged[-1].start, end=piece.end)
        else:
            merged.append(piece)
    return tuple(merged)
