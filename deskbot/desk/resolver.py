"""Who rings now, and why: the one answer that line, chat and reports share (design, section 2)."""

import collections.abc
import dataclasses
import datetime as dt
import enum

from deskbot.desk import desk as desk_module
from deskbot.desk import interval, roster
from deskbot.people import member


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
    slot = next((one for one in slots if one.span.holds(at)), None)
    holder = slot.member if slot else None
    if not desk.hours.is_open(at=at):
        return Answering(reason=Reason.CLOSED, ringing=(), holder=holder)
    first = team.find(slot.member) if slot else None
    if slot is None or first is None or not first.can_be_rung:
        return Answering(reason=Reason.FALLBACK, ringing=_each(desk.fallback), holder=holder)
    behind = _each([desk.second] if desk.second and desk.second.number != first.number else [])
    return Answering(
        reason=Reason.ON_DUTY, ringing=(Ringing(who=first, rings=slot.rings), *behind), holder=holder
    )


def next_boundary(
    after: dt.datetime, *, desk: desk_module.Desk, slots: collections.abc.Iterable[roster.Slot]
) -> dt.datetime:
    """Return the next moment, strictly after `after`, at which the answer may change."""
    edges = [edge for slot in slots for edge in (slot.span.start, slot.span.end)]
    later = [edge for edge in edges if interval.instant(edge) > interval.instant(after)]
    return min([desk.hours.next_change(after=after), *later], key=interval.instant)


def _each(people: collections.abc.Iterable[member.Member]) -> tuple[Ringing, ...]:
    # A phone that did not answer is not rung a second time in the same round.
    by_number: dict[str | None, member.Member] = {}
    for one in people:
        if one.can_be_rung:
            by_number.setdefault(one.number, one)
    return tuple(Ringing(who=one, rings=one.rings) for one in by_number.values())
