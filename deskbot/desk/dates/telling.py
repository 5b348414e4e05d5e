"""From intervals to French, as people say it; `reading` understands what is written here."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Final

from deskbot.desk import hours as opening
from deskbot.desk import interval
from deskbot.desk.dates import words

_ONE_DAY: Final = dt.timedelta(days=1)
_INSTANT: Final = dt.timedelta(microseconds=1)
_RELATIVE_DAYS: Final = {-1: "hier", 0: "aujourd'hui", 1: "demain"}

#: From three on, "les lundis 2, 9 et 16 septembre" is shorter than a list.
_SHORTEST_HABIT: Final = 3

# The hours of one day, as (start, end) in local time.
Hours = tuple[tuple[dt.time, dt.time], ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Entry:
    """Days with the same hours each, or a run of days whose first or last one is not whole."""

    first: dt.date
    last: dt.date
    #: Hours that hold for each day; none for whole days.
    hours: Hours = ()
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None

    @property
    def is_plain(self) -> bool:
        """Say whether it can share hours with its neighbours."""
        return self.starts_at is None and self.ends_at is None

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def describe(
    slots: tuple[interval.Interval, ...], *, now: dt.datetime, hours: opening.OpeningHours = opening.DEFAULT
) -> str:
    """Say the slots in French ("du jeudi 1er au jeudi 15 août"); the year only where it is not this one.

    Read back by `parse` with the same `now` and `hours`, it gives the same slots.
    """
    year = now.astimezone(hours.zone).year
    groups = _groups(slots, hours)
    following = (*(group[0] for group in groups[1:]), None)
    return _list([_group(group, after, year=year) for group, after in zip(groups, following, strict=False)])


def describe_each(
    slots: tuple[interval.Interval, ...], *, now: dt.datetime, hours: opening.OpeningHours = opening.DEFAULT
) -> tuple[str, ...]:
    """Say what `describe` joins as a list, each part by itself."""
    year = now.astimezone(hours.zone).year
    return tuple(_group(group, None, year=year) for group in _groups(slots, hours))


def _groups(slots: tuple[interval.Interval, ...], hours: opening.OpeningHours) -> list[list[_Entry]]:
    """Give the entries, those that are said together as one group."""
    entries = list(_gathered(_entries(slots, hours), hours))
    groups = []
    while entries:
        habit = _habit(entries)
        groups.append(entries[:habit])
        entries = entries[habit:]
    return groups


def _group(entries: list[_Entry], after: _Entry | None, *, year: int) -> str:
    return _same_name(entries, after, year=year) if len(entries) > 1 else _entry(entries[0], after, year=year)


def _list(said: list[str]) -> str:
    return " et ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


def describe_moment(
    at: dt.datetime, *, now: dt.datetime, hours: opening.OpeningHours = opening.DEFAULT
) -> str:
    """Say an instant in French: "demain à 9h", "jeudi 1er août à 14h05"."""
    there, here = at.astimezone(hours.zone), now.astimezone(hours.zone)
    near = _RELATIVE_DAYS.get((there.date() - here.date()).days)
    return f"{near} à {_hour(there.time())}" if near else describe_date(at, now=now, hours=hours)


def describe_date(at: dt.datetime, *, now: dt.datetime, hours: opening.OpeningHours = opening.DEFAULT) -> str:
    """Say an instant in French by its date, for what is read later too: "jeudi 1er août à 14h05"."""
    there, here = at.astimezone(hours.zone), now.astimezone(hours.zone)
    return f"{_day(there.date(), with_month=True, year=here.year)} à {_hour(there.time())}"


def _entries(slots: tuple[interval.Interval, ...], hours: opening.OpeningHours) -> Iterator[_Entry]:
    """Give one entry a day, or a run of days."""
    local = [
        interval.Interval(start=slot.start.astimezone(hours.zone), end=slot.end.astimezone(hours.zone))
        for slot in slots
    ]
    for first, same_day in itertools.groupby(sorted(local), key=lambda slot: slot.start.date()):
        of_day = list(same_day)
        while of_day and _last_day(of_day[0]) == first:
            of_day, together = _split(of_day, first)
            yield _one_day(together, first, hours)
        for slot in of_day:
            yield _several_days(slot, hours)


def _split(
    slots: list[interval.Interval], day: dt.date
) -> tuple[list[interval.Interval], list[interval.Interval]]:
    within = list(itertools.takewhile(lambda slot: _last_day(slot) == day, slots))
    return slots[len(within) :], within


def _last_day(slot: interval.Interval) -> dt.date:
    return (slot.end - _INSTANT).date()


def _one_day(slots: list[interval.Interval], day: dt.date, hours: opening.OpeningHours) -> _Entry:
    if slots == [hours.day_bounds(day)]:
        return _Entry(first=day, last=day)
    return _Entry(first=day, last=day, hours=tuple((slot.start.time(), slot.end.time()) for slot in slots))


def _several_days(slot: interval.Interval, hours: opening.OpeningHours) -> _Entry:
    first, last = slot.start.date(), _last_day(slot)
    starts_late = slot.start != hours.day_bounds(first).start
    ends_early = slot.end != hours.day_bounds(last).end
    return _Entry(
        first=first,
        last=last,
        starts_at=slot.start.time() if starts_late else None,
        ends_at=slot.end.time() if ends_early else None,
    )


def _gathered(entries: Iterator[_Entry], hours: opening.OpeningHours) -> Iterator[_Entry]:
    """Join days in a row that have the same hours; whole days in a row had them said one by one."""
    waiting: _Entry | None = None
    for entry in entries:
        if waiting is not None and (joined := _joined(waiting, entry, hours)) is not None:
            waiting = joined
            continue
        if waiting is not None:
            yield waiting
        waiting = entry
    if waiting is not None:
        yield waiting


def _joined(before: _Entry, entry: _Entry, hours: opening.OpeningHours) -> _Entry | None:
    if not entry.is_one_day or entry.first != before.last + _ONE_DAY or not before.is_plain:
        return None
    if not before.is_one_day and not before.hours:
        return None
    said, next_said = _hours_of(before, hours), _hours_of(entry, hours)
    return _Entry(first=before.first, last=entry.last, hours=said) if said == next_said else None


def _hours_of(entry: _Entry, hours: opening.OpeningHours) -> Hours:
    whole = hours.day_bounds(entry.first)
    return entry.hours or ((whole.start.time(), whole.end.time()),)


def _entry(entry: _Entry, after: _Entry | None, *, year: int) -> str:
    lends = after is not None and _have_same_shape(entry, after)
    elided = after is not None and _is_elided(entry, after)
    if entry.is_one_day:
        days = f"le {_day(entry.first, with_month=not elided, year=year)}"
    else:
        days = _range(entry, year=year)
    if not lends or after is None:
        return f"{days}{_hours(entry)}"
    if entry.hours == after.hours and (elided or not entry.hours):
        return days
    # Hours said later hold for the days before them, so whole days say that they are.
    return f"{days}{_hours(entry) or ' toute la journée'}"


def _is_elided(entry: _Entry, after: _Entry) -> bool:
    """Say whether a day takes its month and its hours from the next ("le lundi 5 et le mercredi 7 août")."""
    same_month = entry.is_one_day and _month_of(entry) == _month_of(after)
    return same_month and _have_same_shape(entry, after) and entry.hours == after.hours


def _habit(entries: list[_Entry]) -> int:
    """Count the entries, from the first, that are the same day of the week in one month; 1 when too few."""
    first = entries[0]
    alike = itertools.takewhile(
        lambda entry: (
            entry.is_one_day
            and (entry.hours, _month_of(entry), entry.first.weekday())
            == (first.hours, _month_of(first), first.first.weekday())
        ),
        entries,
    )
    count = sum(1 for _ in alike)
    return count if count >= _SHORTEST_HABIT else 1


def _same_name(entries: list[_Entry], after: _Entry | None, *, year: int) -> str:
    """Say "les lundis 2, 9 et 16 septembre"."""
    numbers = [_number(entry.first) for entry in entries]
    month = _day(entries[-1].first, with_month=True, year=year).split(maxsplit=2)[2]
    whole = " toute la journée" if after is not None and after.hours else ""
    name = words.WEEKDAY_NAMES[entries[0].first.weekday()]
    return f"les {name}s {_list(numbers)} {month}{_hours(entries[0]) or whole}"


def _have_same_shape(entry: _Entry, after: _Entry) -> bool:
    return entry.is_plain and after.is_plain and entry.is_one_day == after.is_one_day


def _month_of(entry: _Entry) -> tuple[int, int]:
    return entry.first.year, entry.first.month


def _range(entry: _Entry, *, year: int) -> str:
    same_month = (entry.first.year, entry.first.month) == (entry.last.year, entry.last.month)
    first = _day(entry.first, with_month=not same_month or entry.starts_at is not None, year=year)
    last = _day(entry.last, with_month=True, year=year)
    if entry.first.year != entry.last.year:
        first = _day(entry.first, with_month=True, year=None if _is_long(entry) else year)
        last = _day(entry.last, with_month=True, year=None if _is_long(entry) else year)
    from_hour = "" if entry.starts_at is None else f" à {_hour(entry.starts_at)}"
    to_hour = "" if entry.ends_at is None else f" à {_hour(entry.ends_at, is_end=True)}"
    return f"du {first}{from_hour} au {last}{to_hour}"


def _is_long(entry: _Entry) -> bool:
    # Beyond half a year over the new year, both years are needed to tell it from a reversed range.
    return (entry.last - entry.first).days > 180


def _number(day: dt.date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _day(day: dt.date, *, with_month: bool, year: int | None) -> str:
    parts = [words.WEEKDAY_NAMES[day.weekday()], _number(day)]
    if with_month:
        parts.append(words.MONTH_NAMES[day.month - 1])
        parts += [] if day.year == year else [str(day.year)]
    return " ".join(parts)


def _hours(entry: _Entry) -> str:
    said = [f"de {_hour(start)} à {_hour(end, is_end=True)}" for start, end in entry.hours]
    return "".join((" " if index == 0 else " et ") + hours for index, hours in enumerate(said))


def _hour(time: dt.time, *, is_end: bool = False) -> str:
    if is_end and time == dt.time(0):
        return "minuit"
    return f"{time.hour}h{time.minute:02}" if time.minute else f"{time.hour}h"
