"""From text to intervals."""

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Iterable
from typing import Final

from deskbot.desk import hours as opening
from deskbot.desk import interval
from deskbot.desk.dates import examples, grammar, resolve, spec, subtract
from deskbot.desk.dates.calendar import Stretch, Today
from deskbot.desk.dates.refusal import NotUnderstood, Reason
from deskbot.desk.dates.resolve import Run

_ONE_DAY: Final = dt.timedelta(days=1)
#: Without a year, whoever looks means the nearest: at most so far ahead, else so far behind.
_HALF_A_YEAR: Final = dt.timedelta(days=183)


def parse(text: str, *, now: dt.datetime, hours: opening.OpeningHours) -> tuple[interval.Interval, ...]:
    """Return the slots that `text` asks for, in order and apart from one another.

    A run of days is one slot, from the opening of its first day to the closing of its last; with hours or
    parts of the day there is one slot a day. A slot that has begun keeps the start that was typed.
    :raises NotUnderstood: whatever is wrong with the text.
    """
    return _told(text, _today(now, hours=hours))


def looked_at(text: str, *, now: dt.datetime, hours: opening.OpeningHours) -> tuple[interval.Interval, ...]:
    """Return what `text` names for somebody who only looks at it: as `parse` does, or what is over.

    A month, a date or a week without a year is the nearest one: in August, "juillet" is last month.
    :raises NotUnderstood: whatever else is wrong with the text.
    """
    today = dataclasses.replace(_today(now, hours=hours), looks_back=True)
    # What is counted from today ("dans 8 mois") is the same from there.
    back = today.looking_from(today.date - _HALF_A_YEAR)
    try:
        ahead = _told(text, today)
    except NotUnderstood as problem:
        # "lundi 29 juillet" is a Monday this year only.
        if problem.reason is Reason.WEEKDAY_CONTRADICTS and _is_read(text, back):
            return _read(text, back)
        raise
    is_near = ahead[0].start <= today.now + _HALF_A_YEAR
    return ahead if is_near or not _is_read(text, back) else _read(text, back)


def _today(now: dt.datetime, *, hours: opening.OpeningHours) -> Today:
    moment = interval.check_aware(now).astimezone(hours.zone)
    return Today(now=moment, hours=hours, anchor=moment.date())


def _told(text: str, today: Today) -> tuple[interval.Interval, ...]:
    """Read `text`; the error shows what to type instead."""
    try:
        return _read(text, today)
    except NotUnderstood as problem:
        year = today.date.year
        example = examples.near(problem, text, year=year, is_read=lambda near: _is_read(near, today))
        raise NotUnderstood(problem.reason, fragment=problem.fragment, example=example) from None


def _is_read(text: str, today: Today) -> bool:
    try:
        _read(text, today)
    except NotUnderstood:
        return False
    return True


def _read(text: str, today: Today) -> tuple[interval.Interval, ...]:
    if not text.strip():
        raise NotUnderstood(Reason.EMPTY)
    composed = unicodedata.normalize("NFC", text)
    request = grammar.read(composed)
    runs: tuple[Run, ...] = ()
    for item in request.wanted:
        runs += _not_over(resolve.item(item, said(item, composed, today)), said(item, composed, today))
    for item in request.excluded:
        runs = subtract.item(runs, item, said(item, composed, today))
        if not runs:
            raise said(item, composed, today).refusal(Reason.NOT_UNDERSTOOD)
    return _slots(_not_over(runs, dataclasses.replace(today, fragment=composed)), today)


def said(item: spec.Item, text: str, today: Today) -> Today:
    """Return `today` with what an error about this item is to show."""
    return dataclasses.replace(today, fragment=text[item.start : item.end])


def _not_over(runs: tuple[Run, ...], today: Today) -> tuple[Run, ...]:
    if today.looks_back:
        return runs
    kept = tuple(run for run in runs if resolve.bounds(run, today).end > today.now)
    if not kept:
        raise today.refusal(Reason.OVER)
    return kept


def _slots(runs: tuple[Run, ...], today: Today) -> tuple[interval.Interval, ...]:
    """Return the runs as intervals; whole days side by side become one, and so does what touches."""
    whole = [run.days for run in runs if run.clock.is_whole_day]
    with_hours = [run for run in runs if not run.clock.is_whole_day]
    joined = [Run(days=stretch) for stretch in _joined(whole)]
    for run in joined:
        resolve.check_length(run.days, today)
    return _united(resolve.bounds(run, today) for run in (*joined, *with_hours))


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    done: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda found: found.first):
        if done and stretch.first <= done[-1].last + _ONE_DAY:
            done[-1] = Stretch(first=done[-1].first, last=max(done[-1].last, stretch.last))
        else:
            done.append(stretch)
    return done


def _united(found: Iterable[interval.Interval]) -> tuple[interval.Interval, ...]:
    done: list[interval.Interval] = []
    for slot in sorted(found):
        if done and slot.start <= done[-1].end:
            done[-1] = interval.Interval(start=done[-1].start, end=max(done[-1].end, slot.end))
        else:
            done.append(slot)
    return tuple(done)
