"""The card of a call: open, taken by somebody, done with an outcome."""

import dataclasses
import datetime as dt
import enum


class State(enum.StrEnum):
    """Where a card stands."""

    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"


class Closing(enum.StrEnum):
    """What came of it; each has its label in `prompts/fr/closing.md.j2`."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    NOTHING_TO_DO = "nothing_to_do"
    ANSWERED = "answered"
    PROOF = "proof"


# What people choose from; the last ones are for deskbot to say.
CHOICES = (Closing.REACHED, Closing.NO_ANSWER, Closing.MESSAGE_LEFT, Closing.NOTHING_TO_DO)


class Hearing(enum.StrEnum):
    """Where the transcript of a message stands."""

    NONE = "none"
    WAITING = "waiting"
    HEARD = "heard"
    IMPOSSIBLE = "impossible"


class CannotTake(Exception):
    """The card is not open any more; `by` says who has it."""

    def __init__(self, *, by: str | None) -> None:
        super().__init__("this card is not open any more")
        self.by = by


class CannotFinish(Exception):
    """The card is done already."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Case:
    """One card, as its row says it is. `version` grows with each change that people should see.

    `transcript` is a `voicemail.transcript` as JSON, `hearing_why` says why there is none
    (`voicemail.failures.Why`).
    """

    key: str
    desk: str
    channel: str
    state: State = State.OPEN
    taken_by: str | None = None
    taken_at: dt.datetime | None = None
    closing: Closing | None = None
    note: str | None = dataclasses.field(default=None, repr=False)
    done_by: str | None = None
    version: int = 1
    shown_version: int = 0
    post_id: str | None = None
    recording_post_id: str | None = None
    recording_name: str | None = None
    hearing: Hearing = Hearing.NONE
    hearing_why: str | None = None
    transcript: str | None = dataclasses.field(default=None, repr=False)
    topic: str | None = None
    urgent: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether the chat shows this version of the card."""
        return self.post_id is not None and self.shown_version >= self.version

    def taken(self, *, by: str, at: dt.datetime) -> "Case":
        """Return the card once `by` took it.

        :raises CannotTake: if somebody has it, or it is done.
        """
        if self.state is not State.OPEN:
            raise CannotTake(by=self.taken_by or self.done_by)
        return self.changed(state=State.TAKEN, taken_by=by, taken_at=at)

    def finished(self, *, by: str, closing: Closing, note: str | None) -> "Case":
        """Return the card once it is done.

        :raises CannotFinish: if it is done already.
        """
        if self.state is State.DONE:
            raise CannotFinish
        return self.changed(
            state=State.DONE, taken_by=self.taken_by or by, done_by=by, closing=closing, note=note
        )

    def changed(self, **fields: object) -> "Case":
        """Return the card with `fields` changed, as a new version to show."""
        return dataclasses.replace(self, version=self.version + 1, **fields)  # type: ignore[arg-type]  # names are checked by replace itself
