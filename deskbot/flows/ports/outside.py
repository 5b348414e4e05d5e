"""The line, the chat, files, speech and the rules."""

import collections.abc
import pathlib
from typing import Protocol

from deskbot.calls import events
from deskbot.chat import chatters, messages
from deskbot.desk import interval
from deskbot.line import observed, plan
from deskbot.people import member
from deskbot.reports import bilan, contribution, fairness
from deskbot.reports import coverage as coverage_module
from deskbot.rules import answer
from deskbot.voicemail import transcript


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
        root_id: str | None,
        files: collections.abc.Sequence[tuple[str, bytes]],
    ) -> str:
        """Post 1 to 5 files (name, content) once, in a thread or not, and return the post's id."""

    def pin(self, post_id: str) -> None:
        """Pin a post to its channel; again changes nothing."""

    def link(self, post_id: str) -> str:
        """Return the address of a post, for people."""


class Directory(Protocol):
    """Who is in the chat."""

    def people(self) -> tuple[chatters.Chatter, ...]:
        """Return everybody in the team, deactivated accounts too; not who left it.

        :raises chat.errors.ChatUnavailable: try again.
        :raises chat.errors.ChatRefused: the chat said no.
        """

    def members_of(self, channel_name: str) -> frozenset[str]:
        """Return the usernames of a channel's members; the errors of `people`."""


class Sheets(Protocol):
    """A month as files."""

    def csv(
        self,
        counted: bilan.Bilan,
        *,
        team: member.Team,
        claims: collections.abc.Iterable[contribution.Contribution],
        loads: collections.abc.Iterable[fairness.Load],
    ) -> bytes:
        """Return the table, for a spreadsheet."""

    def chart(
        self,
        counted: bilan.Bilan,
        *,
        coverage: coverage_module.Coverage,
        norm_h: tuple[float, float],
        title: str,
        team: member.Team,
    ) -> bytes | None:
        """Return the chart as an image; None where none can be drawn."""


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
