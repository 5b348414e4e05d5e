"""A call queue: the number's own settings, its queue, its agents, who waits."""

import collections.abc

from deskbot.line import observed
from deskbot.outside.ovh.wire import shapes

Payload = shapes.Payload


def hunt_group_of(
    *,
    service: Payload,
    queue: Payload,
    agents: collections.abc.Iterable[tuple[Payload, Payload]],
    times: observed.Times,
    screen: observed.Screen,
) -> observed.HuntGroup:
    """Return the call queue that these payloads describe; each agent comes with its place in the queue.

    :raises LineUnavailable: if they are not what the schema says.
    """
    with shapes.understood():
        ordered = sorted((_agent(agent, place) for agent, place in agents), key=lambda one: one.position)
        return observed.HuntGroup(
            service=observed.Service(
                strategy=_strategy(service["strategy"]),
                longest_wait_s=int(service["maxWaitTime"]),
                most_waiting=int(service["queueSize"]),
                voicemail=shapes.from_ovh_number(service["voicemail"]),
            ),
            queue=_queue(queue),
            agents=tuple(ordered),
            times=times,
            screen=screen,
        )


def is_waiting(call: Payload) -> bool:
    """Whether a call of the queue is one that nobody has answered.

    :raises LineUnavailable: if it is not what the schema says.
    """
    with shapes.understood():
        return call.get("answered") is None and call.get("end") is None


def _queue(payload: Payload) -> observed.Queue:
    return observed.Queue(
        strategy=_strategy(payload["strategy"]),
        longest_wait_s=int(payload["maxWaitTime"]),
        most_waiting=int(payload["maxMember"]),
        on_closure=_action(payload["actionOnClosure"]),
        on_closure_number=shapes.from_ovh_number(payload["actionOnClosureParam"]),
        on_overflow=_action(payload["actionOnOverflow"]),
        on_overflow_number=shapes.from_ovh_number(payload["actionOnOverflowParam"]),
    )


def _agent(agent: Payload, place: Payload) -> observed.Agent:
    return observed.Agent(
        key=str(agent["agentId"]),
        position=int(place["position"]),
        number=shapes.from_ovh_number(agent["number"]) or "",
        ring_s=int(agent["timeout"]),
        status=observed.AgentStatus(agent["status"]),
    )


def _strategy(value: object) -> observed.Strategy:
    known = observed.Strategy.IN_ORDER
    return known if value == known.value else observed.Strategy.OTHER


def _action(value: object) -> observed.Action:
    return observed.Action(str(value)) if value else observed.Action.NONE
