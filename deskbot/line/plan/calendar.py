"""What is armed on a call queue: its weekly hours, its closings, the end of the lease; and what is left over.

What closes is written before what opens, and what somebody else set is taken away from the back: at no step
does a call fall through to a span or an event that never counted.
"""

import datetime as dt

from deskbot.desk import interval
from deskbot.line import arming, observed, writes
from deskbot.line import wanted as wanted_module
from deskbot.line.plan import values

_KEPT_AFTER_ITS_END = dt.timedelta(days=1)
Planned = tuple[values.Planned, ...]


def arming_writes(times: observed.Times, *, wanted: wanted_module.Wanted, now: dt.datetime) -> Planned:
    """Return the writes that arm the number, to be made and read back before anybody's number is written."""
    table = wanted.timetable
    if table is None:
        return ()
    voicemail = wanted.chain.voicemail
    ends: list[writes.Write] = []
    if times.enabled and not _ends_right(times, voicemail=voicemail):
        ends.append(writes.SetTimes(enabled=True, voicemail=voicemail))
    closings = _closings(times, table, now=now)
    if times.enabled:
        return (*values.planned(values.Why.OPENING_HOURS, ends), *closings, *_week(times, table))
    # Nothing of the calendar counts yet: what is not wanted goes before it does.
    switch = writes.SetTimes(enabled=True, voicemail=voicemail)
    return (
        *closings,
        *_week(times, table),
        *_not_wanted(times, table, rings=bool(wanted.chain.steps), now=now),
        *values.planned(values.Why.OPENING_HOURS, [switch]),
    )


def left_over(times: observed.Times, *, wanted: wanted_module.Wanted, now: dt.datetime) -> Planned:
    """Return the writes that take away what is armed no more, once the numbers are written."""
    if wanted.timetable is not None:
        return (
            _not_wanted(times, wanted.timetable, rings=bool(wanted.chain.steps), now=now)
            if times.enabled
            else ()
        )
    if not times.enabled:
        return ()
    # A number that cannot be armed does what the roster says now, and nothing of what somebody armed once.
    switch = writes.SetTimes(enabled=False, voicemail=wanted.chain.voicemail)
    return values.planned(values.Why.OPENING_HOURS, [switch])


def _ends_right(times: observed.Times, *, voicemail: str) -> bool:
    right = observed.Destination(nature=observed.Nature.VOICEMAIL, number=voicemail)
    return times.out_of_hours == right and times.slots[0] == right


def _week(times: observed.Times, table: arming.Timetable) -> Planned:
    present = {_span(one) for one in times.spans}
    found: list[writes.Write] = [writes.AddSpan(span=one) for one in table.spans if one not in present]
    # The first span that holds counts: from the last one on, what is taken away uncovers nothing.
    found += [
        writes.RemoveSpan(key=one.key) for one in reversed(times.spans) if _span(one) not in table.spans
    ]
    if times.zone != table.zone:
        found.append(writes.SetZone(zone=table.zone))
    return values.planned(values.Why.OPENING_HOURS, found)


def _span(one: observed.WeeklySpan) -> arming.Span | None:
    if one.policy is not observed.Policy.AVAILABLE:
        return None
    return arming.Span(weekday=one.weekday, start=one.start, end=one.end)


def _closings(times: observed.Times, table: arming.Timetable, *, now: dt.datetime) -> Planned:
    found: list[values.Planned] = []
    for span in table.closed:
        is_armed = any(_closes(one, span, table=table, now=now) for one in times.events)
        if is_armed or _to_come(span, now=now) is None:
            continue
        purpose = writes.Purpose.LEASE if span == table.lease else writes.Purpose.CLOSING
        why = values.Why.LEASE_ENDS if span == table.lease else values.Why.HOUSE_IS_CLOSED
        write = writes.AddClosing(span=span, category=table.category, purpose=purpose)
        found.append(values.Planned(write=write, why=why))
    return tuple(found)


def _closes(
    event: observed.Event, span: interval.Interval, *, table: arming.Timetable, now: dt.datetime
) -> bool:
    """Whether `event` closes just what is left of `span`, or more only of what the week leaves shut."""
    armed, left = _to_come(_stretch(event), now=now), _to_come(span, now=now)
    if event.category is not table.category or armed is None or left is None or armed[1] != left[1]:
        return False
    # A closure that began last week is asked for from Monday's opening on: it is not armed anew for that.
    return armed[0] == left[0] or (armed[0] < left[0] and not table.opens(armed[0], until=left[0]))


def _to_come(span: interval.Interval, *, now: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
    # What began counts from now on alone: a closure that runs is not armed anew each morning.
    start = max(interval.instant(span.start), interval.instant(now))
    end = interval.instant(span.end)
    return (start, end) if start < end else None


def _stretch(one: observed.Event) -> interval.Interval:
    return interval.Interval(start=one.start, end=one.end)


def _not_wanted(times: observed.Times, table: arming.Timetable, *, rings: bool, now: dt.datetime) -> Planned:
    kept: set[interval.Interval] = set()
    found: list[observed.Event] = []
    for one in times.events:
        if _to_come(_stretch(one), now=now) is None:
            is_old = interval.instant(one.end) + _KEPT_AFTER_ITS_END < interval.instant(now)
            # Somebody else's past is theirs.
            found += [one] if one.is_ours and is_old else []
            continue
        spans = (span for span in table.closed if span not in kept)
        serves = next((span for span in spans if _closes(one, span, table=table, now=now)), None)
        if serves is not None:
            kept.add(serves)
        elif not (table.leaves_lease and one.is_lease) and not _is_left_alone(one, rings=rings, now=now):
            found.append(one)
    # The event that began first counts: from the last one on, what is taken away uncovers nothing.
    found.sort(key=lambda one: (interval.instant(one.start), one.key), reverse=True)
    return values.planned(values.Why.NOT_WANTED_ANY_MORE, (writes.RemoveEvent(key=one.key) for one in found))


def _is_left_alone(one: observed.Event, *, rings: bool, now: dt.datetime) -> bool:
    """Whether that is a closing which somebody of the house set by hand, and which keeps nobody from ringing.

    It is shown to people once it does.
    """
    closes = one.category in (observed.Category.HOLIDAYS, observed.Category.SCHEDULER1)
    is_to_come = interval.instant(one.start) > interval.instant(now)
    return not one.is_ours and closes and (is_to_come or not rings)
