"""A thread that listens: it survives what it meets, tells it once, and stops when told to."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from structlog import testing

from deskbot.bootstrap import listening
from deskbot.line import errors

SYSTEM = "the stream"
WITHIN_S = 40.0


class Outside:
    """Something to listen to: what each call meets is given one by one, and then it goes well."""

    def __init__(self, *met: Exception) -> None:
        self.calls: list[float] = []
        self._met = list(met)
        self._went_well = 0

    def __call__(self) -> None:
        self.calls.append(time.monotonic())
        if self._met:
            raise self._met.pop(0)
        self._went_well += 1

    def is_well(self) -> bool:
        """Whether it went well twice: whatever is told of the first time was told by then."""
        return self._went_well > 1


@pytest.fixture
def listens() -> Iterator[Callable[..., listening.Listener]]:
    started: list[listening.Listener] = []

    def listen(once: Callable[[], Any], **pauses: float) -> listening.Listener:
        made = listening.Listener(
            SYSTEM,
            once=once,
            troubles=(errors.LineUnavailable,),
            **{"first_pause_s": 0.001, "longest_pause_s": 0.004, **pauses},
        )
        started.append(made)
        made.start()
        return made

    yield listen
    for one in started:
        one.stop()
        assert not one.is_alive()


def sees(look: Callable[[], object]) -> None:
    deadline = time.monotonic() + WITHIN_S
    while not look():
        assert time.monotonic() < deadline


def told(lines: list[Any]) -> list[str]:
    return [one["event"] for one in lines]


class TestListener:
    def test_listens_again_and_again(self, listens):
        outside = Outside()

        listens(outside)

        sees(lambda: len(outside.calls) >= 3)

    def test_tells_an_outage_as_it_begins_and_as_it_ends(self, listens):
        outside = Outside(*[errors.LineUnavailable("NewConnectionError") for _ in range(6)])

        with testing.capture_logs() as lines:
            listens(outside)
            sees(outside.is_well)

        assert told(lines) == [f"{SYSTEM} does not answer as it should.", f"{SYSTEM} answers again."]

    def test_survives_a_fault_of_ours_and_tells_it_by_its_kind_alone(self, listens):
        outside = Outside(*[KeyError("+33639980201") for _ in range(3)])

        with testing.capture_logs() as lines:
            listener = listens(outside)
            sees(outside.is_well)

        assert listener.is_alive()
        assert told(lines) == ["Listening fails, and goes on trying."]
        assert lines[0]["error"] == "KeyError"
        assert "639980201" not in repr(lines)

    def test_waits_longer_and_longer_and_no_longer_than_that(self, listens):
        outside = Outside(*[errors.LineUnavailable() for _ in range(9)])

        listens(outside, first_pause_s=0.02, longest_pause_s=0.08)
        sees(outside.is_well)

        pauses = [after - before for before, after in zip(outside.calls, outside.calls[1:], strict=False)]
        # Each is between half of its length and the whole; a loaded machine may only make it longer.
        assert all(pause >= 0.01 for pause in pauses[:1])
        assert all(pause >= 0.04 for pause in pauses[2:9])

    def test_asks_not_too_often_what_answers_at_once(self, listens):
        outside = Outside()

        listens(outside)
        sees(lambda: len(outside.calls) >= 3)

        assert outside.calls[2] - outside.calls[0] >= 0.35

    def test_stops_while_it_waits_to_try_again(self, listens):
        outside = Outside(errors.LineUnavailable())
        listener = listens(outside, first_pause_s=600.0, longest_pause_s=600.0)
        sees(lambda: outside.calls)

        listener.stop()

        assert not listener.is_alive()
        assert len(outside.calls) == 1

    def test_stops_though_the_other_side_holds_the_call(self):
        let_go, is_held = threading.Event(), threading.Event()

        def held() -> None:
            is_held.set()
            let_go.wait(30)
            raise RuntimeError

        listener = listening.Listener(SYSTEM, once=held, troubles=())
        listener.start()
        assert is_held.wait(WITHIN_S)

        with testing.capture_logs() as lines:
            listener.stop()
            let_go.set()
            sees(lambda: not listener.is_alive())

        assert lines == []

    def test_that_never_started_stops_too(self):
        listening.Listener(SYSTEM, once=lambda: None, troubles=()).stop()
