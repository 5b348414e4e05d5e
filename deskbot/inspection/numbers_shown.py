"""The plan of a number as it is said."""

import collections.abc

from deskbot.chat import messages
from deskbot.desk import public_number
from deskbot.flows import plan_line
from deskbot.inspection import routes_shown, shown, writes_shown
from deskbot.line import limits, plan, trace

_REFUSALS: dict[type[plan.UnsafePlan], str] = {
    plan.NotEnoughAgents: "not_enough_agents",
    plan.NumberNotAllowed: "number_not_allowed",
    plan.NobodyReachable: "nobody_reachable",
    plan.TooManyChanges: "too_many_changes",
}


def of(found: plan_line.NumberPlan) -> shown.PlanShown:
    """Return what is said of a number and its plan; no private number is in it."""
    return shown.PlanShown(
        title=found.desk.title,
        number=found.number.number,
        kind=found.number.kind,
        not_armable=found.wanted.not_armable,
        limits=limits_of(found.number.kind),
        met=_route(found.met, found=found) if found.met else None,
        expected=_route(found.expected, found=found),
        goes_like=found.met is not None and found.met.goes_like(found.expected),
        writes=writes_shown.of_plan(found),
        refusal=refusal_of(found),
        withheld=tuple(found.team.name_of(name) for name in found.wanted.withheld),
        kept_by=found.team.name_of(found.kept.by) if found.kept else "",
        kept_until=found.kept.span.end if found.kept else None,
        asked_at=found.asked_at,
        is_foreign=found.is_foreign,
        is_day_full=found.is_day_full,
    )


def summed(found: collections.abc.Collection[plan_line.NumberPlan], *, is_new: bool) -> shown.PlanSummed:
    """Return what is said at the end of them all."""
    return shown.PlanSummed(
        writes=sum(len(one.planned.writes) for one in found if one.planned),
        refused=sum(1 for one in found if refusal_of(one)),
        is_new=is_new,
    )


def refusal_of(found: plan_line.NumberPlan) -> str:
    """Return the word for why the writes are not made, or not those; empty when they are."""
    if found.refused is not None:
        return "not_shown"
    return _REFUSALS.get(type(found.unsafe), "unsafe") if found.unsafe else ""


def limits_of(kind: public_number.Kind) -> tuple[limits.Limit, ...]:
    """Return what such a number never does; that it cannot be armed is said by itself."""
    return tuple(one for one in limits.of_kind(kind) if one is not limits.Limit.NOT_ARMABLE)


def _route(path: trace.Path, *, found: plan_line.NumberPlan) -> messages.RouteSaid:
    return routes_shown.of(path, desk=found.desk, team=found.team)
