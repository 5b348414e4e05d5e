"""What a claim comes to, without changing anything: refused, a form first, nothing free, or granted."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.chat import forms, messages, wish
from deskbot.desk import desk as desk_module
from deskbot.desk import gaps, interval, planning, roster
from deskbot.flows import house as house_module
from deskbot.flows import introduce, ports
from deskbot.people import member, permissions

# How far around the days asked for free ones are offered, and how many.
_NEARBY = dt.timedelta(days=14)
_OFFERED = 4
# A button carries each of its stretches: a post holds so many (facts/mattermost.md, section 6).
_MOST_PIECES = 20


@dataclasses.dataclass(frozen=True, kw_only=True)
class Granted:
    """What `person` wins of what they asked for, what others hold, and what can be had instead of that."""

    person: member.Member
    house: house_module.House
    desk: desk_module.Desk
    rank: roster.Rank
    rings: int
    won: tuple[interval.Interval, ...]
    held: tuple[messages.HeldBy, ...]
    instead: tuple[wish.Wish, ...]


def decide(
    work: ports.Work, asked: wish.Wish, *, username: str, house: house_module.House, now: dt.datetime
) -> Granted | messages.Message | forms.Form:
    """Return what the wish of `username` comes to as the roster is."""
    known = house.known(work, since=min((now, *(span.start for span in asked.spans))))
    desk = known.desk(asked.desk)
    if desk is None:
        return messages.InTrouble(trouble=messages.Trouble.GONE)
    person = known.team.find(username)
    if person is not None and (refusal := permissions.to_take(person, takers=desk.takers)):
        return messages.Refused(reason=refusal)
    if person is None or not person.is_introduced:
        return introduce.first_turn(asked, house=house)
    # "Aujourd'hui" typed at 17:00 is half an hour: nobody is paid for a morning that is over.
    spans = interval.from_now(asked.spans, now=now)
    if not spans:
        return messages.InTrouble(trouble=messages.Trouble.TURN_OVER)
    slots = work.slots.held(desk.key, until_after=now)
    outcome = roster.claim(
        spans, slots=in_the_way(slots, rank=asked.rank, of=person.username), hours=desk.hours, rank=asked.rank
    )
    held = held_by(outcome.held, team=known.team, reader=person.username)
    others = tuple(one.span for one in outcome.held if one.member != person.username)
    instead = _second_of(others, asked=asked, slots=slots, desk=desk)
    if not outcome.won:
        ignored = work.exceptions.ignored(desk.key, until_after=now)
        nearby = _nearby(spans, asked=asked, slots=slots, ignored=ignored, desk=desk, now=now)
        return messages.NothingWon(held=held, own=not others, instead=(*instead, *nearby))
    return Granted(
        person=person,
        house=known,
        desk=desk,
        rank=asked.rank,
        rings=asked.rings or person.rings,
        won=outcome.won,
        held=held,
        instead=instead,
    )


def in_the_way(
    slots: collections.abc.Iterable[roster.Slot], *, rank: roster.Rank, of: str
) -> tuple[roster.Slot, ...]:
    """Return the slots that a claim of `rank` meets: nobody stands behind themselves."""
    return tuple(
        dataclasses.replace(one, rank=rank) if rank is roster.Rank.SECOND and one.member == of else one
        for one in slots
    )


def held_by(
    held: collections.abc.Iterable[roster.Holding], *, team: member.Team, reader: str
) -> tuple[messages.HeldBy, ...]:
    """Return what is held already, with names, as `reader` is told."""
    return tuple(
        messages.HeldBy(name=team.name_of(one.member), span=one.span, own=one.member == reader)
        for one in held
    )


def serves(span: interval.Interval, *, desk: desk_module.Desk) -> bool:
    """Whether the desk answers at all during `span`, were it taken."""
    days = planning.days_of(span, hours=desk.hours)
    return any(span.overlaps(opening) for day in days for opening in desk.hours.served_spans_on(day))


def _second_of(
    others: tuple[interval.Interval, ...],
    *,
    asked: wish.Wish,
    slots: collections.abc.Sequence[roster.Slot],
    desk: desk_module.Desk,
) -> tuple[wish.Wish, ...]:
    """Return the second rank of what others hold, where it is free and serves something."""
    if asked.rank is roster.Rank.SECOND or not others:
        return ()
    free = roster.claim(others, slots=slots, hours=desk.hours, rank=roster.Rank.SECOND).won
    free = tuple(span for span in free if serves(span, desk=desk))[:_MOST_PIECES]
    offer = wish.Wish(desk=desk.key, spans=free, rank=roster.Rank.SECOND, rings=asked.rings)
    return (offer,) if free else ()


def _nearby(
    spans: tuple[interval.Interval, ...],
    *,
    asked: wish.Wish,
    slots: collections.abc.Sequence[roster.Slot],
    ignored: collections.abc.Sequence[interval.Interval],
    desk: desk_module.Desk,
    now: dt.datetime,
) -> tuple[wish.Wish, ...]:
    """Return free half-days near those asked for, the first ones."""
    around = interval.Interval(start=max(now, spans[0].start - _NEARBY), end=spans[-1].end + _NEARBY)
    free = gaps.free_halves(hours=desk.hours, slots=slots, ignored=ignored, span=around)
    near = sorted(free, key=lambda one: abs(one.half.span.start - spans[0].start))[:_OFFERED]
    return tuple(
        wish.Wish(desk=desk.key, spans=one.spans, rings=asked.rings)
        for one in sorted(near, key=lambda one: one.half.span)
    )
