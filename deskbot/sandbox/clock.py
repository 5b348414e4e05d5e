"""The sandbox's clock: it runs at real speed and only jumps forward."""

import datetime as dt
import threading
import zoneinfo

PARIS = zoneinfo.ZoneInfo("Europe/Paris")


class BackwardJump(ValueError):
    """The clock was asked to go back."""


class SandboxClock:
    """What deskbot, the line and the chat call "now"; it outlives deskbot's restarts."""

    def __init__(self, start: dt.datetime) -> None:
        self._lock = threading.Lock()
        self._offset = start - dt.datetime.now(dt.UTC)

    def now(self) -> dt.datetime:
        """Return the sandbox's time, aware, in Paris."""
        with self._lock:
            return (dt.datetime.now(dt.UTC) + self._offset).astimezone(PARIS)

    def advance(self, seconds: float) -> dt.datetime:
        """Jump `seconds` forward and return the new time.

        :raises BackwardJump: if `seconds` is negative.
        """
        if seconds < 0:
            raise BackwardJump(str(seconds))
        with self._lock:
            self._offset += dt.timedelta(seconds=seconds)
        return self.now()

    def jump_to(self, moment: dt.datetime) -> dt.datetime:
        """Jump forward to `moment` (aware) and return the new time.

        :raises BackwardJump: if `moment` is past.
        """
        with self._lock:
            wanted = moment - dt.datetime.now(dt.UTC)
            if wanted < self._offset:
                raise BackwardJump(moment.isoformat())
            self._offset = wanted
        return self.now()
