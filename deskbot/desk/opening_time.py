"""Time as it is counted while a desk is open: when so much of it has gone by, when it opens and closes next.

Open is what a turn can serve: in a summer closing, its volunteers are there (docs/adr/0018). Every answer is
on the wall clock of the desk; lengths are of real time, whatever that clock does in two nights of the year.
"""

import collections.abc
import datetime as dt
import itertools

from deskbot.desk import hours as hours_module
from deskbot.desk import interval

_DAY = dt.timedelta(days=1)
_LONGEST_CLOSING = dt.timedelta(days=62)


def after(
    moment: dt.datetime, length: dt.timedelta, *, hours: hours_module.OpeningHours
) -> dt.datetime | None:
    """Return when the desk, still open, has been so for `length` since `moment`; None within a year."""
    left = length
    for start, end in _from(moment, hours=hours):
        if left < end - start:
            return _there(start + left, hours)
        left -= end - start
    return None


def between(start: dt.datetime, end: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.timedelta:
    """Return for how long the desk is open from `start` to `end`."""
    until = interval.instant(end)
    inside = itertools.takewhile(lambda one: one[0] < until, _from(start, hours=hours))
    return sum((min(closes, until) - opens for opens, closes in inside), dt.timedelta(0))


def opened_at(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return when the desk opened that is open at `moment`; None when it is closed."""
    now = interval.instant(moment)
    found = (start for start, end in _stretches(moment - _DAY, hours=hours) if end > now)
    start = next(found, None)
    return _there(start, hours) if start is not None and start <= now else None


def next_opening(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return when the desk opens next, strictly after `moment`; None within a year."""
    now = interval.instant(moment)
    found = (start for start, _ in _stretches(moment - _DAY, hours=hours) if start > now)
    start = next(found, None)
    return None if start is None else _there(start, hours)


def next_day_opening(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return when the desk first opens on a day after that of `moment`; None within a year."""
    day = moment.astimezone(hours.zone).date()
    last = dt.datetime.combine(day, dt.time.max, tzinfo=hours.zone)
    return next_opening(last, hours=hours)


def next_end_of_day(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return when the desk next closes for the day, strictly after `moment`; None within a year."""
    now = interval.instant(moment)
    return next(
        (end for end in _ends_of_days(moment - _DAY, hours=hours) if interval.instant(end) > now), None
    )


def last_end_of_day(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return when the desk last closed for the day, strictly before `moment`; None for two months."""
    now = interval.instant(moment)
    ends = _ends_of_days(moment - _LONGEST_CLOSING, hours=hours)
    before = itertools.takewhile(lambda end: interval.instant(end) < now, ends)
    return max(before, key=interval.instant, default=None)


def last_closing(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return when the desk last closed, be it for lunch, at `moment` or before; None for two months."""
    now = interval.instant(moment)
    stretches = _stretches(moment - _LONGEST_CLOSING, hours=hours)
    ends = [end for _, end in itertools.takewhile(lambda one: one[1] <= now, stretches)]
    return _there(ends[-1], hours) if ends else None


def _ends_of_days(
    moment: dt.datetime, *, hours: hours_module.OpeningHours
) -> collections.abc.Iterator[dt.datetime]:
    for (_, end), (start, _) in itertools.pairwise(_stretches(moment, hours=hours)):
        closes, opens = _there(end, hours), _there(start, hours)
        if opens.date() != closes.date():
            yield closes


def _from(
    moment: dt.datetime, *, hours: hours_module.OpeningHours
) -> collections.abc.Iterator[tuple[dt.datetime, dt.datetime]]:
    """Give the stretches in which the desk is open from `moment` on, as instants."""
    now = interval.instant(moment)
    for start, end in _stretches(moment, hours=hours):
        if end > now:
            yield max(start, now), end


def _stretches(
    moment: dt.datetime, *, hours: hours_module.OpeningHours
) -> collections.abc.Iterator[tuple[dt.datetime, dt.datetime]]:
    """Give the stretches in which the desk is open from the day of `moment` on; over midnight is one."""
    first = moment.astimezone(hours.zone).date()
    days = (first + offset * _DAY for offset in range(hours_module.LONGEST_SEARCH_DAYS))
    held: tuple[dt.datetime, dt.datetime] | None = None
    for span in itertools.chain.from_iterable(map(hours.served_spans_on, days)):
        start, end = interval.instant(span.start), interval.instant(span.end)
        if held is not None and start <= held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _there(moment: dt.datetime, hours: hours_module.OpeningHours) -> dt.datetime:
    return moment.astimezone(hours.zone)
