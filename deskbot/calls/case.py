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
    SPAM = "spam"
    WRONG_NUMBER = "wrong_number"
    ANSWERED = "answered"
    BLOCKED = "blocked"
    PROOF = "proof"
    GOT_THROUGH = "got_through"
    CALLED_BACK = "called_back"
    JOINED = "joined"


# What people choose from at the end; two more are one tap away, the last ones are for deskbot to say.
CHOICES = (Closing.REACHED, Closing.NO_ANSWER, Closing.MESSAGE_LEFT, Closing.NOTHING_TO_DO)
# What comes of calling somebody back.
CALLED = (Closing.REACHED, Closing.NO_ANSWER, Closing.MESSAGE_LEFT)
# What calls alone may say, and take back when more is told of them.
BY_ITSELF = (Closing.ANSWERED, Closing.BLOCKED, Closing.GOT_THROUGH, Closing.CALLED_BACK)


class Origin(enum.StrEnum):
    """What a card is about."""

    CALL = "call"
    NOTE = "note"


class Hearing(enum.StrEnum):
    """Where the transcript of a message stands."""

    NONE = "none"
    WAITING = "waiting"
    HEARD = "heard"
    IMPOSSIBLE = "impossible"


class CannotTake(Exception):
    """The card is not open any more; `by` says who has it, or ended it, since when."""

    def __init__(self, *, by: str | None, since: dt.datetime | None = None, is_done: bool = False) -> None:
        super().__init__("this card is not open any more")
        self.by = by
        self.since = since
        self.is_done = is_done


class CannotFinish(Exception):
    """The card is done already."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ended:
    """How a card had ended before it was handed to somebody, and who had it then."""

    closing: Closing | None
    done_by: str | None
    done_at: dt.datetime | None
    taken_by: str | None
    taken_at: dt.datetime | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Case:
    """One card, as its row says it is. `version` grows with each change that people should see.

    `caller` is E.164, None when hidden. `opened_by` typed it, for a note. `assigned_by` handed it to
    `taken_by`, None when they took it; `taken_before` had it until then, `assigned_before` had handed it to
    them, `ended` is how it had ended until then. `topic_by`, `channel_by` and
    `urgent_by` said so, None when deskbot did. `posted_in` is the channel of its post, which follows
    `channel`; what stays behind is `left_post_id` in `left_channel`, `moves` counts how often that happened,
    `refused_channel` is one that would not have it. `calls` counts the calls of that caller that are gathered
    in it, `last_call_at` is the last of them. `transcript` is a `voicemail.transcript` as JSON, `hearing_why`
    says why there is none (`voicemail.failures.Why`). `note` holds what people wrote, one line each; the
    first line of a note is the note itself.
    `reopened_at` is when it was last to be dealt with again, since somebody said so (`reopened_by`) or a
    message came after its end (None then); calls alone may not end it for what came before.
    `erased_at` is when its number and its texts went, `recording_erased_at` when its recording did.
    `joined_to` is the card that stands for this one: that of the same call, told twice, or that of an earlier
    call of the caller, in whose thread the message of this one is. `reminded` counts the reminders since it
    is with whoever has it; `closed_with` names the cards that were ended together with it; `tried` is the key
    under which its post was last to be made, in the channel `tried_in`, posted or not.
    """

    key: str
    desk: str
    channel: str
    origin: Origin = Origin.CALL
    caller: str | None = dataclasses.field(default=None, repr=False)
    opened_at: dt.datetime | None = None
    opened_by: str | None = None
    state: State = State.OPEN
    taken_by: str | None = None
    taken_at: dt.datetime | None = None
    assigned_by: str | None = None
    taken_before: str | None = None
    assigned_before: str | None = None
    ended: Ended | None = None
    closing: Closing | None = None
    note: str | None = dataclasses.field(default=None, repr=False)
    done_by: str | None = None
    done_at: dt.datetime | None = None
    version: int = 1
    shown_version: int = 0
    post_id: str | None = None
    posted_in: str | None = None
    left_post_id: str | None = None
    left_channel: str | None = None
    moves: int = 0
    channel_by: str | None = None
    refused_channel: str | None = None
    recording_post_id: str | None = None
    transcript_post_id: str | None = None
    recording_name: str | None = None
    hearing: Hearing = Hearing.NONE
    hearing_why: str | None = None
    transcript: str | None = dataclasses.field(default=None, repr=False)
    topic: str | None = None
    topic_by: str | None = None
    urgent: bool = False
    urgent_by: str | None = None
    calls: int = 1
    last_call_at: dt.datetime | None = None
    reminded: int = 0
    reopened_at: dt.datetime | None = None
    reopened_by: str | None = None
    erased_at: dt.datetime | None = None
    recording_erased_at: dt.datetime | None = None
    joined_to: str | None = None
    closed_with: str | None = None
    tried: str | None = None
    tried_in: str | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the chat shows this version of the card."""
        return self.post_id is not None and self.shown_version >= self.version

    @property
    def at(self) -> dt.datetime:
        """When its last call came, or it was written."""
        at = self.last_call_at or self.opened_at
        if at is None:
            raise ValueError("a card without a time")
        return at

    @property
    def told(self) -> str | None:
        """What a note says; None for the card of a call."""
        return (self.note or "").split("\n")[0] if self.origin is Origin.NOTE else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What people wrote on it since."""
        lines = self.note.split("\n") if self.note else []
        return tuple(lines[1:] if self.origin is Origin.NOTE else lines)

    def taken(self, *, by: str, at: dt.datetime) -> "Case":
        """Return the card once `by` took it.

        :raises CannotTake: if somebody has it, or it is done.
        """
        if self.state is State.DONE:
            raise CannotTake(by=self.done_by, since=self.done_at, is_done=True)
        if self.state is State.TAKEN:
            raise CannotTake(by=self.taken_by, since=self.taken_at)
        return self.changed(state=State.TAKEN, taken_by=by, taken_at=at, reminded=0)

    def finished(
        self, *, by: str | None, closing: Closing, at: dt.datetime, note: str | None = None
    ) -> "Case":
        """Return the card once it is done; `by` is None when deskbot says so.

        :raises CannotFinish: if it is done already.
        """
        if self.state is State.DONE:
            raise CannotFinish
        done = self.changed(
            state=State.DONE, taken_by=self.taken_by or by, done_by=by, done_at=at, closing=closing
        )
        return dataclasses.replace(done, note=with_line(self.note, note))

    def closed(self, closing: Closing, *, at: dt.datetime) -> "Case":
        """Return the card once calls have settled it; whoever had it keeps it."""
        return self.changed(state=State.DONE, closing=closing, done_by=None, done_at=at)

    @property
    def is_closed_by_itself(self) -> bool:
        """Whether calls settled it, and nobody said so."""
        return self.state is State.DONE and self.done_by is None and self.closing in BY_ITSELF

    @property
    def has_message_since(self) -> bool:
        """Whether it was done when a message came, and is open again for that."""
        return self.reopened_at is not None and self.reopened_by is None and self.state is not State.DONE

    def opened_again(self, *, at: dt.datetime, by: str | None) -> "Case":
        """Return the card once it is to be dealt with again; `by` is None when a message came."""
        return dataclasses.replace(self.reopened(), reopened_at=at, reopened_by=by)

    def reopened(self) -> "Case":
        """Return the card as it stood before it was closed: with whoever had taken it, else open."""
        # Who ended it without taking it never had it.
        was_taken = self.taken_at is not None
        return self.changed(
            state=State.TAKEN if was_taken else State.OPEN,
            taken_by=self.taken_by if was_taken else None,
            closing=None,
            done_by=None,
            done_at=None,
            reminded=0,
            # What is written on it from now on goes in its turn.
            erased_at=None,
            closed_with=None,
        )

    def opened_afresh(self) -> "Case":
        """Return the card open and in nobody's hands, with its post and what people wrote on it."""
        freed = {"taken_by": None, "taken_at": None, "assigned_by": None}
        freed |= {"taken_before": None, "assigned_before": None}
        known = {"joined_to": None, "erased_at": None, "recording_erased_at": None}
        return self.reopened().changed(state=State.OPEN, **freed, **known)

    def changed(self, **fields: object) -> "Case":
        """Return the card with `fields` changed, as a new version to show."""
        return dataclasses.replace(self, version=self.version + 1, **fields)  # type: ignore[arg-type]  # names are checked by replace itself


def with_line(written: str | None, line: str | None) -> str | None:
    """Return what people wrote once `line` is written under it, on one line."""
    added = " ".join((line or "").split())
    return "\n".join(filter(None, (written, added))) or None
