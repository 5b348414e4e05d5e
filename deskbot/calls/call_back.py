"""Calling somebody back by one click: who may, and what was asked."""

import collections.abc
import dataclasses
import datetime as dt
import enum

from deskbot.calls import case
from deskbot.people import phone

# Two clicks so near are one wish.
_ONE_CLICK = dt.timedelta(seconds=30)
# Later than that nobody stands by the telephone any more.
_FRESH = dt.timedelta(seconds=60)


class WhyNot(enum.StrEnum):
    """Why a call is not made; each has its sentence in `prompts/fr/call_back_refused.md.j2`."""

    NOT_YOURS = "not_yours"
    NO_LINE = "no_line"
    HIDDEN = "hidden"
    NOT_ALLOWED = "not_allowed"
    TOO_MANY = "too_many"


class Outcome(enum.StrEnum):
    """What became of a call that was asked for; but for the first, each has its sentence in
    `prompts/fr/call_back_failed.md.j2`.
    """

    PLACED = "placed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    TOO_LATE = "too_late"


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallBack:
    """A call that `username` asked for, about the card `case`; `asked_at` is when the operator was asked."""

    key: str
    case: str
    username: str
    at: dt.datetime
    asked_at: dt.datetime | None = None

    def is_fresh(self, *, now: dt.datetime) -> bool:
        """Whether whoever asked still waits by the telephone."""
        return now - self.at <= _FRESH


def may_be_called(number: str | None, *, line: str | None, allowed: phone.Allowed) -> bool:
    """Whether a click may have `line` call that number (E.164)."""
    return line is not None and number is not None and phone.is_allowed(number, allowed)


def why_not(
    card: case.Case,
    *,
    username: str,
    line: str | None,
    allowed: phone.Allowed,
    today: collections.abc.Collection[CallBack],
    most_a_day: int,
) -> WhyNot | None:
    """Return why `username` may not have `line` call whoever the card is about; None when they may.

    Only whoever took a card calls back, and only the number of that card: a stolen account calls nobody else.
    `today` are the calls that they asked for today.
    """
    if card.state is not case.State.TAKEN or card.taken_by != username:
        return WhyNot.NOT_YOURS
    if line is None:
        return WhyNot.NO_LINE
    if card.caller is None:
        return WhyNot.HIDDEN
    if not phone.is_allowed(card.caller, allowed):
        return WhyNot.NOT_ALLOWED
    return WhyNot.TOO_MANY if len(today) >= most_a_day else None


def is_asked_already(card: case.Case, *, today: collections.abc.Iterable[CallBack], now: dt.datetime) -> bool:
    """Whether that call was asked for a moment ago: the second click of an impatient finger."""
    return any(one.case == card.key and now - one.at < _ONE_CLICK for one in today)
