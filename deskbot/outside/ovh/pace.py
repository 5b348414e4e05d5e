"""How fast OVH may be called: no limit is published, so near one call a second, in bursts (facts/ovh.md)."""

import collections
import heapq
import itertools
import threading
import time

BURST = 10


class Pace:
    """Lets at most a burst of calls begin in any stretch of the time that the burst is worth.

    That is a bucket of `BURST` which is only filled again as a whole: whoever counts, in whatever window,
    never sees more than the pace and one burst. Whoever changes a line takes the next place before looks and
    polls do; of two alike, who came first.
    """

    def __init__(self, *, calls_per_second: float, burst: int = BURST) -> None:
        #: How many calls may begin within a second, when none was made for a while.
        self.at_once = max(burst, int(calls_per_second))
        self._window_s = burst / calls_per_second
        self._burst = burst
        self._starts: collections.deque[float] = collections.deque(maxlen=burst)
        self._changed = threading.Condition()
        self._arrivals = itertools.count()
        # Who waits for the next place: those that go first, then the others, each in order of arrival.
        self._waiting: list[tuple[bool, int]] = []
        self.taken = 0

    def next_s(self, now_s: float) -> float:
        """Return when the next call may begin; `now_s` is of any steady clock."""
        is_full = len(self._starts) == self._burst
        return max(now_s, self._starts[0] + self._window_s) if is_full else now_s

    def take(self, at_s: float) -> None:
        """Count a call that begins at `at_s`: not before `next_s`."""
        self._starts.append(at_s)
        self.taken += 1

    def wait(self, *, first: bool = False) -> None:
        """Return when the next call may begin; `first`: before all who wait and are not."""
        with self._changed:
            mine = (not first, next(self._arrivals))
            heapq.heappush(self._waiting, mine)
            while (delay_s := self._delay_s(mine)) is None or delay_s > 0:
                self._changed.wait(delay_s)
            heapq.heappop(self._waiting)
            self.take(time.monotonic())
            self._changed.notify_all()

    def _delay_s(self, mine: tuple[bool, int]) -> float | None:
        """Return how long to wait; None while somebody else is next, who tells when that is over."""
        if self._waiting[0] != mine:
            return None
        now_s = time.monotonic()
        return self.next_s(now_s) - now_s
