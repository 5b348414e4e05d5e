"""What becomes of so many calls at the pace that is kept: reckoned on a clock of its own."""

import collections
import dataclasses
import heapq
import itertools
import random

from deskbot.outside.ovh import pace

_SIMULATED_S = 12 * 3600.0
# An answer over the internet; nobody has measured it.
_CALL_S = 0.15
_TEN_S = 10.0
_BOUNDARY_EVERY_S = 997.0
# The looks just before a boundary leave it its calls (`flows/bring_number.py`).
_SOON_S = 20.0
_GLANCE_CALLS = 3
# How many flows of the line run at once, and how many more of those that change it (`engine/lanes.py`).
_WORKERS = 4
_SPARE = 2


@dataclasses.dataclass(frozen=True, kw_only=True)
class Load:
    """What all desks ask for."""

    desks: int
    calls_per_second: float
    look_calls: int
    look_every_s: float
    poll_calls: int
    poll_every_s: float

    @property
    def asked_per_second(self) -> float:
        """Return the calls a second, should none of them ever wait."""
        each = self.look_calls / self.look_every_s + self.poll_calls / self.poll_every_s
        return self.desks * each


@dataclasses.dataclass(frozen=True, kw_only=True)
class Kept:
    """What was let through."""

    per_second: float
    most_in_ten_s: int


@dataclasses.dataclass(order=True)
class _Job:
    """Calls one after the other; it is due again every so often, as the engine's rows are.

    What is due once is a change: it goes before what comes back.
    """

    at_s: float
    place: int
    calls: int = dataclasses.field(compare=False)
    every_s: float | None = dataclasses.field(compare=False)
    due_s: float = dataclasses.field(compare=False)
    left: int = dataclasses.field(compare=False)
    begun: bool = dataclasses.field(compare=False, default=False)

    @property
    def is_change(self) -> bool:
        return self.every_s is None


class _Simulation:
    """Jobs that take turns at the pace."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._pace = pace.Pace(calls_per_second=load.calls_per_second)
        self._jobs: list[_Job] = []
        self._places = itertools.count()
        # Who waits for a worker, and who has one and waits for the next call: changes first.
        self._waiting: list[tuple[bool, int, _Job]] = []
        self._calling: list[tuple[bool, int, _Job]] = []
        self._running = 0
        self._now_s = 0.0
        self.begun: list[float] = []
        self.late: list[float] = []
        scattered = random.Random(1)
        for _ in range(load.desks):
            self.add(scattered.uniform(0, load.look_every_s), load.look_calls, every_s=load.look_every_s)
            self.add(scattered.uniform(0, load.poll_every_s), load.poll_calls, every_s=load.poll_every_s)

    def boundaries(self, *, change_calls: int) -> None:
        at_s = _BOUNDARY_EVERY_S
        while at_s < _SIMULATED_S:
            self.add(at_s, change_calls, every_s=None)
            at_s += _BOUNDARY_EVERY_S

    def add(self, at_s: float, calls: int, *, every_s: float | None) -> None:
        job = _Job(at_s=at_s, place=next(self._places), calls=calls, every_s=every_s, due_s=at_s, left=calls)
        heapq.heappush(self._jobs, job)

    def run(self) -> None:
        while self._now_s < _SIMULATED_S:
            call_s = self._pace.next_s(self._now_s) if self._calling else _SIMULATED_S
            due_s = self._jobs[0].at_s if self._jobs else _SIMULATED_S
            self._now_s = min(call_s, due_s, _SIMULATED_S)
            if self._now_s >= _SIMULATED_S:
                return
            if call_s <= due_s:
                self._call(heapq.heappop(self._calling)[-1])
            else:
                self._come(heapq.heappop(self._jobs))

    def _come(self, job: _Job) -> None:
        """A job is due, or its last call was answered."""
        if not job.begun:
            if job.every_s is not None:
                self.add(job.at_s + job.every_s, job.calls, every_s=job.every_s)
            self._line_up(self._waiting, job)
        elif job.left:
            self._line_up(self._calling, job)
        else:
            self._running -= 1
            if job.is_change:
                self.late.append(job.at_s - job.due_s)
        while self._waiting and self._running < _WORKERS + (_SPARE if self._waiting[0][-1].is_change else 0):
            self._running += 1
            self._line_up(self._calling, self._shortened(heapq.heappop(self._waiting)[-1]))

    def _line_up(self, line: list[tuple[bool, int, _Job]], job: _Job) -> None:
        heapq.heappush(line, (not job.is_change, next(self._places), job))

    def _shortened(self, job: _Job) -> _Job:
        is_look = job.every_s == self._load.look_every_s
        if is_look and self._load.desks == 1 and -job.at_s % _BOUNDARY_EVERY_S <= _SOON_S:
            return dataclasses.replace(job, left=min(job.left, _GLANCE_CALLS))
        return job

    def _call(self, job: _Job) -> None:
        self._pace.take(self._now_s)
        self.begun.append(self._now_s)
        answered_s = self._now_s + _CALL_S
        heapq.heappush(self._jobs, dataclasses.replace(job, at_s=answered_s, left=job.left - 1, begun=True))


def simulated(load: Load) -> Kept:
    """Return what is let through of it in twelve hours."""
    simulation = _Simulation(load)
    simulation.run()
    window: collections.deque[float] = collections.deque()
    most = 0
    for start_s in simulation.begun:
        window.append(start_s)
        # Sums of floats: two calls that are ten seconds apart may seem a hair nearer.
        while window[0] <= start_s - _TEN_S + 1e-6:
            window.popleft()
        most = max(most, len(window))
    return Kept(per_second=len(simulation.begun) / _SIMULATED_S, most_in_ten_s=most)


def boundaries_s(load: Load, *, change_calls: int) -> list[float]:
    """Return how long one change of person takes among all that, in order."""
    simulation = _Simulation(load)
    simulation.boundaries(change_calls=change_calls)
    simulation.run()
    return sorted(simulation.late)
