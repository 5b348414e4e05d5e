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


def parse(text: str, *, now: dt.datetime, hours: opening.OpeningHours) -> tuple[interval.Interval, ...]:
    """Return the slots that `text` asks for, in order and apart from one another.

    A run of days is one slot, from the opening of its first day to the closing of its last; with hours or
    parts of the day there is one slot a day. A slot that has begun keeps the start that was typed.
    :raises NotUnderstood: whatever is wrong with the text.
    """
    moment = interval.check_aware(now).astimezone(hours.zone)
    today = Today(now=moment, hours=hours, anchor=moment.date())
    try:
        return _read(text, today)
    except NotUnderstood as problem:
        example = examples.near(problem, text, year=moment.year, is_read=lambda near: _is_read(near, today))
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
