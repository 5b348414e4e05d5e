"""Whether what a text tells is what a desk does."""

import collections.abc
import dataclasses
import datetime as dt
import enum
from typing import Final

from deskbot.desk import hours
from deskbot.desk.hours_told import scanning, values

_MORNING_ENDS: Final = dt.time(14)
_AFTERNOON_STARTS: Final = dt.time(12)

Spans = tuple[hours.Span, ...]


class Verdict(enum.StrEnum):
    """Whether a text and the hours agree."""

    SILENT = "silent"
    AGREES = "agrees"
    DIFFERS = "differs"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Difference:
    """On these days (0 is Monday) the text tells `told` and the desk keeps `kept`; without hours: closed.

    `is_told`: False where the text names the open days, and not these.
    """

    weekdays: tuple[int, ...]
    told: tuple[values.Stretch, ...] = ()
    part: values.Part | None = None
    is_told: bool = True
    is_told_open: bool = False
    kept: Spans = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Comparison:
    """What differs; `days_a_week`: told so many, when the desk keeps another number of days."""

    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    days_a_week: int | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Day:
    is_open: bool
    stretches: tuple[values.Stretch, ...] = ()
    part: values.Part | None = None


def compare(told: values.Told, *, weekly: collections.abc.Sequence[Spans]) -> Comparison:
    """Compare what a text tells with the weekly hours of a desk, Monday first."""
    if told.is_silent:
        return Comparison(verdict=Verdict.SILENT)
    days = _days(told, open_days=frozenset(day for day, spans in enumerate(weekly) if spans))
    found = [_difference(weekday, days[weekday], kept=weekly[weekday]) for weekday in sorted(days)]
    found += [_untold(weekday, kept=spans) for weekday, spans in _untold_days(told, days=days, weekly=weekly)]
    differences = _grouped(one for one in found if one)
    open_days = sum(bool(spans) for spans in weekly)
    other_count = told.days_a_week if told.days_a_week not in (None, open_days) else None
    differs = bool(differences) or other_count is not None
    return Comparison(
        verdict=Verdict.DIFFERS if differs else Verdict.AGREES,
        differences=differences,
        days_a_week=other_count,
    )


def _days(told: values.Told, *, open_days: frozenset[int]) -> dict[int, _Day]:
    """Return what is told of each day: what is said of fewer days wins over what is said of more."""
    named = [one for one in told.statements if one.is_open and one.days]
    usual = frozenset().union(*(one.days or () for one in named)) or open_days
    found: dict[int, _Day] = {}
    sizes: dict[int, int] = {}
    by_width = sorted(told.statements, key=lambda one: -len(usual if one.days is None else one.days))
    for one in by_width:
        days = usual if one.days is None else one.days
        for day in days:
            same_width = sizes.get(day) == len(days)
            found[day] = _joined(found.get(day), one, same_width=same_width)
            sizes[day] = len(days)
    return found


def _joined(before: _Day | None, said: values.Statement, *, same_width: bool) -> _Day:
    if not said.is_open:
        if said.stretches and before is not None and before.is_open:
            # "fermé entre 12h et 14h" leaves the rest of the day.
            return dataclasses.replace(before, stretches=_without(before.stretches, said.stretches))
        return _Day(is_open=False)
    if before is None or not before.is_open:
        return _Day(is_open=True, stretches=said.stretches, part=said.part)
    if not said.stretches and said.part is None:
        return before
    kept = before.stretches if same_width else ()
    return _Day(is_open=True, stretches=(*kept, *said.stretches), part=said.part)


def _without(
    stretches: tuple[values.Stretch, ...], holes: tuple[values.Stretch, ...]
) -> tuple[values.Stretch, ...]:
    found = list(stretches)
    for hole in holes:
        for one in list(found):
            if (
                one.start
                and one.end
                and hole.start
                and hole.end
                and one.start < hole.start < hole.end < one.end
            ):
                found.remove(one)
                found += [
                    values.Stretch(start=one.start, end=hole.start),
                    values.Stretch(start=hole.end, end=one.end),
                ]
    return tuple(found)


def _difference(weekday: int, day: _Day, *, kept: Spans) -> Difference | None:
    if _agree(day, kept):
        return None
    stretches = tuple(sorted(day.stretches, key=lambda one: one.start or dt.time(0)))
    return Difference(weekdays=(weekday,), told=stretches, part=day.part, is_told_open=day.is_open, kept=kept)


def _agree(day: _Day, kept: Spans) -> bool:
    if not day.is_open or not kept:
        return day.is_open is bool(kept)
    if day.part is values.Part.MORNING and not day.stretches:
        return kept[-1].end <= _MORNING_ENDS
    if day.part is values.Part.AFTERNOON and not day.stretches:
        return kept[0].start >= _AFTERNOON_STARTS
    return not day.stretches or _same(day.stretches, kept)


def _same(told: tuple[values.Stretch, ...], kept: Spans) -> bool:
    whole = sorted((one.start, one.end) for one in told if one.start and one.end)
    starts = {one.start for one in told if one.start and not one.end}
    ends = {one.end for one in told if one.end and not one.start}
    if whole and _merged(whole) != [(span.start, _end(span.end)) for span in kept]:
        return False
    return starts <= {kept[0].start} and ends <= {_end(kept[-1].end)}


def _merged(
    spans: collections.abc.Iterable[tuple[dt.time, dt.time]],
) -> list[tuple[dt.time, dt.time]]:
    found: list[tuple[dt.time, dt.time]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _end(end: dt.time) -> dt.time:
    return scanning.MIDNIGHT if end >= dt.time(23, 59) else end


def _untold_days(
    told: values.Told, *, days: dict[int, _Day], weekly: collections.abc.Sequence[Spans]
) -> list[tuple[int, Spans]]:
    """Return the days that the desk opens and the text leaves out of those that it names."""
    names_days = any(one.is_open and one.days and not one.is_further for one in told.statements)
    return [(day, spans) for day, spans in enumerate(weekly) if spans and names_days and day not in days]


def _untold(weekday: int, *, kept: Spans) -> Difference:
    return Difference(weekdays=(weekday,), is_told=False, kept=kept)


def _grouped(differences: collections.abc.Iterable[Difference]) -> tuple[Difference, ...]:
    """Say once what differs alike on several days."""
    found: list[Difference] = []
    for one in differences:
        alike = [each for each in found if dataclasses.replace(each, weekdays=one.weekdays) == one]
        if alike:
            place = found.index(alike[0])
            found[place] = dataclasses.replace(one, weekdays=(*alike[0].weekdays, *one.weekdays))
        else:
            found.append(one)
    return tuple(found)
