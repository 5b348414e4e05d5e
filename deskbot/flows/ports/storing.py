"""The database, one repository a subject, in one transaction.

What each repository can do stands with its subject: `calling`, `rostering`, `routing`, `telling`, `erasing`.
"""

import contextlib
import datetime as dt
from typing import Protocol

from deskbot.flows.ports import calling, erasing, rostering, routing, telling


class Due(Protocol):
    """The rows that wait: the only way to do something later, or right after this transaction."""

    def put(self, kind: str, key: str, *, at: dt.datetime, first: bool = False) -> None:
        """Have the flow `kind` run for `key` once the clock reaches `at`; the earliest wish wins.

        `first`: from then on it goes before whatever else waits in its lane.
        """

    def drop(self, kind: str, key: str) -> None:
        """Forget what was due, if it was."""


class Work(Protocol):
    """One transaction on the database."""

    @property
    def slots(self) -> rostering.Slots:
        """The roster."""

    @property
    def changes(self) -> rostering.Changes:
        """The journal."""

    @property
    def exceptions(self) -> rostering.Exceptions:
        """Exceptions to the opening hours."""

    @property
    def covers(self) -> rostering.Covers:
        """Wishes to be replaced."""

    @property
    def members(self) -> rostering.Members:
        """What members said of themselves."""

    @property
    def addresses(self) -> telling.Addresses:
        """The secret addresses."""

    @property
    def boards(self) -> telling.Boards:
        """The pinned posts."""

    @property
    def gap_posts(self) -> telling.GapPosts:
        """The posts that offer free half-days."""

    @property
    def premises(self) -> rostering.Premises:
        """Whether anybody is there."""

    @property
    def readings(self) -> routing.Readings:
        """What was read back of each number."""

    @property
    def kept_lines(self) -> routing.KeptLines:
        """What is kept of what somebody changed at the operator."""

    @property
    def profiles(self) -> routing.Profiles:
        """The named ways of answering in force."""

    @property
    def agreements(self) -> routing.Agreements:
        """What admins agreed to."""

    @property
    def line_changes(self) -> routing.LineChanges:
        """What was written on lines."""

    @property
    def contributions(self) -> rostering.Contributions:
        """What members claim for a month."""

    @property
    def calls(self) -> calling.Calls:
        """What happened on the line."""

    @property
    def sources(self) -> calling.Sources:
        """What the sources told of calls."""

    @property
    def intakes(self) -> calling.Intakes:
        """The places where calls are told of."""

    @property
    def cases(self) -> calling.Cases:
        """The cards."""

    @property
    def call_backs(self) -> calling.CallBacks:
        """The calls that people asked the desk's telephone to make."""

    @property
    def texts_sent(self) -> calling.TextsSent:
        """Which callers got a text message."""

    @property
    def alerts(self) -> telling.Alerts:
        """The urgent things."""

    @property
    def notices(self) -> telling.Notices:
        """Messages to post once."""

    @property
    def lines(self) -> routing.Lines:
        """What is known of each line."""

    @property
    def questions(self) -> telling.Questions:
        """What the rules did not answer."""

    @property
    def privacy_runs(self) -> erasing.PrivacyRuns:
        """What was done about what is kept of people."""

    @property
    def purging(self) -> erasing.Purging:
        """What is older than it is kept."""

    @property
    def held(self) -> erasing.Held:
        """What is kept about one number."""

    @property
    def forgetting(self) -> erasing.Forgetting:
        """What erases it."""

    @property
    def due(self) -> Due:
        """The rows that wait."""


class Store(Protocol):
    """The database."""

    def write(self) -> contextlib.AbstractContextManager[Work]:
        """Begin a transaction that commits at the end of the block, or changes nothing."""

    def read(self) -> contextlib.AbstractContextManager[Work]:
        """Begin a look at the database, which never waits for a writer."""
