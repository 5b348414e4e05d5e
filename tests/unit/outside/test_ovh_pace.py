"""How fast OVH is called."""

import threading

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.outside.ovh import pace


def begins(made: pace.Pace, *, at_s: float) -> float:
    """Have a call begin as soon as it may from `at_s` on, and return when that is."""
    start_s = made.next_s(at_s)
    made.take(start_s)
    return start_s


class TestNext:
    def test_lets_a_burst_through_at_once(self):
        made = pace.Pace(calls_per_second=1.0)

        assert [begins(made, at_s=100.0) for _ in range(10)] == [100.0] * 10

    def test_has_the_next_ones_wait(self):
        made = pace.Pace(calls_per_second=1.0)
        for moment in range(10):
            begins(made, at_s=float(moment))

        assert [begins(made, at_s=9.0) for _ in range(3)] == [10.0, 11.0, 12.0]

    def test_lets_a_burst_through_again_after_a_pause(self):
        made = pace.Pace(calls_per_second=2.0, burst=3)
        for _ in range(3):
            begins(made, at_s=0.0)

        assert [begins(made, at_s=1.5) for _ in range(4)] == [1.5, 1.5, 1.5, 3.0]

    def test_counts(self):
        made = pace.Pace(calls_per_second=1.0)
        for _ in range(4):
            begins(made, at_s=0.0)

        assert made.taken == 4

    @hypothesis.given(
        gaps=st.lists(st.floats(0, 5), min_size=1, max_size=60),
        calls_per_second=st.sampled_from([0.5, 1.0, 4.0]),
    )
    def test_never_lets_more_than_a_burst_begin_in_its_time(self, gaps, calls_per_second):
        made, now, begun = pace.Pace(calls_per_second=calls_per_second), 0.0, []
        for gap in gaps:
            now += gap
            begun.append(begins(made, at_s=now))

        for first, eleventh in zip(begun, begun[pace.BURST :], strict=False):
            assert eleventh - first == pytest.approx(10 / calls_per_second) or (
                eleventh - first > 10 / calls_per_second
            )


class Crowd(pace.Pace):
    """A pace with threads that wait at it until it is opened, and who got the places, and when."""

    def __init__(self, *, calls_per_second: float, burst: int) -> None:
        super().__init__(calls_per_second=calls_per_second, burst=burst)
        self._is_open = False
        self._threads: list[threading.Thread] = []
        self.served: list[str] = []
        self.begun: list[float] = []

    def next_s(self, now_s: float) -> float:
        return super().next_s(now_s) if self._is_open else now_s + 60.0

    def take(self, at_s: float) -> None:
        super().take(at_s)
        self.served.append(threading.current_thread().name)
        self.begun.append(at_s)

    def joins(self, name: str, *, first: bool = False) -> None:
        """Have one more wait; return once it does."""
        thread = threading.Thread(target=self.wait, name=name, kwargs={"first": first}, daemon=True)
        thread.start()
        self._threads.append(thread)
        while len(self._waiting) < len(self._threads):
            thread.join(timeout=0.001)

    def opens(self) -> None:
        """Let them through, and return once all had their place."""
        with self._changed:
            self._is_open = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=20)
            assert not thread.is_alive()


class TestWait:
    def test_returns_when_it_may(self):
        made = pace.Pace(calls_per_second=1_000.0, burst=1)

        for _ in range(3):
            made.wait()

        assert made.taken == 3

    def test_serves_whoever_changes_a_line_before_those_who_only_look(self):
        crowd = Crowd(calls_per_second=100.0, burst=1)
        crowd.joins("look")
        crowd.joins("poll")
        crowd.joins("change", first=True)
        crowd.joins("another change", first=True)

        crowd.opens()

        assert crowd.served == ["change", "another change", "look", "poll"]

    def test_keeps_the_pace_whoever_goes_first(self):
        crowd = Crowd(calls_per_second=40.0, burst=2)
        for place in range(6):
            crowd.joins(f"{place}", first=place % 2 == 1)

        crowd.opens()

        assert crowd.served == ["1", "3", "5", "0", "2", "4"]
        for one, third in zip(crowd.begun, crowd.begun[2:], strict=False):
            assert third - one > 2 / 40.0 - 1e-6
