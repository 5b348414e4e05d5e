"""The line, the chat, files, speech and the rules."""

import collections.abc
import datetime as dt
import pathlib
from typing import Protocol

from deskbot.calls import events, letter
from deskbot.chat import chatters, messages
from deskbot.desk import interval
from deskbot.line import observed, writes
from deskbot.people import member
from deskbot.reports import bilan, contribution, fairness, rates, rates_table
from deskbot.reports import coverage as coverage_module
from deskbot.rules import answer
from deskbot.voicemail import transcript


class PhoneLine(Protocol):
    """The house's numbers at the operator, each by its public number (E.164)."""

    def look(self, number: str) -> observed.Observed:
        """Return what routes the calls of a number now; the rest as last read where calls are scarce.

        :raises line.errors.LineUnavailable: try again.
        :raises line.errors.LineRefused: the operator said no.
        """

    def glance(self, number: str) -> observed.Observed:
        """Return what `look` does, in as few calls as leave a change that is due all of its own."""

    def read(self, number: str) -> observed.Observed:
        """Return all that the operator shows of a number now; the errors of `look`."""

    def armed(self, number: str) -> observed.Observed:
        """Return the number as last read, but whether its times count and which events it has as now."""

    def read_back(self, number: str, made: collections.abc.Iterable[writes.Write]) -> observed.Observed:
        """Return the number as it is now as far as these writes touched it, the rest as last read."""

    def caller_waiting(self, number: str) -> bool:
        """Whether a caller waits or is rung now; False where the operator does not tell."""

    def apply(self, number: str, write: writes.Write) -> None:
        """Make one write; the errors of `look`."""

    def greeting(self, number: str) -> observed.Greeting:
        """Return the temporary greeting of the voicemail `number`; the errors of `look`."""

    def switch_greeting(self, number: str, *, on: bool) -> None:
        """Have the callers of the voicemail `number` hear its temporary greeting or not; the same errors."""


class CallLog(Protocol):
    """What the operator recorded of a desk's calls."""

    def records(self, desk: str, *, span: interval.Interval, now: dt.datetime) -> tuple[str, ...]:
        """Return the keys of the records of that time, be it of last month."""

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


class Mailbox(Protocol):
    """Where the operator sends voicemail e-mails."""

    def unread(self, *, since: dt.datetime) -> tuple[str, ...]:
        """Return the keys of the mails that came in since then and that were not settled, in order.

        :raises calls.errors.MailboxUnavailable: try again.
        :raises calls.errors.MailboxRefused: the mailbox said no.
        """

    def read(self, key: str) -> tuple[letter.Letter, ...]:
        """Return what a mail tells of messages, nothing when it is another mail; the errors of `unread`.

        :raises calls.errors.MailGone: there is no such mail any more.
        """

    def settle(self, key: str) -> None:
        """Mark a mail as read, or move it away, for good; again changes nothing; the errors of `read`."""


class Chat(Protocol):
    """The team's chat, as the bot."""

    def post(
        self,
        message: messages.Message,
        *,
        place: messages.Place,
        key: str,
        root_id: str | None = None,
        is_new: bool = False,
    ) -> str:
        """Post once under `key` and return the post's id, even when asked twice.

        `is_new`: nobody ever tried to, so that it is not looked for first.

        :raises chat.errors.ChatUnavailable: try again.
        :raises chat.errors.ChatRefused: the chat said no.
        """

    def find(self, place: messages.Place, *, key: str) -> str | None:
        """Return the post that was made under `key` and is there still; the errors of `post`."""

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

    def delete(self, post_id: str) -> None:
        """Take one of the bot's posts back, its thread and its files with it; the errors of `post`."""

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


class Dialler(Protocol):
    """Telephones of the house that can be told to call somebody."""

    def dial(self, number: str, *, line: str) -> None:
        """Ring the telephone of `line`, and once it is picked up `number` (both E.164). Never to be repeated.

        :raises line.errors.LineUnavailable: nobody knows whether it rings.
        :raises line.errors.LineRefused: the operator said no.
        """


class Texts(Protocol):
    """Text messages."""

    def send(self, message: messages.Message, *, to: str) -> None:
        """Send a text to a mobile (E.164). Never to be repeated.

        :raises line.errors.LineUnavailable: nobody knows whether it leaves.
        :raises line.errors.LineRefused: the operator said no.
        """


class Contacts(Protocol):
    """The organisation's address book."""

    def name_of(self, number: str) -> str | None:
        """Return how to call whoever has that number (E.164); None when nobody known has it."""


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


class RateSheets(Protocol):
    """The rates of calls as files."""

    def hours_csv(self, counted: rates.Rates, *, days: rates_table.Days) -> bytes:
        """Return a row for each hour of the week, for a spreadsheet."""

    def sum_csv(self, counted: rates.Rates, *, days: rates_table.Days) -> bytes:
        """Return the row that sums all up, for a spreadsheet."""

    def heat_map(self, counted: rates.Rates, *, days: rates_table.Days, title: str) -> bytes | None:
        """Return the missed calls of each hour of the week as an image; None where none can be drawn."""


class Recordings(Protocol):
    """The files of messages, kept until they are purged."""

    def save(self, key: str, sound: bytes) -> str:
        """Keep a sound whole or not at all, and return its file name, under which it plays."""

    def kept(self, key: str) -> str | None:
        """Return the file name of the sound that was saved under `key`, None without one."""

    def has(self, name: str) -> bool:
        """Whether the file of that name is here."""

    def is_playable(self, name: str) -> bool:
        """Whether the file begins like a sound that people can hear."""

    def path(self, name: str) -> pathlib.Path:
        """Return where the file of that name lies."""

    def remove(self, name: str) -> None:
        """Erase the file of that name; one that is gone already is fine."""


class Speech(Protocol):
    """Sound to text."""

    def transcribe(self, path: pathlib.Path) -> transcript.Transcript:
        """Return what is said in a sound file."""


class Rules(Protocol):
    """The house's rules."""

    def find(self, question: str) -> answer.Answer | answer.Abstention:
        """Return the passage that answers, or an abstention."""
