"""The line: what is known of it, what is meant to hold on it, and what was written."""

import datetime as dt
from typing import Protocol

from deskbot.desk import profile
from deskbot.line import agreement, change, kept, reading, state


class Lines(Protocol):
    """What is known of each line."""

    def get(self, desk: str) -> state.LineState:
        """Return what is known; nothing yet is a state too."""

    def save(self, known: state.LineState) -> None:
        """Keep what is known."""


class Readings(Protocol):
    """What was last read back of each number; sealed at rest."""

    def get(self, number: str) -> reading.Reading | None:
        """Return the last reading of a number (E.164)."""

    def save(self, one: reading.Reading) -> None:
        """Keep a reading instead of the one before."""


class KeptLines(Protocol):
    """What somebody changed at the operator and the house keeps for a while; sealed at rest."""

    def at(self, desk: str, *, moment: dt.datetime) -> kept.Kept | None:
        """Return what is kept of a desk's numbers at `moment`; the last said, of several."""

    def add(self, one: kept.Kept) -> None:
        """Keep what was seen."""

    def end(self, desk: str, *, at: dt.datetime) -> None:
        """Keep nothing of that desk any more from `at` on."""


class Profiles(Protocol):
    """The named ways of answering that were put in force."""

    def of(self, desk: str, *, until_after: dt.datetime) -> tuple[profile.InForce, ...]:
        """Return the desk's profiles that end after that moment, in the order they were said."""

    def add(self, one: profile.InForce, *, change: str) -> None:
        """Keep a profile that `change` put in force."""

    def end(self, key: str, *, change: str) -> None:
        """Take a profile back: `change` ended it, or put another in its place."""


class Agreements(Protocol):
    """What admins agreed to about lines."""

    def of(self, desk: str, *, at: dt.datetime) -> tuple[agreement.Agreement, ...]:
        """Return what holds for a desk at that moment."""

    def add(self, one: agreement.Agreement) -> None:
        """Keep an agreement."""


class LineChanges(Protocol):
    """The journal of what deskbot wrote on lines."""

    def add(self, one: change.LineChange) -> None:
        """Keep what was written."""

    def since(self, desk: str, *, at: dt.datetime) -> tuple[change.LineChange, ...]:
        """Return what was written on a desk's line since that moment, in order."""

    def recent(self, limit: int) -> tuple[change.LineChange, ...]:
        """Return the last `limit` changes of any line, the newest first."""
