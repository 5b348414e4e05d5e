"""What the items of a list lend to one another: hours, months, weeks."""

import dataclasses
import itertools
from typing import Final

from deskbot.desk.dates import habits, spec
from deskbot.desk.dates.refusal import NotUnderstood, Reason

Items = tuple[spec.Item, ...]
_TODAY: Final = spec.Day(offset=0)


def wanted(items: Items, *, text: str, until_today: bool) -> Items:
    """Return the items with what each lends to its neighbours.

    `until_today` tells that hours alone hold for today ("jusqu'à 15h").
    :raises refusal.NotUnderstood: if there is no date among them.
    """
    if all(item.when is None for item in items):
        if not until_today or len(items) != 1:
            raise NotUnderstood(Reason.NO_DATE, fragment=text)
        return (dataclasses.replace(items[0], when=_TODAY),)
    _check_apart(items, text)
    attached = habits.read(_hours_attached(items), text=text)
    return _hours_shared(_days_filled(_weeks_lent(_weeks_counted(attached))))


def excluded(items: Items) -> Items:
    """Return the items of an exclusion with the months and weeks they lend to one another."""
    return _days_filled(_weeks_counted(items))


def _check_apart(items: Items, text: str) -> None:
    """Refuse a date in figures right after a day ("5 8", "13 août 24"): it is read in two ways."""
    for before, item in itertools.pairwise(items):
        when = item.when
        is_number = isinstance(when, spec.Day) and when.day is not None and when.weekday is None
        if item.follows_directly and is_number:
            raise NotUnderstood(Reason.NOT_UNDERSTOOD, fragment=text[before.start : item.end])


def _hours_attached(items: Items) -> Items:
    """Give hours that stand alone to the item before them, else to the one after."""
    done: list[spec.Item] = []
    waiting: tuple[spec.Clock, ...] = ()
    for item in items:
        if item.when is not None:
            first = bool(waiting) or item.hours_first
            done.append(dataclasses.replace(item, clocks=waiting + item.clocks, hours_first=first))
            waiting = ()
        elif done:
            done[-1] = dataclasses.replace(done[-1], clocks=done[-1].clocks + item.clocks, end=item.end)
        else:
            waiting += item.clocks
    return tuple(done)


def _weeks_counted(items: Items) -> Items:
    """Read the second number of "semaines 34 et 35" as a week."""
    done: list[spec.Item] = []
    for item in items:
        before, when = done[-1].when if done else None, item.when
        is_number = isinstance(when, spec.Day) and when.day is not None and when.weekday is None
        if is_number and isinstance(before, spec.Week) and before.number is not None:
            assert isinstance(when, spec.Day)
            item = dataclasses.replace(item, when=spec.Week(number=when.day, year=before.year))
        done.append(item)
    return tuple(done)


def _weeks_lent(items: Items) -> Items:
    """Read "la semaine prochaine lundi et mardi": the week says where the days are, it is not asked for."""
    done: list[spec.Item] = []
    week: spec.Week | None = None
    for item in items:
        before = done[-1] if done else None
        follows = item.follows_directly or item.follows_comma
        if before and isinstance(before.when, spec.Week) and follows and spec.is_bare(item.when):
            week = dataclasses.replace(before.when, remaining=False)
            done.pop()
        if week is not None and spec.is_bare(item.when):
            item = dataclasses.replace(item, when=_in_week(item.when, week))
        elif (
            item.follows_directly
            and isinstance(item.when, spec.Week)
            and before
            and spec.is_bare(before.when)
        ):
            inside = dataclasses.replace(item.when, remaining=False)
            done[-1] = dataclasses.replace(before, when=_in_week(before.when, inside), end=item.end)
            continue
        else:
            week = None
        done.append(item)
    return tuple(done)


def _in_week(when: spec.When | None, week: spec.Week) -> spec.When | None:
    return _with_days(when, [dataclasses.replace(day, in_week=week) for day in spec.days_of(when)])


def _with_days(when: spec.When | None, days: list[spec.Day]) -> spec.When | None:
    rest = iter(days)
    if isinstance(when, spec.Day):
        return next(rest)
    if isinstance(when, spec.Range):
        first = next(rest) if isinstance(when.first, spec.Day) else when.first
        last = next(rest) if isinstance(when.last, spec.Day) else when.last
        return dataclasses.replace(when, first=first, last=last)
    return when


def _days_filled(items: Items) -> Items:
    """Give each day what the days after it say for it too, then what the day before says."""
    done: list[spec.Item] = []
    after: spec.Day | None = None
    for item in reversed(items):
        filled: list[spec.Day] = []
        days = list(spec.days_of(item.when))
        for position, day in reversed(list(enumerate(days))):
            # "du 28 décembre au 3": the end belongs to its own start, not to what follows.
            follows_own_start = position == 1 and not days[0].lacks_month
            after = day if follows_own_start and day.lacks_month else _filled(day, after)
            filled.insert(0, after)
        after = after if days else None
        done.insert(0, dataclasses.replace(item, when=_with_days(item.when, filled)))
    return _months_continued(tuple(done))


def _filled(day: spec.Day, after: spec.Day | None) -> spec.Day:
    if after is None:
        return day
    if day.lacks_month and not after.lacks_month and after.day is not None:
        return _with_month_of(day, after)
    if day.is_weekday_alone and after.in_week is not None:
        return dataclasses.replace(day, in_week=after.in_week)
    if day.is_weekday_alone and after.qualifies_list:
        return dataclasses.replace(day, strictly_after_today=True, qualifies_list=True)
    return day


def _months_continued(items: Items) -> Items:
    """Read the 7 of "le 5 août et le 7" in the month of the 5."""
    done: list[spec.Item] = []
    before: spec.Day | None = None
    for item in items:
        when = item.when
        if isinstance(when, spec.Day) and before is not None and _continues(when, before):
            when = _with_month_of(when, before)
            item = dataclasses.replace(item, when=when)
        before = when if isinstance(when, spec.Day) else None
        done.append(item)
    return tuple(done)


def _continues(day: spec.Day, before: spec.Day) -> bool:
    return day.lacks_month and (before.day or 0) < (day.day or 0) and before.day is not None


def _with_month_of(day: spec.Day, other: spec.Day) -> spec.Day:
    return dataclasses.replace(
        day, month=other.month, year=other.year, of_month=other.of_month, inherited=True
    )


def _hours_shared(items: Items) -> Items:
    """Let hours at the end hold for the days before them, and hours at the start for those after."""
    alike = len({item.clocks for item in items if item.clocks}) < 2
    backwards: list[spec.Item] = []
    after: spec.Item | None = None
    for item in reversed(items):
        if after is not None and _lends(after, item) and (alike or _is_close(item, after)):
            item = dataclasses.replace(item, clocks=after.clocks)
        backwards.append(item)
        after = item
    done: list[spec.Item] = []
    for item in reversed(backwards):
        if done and done[-1].hours_first and _lends(done[-1], item):
            item = dataclasses.replace(item, clocks=done[-1].clocks, hours_first=True)
        done.append(item)
    return tuple(done)


def _lends(lender: spec.Item, item: spec.Item) -> bool:
    """Say whether hours go from one to the other: from day to day or from range to range, never across."""
    if item.clocks or not lender.clocks or type(item.when) is not type(lender.when):
        return False
    return not isinstance(item.when, spec.Now) and not has_own_hours(item.when)


def _is_close(item: spec.Item, after: spec.Item) -> bool:
    """Say whether "et" joins them, or one month: "lundi, mardi matin, jeudi aprem" has a whole Monday."""
    return not after.follows_comma or any(day.inherited for day in spec.days_of(item.when))


def has_own_hours(when: spec.When | None) -> bool:
    """Say whether the first or the last day of a range has its hour."""
    return isinstance(when, spec.Range) and not when.clock.is_whole_day
