"""Transactions: everything that one story reads and changes at once."""

import collections.abc
import contextlib
import sqlite3

import sqlalchemy as sa

from deskbot.outside.database import (
    addresses,
    agreements,
    alerts,
    boards,
    call_backs,
    calls,
    cases,
    changes,
    connect,
    contributions,
    covers,
    due,
    exceptions,
    forgetting,
    gap_posts,
    held,
    intakes,
    kept_lines,
    line_changes,
    lines,
    members,
    notices,
    precedence,
    premises,
    privacy_runs,
    profiles,
    purging,
    questions,
    readings,
    slots,
    sources,
    texts_sent,
    vault,
)


class StoreBusy(Exception):
    """The database is held by somebody else for too long: nothing was changed, try again."""


class Work:
    """One transaction on the database."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self.connection = connection
        self.slots = slots.Slots(connection)
        self.changes = changes.Changes(connection, seal)
        self.exceptions = exceptions.Exceptions(connection, seal)
        self.covers = covers.Covers(connection)
        self.members = members.Members(connection, seal)
        self.addresses = addresses.Addresses(connection, seal)
        self.boards = boards.Boards(connection)
        self.gap_posts = gap_posts.GapPosts(connection)
        self.premises = premises.Premises(connection)
        self.contributions = contributions.Contributions(connection)
        self.calls = calls.Calls(connection, seal)
        self.sources = sources.Sources(connection, seal)
        self.intakes = intakes.Intakes(connection)
        self.cases = cases.Cases(connection, seal)
        self.call_backs = call_backs.CallBacks(connection)
        self.texts_sent = texts_sent.TextsSent(connection, seal)
        self.alerts = alerts.Alerts(connection, seal)
        self.notices = notices.Notices(connection, seal)
        self.lines = lines.Lines(connection)
        self.readings = readings.Readings(connection, seal)
        self.kept_lines = kept_lines.KeptLines(connection, seal)
        self.profiles = profiles.Profiles(connection)
        self.agreements = agreements.Agreements(connection)
        self.line_changes = line_changes.LineChanges(connection)
        self.questions = questions.Questions(connection, seal)
        self.privacy_runs = privacy_runs.PrivacyRuns(connection, seal)
        self.purging = purging.Purging(connection)
        self.held = held.Held(connection, seal)
        self.forgetting = forgetting.Forgetting(connection, seal)
        self.due = due.Due(connection)


class Store:
    """The database behind its two engines.

    `busy_s` bounds the wait for the write lock: short where a person waits, long in the background. `turn`
    says whose writes go first, where several stores write.
    """

    def __init__(
        self,
        url: str,
        *,
        seal: vault.Vault,
        busy_s: float = connect.PATIENT_S,
        turn: precedence.Turn = contextlib.nullcontext,
    ) -> None:
        self._vault = seal
        self._turn = turn
        self.writer = connect.writer(url, busy_s=busy_s)
        self.reader = connect.reader(url, busy_s=busy_s)

    @contextlib.contextmanager
    def write(self) -> collections.abc.Iterator[Work]:
        """Begin a transaction that commits at the end of the block, or changes nothing.

        :raises StoreBusy: if the lock could not be had.
        """
        try:
            with self._turn(), self.writer.begin() as connection:
                yield Work(connection, self._vault)
        except precedence.NoTurn:
            raise StoreBusy("others write") from None
        except sa.exc.OperationalError as problem:
            raise _told(problem) from None
        except sa.exc.TimeoutError:
            # Every connection is in use.
            raise StoreBusy("no connection left") from None

    @contextlib.contextmanager
    def read(self) -> collections.abc.Iterator[Work]:
        """Begin a look at the database, which never waits for a writer.

        :raises StoreBusy: if even that could not be had.
        """
        try:
            with self.reader.connect() as connection:
                yield Work(connection, self._vault)
        except sa.exc.OperationalError as problem:
            raise _told(problem) from None
        except sa.exc.TimeoutError:
            # Every connection is in use.
            raise StoreBusy("no connection left") from None

    def close(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()


# Lock not available, and the server starting or stopping (postgresql.org/docs, "PostgreSQL Error Codes").
_BUSY_STATES = ("55P03", "57P01", "57P02", "57P03")


def _told(problem: sa.exc.OperationalError) -> Exception:
    """Return the error to raise: both databases say "busy" and "broken" with the same class."""
    # The low byte is the primary code (sqlite.org/rescode.html).
    code = getattr(problem.orig, "sqlite_errorcode", -1) & 0xFF
    state = getattr(problem.orig, "sqlstate", None)
    is_busy = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or state in _BUSY_STATES
    return StoreBusy(type(problem.orig).__name__) if is_busy else problem
