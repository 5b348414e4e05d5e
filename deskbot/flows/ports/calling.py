"""Calls as the sources tell of them, and the cards that come of them."""

import collections.abc
import datetime as dt
from typing import Protocol

from deskbot.calls import call_back, case, events, intake, merge
from deskbot.desk import interval
from deskbot.reports import facts


class Calls(Protocol):
    """What happened on the line."""

    def near(self, desk: str, *, span: interval.Interval) -> tuple[merge.Call, ...]:
        """Return the calls to the desk that began inside `span` and are over, in order."""

    def running(self, desk: str) -> tuple[merge.Call, ...]:
        """Return the desk's calls that still ring, as far as was told, in order."""

    def of_card(self, card: str) -> tuple[merge.Call, ...]:
        """Return the calls whose card that is, in order."""

    def about(self, card: str) -> merge.Call | None:
        """Return the call that a card is named after; the first one of it, where that was another one."""

    def has_message(self, key: str, *, desks: collections.abc.Collection[str], around: dt.datetime) -> bool:
        """Whether a call to one of `desks`, of about that time, left the message `key` of the box."""

    def spoken(self, caller: str, *, after: dt.datetime) -> merge.Call | None:
        """Return the first call since then, to any desk or from one, in which `caller` was talked to."""

    def remove(self, key: str) -> None:
        """Forget a call: it was another one."""

    def save(self, call: merge.Call, *, desk: str) -> None:
        """Keep a call, or what changed of it."""

    def get(self, key: str) -> merge.Call | None:
        """Return a call."""

    def facts(self, desk: str, *, span: interval.Interval) -> tuple[facts.CallKept, ...]:
        """Return what is counted of the desk's calls that began inside `span`, in order.

        Whoever proved their number called nobody.
        """


class Sources(Protocol):
    """What the sources told of calls, each thing under its name."""

    def unseen(self, desk: str, names: collections.abc.Sequence[str]) -> tuple[str, ...]:
        """Return those of `names` that were never added."""

    def add(self, desk: str, name: str, event: events.Event, *, at: dt.datetime) -> None:
        """Keep what was told at `at` under its name; the same name twice is one event."""

    def between(self, desk: str, *, span: interval.Interval) -> tuple[events.Told, ...]:
        """Return what was told of the time `span`, in order."""

    def waiting(self, desk: str) -> tuple[events.Told, ...]:
        """Return what was told and belongs to no call yet, in order."""

    def belongs(self, desk: str, name: str, *, call: str) -> None:
        """Remember to which call this belongs; an empty key means that it belongs to none, and never will."""


class Intakes(Protocol):
    """The places where calls are told of, between two looks at them."""

    def get(self, key: str) -> intake.Intake:
        """Return what is known of a place; nothing yet is a state too."""

    def save(self, known: intake.Intake) -> None:
        """Keep what is known."""


class Cases(Protocol):
    """The cards."""

    def get(self, key: str) -> case.Case | None:
        """Return a card."""

    def open_of(self, desk: str) -> tuple[case.Case, ...]:
        """Return the desk's cards that are not done, the oldest call first."""

    def open_of_caller(self, caller: str, *, desk: str | None = None) -> tuple[case.Case, ...]:
        """Return the cards of calls of `caller` that are not done, of one desk or of all, in order."""

    def settled_of_caller(self, caller: str) -> tuple[case.Case, ...]:
        """Return the cards of calls of `caller` that later calls settled, and nobody, in order."""

    def joined_to(self, key: str) -> tuple[case.Case, ...]:
        """Return the cards that another one stands for."""

    def count_open(self, desk: str) -> int:
        """Return how many of the desk's cards are not done."""

    def closed_as(self, desk: str, closing: case.Closing) -> frozenset[str]:
        """Return the keys of the desk's cards, those of their calls, of which that came."""

    def done_in(self, desk: str, *, span: interval.Interval) -> tuple[case.Case, ...]:
        """Return the desk's cards that were done in that time, in order."""

    def closed_with(self, together: str) -> tuple[case.Case, ...]:
        """Return the cards that were ended together and that nobody opened again since."""

    def save(self, card: case.Case) -> None:
        """Keep a card, or what changed of it."""


class CallBacks(Protocol):
    """Calls that people asked the desk's telephone to make."""

    def get(self, key: str) -> call_back.CallBack | None:
        """Return a call that was asked for."""

    def of(self, username: str, *, since: dt.datetime) -> tuple[call_back.CallBack, ...]:
        """Return the calls that a member asked for since that moment, in order."""

    def add(self, one: call_back.CallBack) -> None:
        """Keep a call that was asked for."""

    def passed_on(self, key: str, *, at: dt.datetime) -> None:
        """Remember that the operator is asked for it now."""


class TextsSent(Protocol):
    """Which callers got a text message on which day."""

    def claim(self, number: str, *, day: dt.date) -> bool:
        """Take the one text of that day for a number (E.164); False when it was taken."""
