"""From what the line is to what it must be: the least writes, in an order that is safe at each step.

Safe means: in between, a caller reaches only numbers of the old or of the new chain, each at most once a
round, then the voicemail, and never nothing (facts/ovh.md, "Lines and redirects").
"""

import dataclasses

from deskbot.line import chain, observed


class UnsafePlan(Exception):
    """This change of the line is refused, and nothing of it was written."""


class NotEnoughAgents(UnsafePlan):
    """The hunt group has fewer agents than the chain has numbers."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetService:
    """Write the number's own settings."""

    strategy: observed.Strategy
    longest_wait_s: int
    voicemail: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetQueue:
    """Write the queue's settings: every caller who is not served ends in `voicemail`."""

    strategy: observed.Strategy
    longest_wait_s: int
    voicemail: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetAgent:
    """Write what one agent rings."""

    key: str
    number: str = dataclasses.field(repr=False)
    ring_s: int
    status: observed.AgentStatus


Write = SetService | SetQueue | SetAgent


@dataclasses.dataclass(frozen=True, kw_only=True)
class Plan:
    """The writes to make, in this order."""

    writes: tuple[Write, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the line already is what it must be."""
        return not self.writes


def between(*, line: observed.Line, desired: chain.Chain) -> Plan:
    """Return the writes that bring `line` to `desired`; none when it is there already.

    :raises NotEnoughAgents: if the hunt group has too few agents.
    """
    if len(desired.steps) > len(line.agents):
        raise NotEnoughAgents(f"{len(desired.steps)} numbers, {len(line.agents)} agents")
    return Plan(writes=(*_ends(line, desired), *_agents(line, desired)))


def _ends(line: observed.Line, desired: chain.Chain) -> tuple[Write, ...]:
    # Where callers end comes first: whatever happens to the agents afterwards, nobody reaches nothing.
    # Where nobody rings nobody waits: each evening's closing writes no wait that the morning writes back.
    service = observed.Service(
        strategy=observed.Strategy.IN_ORDER,
        longest_wait_s=_wait(line.service.longest_wait_s, desired),
        voicemail=desired.voicemail,
    )
    queue = observed.Queue(
        strategy=observed.Strategy.IN_ORDER,
        longest_wait_s=_wait(line.queue.longest_wait_s, desired),
        on_closure=observed.Action.VOICEMAIL,
        on_closure_number=desired.voicemail,
        on_overflow=observed.Action.VOICEMAIL,
        on_overflow_number=desired.voicemail,
    )
    writes: list[Write] = []
    if line.service != service:
        writes.append(
            SetService(
                strategy=service.strategy, longest_wait_s=service.longest_wait_s, voicemail=desired.voicemail
            )
        )
    if line.queue != queue:
        writes.append(
            SetQueue(
                strategy=queue.strategy, longest_wait_s=queue.longest_wait_s, voicemail=desired.voicemail
            )
        )
    return tuple(writes)


def _wait(present_s: int, desired: chain.Chain) -> int:
    return desired.longest_wait_s if desired.steps else min(present_s, desired.longest_wait_s)


def _agents(line: observed.Line, desired: chain.Chain) -> tuple[SetAgent, ...]:
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
    return (*parked, *(write for _, write in changed if done.get(write.key) != write))


def _wanted(agent: observed.Agent, place: int, desired: chain.Chain) -> SetAgent:
    if place >= len(desired.steps):
        return _parked(agent, desired)
    step = desired.steps[place]
    return SetAgent(
        key=agent.key, number=step.number, ring_s=step.ring_s, status=observed.AgentStatus.AVAILABLE
    )


def _parked(agent: observed.Agent, desired: chain.Chain) -> SetAgent:
    # A number is not nullable at OVH: an agent that rings nobody carries the voicemail's, never a member's.
    return SetAgent(
        key=agent.key,
        number=desired.voicemail,
        ring_s=chain.ring_seconds(1),
        status=observed.AgentStatus.LOGGED_OUT,
    )


def _is(agent: observed.Agent, write: SetAgent) -> bool:
    return (agent.number, agent.ring_s, agent.status) == (write.number, write.ring_s, write.status)
