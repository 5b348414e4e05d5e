"""`/easyHunting`: the service, its queues and its agents."""

from collections.abc import Mapping
from typing import Any

from deskbot.sandbox.ovh import blank, destinations, errors, request
from deskbot.sandbox.ovh import line as lines

_SERVICE = "/telephony/{billingAccount}/easyHunting/{serviceName}"
_HUNTING = f"{_SERVICE}/hunting"
_AGENT = f"{_HUNTING}/agent/{{agentId}}"
_QUEUE = f"{_HUNTING}/queue/{{queueId}}"


def _get_service(line: lines.Line, call: request.Call) -> dict[str, Any]:
    fixed = {"featureType": "easyHunting", "isCCS": False, "serviceName": line.public, "serviceType": "alias"}
    return line.service | fixed


def _put_service(line: lines.Line, call: request.Call) -> None:
    _check_limits(call.body, names=("maxWaitTime", "queueSize"))
    request.put(line, call, into=line.service)


def _get_hunting(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return line.hunting | {"name": "easyHunting"}


def _put_hunting(line: lines.Line, call: request.Call) -> None:
    request.put(line, call, into=line.hunting)


# -- agents


def _list_agents(line: lines.Line, call: request.Call) -> list[int]:
    return sorted(line.agents)


def _shown_agent(line: lines.Line, agent_id: int) -> dict[str, Any]:
    agent = agent_at(line, agent_id)
    is_ours = agent["number"] in line.account.services
    return agent | {"agentId": agent_id, "type": "internal" if is_ours else "external"}


def agent_at(line: lines.Line, agent_id: int) -> dict[str, Any]:
    """Return an agent's writable properties.

    :raises errors.ApiError: 404 if there is no such agent.
    """
    if agent_id not in line.agents:
        raise errors.no_object("agentId", agent_id)
    return line.agents[agent_id]


def _get_agent(line: lines.Line, call: request.Call) -> dict[str, Any]:
    return _shown_agent(line, call.id("agentId"))


def _post_agent(line: lines.Line, call: request.Call) -> dict[str, Any]:
    _check_agent(call.body)
    agent_id = line.next_id()
    line.agents[agent_id] = {"breakStatus": None, "description": None, **call.body}
    return _shown_agent(line, agent_id)


def _put_agent(line: lines.Line, call: request.Call) -> None:
    agent = agent_at(line, call.id("agentId"))
    _check_agent(call.body)
    request.put(line, call, into=agent)


def _delete_agent(line: lines.Line, call: request.Call) -> None:
    agent_id = call.id("agentId")
    agent_at(line, agent_id)
    del line.agents[agent_id]
    for pair in [pair for pair in line.positions if pair[0] == agent_id]:
        del line.positions[pair]


def _check_agent(body: Mapping[str, Any]) -> None:
    destinations.refuse_forbidden(body, names=("number",))
    _check_limits(body, names=("timeout", "simultaneousLines"), least=1)
    _check_limits(body, names=("wrapUpTime",))


def _check_limits(body: Mapping[str, Any], *, names: tuple[str, ...], least: int = 0) -> None:
    for name in names:
        if body.get(name, least) < least:
            raise errors.bad_request(f"[{name}] Given data ({body[name]}) must be at least {least}")


# -- queues


def _list_queues(line: lines.Line, call: request.Call) -> list[int]:
    return sorted(line.queues)


def queue_at(line: lines.Line, queue_id: int) -> dict[str, Any]:
    """Return a queue's writable properties.

    :raises errors.ApiError: 404 if there is no such queue.
    """
    if queue_id not in line.queues:
        raise errors.no_object("queueId", queue_id)
    return line.queues[queue_id]


def _get_queue(line: lines.Line, call: request.Call) -> dict[str, Any]:
    queue_id = call.id("queueId")
    return queue_at(line, queue_id) | {"queueId": queue_id}


def _post_queue(line: lines.Line, call: request.Call) -> dict[str, Any]:
    _check_limits(call.body, names=("maxWaitTime", "maxMember"))
    queue_id = line.next_id()
    line.queues[queue_id] = blank.empty_queue(strategy=call.body["strategy"]) | dict(call.body)
    return line.queues[queue_id] | {"queueId": queue_id}


def _put_queue(line: lines.Line, call: request.Call) -> None:
    queue = queue_at(line, call.id("queueId"))
    _check_limits(call.body, names=("maxWaitTime", "maxMember"))
    request.put(line, call, into=queue)


def _delete_queue(line: lines.Line, call: request.Call) -> None:
    queue_id = call.id("queueId")
    queue_at(line, queue_id)
    del line.queues[queue_id]
    for pair in [pair for pair in line.positions if pair[1] == queue_id]:
        del line.positions[pair]


# -- an agent's place in a queue, seen from either side


def _queues_of_agent(line: lines.Line, call: request.Call) -> list[int]:
    agent_at(line, call.id("agentId"))
    return sorted(queue for agent, queue in line.positions if agent == call.id("agentId"))


def _agents_of_queue(line: lines.Line, call: request.Call) -> list[int]:
    queue_at(line, call.id("queueId"))
    return sorted(agent for agent, queue in line.positions if queue == call.id("queueId"))


def _attach(line: lines.Line, call: request.Call) -> dict[str, int]:
    agent_id, queue_id = call.id("agentId"), call.body["queueId"]
    agent_at(line, agent_id)
    queue_at(line, queue_id)
    if (agent_id, queue_id) in line.positions:
        raise errors.conflict("This agent is already in this queue")
    line.positions[agent_id, queue_id] = call.body["position"]
    return _place(agent_id, queue_id, position=call.body["position"])


def _attach_nobody(line: lines.Line, call: request.Call) -> None:
    # The schema gives this call no way to name the agent (facts/ovh.md, details that bite).
    raise errors.bad_request("Missing parameter(s): agentId")


def _pair(line: lines.Line, call: request.Call) -> tuple[int, int]:
    pair = (call.id("agentId"), call.id("queueId"))
    agent_at(line, pair[0])
    if pair not in line.positions:
        raise errors.no_object("queueId", pair[1])
    return pair


def _place(agent_id: int, queue_id: int, *, position: int) -> dict[str, int]:
    return {"agentId": agent_id, "position": position, "queueId": queue_id}


def _get_place(line: lines.Line, call: request.Call) -> dict[str, int]:
    agent_id, queue_id = _pair(line, call)
    return _place(agent_id, queue_id, position=line.positions[agent_id, queue_id])


def _put_place(line: lines.Line, call: request.Call) -> None:
    pair = _pair(line, call)
    line.positions[pair] = call.body.get("position", line.positions[pair])


def _detach(line: lines.Line, call: request.Call) -> None:
    del line.positions[_pair(line, call)]


def _both_sides(method: str, handler: request.Handler) -> request.Handlers:
    return {
        (method, f"{_AGENT}/queue/{{queueId}}"): handler,
        (method, f"{_QUEUE}/agent/{{agentId}}"): handler,
    }


HANDLERS: request.Handlers = {
    ("GET", _SERVICE): _get_service,
    ("PUT", _SERVICE): _put_service,
    ("GET", _HUNTING): _get_hunting,
    ("PUT", _HUNTING): _put_hunting,
    ("GET", f"{_HUNTING}/agent"): _list_agents,
    ("POST", f"{_HUNTING}/agent"): _post_agent,
    ("GET", _AGENT): _get_agent,
    ("PUT", _AGENT): _put_agent,
    ("DELETE", _AGENT): _delete_agent,
    ("GET", f"{_AGENT}/queue"): _queues_of_agent,
    ("POST", f"{_AGENT}/queue"): _attach,
    ("GET", f"{_HUNTING}/queue"): _list_queues,
    ("POST", f"{_HUNTING}/queue"): _post_queue,
    ("GET", _QUEUE): _get_queue,
    ("PUT", _QUEUE): _put_queue,
    ("DELETE", _QUEUE): _delete_queue,
    ("GET", f"{_QUEUE}/agent"): _agents_of_queue,
    ("POST", f"{_QUEUE}/agent"): _attach_nobody,
    **_both_sides("GET", _get_place),
    **_both_sides("PUT", _put_place),
    **_both_sides("DELETE", _detach),
}
