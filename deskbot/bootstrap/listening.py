"""Threads that wait for the outside to say something, instead of asking again and again."""

import collections.abc
import random
import threading
import time

import structlog

from deskbot.bootstrap import adapters
from deskbot.calls import errors as call_errors
from deskbot.flows import hear_live, read_mailbox
from deskbot.line import errors as line_errors
from deskbot.outside import outage
from deskbot.outside.mailbox import client as mailbox_client
from deskbot.outside.ovh import live_events

log = structlog.get_logger(__name__)

_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 60.0
# Whoever answers at once that nothing happened is not asked more often than this.
_AT_MOST_EVERY_S = 0.2
_STOP_S = 1.0
# Servers and what is in between forget who waits for longer (RFC 2177).
_MAIL_WAIT_S = 300.0

Troubles = tuple[type[Exception], ...]
_LINE_TROUBLES: Troubles = (line_errors.LineUnavailable, line_errors.LineRefused)
_MAILBOX_TROUBLES: Troubles = (call_errors.MailboxUnavailable, call_errors.MailboxRefused)


class Listener:
    """Calls `once`, which blocks until something happens, again and again in a thread of its own.

    It never dies of an error: it waits, a second at first and a minute at most, and tries again. Errors among
    `troubles` are an outage of `system`, told once as it begins and once as it ends; any other is a fault of
    ours, told once as well.
    """

    def __init__(
        self,
        system: str,
        *,
        once: collections.abc.Callable[[], object],
        troubles: Troubles,
        first_pause_s: float = _FIRST_PAUSE_S,
        longest_pause_s: float = _LONGEST_PAUSE_S,
    ) -> None:
        self._system = system
        self._once = once
        self._troubles = troubles
        self._first_pause_s = first_pause_s
        self._longest_pause_s = longest_pause_s
        self._outage = outage.Outage(system)
        self._failures = 0
        self._is_faulty = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name=f"listens to {system}")

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; a call that the other side holds open is left to itself."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=_STOP_S)

    def is_alive(self) -> bool:
        """Whether it listens, or waits to try again."""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            begun = time.monotonic()
            if self._works():
                self._stopping.wait(_AT_MOST_EVERY_S - (time.monotonic() - begun))
            else:
                self._stopping.wait(self._pause_s())

    def _works(self) -> bool:
        """Listen once, and return whether that went well."""
        try:
            self._once()
        except self._troubles as problem:
            self._outage.failed(what="listen", error=type(problem).__name__)
        except Exception as problem:  # noqa: BLE001 - a listener that dies is blind, whatever it met
            self._tell_fault(type(problem).__name__)
        else:
            self._outage.worked()
            self._failures, self._is_faulty = 0, False
            return True
        self._failures += 1
        return False

    def _tell_fault(self, kind: str) -> None:
        if not self._is_faulty and not self._stopping.is_set():
            log.error("Listening fails, and goes on trying.", system=self._system, error=kind)
        self._is_faulty = True

    def _pause_s(self) -> float:
        doubled = self._first_pause_s * 2.0 ** min(self._failures - 1, 16)
        # Several processes that lost the same host do not all come back at the same moment.
        return min(doubled, self._longest_pause_s) * random.uniform(0.5, 1.0)


def listeners_of(parts: adapters.Parts) -> list[Listener]:
    """Return what listens for this deskbot, none of it started yet."""
    found = [
        Listener("OVH live events", once=_hears(one, parts=parts), troubles=_LINE_TROUBLES)
        for one in parts.live_events
    ]
    if parts.mailbox is not None:
        once = _waits(parts.mailbox, parts=parts)
        found.append(Listener("What comes into the mailbox", once=once, troubles=_MAILBOX_TROUBLES))
    return found


def _hears(one: live_events.OvhLiveEvents, *, parts: adapters.Parts) -> collections.abc.Callable[[], object]:
    return lambda: hear_live.take_in(one.listen(), house=parts.house, store=parts.data, clock=parts.clock)


def _waits(
    mailbox: mailbox_client.ImapMailbox, *, parts: adapters.Parts
) -> collections.abc.Callable[[], object]:
    def wait() -> None:
        if mailbox.wait(_MAIL_WAIT_S):
            read_mailbox.soon(store=parts.data, clock=parts.clock)

    return wait
