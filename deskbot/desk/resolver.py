"""Who rings now, and why: the one answer that line, chat and reports share (design, section 2)."""

import collections.abc
import dataclasses
import datetime as dt
import enum

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, interval, profile, public_number, roster
from deskbot.people import member

# The first and the second.
_PEOPLE_ON_DUTY = 2


class Reason(enum.StrEnum):
    """Why these people ring."""

    CLOSED = "closed"
    ON_DUTY = "on_duty"
    FALLBACK = "fallback"
    #: A named way of answering is in force, whoever holds the turn.
    PROFILE = "profile"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ringing:
    """One person who rings, and how many rings they get."""

    who: member.Member
    rings: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answering:
    """Who answers at one moment: the people in ringing order, then always the voicemail.

    `holder` is whoever's slot runs, even while the desk is closed. `ends` is when the
    first of the slots that count ends (or the profile that rings somebody); None when none runs. `profile`
    names the profile in force. `beyond` would ring too, after these, on a number that can ring more people.
    """

    reason: Reason
    ringing: tuple[Ringing, ...]
    holder: str | None
    ends: dt.datetime | None = None
    profile: str | None = None
    beyond: tuple[Ringing, ...] = ()

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
    on_duty = [(slot, one) for slot in (first, second) if slot and (one := _rung(slot, team=team))]
    # The night of a turn has the same end as its days.
    counting = [slot.span.end for slot, _ in on_duty] or ([first.span.end] if first else [])
    nobody = Answering(
        reason=Reason.CLOSED,
        ringing=(),
        holder=holder,
        ends=min(counting, key=interval.instant, default=None),
    )
    # A summer closing is open for whoever takes it, and for nobody else.
    if opening is hours.Opening.CLOSED or (opening is hours.Opening.IF_TAKEN and not on_duty):
        return nobody
    named = _profile_at(at, desk=desk)
    if named is not None:
        held, way = named
        ringing = _each(way.rings)
        ends = _profile_ends(held, on_duty=nobody.ends, opening=opening) if ringing else nobody.ends
        named_so = dataclasses.replace(nobody, reason=Reason.PROFILE, ends=ends, profile=way.name)
        return _within_reach(named_so, ringing, desk=desk)
    if not on_duty:
        fallback = Answering(reason=Reason.FALLBACK, ringing=(), holder=holder)
        return _within_reach(fallback, _each(desk.fallback), desk=desk)
    standing = [Ringing(who=desk.second, rings=desk.second.rings)] if desk.second else []
    ringing = _once_each((*(one for _, one in on_duty), *standing))[:_PEOPLE_ON_DUTY]
    served = dataclasses.replace(nobody, reason=Reason.ON_DUTY)
    return _within_reach(served, ringing, desk=desk)


def next_boundary(
    after: dt.datetime, *, desk: desk_module.Desk, slots: collections.abc.Iterable[roster.Slot]
) -> dt.datetime | None:
    """Return the next moment, strictly after `after`, at which the answer may change; None within a year."""
    spans = [*(slot.span for slot in slots), *(held.span for held in desk.in_force)]
    edges = [edge for span in spans for edge in (span.start, span.end)]
    change = desk.hours.next_change(after=after)
    later = [edge for edge in (*edges, change) if edge and interval.instant(edge) > interval.instant(after)]
    return min(later, key=interval.instant, default=None)


def _within_reach(answering: Answering, ringing: tuple[Ringing, ...], *, desk: desk_module.Desk) -> Answering:
    """Return who really rings: a line or a redirect rings one phone, and a line its own one before it."""
    if desk.kind is public_number.Kind.EASY_HUNTING or not ringing:
        return dataclasses.replace(answering, ringing=ringing)
    rings_itself = desk.kind is public_number.Kind.LINE and ringing[0].who.number == desk.public_number
    reach = 2 if rings_itself else 1
    return dataclasses.replace(answering, ringing=ringing[:reach], beyond=ringing[reach:])


def _profile_at(at: dt.datetime, *, desk: desk_module.Desk) -> tuple[profile.InForce, profile.Profile] | None:
    held = profile.at(at, in_force=desk.in_force)
    # A profile that was taken out of the configuration holds no more.
    way = desk.way(held.profile) if held else None
    return (held, way) if held and way else None


def _profile_ends(
    held: profile.InForce, *, on_duty: dt.datetime | None, opening: hours.Opening
) -> dt.datetime:
    # What is open only for whoever took it closes with their turn, whoever rings meanwhile.
    if on_duty is None or opening is not hours.Opening.IF_TAKEN:
        return held.span.end
    return min(held.span.end, on_duty, key=interval.instant)


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
