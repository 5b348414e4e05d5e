"""The calls of some days at one desk, counted from what is kept of them, the hours and the roster."""

import datetime as dt

from deskbot.desk import desk as desk_module
from deskbot.desk import interval, planning
from deskbot.flows import ports
from deskbot.reports import desk_log, facts, open_time, rates, rates_table

# A call of the last day may be called back this long after; of what comes later, no more is counted.
_AFTER = dt.timedelta(days=92)


def of_days(
    work: ports.Work, days: rates_table.Days, *, desk: desk_module.Desk, now: dt.datetime
) -> rates.Rates:
    """Return the rates of one desk's calls up to `now`; `desk` is as it was known since the first day."""
    span = planning.whole_days(days.first, days.last, hours=desk.hours)
    wide = interval.Interval(start=span.start, end=span.end + _AFTER)
    log = desk_log.DeskLog(desk=desk.key, hours=desk.hours, slots=work.slots.between(desk.key, span=wide))
    open_to_callers = open_time.OpenTime(log.open_spans(wide, until=now))
    counted = (
        facts.fact_of(one, open_to_callers=open_to_callers) for one in work.calls.facts(desk.key, span=span)
    )
    hours = open_time.OpenTime(log.open_spans(span, until=now)).hours()
    return rates.of(counted, zone=desk.hours.zone, open_hours=hours)


def files(
    counted: rates.Rates, days: rates_table.Days, *, desk: desk_module.Desk, sheets: ports.RateSheets
) -> tuple[tuple[str, bytes], ...]:
    """Return both tables, and the heat map where it can be drawn: names and contents."""
    name = f"appels-{desk.key}-{days.first}-{days.last}"
    tables = (
        (f"{name}.csv", sheets.sum_csv(counted, days=days)),
        (f"{name}-par-heure.csv", sheets.hours_csv(counted, days=days)),
    )
    chart = sheets.heat_map(counted, days=days, title=desk.title)
    return (*tables, *([(f"{name}.png", chart)] if chart else []))
