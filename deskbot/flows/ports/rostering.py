"""Who answers when: turns, what was said of the hours, and the people themselves."""

import collections.abc
import datetime as dt
from typing import Protocol

from deskbot.desk import cover, hours, interval, premises, roster
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
        """End what the change made, hold again what it ended: slots, exceptions, covers, profiles."""


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

    def save(self, profile: member.Profile) -> None:
        """Keep a profile, or what changed of it; its circles are left to `set_circle`."""

    def set_circle(self, channel: str, usernames: collections.abc.Iterable[str]) -> None:
        """Remember who is in a channel now, with a profile or not; nobody else is."""


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
