"""What the flows need from the world, named by its role; `outside` has the adapters.

Errors that cross a port belong to its trade: `line.errors`, `chat.errors`, `voicemail.transcript`.
"""

import collections.abc
import contextlib
import datetime as dt
import pathlib
from typing import Protocol

from deskbot.alerts import escalation
from deskbot.calls import case, events, merge
from deskbot.chat import messages, notice
from deskbot.desk import interval, roster
from deskbot.line import observed, plan, state
from deskbot.rules import answer
from deskbot.voicemail import transcript

StepResult = None | bool | int | str


class Step(Protocol):
    """Runs `call` once and remembers its result, whatever kills the process in between.

    The result may only be None, a bool, an int or a key (design, section 2).
    """

    def __call__(self, name: str, call: collections.abc.Callable[[], StepResult], /) -> StepResult:
        """Run `call` as the step `name` of this flow, or return what it returned the first time."""


class Clock(Protocol):
    """Tells the time; aware."""

    def now(self) -> dt.datetime:
        """Return the time."""


class Slots(Protocol):
    """The roster's slots and the changes that made them."""

    def held(self, desk: str, *, until_after: dt.datetime) -> tuple[roster.Slot, ...]:
        """Return the desk's slots that end after that moment, in order."""

    def add(self, slot: roster.Slot, *, change: str) -> None:
        """Keep a slot made by `change`."""

    def end(self, key: str, *, change: str) -> None:
        """End a slot: `change` gave it back, or cut it."""

    def add_change(self, change: roster.Change) -> None:
        """Keep a change, so that it can be undone."""

    def change(self, key: str) -> roster.Change | None:
        """Return a change."""

    def touched_by(self, change: str) -> tuple[tuple[roster.Slot, ...], tuple[roster.Slot, ...]]:
        """Return the slots that `change` made and that still hold, and those that it ended."""

    def undo(self, key: str, *, by: str) -> None:
        """End the slots that the change made, hold again those that it ended."""


class Calls(Protocol):
    """What happened on the line."""

    def near(self, desk: str, *, span: interval.Interval) -> tuple[merge.Call, ...]:
        """Return the desk's calls that began inside `span`."""

    def save(self, call: merge.Call, *, desk: str) -> None:
        """Keep a call, or what changed of it."""

    def get(self, key: str) -> merge.Call | None:
        """Return a call."""

    def unseen(self, desk: str, keys: collections.abc.Sequence[str]) -> tuple[str, ...]:
        """Return those of `keys` (of source events) that were never marked as seen."""

    def mark_seen(self, desk: str, key: str, *, at: dt.datetime) -> None:
        """Remember that this source event is in a call."""


class Cases(Protocol):
    """The cards."""

    def get(self, key: str) -> case.Case | None:
        """Return a card."""

    def save(self, card: case.Case) -> None:
        """Keep a card, or what changed of it."""

    def shown(self, key: str, *, version: int, post_id: str) -> None:
        """Remember that the chat shows this version of the card."""


class Alerts(Protocol):
    """The urgent things."""

    def get(self, key: str) -> escalation.Alert | None:
        """Return an alert."""

    def save(self, alert: escalation.Alert) -> None:
        """Keep an alert, or what changed of it."""

    def posts(self, key: str) -> tuple[escalation.AlertPost, ...]:
        """Return the posts that told of an alert."""

    def save_post(self, key: str, post: escalation.AlertPost) -> None:
        """Keep a post that told of an alert."""


class Notices(Protocol):
    """Messages to post once."""

    def add(self, item: notice.Notice) -> None:
        """Keep a message to post; the same key twice is one message."""

    def get(self, key: str) -> notice.Notice | None:
        """Return a message to post."""

    def posted(self, key: str, *, post_id: str) -> None:
        """Remember that it was posted."""

    def drop_unposted(self, kind: type[messages.Message], *, place: messages.Channel) -> None:
        """Forget the messages of that kind that still wait to be posted in that channel."""


class Lines(Protocol):
    """What is known of each line."""

    def get(self, desk: str) -> state.LineState:
        """Return what is known; nothing yet is a state too."""

    def save(self, known: state.LineState) -> None:
        """Keep what is known."""


class Questions(Protocol):
    """Questions that the rules did not answer, for the page's keeper."""

    def add(self, *, key: str, asked_by: str, question: str, at: dt.datetime) -> None:
        """Keep a question."""


class Due(Protocol):
    """The rows that wait: the only way to do something later, or right after this transaction."""

    def put(self, kind: str, key: str, *, at: dt.datetime) -> None:
        """Have the flow `kind` run for `key` once the clock reaches `at`; the earliest wish wins."""

    def drop(self, kind: str, key: str) -> None:
        """Forget what was due, if it was."""


class Work(Protocol):
    """One transaction on the database."""

    @property
    def slots(self) -> Slots:
        """The roster."""

    @property
    def calls(self) -> Calls:
        """What happened on the line."""

    @property
    def cases(self) -> Cases:
        """The cards."""

    @property
    def alerts(self) -> Alerts:
        """The urgent things."""

    @property
    def notices(self) -> Notices:
        """Messages to post once."""

    @property
    def lines(self) -> Lines:
        """What is known of each line."""

    @property
    def questions(self) -> Questions:
        """What the rules did not answer."""

    @property
    def due(self) -> Due:
        """The rows that wait."""


class Store(Protocol):
    """The database."""

    def write(self) -> contextlib.AbstractContextManager[Work]:
        """Begin a transaction that commits at the end of the block, or changes nothing."""

    def read(self) -> contextlib.AbstractContextManager[Work]:
        """Begin a look at the database, which never waits for a writer."""


class PhoneLine(Protocol):
    """A desk's line at the operator."""

    def read(self, desk: str) -> observed.Line:
        """Return the line as it is.

        :raises line.errors.LineUnavailable: try again.
        :raises line.errors.LineRefused: the operator said no.
        """

    def apply(self, desk: str, write: plan.Write) -> None:
        """Make one write; the same errors as `read`."""


class CallLog(Protocol):
    """What the operator recorded of a desk's calls."""

    def records(self, desk: str, *, span: interval.Interval) -> tuple[str, ...]:
        """Return the keys of the records of that time."""

    def record(self, desk: str, key: str) -> events.CallRecord:
        """Return one record."""

    def messages(self, desk: str) -> tuple[str, ...]:
        """Return the keys of the messages in the voicemail box."""

    def message(self, desk: str, key: str) -> events.VoicemailMessage:
        """Return one message, without its sound."""

    def download(self, desk: str, key: str) -> bytes:
        """Return a message's sound.

        :raises line.errors.RecordingNotReady: the operator is preparing it.
        :raises line.errors.RecordingGone: there is no such message any more.
        """


class Chat(Protocol):
    """The team's chat, as the bot."""

    def post(
        self, message: messages.Message, *, place: messages.Place, key: str, root_id: str | None = None
    ) -> str:
        """Post once under `key` and return the post's id, even when asked twice.

        :raises chat.errors.ChatUnavailable: try again.
        :raises chat.errors.ChatRefused: the chat said no.
        """

    def edit(self, post_id: str, *, message: messages.Message, place: messages.Place, key: str) -> None:
        """Make a post say `message`."""

    def attach(
        self,
        message: messages.Message,
        *,
        place: messages.Place,
        key: str,
        root_id: str,
        sound: pathlib.Path,
        name: str,
    ) -> str:
        """Post a file once in a thread and return the post's id."""

    def link(self, post_id: str) -> str:
        """Return the address of a post, for people."""


class Recordings(Protocol):
    """The files of messages, kept until they are purged."""

    def save(self, key: str, sound: bytes) -> str:
        """Keep a sound whole or not at all, and return its file name, under which it plays."""

    def has(self, name: str) -> bool:
        """Whether the file of that name is here."""

    def is_playable(self, name: str) -> bool:
        """Whether the file begins like a sound that people can hear."""

    def path(self, name: str) -> pathlib.Path:
        """Return where the file of that name lies."""


class Speech(Protocol):
    """Sound to text."""

    def transcribe(self, path: pathlib.Path) -> transcript.Transcript:
        """Return what is said in a sound file."""


class Rules(Protocol):
    """The house's rules."""

    def find(self, question: str) -> answer.Answer | answer.Abstention:
        """Return the passage that answers, or an abstention."""
