"""Walk a call through a line as it is: who rings, for how long, and where it ends."""

from deskbot.line import chain, observed


def walk(line: observed.Line) -> chain.Chain | None:
    """Return what one round of a call meets on `line`; None when it would not end in a voicemail."""
    ends_well = line.queue.on_closure is observed.Action.VOICEMAIL and line.queue.on_closure_number
    if not ends_well:
        return None
    steps = tuple(
        chain.Step(number=agent.number, ring_s=agent.ring_s)
        for agent in line.agents
        if agent.status is observed.AgentStatus.AVAILABLE
    )
    return chain.Chain(
        steps=steps,
        voicemail=line.queue.on_closure_number or "",
        longest_wait_s=line.queue.longest_wait_s,
    )
