"""The database, one repository a subject, in one transaction."""

import collections.abc
import contextlib
import datetime as dt
from typing import Protocol

from deskbot.alerts import escalation
from deskbot.calls import case, merge
from deskbot.chat import messages, notice
from deskbot.desk import address, board, cover, gap_post, hours, interval, premises, roster
from deskbot.line import state
from deskbot.people import member
from deskbot.reports import contribution


class Slots(Protocol):
    """The roster's slots."""

    def get(self, key: str) -> roster.Slot | None:
        """Return a slot that holds."""

    def held(self, desk: str, *, until_after: dt.datetime) -> tuple[roster.Slot, ...]:
        """Return the desk's slots that end after that moment, in order."""

    def held_by(self, member: str, *, until_after: dt.datetime) -> tuple[roster.Slot, ...]:
        """Return the member's slots, of every desk, that end after that moment, in order."""

    def between(self, desk: str, *, span: interval.Interval) -> tuple[roster.Slot, ...]:
        """Return the desk's slots that still hold and touch `span`, past or to come, in order."""

    def desks_with_slots(self, *, until_after: dt.datetime) -> tuple[str, ...]:
        """Return the keys of the desks, known or not any more, with a slot that ends after that moment."""

    def add(self, slot: roster.Slot, *, change: str) -> None:
        """Keep a slot made by `change`."""

    def end(self, key: str, *, change: str) -> None:
        """End a slot: `change` gave it back, or cut it."""

    def confirm(self, key: str, *, at: dt.datetime) -> None:
        """Remember when the holder said that they will be there."""

    def ended_by(self, change: str) -> tuple[roster.Slot, ...]:
        """Return the slots that `change` ended, whole."""

    def grown_from(self, change: str) -> tuple[roster.Slot, ...]:
        """Return what still holds of the slots that `change` made, whatever cut them since."""


class Changes(Protocol):
    """The journal of what was done to the roster, and undoing it."""

    def add(self, change: roster.Change) -> None:
        """Keep a change, so that it can be told and undone."""

    def get(self, key: str) -> roster.Change | None:
        """Return a change."""

    def recent(self, limit: int, *, desk: str | None = None) -> tuple[roster.Change, ...]:
        """Return the last `limit` changes, of one desk or of all, the newest first."""

    def first_at(self) -> dt.datetime | None:
        """Return when the first change was made, of any desk; None before there is one."""

    def undo(self, key: str, *, by: str, at: dt.datetime) -> None:
        """End what the change made, hold again what it ended: slots, exceptions, covers."""


class Exceptions(Protocol):
    """Exceptional openings and closings that people declared, and the gaps that are meant."""

    def of(self, desk: str, *, until_after: dt.datetime) -> tuple[hours.Exceptional, ...]:
        """Return the desk's exceptions that end after that moment, in the order they were declared."""

    def add(self, desk: str, exceptional: hours.Exceptional, *, change: str) -> None:
        """Keep what `change` declared."""

    def ignored(self, desk: str, *, until_after: dt.datetime) -> tuple[interval.Interval, ...]:
        """Return the stretches, not over at that moment, whose gaps are meant; in order."""

    def add_ignored(self, desk: str, span: interval.Interval, *, change: str) -> None:
        """Keep a stretch whose gaps are meant, says `change`."""


class Covers(Protocol):
    """Wishes to be replaced."""

    def get(self, key: str) -> cover.Cover | None:
        """Return a wish that was not taken back."""

    def waiting(self, desk: str) -> tuple[cover.Cover, ...]:
        """Return the wishes of a desk that nobody took."""

    def of_change(self, change: str) -> tuple[str, ...]:
        """Return the keys of the wishes that `change` made or changed."""

    def add(self, wish: cover.Cover, *, change: str) -> None:
        """Keep a wish that `change` made."""

    def save(self, wish: cover.Cover, *, change: str) -> None:
        """Keep what `change` made of a wish: who took it, or which of its stretches are left."""


class Members(Protocol):
    """What members said of themselves, and which circles they are in."""

    def all(self) -> tuple[member.Profile, ...]:
        """Return every profile, by username."""

    def get(self, username: str) -> member.Profile | None:
        """Return a profile."""

    def with_number(self, number: str) -> tuple[member.Profile, ...]:
        """Return the profiles with that number (E.164), proved or not, by username."""

    def save(self, profile: member.Profile) -> None:
        """Keep a profile, or what changed of it; its circles are left to `set_circle`."""

    def set_circle(self, channel: str, usernames: collections.abc.Iterable[str]) -> None:
        """Remember who is in a channel now, with a profile or not; nobody else is."""


class Addresses(Protocol):
    """The secret addresses of the feeds and of the planning page."""

    def find(self, token: str) -> address.Address | None:
        """Return what the address with that secret shows; None, after the same work, when nothing does."""

    def token_of(self, kind: str, entity: str) -> str | None:
        """Return the secret of an address; None when it has none yet."""

    def put(self, kind: str, entity: str, token: str, *, at: dt.datetime) -> None:
        """Give an address a secret; the former one opens nothing any more."""


class Boards(Protocol):
    """The pinned post of each desk."""

    def get(self, desk: str) -> board.Board:
        """Return a desk's pinned post; none yet is a value too."""

    def save(self, pinned: board.Board) -> None:
        """Keep where a desk's pinned post is, and what it shows."""


class GapPosts(Protocol):
    """The posts that offer free half-days."""

    def add(self, offer: gap_post.GapPost) -> None:
        """Keep a post to make; the same key twice is one post."""

    def get(self, key: str) -> gap_post.GapPost | None:
        """Return a post."""

    def posted(self, key: str, *, post_id: str) -> None:
        """Remember that it was posted."""

    def shown_for(self, desk: str, *, from_day: dt.date) -> tuple[gap_post.GapPost, ...]:
        """Return the desk's posts in the chat that offer that day or a later one, in order of their days."""


class Premises(Protocol):
    """Whether anybody is at the premises."""

    def get(self) -> premises.Premises | None:
        """Return what was said last, over or not."""

    def save(self, said: premises.Premises) -> None:
        """Keep what is said, in place of what was."""


class Contributions(Protocol):
    """What members claim for a month at the desk."""

    def get(self, month: dt.date, *, member: str) -> contribution.Contribution | None:
        """Return what a member claims for the month that starts on `month`."""

    def of(self, month: dt.date) -> tuple[contribution.Contribution, ...]:
        """Return what everybody claims for the month that starts on `month`, by username."""

    def save(self, claimed: contribution.Contribution) -> None:
        """Keep what a member claims, or what changed of it."""


class Calls(Protocol):
    """What happened on the line."""

    def near(self, desk: str, *, span: interval.Interval) -> tuple[merge.Call, ...]:
        """Return the desk's calls that began inside `span`, in order."""

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

    def open_of(self, desk: str) -> tuple[case.Case, ...]:
        """Return the desk's cards that are not done, the oldest call first."""

    def count_open(self, desk: str) -> int:
        """Return how many of the desk's cards are not done."""

    def closed_as(self, desk: str, closing: case.Closing) -> frozenset[str]:
        """Return the keys of the desk's cards, those of their calls, of which that came."""

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

    def say(self, key: str, message: messages.Message) -> None:
        """Keep another message under a key that is there."""

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
    def changes(self) -> Changes:
        """The journal."""

    @property
    def exceptions(self) -> Exceptions:
        """Exceptions to the opening hours."""

    @property
    def covers(self) -> Covers:
        """Wishes to be replaced."""

    @property
    def members(self) -> Members:
        """What members said of themselves."""

    @property
    def addresses(self) -> Addresses:
        """The secret addresses."""

    @property
    def boards(self) -> Boards:
        """The pinned posts."""

    @property
    def gap_posts(self) -> GapPosts:
        """The posts that offer free half-days."""

    @property
    def premises(self) -> Premises:
        """Whether anybody is there."""

    @property
    def contributions(self) -> Contributions:
        """What members claim for a month."""

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
