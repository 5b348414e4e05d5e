"""Who writes next, in this process: what a person waits for goes before what nobody looks at."""

import collections
import collections.abc
import contextlib
import threading

#: Gives a turn for the time of a block; raises `NoTurn` when that takes too long.
Turn = collections.abc.Callable[[], contextlib.AbstractContextManager[None]]

# Background work that always let people pass would never be done.
_LETS_PASS_S = 1.0


class NoTurn(Exception):
    """The others took too long."""


class Precedence:
    """Shared by the stores of one process: one of them writes at a time, and people's first.

    The database has a lock of its own, for other processes. It goes to whoever happens to ask when it is free
    (SQLite looks ten times a second), so that work in many short transactions would hold it most of the time.
    """

    def __init__(self) -> None:
        self._is_held = False
        self._waiting: collections.deque[object] = collections.deque()
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def first(self, wait_s: float) -> collections.abc.Iterator[None]:
        """Have a turn once nobody writes, after those who came before.

        :raises NoTurn: after `wait_s` seconds.
        """
        with self._changed:
            self._take(wait_s)
        with self._held():
            yield

    @contextlib.contextmanager
    def after(self, wait_s: float) -> collections.abc.Iterator[None]:
        """Have a turn once nobody writes and no person waits; for a person one waits a second at most.

        :raises NoTurn: after `wait_s` seconds.
        """
        with self._changed:
            self._changed.wait_for(lambda: not (self._is_held or self._waiting), timeout=_LETS_PASS_S)
            self._take(wait_s)
        with self._held():
            yield

    def _take(self, wait_s: float) -> None:
        me = object()
        self._waiting.append(me)
        try:
            # Whoever came first goes first: of many, none waits much longer than the others.
            is_mine = self._changed.wait_for(
                lambda: not self._is_held and self._waiting[0] is me, timeout=wait_s
            )
        finally:
            self._waiting.remove(me)
            self._changed.notify_all()
        if not is_mine:
            raise NoTurn
        self._is_held = True

    @contextlib.contextmanager
    def _held(self) -> collections.abc.Iterator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._is_held = False
                self._changed.notify_all()
