"""When what a call meets may change: by the roster, the opening hours, and what the operator keeps."""

import datetime as dt
import zoneinfo

from deskbot.desk import desk as desk_module
from deskbot.desk import interval
from deskbot.flows import line_aim
from deskbot.line import arming, observed

_DAY = dt.timedelta(days=1)
# A day that is open until midnight ends one second before it at the operator: nobody asks about that second.
_SHORTEST = dt.timedelta(minutes=1)


def of(seen: observed.Observed, *, aimed: line_aim.Aim, span: interval.Interval) -> tuple[dt.datetime, ...]:
    """Return every moment of `span` at which something may change, its own edges included."""
    spans = [*(one.span for one in aimed.slots), *(one.span for one in aimed.desk.in_force)]
    spans += [one for day in _days(span, zone=aimed.desk.hours.zone) for one in _opening(aimed.desk, day)]
    spans += _of_line(seen, span=span)
    inside = {
        interval.instant(edge)
        for one in spans
        for edge in (one.start, one.end)
        if interval.instant(span.start) < interval.instant(edge) < interval.instant(span.end)
    }
    found = [interval.instant(span.start)]
    for edge in sorted(inside):
        if len(found) > 1 and edge - found[-1] < _SHORTEST:
            found[-1] = edge
        else:
            found.append(edge)
    end = interval.instant(span.end)
    if len(found) > 1 and end - found[-1] < _SHORTEST:
        found.pop()
    return tuple(edge.astimezone(aimed.desk.hours.zone) for edge in (*found, end))


def _opening(desk: desk_module.Desk, day: dt.date) -> tuple[interval.Interval, ...]:
    return (*desk.hours.spans_on(day), *desk.hours.if_taken_spans_on(day))


def _of_line(seen: observed.Observed, *, span: interval.Interval) -> list[interval.Interval]:
    if not isinstance(seen, observed.HuntGroup) or not seen.times.enabled:
        return []
    zone = zoneinfo.ZoneInfo(seen.times.zone)
    weekly = [arming.Span(weekday=one.weekday, start=one.start, end=one.end) for one in seen.times.spans]
    return [
        *(interval.Interval(start=one.start, end=one.end) for one in seen.times.events),
        *(one.on(day, zone=zone) for day in _days(span, zone=zone) for one in weekly if _is_on(one, day)),
    ]


def _is_on(one: arming.Span, day: dt.date) -> bool:
    return one.weekday == day.weekday() and one.start < one.end


def _days(span: interval.Interval, *, zone: zoneinfo.ZoneInfo) -> list[dt.date]:
    first, last = (edge.astimezone(zone).date() for edge in (span.start, span.end))
    return [first + offset * _DAY for offset in range((last - first).days + 1)]
