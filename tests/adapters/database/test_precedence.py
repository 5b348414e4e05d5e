"""One store of a process writes at a time; what a person waits for goes first."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest

from deskbot.outside.database import precedence, store, vault
from tests.adapters.database import conftest

PATIENT_S = 30.0


@pytest.fixture
def turns() -> precedence.Precedence:
    return precedence.Precedence()


class Waiting:
    """Threads that wait for a turn, and the order in which they had it."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self._threads: list[threading.Thread] = []

    def begins(self, name: str, turn: Callable[..., AbstractContextManager[None]]) -> None:
        """Have somebody wait, and return once they do."""
        begun = threading.Event()

        def wait() -> None:
            begun.set()
            with turn(PATIENT_S):
                self.order.append(name)

        thread = threading.Thread(target=wait)
        thread.start()
        begun.wait()
        # It is about to wait, or waits already.
        thread.join(0.05)
        assert thread.is_alive()
        self._threads.append(thread)

    def ends(self) -> list[str]:
        for one in self._threads:
            one.join()
        return self.order


class TestPrecedence:
    def test_lets_people_pass(self, turns):
        waiting = Waiting()
        with turns.after(PATIENT_S):
            waiting.begins("background", turns.after)
            waiting.begins("person", turns.first)

        assert waiting.ends() == ["person", "background"]

    def test_is_given_in_the_order_in_which_people_came(self, turns):
        waiting, names = Waiting(), [str(place) for place in range(8)]
        with turns.after(PATIENT_S):
            for name in names:
                waiting.begins(name, turns.first)

        assert waiting.ends() == names

    @pytest.mark.parametrize("held", [precedence.Precedence.first, precedence.Precedence.after])
    @pytest.mark.parametrize("wanted", [precedence.Precedence.first, precedence.Precedence.after])
    def test_is_of_one_at_a_time(self, turns, held, wanted):
        with held(turns, PATIENT_S), pytest.raises(precedence.NoTurn), wanted(turns, 0.01):
            pass

        with wanted(turns, 0.01):
            pass

    def test_is_given_back_whatever_happens(self, turns):
        with pytest.raises(KeyError), turns.first(PATIENT_S):
            raise KeyError

        with turns.after(0.01):
            pass

    def test_holds_background_work_up_for_a_second_only(self, turns):
        stop = threading.Event()

        def people() -> None:
            while not stop.is_set():
                with turns.first(PATIENT_S):
                    pass

        many = [threading.Thread(target=people) for _ in range(4)]
        for one in many:
            one.start()
        try:
            with turns.after(PATIENT_S):
                pass
        finally:
            stop.set()
            for one in many:
                one.join()


@pytest.fixture
def opened(data: store.Store, turns: precedence.Precedence) -> Iterator[Callable[..., store.Store]]:
    """Opens stores of the same database; all are closed in the end."""
    made: list[store.Store] = []

    def open_store(turn: precedence.Turn) -> store.Store:
        url = data.writer.url.render_as_string(hide_password=False)
        made.append(store.Store(url, seal=vault.Vault(conftest.SECRET), turn=turn))
        return made[-1]

    yield open_store
    for one in made:
        one.close()


class TestStore:
    def test_says_that_it_is_busy_while_another_one_writes(self, opened, turns):
        background, people = opened(partial(turns.after, PATIENT_S)), opened(partial(turns.first, 0.05))

        with background.write(), pytest.raises(store.StoreBusy), people.write():
            pass

        with people.write():
            pass
