"""Calls as they are said: what they meet at the operator, what the roster says, and why."""

import collections.abc

from deskbot.flows import trace_line
from deskbot.inspection import routes_shown, shown


def without_us(found: trace_line.Ahead) -> shown.PlanWithoutUs:
    """Return what is said of a number that nobody writes to any more."""
    return shown.PlanWithoutUs(
        title=found.desk.title,
        number=found.number.number,
        kind=found.number.kind,
        not_armable=found.not_armable,
        strays=strays_of(found),
        stretches=tuple(
            shown.StretchShown(start=one.span.start, end=one.span.end, call=_call(one.traced))
            for one in found.stretches
        ),
        refused=found.refused is not None,
    )


def summed(
    found: collections.abc.Collection[trace_line.Ahead], *, days: int, is_new: bool
) -> shown.PlanWithoutUsSummed:
    """Return what is said at the end of them all."""
    stretches = [one for each in found for one in each.stretches]
    return shown.PlanWithoutUsSummed(
        for_days=days,
        differ=sum(1 for one in stretches if not one.traced.call.agrees),
        strays=sum(len(strays_of(one)) for one in found),
        is_new=is_new,
    )


def strays_of(found: trace_line.Ahead) -> tuple[shown.StrayShown, ...]:
    """Return whose own phones would ring out of their turn, and since when."""
    since = {number: one.span.start for one in reversed(found.stretches) for number in one.traced.strays}
    return tuple(
        shown.StrayShown(name=found.team.name_behind(number), since=at)
        for number, at in sorted(since.items(), key=lambda one: one[1])
    )


def traced(found: trace_line.Traced, *, is_now: bool, is_new: bool) -> shown.TraceShown:
    """Return what is said of one call."""
    return shown.TraceShown(
        title=found.call.desk.title,
        number=found.call.number.number,
        kind=found.call.number.kind,
        at=found.call.at,
        is_now=is_now,
        call=_call(found),
        limits=found.call.limits,
        withheld=tuple(found.call.team.name_of(name) for name in found.withheld),
        is_new=is_new,
    )


def _call(traced: trace_line.Traced) -> shown.CallShown:
    call = traced.call
    team = call.team
    way = call.desk.way(call.answering.profile) if call.answering.profile else None
    return shown.CallShown(
        roster=routes_shown.of(call.roster, desk=call.desk, team=team),
        reason=call.answering.reason.value,
        holder=team.name_of(call.answering.holder),
        profile=way.title if way else "",
        line=routes_shown.of(call.line, desk=call.desk, team=team) if call.line else None,
        cause=traced.cause,
        ended=tuple(team.name_of(name) for name in traced.cause.ended),
        strays=tuple(team.name_behind(number) for number in traced.strays),
        agrees=call.agrees,
    )
