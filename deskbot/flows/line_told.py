"""What is kept of a look at a line, and what people are told of it: once."""

import collections.abc
import dataclasses
import datetime as dt
import enum

from deskbot.chat import messages
from deskbot.desk import resolver
from deskbot.flows import agree_line, bring_number, line_aim, ports, route_said, switch_greeting, tell
from deskbot.flows import watch as watch_module
from deskbot.line import change, errors, limits, plan, state

_DRIFT = "drift"
_WHY: dict[type[Exception], messages.LineTroubleWhy] = {
    errors.TaskTooSlow: messages.LineTroubleWhy.REDIRECT_TOO_SLOW,
    errors.NotReadBack: messages.LineTroubleWhy.NOT_READ_BACK,
    errors.LineUnavailable: messages.LineTroubleWhy.NO_ANSWER,
    plan.NotEnoughAgents: messages.LineTroubleWhy.NOT_ENOUGH_AGENTS,
    plan.NumberNotAllowed: messages.LineTroubleWhy.NUMBER_NOT_ALLOWED,
    plan.NobodyReachable: messages.LineTroubleWhy.NOBODY_REACHABLE,
    plan.TooManyChanges: messages.LineTroubleWhy.TOO_MANY_CHANGES,
    plan.TooManyToday: messages.LineTroubleWhy.TOO_MANY_TODAY,
    errors.LineRefused: messages.LineTroubleWhy.OPERATOR_REFUSED,
}
# What no patience mends: the admins learn it at once.
_AT_ONCE = (plan.UnsafePlan, errors.TaskTooSlow)
_DONE = (bring_number.Result.VERIFIED, bring_number.Result.ASKED)
Outcomes = collections.abc.Sequence[bring_number.Outcome]


class Said(enum.StrEnum):
    """What the whole line is, all its numbers together."""

    VERIFIED = "verified"
    FAILING = "failing"
    #: A caller is served, somebody decides, or the operator takes its time: not verified, and no trouble.
    PENDING = "pending"


def note(
    work: ports.Work,
    aimed: line_aim.Aim,
    outcomes: Outcomes,
    *,
    greeting: str | None,
    greeting_problem: Exception | None,
    watch: watch_module.Watch,
) -> Said:
    """Keep what came of a look at the line, have people told what is new, and say what the line is."""
    known = work.lines.get(aimed.desk.key)
    if aimed.overruled is not None or any(one.restored for one in outcomes):
        work.kept_lines.end(aimed.desk.key, at=aimed.now)
    _journal(work, aimed, outcomes)
    agree_line.ask_for(work, aimed, outcomes, admins_channel=watch.admins_channel)
    known = _greeting_noted(work, aimed, known, greeting)
    known = _drift_noted(work, aimed, outcomes, known)
    problem = next((one.problem for one in outcomes if one.problem is not None), greeting_problem)
    results = {one.result for one in outcomes}
    is_waiting = bring_number.Result.WAITING in results
    waiting_since = (known.waiting_since or aimed.now) if is_waiting else None
    known = dataclasses.replace(known, waiting_since=waiting_since)
    if problem is not None:
        said, known = Said.FAILING, _failing(work, aimed, known, problem=problem, watch=watch)
    elif results == {bring_number.Result.VERIFIED}:
        said, known = Said.VERIFIED, _verified(work, aimed, known, watch=watch)
    else:
        said, known = Said.PENDING, dataclasses.replace(known, verified=None)
    work.lines.save(known)
    return said


def _journal(work: ports.Work, aimed: line_aim.Aim, outcomes: Outcomes) -> None:
    wrote = sum(one.wrote for one in outcomes)
    rang = {number for one in outcomes if one.wrote for number in one.rang}
    if wrote:
        work.line_changes.add(
            change.LineChange(
                desk=aimed.desk.key,
                at=aimed.now,
                reason=aimed.answering.reason.value,
                usernames=tuple(one.who.username for one in _candidates(aimed) if one.who.number in rang),
                writes=wrote,
                adds_people=any(one.adds_people for one in outcomes),
            )
        )


def _ringing(aimed: line_aim.Aim) -> tuple[resolver.Ringing, ...]:
    """Return who is rung indeed: the next ones stand in for whoever waits for an agreement."""
    rung = {step.number for step in next(iter(aimed.wanted.values())).chain.steps}
    rings = tuple(one for one in _candidates(aimed) if one.who.number in rung)
    return rings[: len(aimed.answering.ringing)]


def _candidates(aimed: line_aim.Aim) -> tuple[resolver.Ringing, ...]:
    return (*aimed.answering.ringing, *aimed.answering.beyond)


def _greeting_noted(
    work: ports.Work, aimed: line_aim.Aim, known: state.LineState, greeting: str | None
) -> state.LineState:
    if greeting is None:
        return known
    is_on = switch_greeting.switched(greeting, before=known.greeting)
    if is_on is not None and (is_on or known.greeting is not None):
        said = messages.GreetingSwitched(title=aimed.desk.title, on=is_on)
        place = messages.Channel(name=aimed.desk.channel)
        tell.later(work, said, place=place, key=f"greeting-{aimed.desk.key}-{greeting}", now=aimed.now)
    return dataclasses.replace(known, greeting=greeting)


# -- what somebody else changed


def _drift_noted(
    work: ports.Work, aimed: line_aim.Aim, outcomes: Outcomes, known: state.LineState
) -> state.LineState:
    drifted = [one for one in outcomes if one.expected is not None]
    if drifted:
        return _drift_told(work, aimed, drifted, known)
    if known.drift is None or any(one.result is not bring_number.Result.VERIFIED for one in outcomes):
        return known
    wrote = any(one.wrote for one in outcomes)
    ended = messages.DriftOutcome.OVERTAKEN if wrote else messages.DriftOutcome.GONE
    settle(work, known.drift, outcome=ended, by=None, until=None, now=aimed.now)
    return dataclasses.replace(known, drift=None)


def _drift_told(
    work: ports.Work, aimed: line_aim.Aim, every: Outcomes, known: state.LineState
) -> state.LineState:
    drifted = every[0]
    expected, actual = drifted.expected, drifted.actual
    if expected is None or actual is None:
        return known
    key = known.drift or f"{_DRIFT};{aimed.desk.key};{aimed.now.timestamp():.0f}"
    said = messages.LineDrift(
        key=key,
        title=aimed.desk.title,
        seen_at=aimed.now,
        expected=route_said.of(expected, voicemail=aimed.desk.voicemail_number, team=aimed.team),
        actual=route_said.of(actual, voicemail=aimed.desk.voicemail_number, team=aimed.team),
        outcome=messages.DriftOutcome.RESTORED_AT_ONCE if drifted.restored else messages.DriftOutcome.OPEN,
        numbers=tuple(one.number.number for one in every) if len(aimed.desk.numbers) > 1 else (),
    )
    before = work.notices.get(key)
    if before is None:
        place = messages.Channel(name=aimed.desk.channel)
        tell.later(work, said, place=place, key=key, now=aimed.now)
    elif isinstance(before.message, messages.LineDrift) and _differs(before.message, said):
        tell.again(work, dataclasses.replace(said, seen_at=before.message.seen_at), key=key, now=aimed.now)
    is_done = drifted.restored and drifted.result in _DONE
    return dataclasses.replace(known, drift=None if is_done else key)


def _differs(before: messages.LineDrift, said: messages.LineDrift) -> bool:
    return (before.actual, before.outcome, before.numbers) != (said.actual, said.outcome, said.numbers)


def settle(
    work: ports.Work,
    key: str,
    *,
    outcome: messages.DriftOutcome,
    by: str | None,
    until: dt.datetime | None,
    now: dt.datetime,
) -> None:
    """Make the post of a drift say how it ended; `by` is a name."""
    item = work.notices.get(key)
    if item is None or not isinstance(item.message, messages.LineDrift):
        return
    if item.message.outcome is not messages.DriftOutcome.RESTORED_AT_ONCE:
        tell.again(work, item.message.settled(outcome, by=by, until=until), key=key, now=now)


# -- verified, or failing


def _verified(
    work: ports.Work, aimed: line_aim.Aim, known: state.LineState, *, watch: watch_module.Watch
) -> state.LineState:
    now = aimed.now
    if known.trouble_told and known.failing_since is not None:
        back = messages.LineBack(title=aimed.desk.title, since=known.failing_since)
        watch.tell(work, back, key=f"line-back-{aimed.desk.key}-{now.timestamp():.0f}", now=now)
    told = _told(aimed, before=known.told)
    if told != known.told:
        place = messages.Channel(name=aimed.desk.channel)
        # After an outage of the chat the last word must be the present state.
        work.notices.drop_unposted(messages.LineVerified, place=place)
        key = f"line-{aimed.desk.key}-{now.timestamp():.3f}"
        tell.later(work, _line_verified(aimed), place=place, key=key, now=now)
    return dataclasses.replace(
        known,
        verified_at=now,
        verified=None if aimed.withheld else aimed.answering.key,
        told=told,
        failing_since=None,
        waiting_since=None,
        trouble_told=False,
    )


def _failing(
    work: ports.Work,
    aimed: line_aim.Aim,
    known: state.LineState,
    *,
    problem: Exception,
    watch: watch_module.Watch,
) -> state.LineState:
    since = known.failing_since or aimed.now
    lasts = watch.lasts(since, now=aimed.now) or isinstance(problem, _AT_ONCE)
    tells = not known.trouble_told and lasts
    if tells:
        why = next(word for kind, word in _WHY.items() if isinstance(problem, kind))
        trouble = messages.LineTrouble(title=aimed.desk.title, since=since, why=why)
        key = f"line-trouble-{aimed.desk.key}-{since.timestamp():.0f}"
        watch.tell(work, trouble, key=key, now=aimed.now)
    return dataclasses.replace(
        known, failing_since=since, verified=None, trouble_told=known.trouble_told or tells
    )


def _told(aimed: line_aim.Aim, *, before: str | None) -> str:
    """Return a key of what people should know: nights between two days of one turn are no news."""
    answering = aimed.answering
    if answering.reason is resolver.Reason.CLOSED:
        closed = resolver.Reason.CLOSED.value
        mine = before is not None and before.startswith(f"{resolver.Reason.ON_DUTY.value}:")
        if before is None or (mine and before.split(":")[1] != (answering.holder or "")):
            return closed
        return before
    names = ",".join(one.who.username for one in answering.ringing)
    held_back = f":-{','.join(aimed.withheld)}" if aimed.withheld else ""
    way = f":{answering.profile}" if answering.profile else ""
    return f"{answering.reason.value}:{answering.holder or ''}:{names}{way}{held_back}"


def _line_verified(aimed: line_aim.Aim) -> messages.Message:
    answering, team = aimed.answering, aimed.team
    unreachable = answering.reason is resolver.Reason.FALLBACK and answering.holder is not None
    return messages.LineVerified(
        title=aimed.desk.title,
        reason=answering.reason.value,
        names=tuple(one.who.name for one in _ringing(aimed)),
        holder=team.name_of(answering.holder) if unreachable else None,
        verified_at=aimed.now,
        limits=_limits(aimed),
        withheld=tuple(team.name_of(one) for one in aimed.withheld),
        profile=aimed.desk.way_title(answering.profile),
    )


def _limits(aimed: line_aim.Aim) -> tuple[limits.Limit, ...]:
    has_more = bool(aimed.answering.beyond)
    found = [
        one
        for number, asked in aimed.wanted.items()
        for one in limits.met(number, desired=asked.chain, has_more=has_more)
    ]
    return tuple(dict.fromkeys(found))
