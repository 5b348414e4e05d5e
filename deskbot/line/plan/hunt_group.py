"""The writes for a call queue: where callers end, what is armed, then the agents, then what is left over."""

import datetime as dt

from deskbot.line import chain, observed, writes
from deskbot.line import wanted as wanted_module
from deskbot.line.plan import calendar, values

Planned = tuple[values.Planned, ...]


def writes_for(
    line: observed.HuntGroup, *, wanted: wanted_module.Wanted, now: dt.datetime
) -> dict[str, Planned]:
    """Return the writes of each part of the plan.

    :raises NotEnoughAgents: if the hunt group has too few agents.
    """
    if len(wanted.chain.steps) > len(line.agents):
        raise values.NotEnoughAgents(numbers=len(wanted.chain.steps), agents=len(line.agents))
    # Where callers end comes first: whatever happens afterwards, nobody reaches nothing.
    armed = calendar.arming_writes(line.times, wanted=wanted, now=now)
    left_over = calendar.left_over(line.times, wanted=wanted, now=now)
    return {
        "arming": (*_ends(line, wanted), *armed),
        "routing": _agents(line, wanted.chain),
        "tidying": (*left_over, *_screen(line.screen, wanted)),
    }


def foreign_changes(line: observed.HuntGroup, found: values.Plan) -> int:
    """Count what the plan takes away that deskbot did not set; spans count only where they counted."""
    ours = {one.key for one in line.times.events if one.is_ours}
    removed = [one for one in found.writes if isinstance(one, writes.RemoveEvent) and one.key not in ours]
    spans = [one for one in found.writes if isinstance(one, writes.RemoveSpan) and line.times.enabled]
    # A week that deskbot armed is changed as a whole when the opening hours are.
    is_first = not any(one.is_ours for one in line.times.events)
    return len(removed) + (len(spans) if is_first else 0)


def _ends(line: observed.HuntGroup, wanted: wanted_module.Wanted) -> Planned:
    # Where nobody rings nobody waits: each evening's closing writes no wait that the morning writes back.
    desired = wanted.chain
    service = writes.SetService(
        strategy=observed.Strategy.IN_ORDER,
        longest_wait_s=_wait(line.service.longest_wait_s, desired),
        most_waiting=wanted.most_waiting,
        voicemail=desired.voicemail,
    )
    queue = writes.SetQueue(
        strategy=observed.Strategy.IN_ORDER,
        longest_wait_s=_wait(line.queue.longest_wait_s, desired),
        most_waiting=wanted.most_waiting,
        voicemail=desired.voicemail,
    )
    found: list[writes.Write] = []
    if not _is_service(line.service, service):
        found.append(service)
    if not _is_queue(line.queue, queue):
        found.append(queue)
    return values.planned(values.Why.CALLERS_END_IN_THE_VOICEMAIL, found)


def _wait(present_s: int, desired: chain.Chain) -> int:
    return desired.longest_wait_s if desired.steps else min(present_s, desired.longest_wait_s)


def _is_service(one: observed.Service, write: writes.SetService) -> bool:
    mine = (one.strategy, one.longest_wait_s, one.most_waiting, one.voicemail)
    return mine == (write.strategy, write.longest_wait_s, write.most_waiting, write.voicemail)


def _is_queue(one: observed.Queue, write: writes.SetQueue) -> bool:
    ends = {
        (one.on_closure, one.on_closure_number),
        (one.on_overflow, one.on_overflow_number),
    }
    limits = (one.strategy, one.longest_wait_s, one.most_waiting)
    return ends == {(observed.Action.VOICEMAIL, write.voicemail)} and limits == (
        write.strategy,
        write.longest_wait_s,
        write.most_waiting,
    )


# -- who rings


def _agents(line: observed.HuntGroup, desired: chain.Chain) -> Planned:
    wanted = [_wanted(agent, place, desired) for place, agent in enumerate(line.agents)]
    changed = [
        (agent, write) for agent, write in zip(line.agents, wanted, strict=True) if not _is(agent, write)
    ]
    # A number about to be written on one agent may still ring on another: that one is parked first, so
    # that nobody is rung twice in a round.
    coming = {write.number for _, write in changed if write.status is observed.AgentStatus.AVAILABLE}
    parked = tuple(
        _parked(agent, desired)
        for agent, write in changed
        if agent.status is observed.AgentStatus.AVAILABLE
        and agent.number in coming
        and agent.number != write.number
    )
    done = {write.key: write for write in parked}
    written = [write for _, write in changed if done.get(write.key) != write]
    return (
        *values.planned(values.Why.ROOM_FOR_ANOTHER, parked),
        *(values.Planned(write=write, why=_why(write)) for write in written),
    )


def _why(write: writes.SetAgent) -> values.Why:
    is_rung = write.status is observed.AgentStatus.AVAILABLE
    return values.Why.TURN if is_rung else values.Why.NOBODY_HERE


def _wanted(agent: observed.Agent, place: int, desired: chain.Chain) -> writes.SetAgent:
    if place >= len(desired.steps):
        return _parked(agent, desired)
    step = desired.steps[place]
    return writes.SetAgent(
        key=agent.key, number=step.number, ring_s=step.ring_s, status=observed.AgentStatus.AVAILABLE
    )


def _parked(agent: observed.Agent, desired: chain.Chain) -> writes.SetAgent:
    # A number is not nullable at OVH: an agent that rings nobody carries the voicemail's, never a member's.
    return writes.SetAgent(
        key=agent.key,
        number=desired.voicemail,
        ring_s=chain.ring_seconds(1),
        status=observed.AgentStatus.LOGGED_OUT,
    )


def _is(agent: observed.Agent, write: writes.SetAgent) -> bool:
    return (agent.number, agent.ring_s, agent.status) == (write.number, write.ring_s, write.status)


# -- who is let through


def _screen(screen: observed.Screen, wanted: wanted_module.Wanted) -> Planned:
    # Whom somebody refused by hand at the operator stays refused: what deskbot added is all it takes away.
    listed = {one.number for one in screen.listed}
    found: list[writes.Write] = [writes.BlockCaller(number=one) for one in sorted(wanted.blocked - listed)]
    found += [writes.UnblockCaller(key=one.key) for one in screen.listed if one.number in wanted.unblocked]
    # Where only the listed get through, hardly anybody does: that is no way to answer a public number.
    only_some = screen.status is observed.ScreenStatus.ONLY_THE_LISTED
    if wanted.blocked and screen.status is not observed.ScreenStatus.NOT_THE_LISTED:
        found.append(writes.SetScreen(status=observed.ScreenStatus.NOT_THE_LISTED))
    elif only_some:
        found.append(writes.SetScreen(status=observed.ScreenStatus.EVERYBODY))
    return values.planned(values.Why.CALLER_REFUSED, found)
