"""How long what is personal is kept, kind by kind, and what was done about it."""

import collections.abc
import dataclasses
import datetime as dt
import enum


class Kind(enum.StrEnum):
    """What is kept of people; each has its words in `prompts/fr/held.md.j2`."""

    RECORDINGS = "recordings"  # the sounds of messages, and what is said in them
    CARDS = "cards"  # who called, notes, transcripts
    CALLS = "calls"  # the numbers that called and that were rung
    SOURCES = "sources"  # what the operator and the mailbox told of calls
    SEEN = "seen"  # the names under which they told it
    MESSAGES = "messages"  # what deskbot posts once, direct messages above all
    ALERTS = "alerts"
    TEXTS = "texts"  # who got a text message, and on which day
    QUESTIONS = "questions"  # those that the rules did not answer
    JOURNAL = "journal"
    LINES = "lines"  # what was read of lines, and written on them
    MEMBERS = "members"  # the numbers of whoever left the team


@dataclasses.dataclass(frozen=True, kw_only=True)
class Retention:
    """How many days each kind is kept once it is dealt with; what is open is kept until it is not.

    `delete_posts`: deskbot's own posts that carry a recording, what is said in it or a whole number go too.
    """

    days: collections.abc.Mapping[Kind, int]
    delete_posts: bool = True

    def edge(self, kind: Kind, *, now: dt.datetime) -> dt.datetime:
        """Return the moment before which things of that kind are kept no more at `now`."""
        return now - dt.timedelta(days=self.days[kind])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Preview:
    """How much is kept under a number, as far as a look at the indexes tells."""

    calls: int
    cards: int
    open_cards: int
    recordings: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """Some of the things of one place that are about a number, by their keys.

    `after` is where to go on; None once everything was looked at.
    """

    place: str
    kind: Kind
    keys: tuple[str, ...]
    after: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Erased:
    """What was erased: how many things, the posts that are to go with them, the cards to show anew.

    `sounds` are the cards whose recording is still to be erased; `left` counts what had to stay.
    """

    count: int
    left: int = 0
    post_ids: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Where something about a caller may be that deskbot cannot erase, beside the chat and the operator.

    `backups_days`: how long the house keeps those of the database, None where it did not say.
    """

    mailbox: bool = False
    directory: bool = False
    texts: bool = False
    backups_days: int | None = None


class Task(enum.StrEnum):
    """What is done about what is kept of people."""

    PURGE = "purge"
    FORGET = "forget"
    EXPORT = "export"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Run:
    """One time that a task is done. `counts` says how many things of each kind, never which.

    `number` (E.164) is the one it is about, forgotten with the rest. Nothing happens before `confirmed_at`.
    `with_open`: the cards that are open go too. `post_id` is the direct message that has what was exported.
    """

    key: str
    task: Task
    at: dt.datetime
    asked_by: str | None = None
    number: str | None = dataclasses.field(default=None, repr=False)
    with_open: bool = False
    confirmed_at: dt.datetime | None = None
    done_at: dt.datetime | None = None
    post_id: str | None = None
    counts: collections.abc.Mapping[str, int] = dataclasses.field(default_factory=dict)

    def confirmed(self, *, at: dt.datetime, with_open: bool) -> "Run":
        """Return the run once somebody confirmed that it be done."""
        return dataclasses.replace(self, confirmed_at=at, with_open=with_open)

    def done(self, *, at: dt.datetime) -> "Run":
        """Return the run once it is done: the number is forgotten with the rest."""
        return dataclasses.replace(self, done_at=at, number=None)

    def counts_of(
        self, kinds: collections.abc.Iterable[Kind], *, prefix: str = ""
    ) -> tuple[tuple[Kind, int], ...]:
        """Return the counts that are not naught, under the names of `kinds` after a prefix."""
        found = ((kind, self.counts.get(f"{prefix}{kind.value}", 0)) for kind in kinds)
        return tuple((kind, count) for kind, count in found if count)

    def counted(self, kind: str, more: int) -> "Run":
        """Return the run once `more` things of that kind were dealt with."""
        counts = {**self.counts, kind: self.counts.get(kind, 0) + more}
        return dataclasses.replace(self, counts=counts if more else self.counts)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Dropped:
    """The keys of what was forgotten, and those of deskbot's posts that are to go from the chat with it."""

    keys: tuple[str, ...]
    post_ids: tuple[str, ...] = ()
