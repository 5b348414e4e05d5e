"""The operator's side of a story: what somebody does in its console, and what deskbot asked of it."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection
from typing import Any

from deskbot.sandbox.ovh import calling, kept, line, numbers, placed, routing
from tests import story

STRANGER = "+33639980277"
"""A private number of nobody in the house."""


# -- in the operator's console


def sets_agent(day: story.Story, place: int, *, number: str | None = None, **changes: Any) -> None:
    """Change the agent at `place` (1 is the first) of the call queue; `number` is E.164."""
    written = changes if number is None else {**changes, "number": numbers.to_ovh(number)}
    with day.world.line.lock:
        _agent(day.world.line, place).update(written)


def sets_queue(day: story.Story, **changes: Any) -> None:
    """Change the settings of the call queue."""
    with day.world.line.lock:
        for queue in day.world.line.queues.values():
            queue.update(changes)


def lets_a_stranger_ring(day: story.Story, *, number: str | None = None) -> None:
    """Have a private number of nobody in the house rung first, by calls to `number` (the first one's)."""
    found = day.world.numbers[number] if number else day.world.line
    with found.lock:
        _agent(found, 1)["number"] = numbers.to_ovh(STRANGER)


def removes_events(day: story.Story, word: str) -> int:
    """Remove the events of the calendar whose title holds `word`, and return how many there were."""
    with day.world.line.lock:
        gone = [uid for uid, event in day.world.line.events.items() if word in event["title"]]
        for uid in gone:
            del day.world.line.events[uid]
    return len(gone)


def ignores_what_is_written(day: story.Story, place: int) -> Callable[[], None]:
    """Have the operator accept what is written to an agent and keep what it had; return what ends that."""
    shown = day.world.line
    with shown.lock:
        agent = _agent(day.world.line, place)
        key = next(key for key, one in shown.agents.items() if one is agent)
        shown.agents[key] = _Stubborn(agent)

    def obeys_again() -> None:
        with shown.lock:
            shown.agents[key] = dict(shown.agents[key])

    return obeys_again


class _Stubborn(dict[str, Any]):
    """Properties that nobody can change."""

    def update(self, *_given: Any, **_named: Any) -> None:
        """Take in nothing."""


def _agent(found: line.Line, place: int) -> dict[str, Any]:
    in_order = sorted(found.positions, key=lambda pair: found.positions[pair])
    return found.agents[in_order[place - 1][0]]


# -- what is seen there


def agents(day: story.Story) -> list[tuple[str, str]]:
    """Return the number (E.164) and the status of each agent, in order."""
    return [(one["number"], one["status"]) for one in day.people.line()["agents"]]


def events(day: story.Story, word: str) -> list[dict[str, Any]]:
    """Return the events of the calendar whose title holds `word`."""
    return [one for one in day.people.line()["events"] if word in one["title"]]


def lease_ends(day: story.Story) -> list[dt.datetime]:
    """Return from when on each armed end of a turn closes the line."""
    return sorted(dt.datetime.fromisoformat(one["dateStart"]) for one in events(day, "fin du tour"))


def writes(day: story.Story) -> list[kept.Write]:
    """Return every write that the operator was asked for, in order."""
    with day.world.line.lock:
        return list(day.world.line.writes)


def begins_to_call(
    day: story.Story, *, outcome: calling.Outcome, caller: str = story.CALLER
) -> placed.PlacedCall:
    """Place a call, and leave the clock where it is."""
    return calling.place_call(day.world.line, caller=caller, outcome=outcome)


def waits_to_the_end(day: story.Story) -> placed.PlacedCall:
    """Place a call that nobody answers, by somebody who does not hang up; the clock stays where it is."""
    return begins_to_call(day, outcome=calling.stays_silent())


def numbers_rung(call: placed.PlacedCall) -> list[str]:
    """Return the numbers that a call rang, each once, in order."""
    return list(dict.fromkeys(numbers.to_e164(leg.number) for leg in call.legs))


# -- on the way from one state to another


@dataclasses.dataclass(frozen=True, kw_only=True)
class Met:
    """What a call would have met right after a write: who rings (E.164), and where it ends."""

    rings: tuple[str, ...]
    then: str
    then_number: str | None


class Witness(list[kept.Write]):
    """The operator's journal of writes, by somebody who places a call in his mind after each of them."""

    def __init__(self, day: story.Story, *, after: Callable[[int], None] | None = None) -> None:
        """Look on from now; `after` is called with the count of the writes since, while none can follow."""
        shown = day.world.line
        super().__init__(shown.writes)
        self._line: line.Line = shown
        self._after = after
        self.met: list[Met] = []
        with shown.lock:
            shown.account.writes = self

    def append(self, write: kept.Write) -> None:
        """Note the write and what it led to."""
        super().append(write)
        route = routing.who_would_ring(self._line, at=self._line.now())
        number = route.then.number
        self.met.append(
            Met(
                rings=tuple(numbers.to_e164(ring.number) for ring in route.first_round),
                then=route.then.kind,
                then_number=numbers.to_e164(number) if number else None,
            )
        )
        if self._after is not None:
            self._after(len(self.met))

    def saw_only(self, allowed: Collection[str | None]) -> None:
        """Check that each call met these numbers alone, each at most once, and then the voicemail."""
        assert self.met, "nothing was written"
        for one in self.met:
            assert set(one.rings) <= set(allowed), one
            assert len(one.rings) == len(set(one.rings)), one
            assert (one.then, one.then_number) == ("voicemail", "+33353010199"), one
