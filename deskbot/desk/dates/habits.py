"""Habits and the period they hold for: "tous les lundis de septembre", "le mercredi en septembre"."""

import dataclasses
from typing import Final

from deskbot.desk.dates import spec
from deskbot.desk.dates.refusal import NotUnderstood, Reason

Items = tuple[spec.Item, ...]
_PERIODS: Final = (spec.Month, spec.Week, spec.MonthWeeks, spec.NextWeeks, spec.Fortnight, spec.Range)


def read(items: Items, *, text: str) -> Items:
    """Return the items with each habit and its period as one.

    :raises NotUnderstood: if a habit has no period: it would have no end.
    """
    return _joined(_placed(items, text=text))


def _placed(items: Items, *, text: str) -> Items:
    """Give a habit the period beside it: "en septembre, tous les lundis"."""
    done: list[spec.Item] = []
    for item in items:
        before = done[-1] if done and (item.follows_directly or item.follows_comma) else None
        if before is not None and _lacks_period(item) and _is_period(before):
            done[-1] = _within(item, before)
        elif before is not None and _lacks_period(before) and _is_period(item):
            done[-1] = _within(before, item)
        else:
            done.append(item)
    for item in done:
        if _lacks_period(item):
            raise NotUnderstood(Reason.NO_END, fragment=text[item.start : item.end])
    return tuple(done)


def _lacks_period(item: spec.Item) -> bool:
    return isinstance(item.when, spec.Every) and not item.when.within


def _is_period(item: spec.Item) -> bool:
    return isinstance(item.when, _PERIODS)


def _within(habit: spec.Item, period: spec.Item) -> spec.Item:
    assert isinstance(habit.when, spec.Every)
    assert isinstance(period.when, _PERIODS)
    return dataclasses.replace(
        habit,
        when=dataclasses.replace(habit.when, within=(period.when,)),
        clocks=habit.clocks + period.clocks,
        start=min(habit.start, period.start),
        end=max(habit.end, period.end),
    )


def _joined(items: Items) -> Items:
    """Read "le mercredi en septembre" as a habit, "demain lundi" and "le 5 lundi" as one day."""
    done: list[spec.Item] = []
    for item in items:
        before = done[-1] if done and item.follows_directly else None
        if before is not None and before.clocks and item.clocks:
            before = None
        together = None if before is None else _together(before.when, item.when)
        if before is None or together is None:
            done.append(item)
            continue
        clocks = before.clocks + item.clocks
        done[-1] = dataclasses.replace(before, when=together, clocks=clocks, end=item.end)
        _take_names_before(done)
    return tuple(done)


def _take_names_before(done: list[spec.Item]) -> None:
    """Let the habit that was just read take the names before it ("lundi et mercredi en septembre")."""
    habit = done[-1].when
    while isinstance(habit, spec.Every) and len(done) > 1:
        before = done[-2].when
        if not isinstance(before, spec.Day) or not spec.is_bare(before) or done[-2].clocks:
            return
        habit = dataclasses.replace(habit, weekdays=(before.weekday or 0, *habit.weekdays))
        done[-2:] = [dataclasses.replace(done[-1], when=habit, start=done[-2].start)]


def _together(before: spec.When | None, when: spec.When | None) -> spec.When | None:
    if not isinstance(before, spec.Day):
        return None
    if before.is_weekday_alone and before.weekday is not None and not spec.is_bare(when):
        if isinstance(when, spec.Month | spec.Fortnight | spec.Range):
            return spec.Every(weekdays=(before.weekday,), within=(when,))
    elif isinstance(when, spec.Day) and when.is_weekday_alone and before.weekday is None:
        # "demain lundi", "le 5 août lundi": the name is checked against the date.
        return dataclasses.replace(before, weekday=when.weekday)
    return None
