"""The lanes that flows run in, and how much room each has."""

import dataclasses
import enum


class Lane(enum.StrEnum):
    """Queues that do not wait for each other: an operator that hangs must not hold an alert back."""

    INSIDE = "inside"
    LINE = "line"
    CHAT = "chat"
    ALERT = "alert"
    SPEECH = "speech"
    MAIL = "mail"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Room:
    """How many flows of a lane run at once, and how many more of those that go before the others.

    The engine looks into its queue each `poll_s`: a look takes some milliseconds, also while a house sleeps.
    So many more wait in that queue, which starts them in no order. All else waits as rows: what goes first is
    started first, then the earliest; of one kind and key there is one row, however often it is put.
    """

    workers: int
    spare: int = 0
    waiting: int = 0
    poll_s: float = 0.2

    @property
    def at_once(self) -> int:
        """Return how many run at once at most."""
        return self.workers + self.spare

    def left(self, unfinished: int, *, first: bool, processes: int) -> int:
        """Return how many may be started by so many processes, of those that go `first` or of the others."""
        most = self.workers + self.waiting + (self.spare if first else 0)
        return max(0, most * processes - unfinished)


# One model, one job at a time (facts/speech.md, section 4).
ROOMS = {
    Lane.INSIDE: Room(workers=1, waiting=7),
    Lane.LINE: Room(workers=4, spare=2, poll_s=0.3),
    Lane.CHAT: Room(workers=6, spare=2),
    Lane.ALERT: Room(workers=2, poll_s=0.5),
    Lane.SPEECH: Room(workers=1, waiting=1, poll_s=1),
    Lane.MAIL: Room(workers=1, poll_s=1),
}
