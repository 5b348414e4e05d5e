"""Who rings now, and why: the one answer that line, chat and reports share (design, section 2)."""

import collections.abc
import dataclasses
import datetime as dt
import enum

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, interval, roster
from deskbot.people import member

# The first and the second.
_PEOPLE_ON_DUTY = 2


class Reason(enum.StrEnum):
    """Why these people ring."""

    CLOSED = "closed"
    ON_DUTY = "on_duty"
    FALLBACK = "fallback"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ringing:
    """One person who rings, and how many rings they get."""

    who: member.Member
    rings: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answering:
    """Who answers at one moment: the people in ringing order, then always the voicemail.

    `holder` is whoever's slot runs, even while the desk is closed.
    """

    reason: Reason
    ringing: tuple[Ringing, ...]
    holder: str | None

    @property
    def key(self) -> str:
        """Names this answer: two answers of one key ring the same people as long, in the same order."""
        ringing = ",".join(f"{one.who.username}*{one.rings}" for one in self.ringing)
        return f"{self.reason.value}:{ringing}"


def who_rings(
    at: dt.datetime,
    *,
    desk: desk_module.Desk,
    slots: collections.abc.Iterable[roster.Slot],
    team: member.Team,
) -> Answering:
    """Return who rings at `at` (aware). A member without a proved number is passed over."""
    running = [one for one in slots if one.span.holds(at)]
    first = next((one for one in running if one.rank is roster.Rank.FIRST), None)
    second = next((one for one in running if one.rank is roster.Rank.SECOND), None)
    holder = first.member if first else None
    opening = desk.hours.opening(at=at)
    if opening is hours.Opening.CLOSED:
        return Answering(reason=Reason.CLOSED, ringing=(), holder=holder)
    on_duty = [one for slot in (first, second) if slot and (one := _rung(slot, team=team))]
    if not on_duty:
        # A summer closing is open for whoever takes it, and for nobody else.
        taken_only = opening is hours.Opening.IF_TAKEN
        fallback = () if taken_only else _each(desk.fallback)
        reason = Reason.CLOSED if taken_only else Reason.FALLBACK
        return Answering(reason=reason, ringing=fallback, holder=holder)
    standing = [Ringing(who=desk.second, rings=desk.second.rings)] if desk.second else []
    ringing = _once_each((*on_duty, *standing))[:_PEOPLE_ON_DUTY]
    return Answering(reason=Reason.ON_DUTY, ringing=ringing, holder=holder)


def next_boundary(
    after: dt.datetime, *, desk: desk_module.Desk, slots: collections.abc.Iterable[roster.Slot]
) -> dt.datetime | None:
    """Return the next moment, strictly after `after`, at which the answer may change; None within a year."""
    edges = [edge for slot in slots for edge in (slot.span.start, slot.span.end)]
    change = desk.hours.next_change(after=after)
    later = [edge for edge in (*edges, change) if edge and interval.instant(edge) > interval.instant(after)]
    return min(later, key=interval.instant, default=None)


def _rung(slot: roster.Slot, *, team: member.Team) -> Ringing | None:
    who = team.find(slot.member)
    return Ringing(who=who, rings=slot.rings) if who is not None and who.can_be_rung else None


def _each(people: collections.abc.Iterable[member.Member]) -> tuple[Ringing, ...]:
    return _once_each(Ringing(who=one, rings=one.rings) for one in people)


def _once_each(ringing: collections.abc.Iterable[Ringing]) -> tuple[Ringing, ...]:
    # A phone that did not answer is not rung a second time in the same round.
    by_number: dict[str | None, Ringing] = {}
    for one in ringing:
        if one.who.can_be_rung:
            by_number.setdefault(one.who.number, one)
    return tuple(by_number.values())
