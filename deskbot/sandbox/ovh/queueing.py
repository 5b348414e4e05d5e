"""The queue of an easyHunting number: its agents in turn, round after round, then its closure."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

from deskbot.sandbox.ovh import destinations, numbers, placed, walk
from deskbot.sandbox.ovh import line as lines


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Limits:
    """The rules of a queue, from whichever of the two pairs counts."""

    max_wait_s: int
    max_waiting: int


def through_queue(line: lines.Line, *, at: dt.datetime) -> walk.Route:
    """Return the route of a caller who enters the queue at `at`.

    `ringAll` rings every agent at once; every other strategy is the agents' order.
    """
    if not line.queues:
        return walk.ends(destinations.Destination(kind="hangup", why="Il n'y a pas de file d'appels."))
    queue_id = min(line.queues)
    limits = _limits(line, line.queues[queue_id])
    if waiting(line, queue_id=queue_id, at=at) >= limits.max_waiting:
        return walk.ends(
            _action(line, queue_id, name="actionOnOverflow", why="La file est pleine"), queue_id=queue_id
        )
    members = _members(line, queue_id=queue_id)
    if not members:
        return _nobody(line, queue_id, limits=limits)
    rings = tuple(_rounds(line, members, at=at, limits=limits))
    return _after_rings(line, queue_id, rings=rings, limits=limits)


def _limits(line: lines.Line, queue: dict[str, Any]) -> _Limits:
    if line.switches.service_pair_rules:
        return _Limits(max_wait_s=line.service["maxWaitTime"], max_waiting=line.service["queueSize"])
    return _Limits(max_wait_s=queue["maxWaitTime"], max_waiting=queue["maxMember"])


def waiting(line: lines.Line, *, queue_id: int, at: dt.datetime) -> int:
    """Return how many callers wait in the queue at `at`."""
    with line.lock:
        return sum(
            call.queue_id == queue_id and call.begin <= at < call.at(call.queued_s)
            for call in line.queue_calls
        )


def _members(line: lines.Line, *, queue_id: int) -> list[int]:
    places = sorted(
        (position, agent_id) for (agent_id, queue), position in line.positions.items() if queue == queue_id
    )
    return [agent_id for _, agent_id in places if line.agents[agent_id]["status"] == "available"]


def _nobody(line: lines.Line, queue_id: int, *, limits: _Limits) -> walk.Route:
    if line.switches.closure_runs_when_nobody_available:
        then = _action(line, queue_id, name="actionOnClosure", why="Aucun agent disponible")
        return walk.ends(then, queue_id=queue_id)
    then = _at_max_wait(line, queue_id, why=f"Aucun agent disponible pendant {limits.max_wait_s} s")
    return walk.ends(then, at_s=limits.max_wait_s, queue_id=queue_id)


def _after_rings(
    line: lines.Line, queue_id: int, *, rings: tuple[walk.Ring, ...], limits: _Limits
) -> walk.Route:
    last = rings[-1].starts_s + rings[-1].dialled_s if rings else limits.max_wait_s
    if line.switches.queue_starts_again_until_max_wait or last >= limits.max_wait_s:
        last, why = limits.max_wait_s, f"Après {limits.max_wait_s} s d'attente"
    else:
        why = "Après un tour de la file"
    return walk.ends(_at_max_wait(line, queue_id, why=why), at_s=last, queue_id=queue_id, rings=rings)


def _at_max_wait(line: lines.Line, queue_id: int, *, why: str) -> destinations.Destination:
    name = "actionOnClosure" if line.switches.closure_runs_at_max_wait else "actionOnOverflow"
    return _action(line, queue_id, name=name, why=why)


def _action(line: lines.Line, queue_id: int, *, name: str, why: str) -> destinations.Destination:
    action, param = line.queues[queue_id][name], line.queues[queue_id][f"{name}Param"]
    if action == "playback":
        return destinations.Destination(kind="playback", why=f"{why} : une annonce, puis l'appel est coupé.")
    if action != "voicemail":
        return destinations.Destination(kind="hangup", why=f"{why} : {name} est vide, l'appel est coupé.")
    number = param if line.switches.closure_param_is_line_number else line.service["voicemail"]
    return destinations.to_voicemail(line, number=number, why=why)


def _rounds(line: lines.Line, members: list[int], *, at: dt.datetime, limits: _Limits) -> Iterator[walk.Ring]:
    """Yield the rings in order, each member in turn, until the wait is over."""
    recent = _recent(line, at=at)
    at_once = line.queues[min(line.queues)]["strategy"] == "ringAll"
    now_s, round_number = 0, 1
    while now_s < limits.max_wait_s:
        begun = over_s = now_s
        for agent_id in members:
            moment = at + dt.timedelta(seconds=now_s)
            if now_s < limits.max_wait_s and _is_free(line, agent_id, recent=recent, at=moment):
                left_s = limits.max_wait_s - now_s
                ring = _ring(line, agent_id, starts_s=now_s, left_s=left_s, round_number=round_number)
                yield ring
                over_s = max(over_s, now_s + ring.dialled_s)
                now_s = begun if at_once else over_s
        now_s = over_s
        if now_s == begun:
            now_s += 1  # Everybody is on another call: the caller waits.
        elif not line.switches.queue_starts_again_until_max_wait:
            return
        else:
            round_number += 1


def _ring(line: lines.Line, agent_id: int, *, starts_s: int, left_s: int, round_number: int) -> walk.Ring:
    agent = line.agents[agent_id]
    number, timeout_s = agent["number"], agent["timeout"]
    setup_s = walk.setup_s(line, number)
    wanted_s = timeout_s if line.switches.ring_time_counts_from_dialling else timeout_s + setup_s
    dialled_s = min(wanted_s, left_s)
    name = f"Agent « {agent['description'] or agent_id} »"
    return walk.Ring(
        agent_id=agent_id,
        number=number,
        starts_s=starts_s,
        dialled_s=dialled_s,
        rang_s=max(0, dialled_s - setup_s),
        round_number=round_number,
        why=f"{name}, disponible : {numbers.to_e164(number)} est appelé {dialled_s} s.",
    )


def _recent(line: lines.Line, *, at: dt.datetime) -> list[placed.PlacedCall]:
    """Return the calls that may still hold an agent at `at` or later: weeks of calls stay cheap."""
    longest_s = max((agent["wrapUpTime"] for agent in line.agents.values()), default=0)
    since = at - dt.timedelta(seconds=longest_s)
    return [call for call in line.queue_calls if call.ended_at > since]


def _is_free(line: lines.Line, agent_id: int, *, recent: list[placed.PlacedCall], at: dt.datetime) -> bool:
    agent = line.agents[agent_id]
    if not _can_ring(line, agent["number"]):
        return False
    rest_s = agent["wrapUpTime"]
    busy = [
        leg
        for call in recent
        for leg in call.legs
        if leg.agent_id == agent_id
        and call.at(leg.starts_s) <= at < call.at(_free_again_s(leg, rest_s=rest_s))
    ]
    return len(busy) < int(agent["simultaneousLines"])


def _can_ring(line: lines.Line, number: str) -> bool:
    """Return whether there is a phone at `number`: a line of ours rings only a phone that is plugged in."""
    ours = line.account.services.get(number)
    return ours is None or ours.kind != "line" or (ours.phone_registered and not ours.phone_busy)


def _free_again_s(leg: placed.Leg, *, rest_s: int) -> int:
    return leg.starts_s + leg.dialled_s + leg.talk_s + (rest_s if leg.answered else 0)
