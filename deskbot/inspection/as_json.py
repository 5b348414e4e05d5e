"""The same as what is said, for programs: names and words of the code, no private number."""

import collections.abc
import datetime as dt
from typing import Any

from deskbot.chat import messages
from deskbot.flows import plan_line, trace_line
from deskbot.inspection import calls_shown, numbers_shown, shown

Json = dict[str, Any]


def of_plans(
    found: collections.abc.Iterable[plan_line.NumberPlan], *, now: dt.datetime, is_new: bool
) -> Json:
    """Return every number with what would be written to it."""
    return {"at": now.isoformat(), "never_ran": is_new, "numbers": [_plan(one) for one in found]}


def of_ahead(found: collections.abc.Iterable[trace_line.Ahead], *, now: dt.datetime, is_new: bool) -> Json:
    """Return every number with what its callers get."""
    return {"at": now.isoformat(), "never_ran": is_new, "numbers": [_ahead(one) for one in found]}


def of_trace(found: trace_line.Traced, *, is_now: bool, is_new: bool) -> Json:
    """Return one call."""
    said = calls_shown.traced(found, is_now=is_now, is_new=is_new)
    return {
        "desk": found.call.desk.key,
        "number": said.number,
        "kind": said.kind.value,
        "at": said.at.isoformat(),
        "is_now": is_now,
        "never_ran": is_new,
        **_call(said.call),
        "limits": [one.value for one in said.limits],
        "withheld": list(said.withheld),
    }


def _plan(found: plan_line.NumberPlan) -> Json:
    said = numbers_shown.of(found)
    return {
        "desk": found.desk.key,
        "number": said.number,
        "kind": said.kind.value,
        "armable": said.not_armable is None,
        "not_armable": said.not_armable.value if said.not_armable else None,
        "limits": [one.value for one in said.limits],
        "line": _route(said.met) if said.met else None,
        "roster": _route(said.expected),
        "refusal": said.refusal or None,
        "withheld": list(said.withheld),
        "kept_until": said.kept_until.isoformat() if said.kept_until else None,
        "asked_at": said.asked_at.isoformat() if said.asked_at else None,
        "changed_by_somebody_else": said.is_foreign,
        "writes": [_write(one) for one in said.writes],
    }


def _write(one: shown.WriteShown) -> Json:
    told = {
        "who": one.who,
        "place": one.place,
        "seconds": one.seconds,
        "callers": one.callers,
        "start": one.start.isoformat() if one.start else "",
        "end": one.end.isoformat() if one.end else "",
    }
    if one.action in (shown.Action.OPEN_WEEKLY, shown.Action.CLOSE_WEEKLY):
        told |= {
            "weekday": one.weekday + 1,
            "opens": one.opens.isoformat(),
            "closes": one.closes.isoformat(),
        }
    basics = {"phase": one.phase.value, "action": one.action.value, "why": one.why.value}
    return basics | {name: value for name, value in told.items() if value}


def _ahead(found: trace_line.Ahead) -> Json:
    said = calls_shown.without_us(found)
    return {
        "desk": found.desk.key,
        "number": said.number,
        "kind": said.kind.value,
        "armable": said.not_armable is None,
        "not_armable": said.not_armable.value if said.not_armable else None,
        "refusal": "not_shown" if said.refused else None,
        "strays": [{"name": one.name, "since": one.since.isoformat()} for one in said.strays],
        "stretches": [
            {"start": one.start.isoformat(), "end": one.end.isoformat(), **_call(one.call)}
            for one in said.stretches
        ],
    }


def _call(call: shown.CallShown) -> Json:
    return {
        "roster": {**_route(call.roster), "reason": call.reason, "holder": call.holder or None},
        "line": _line(call),
        "strays": list(call.strays),
        "agrees": call.agrees,
    }


def _line(call: shown.CallShown) -> Json | None:
    if call.line is None:
        return None
    return {
        **_route(call.line),
        "why": [one.value for one in call.cause.why],
        "ends_turn_of": list(call.ended),
    }


def _route(route: messages.RouteSaid) -> Json:
    return {
        "rings": [{"name": one.name, "seconds": one.seconds} for one in route.rings],
        "end": route.end.value,
        "end_of": route.end_name or None,
        "ends_s": route.ends_s,
    }
