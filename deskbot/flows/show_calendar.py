"""Show the turns of a desk, or of a member, to the agenda that has their secret address."""

import collections
import collections.abc
import dataclasses
import datetime as dt
from typing import Final

from deskbot.desk import address, interval, planning, roster
from deskbot.desk import desk as desk_module
from deskbot.flows import house as house_module
from deskbot.flows import ports, show_planning
from deskbot.people import member

DAYS_BACK: Final = 31
DAYS_AHEAD: Final = 366


@dataclasses.dataclass(frozen=True, kw_only=True)
class Turn:
    """Served hours of one slot, on one day, with the same people: who is rung first and second, by name.

    `key` stays the same as long as the slot holds. `title` is the desk's; `rank` is the slot's.
    """

    key: str
    span: interval.Interval
    title: str
    rank: roster.Rank
    first: str | None
    second: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Feed:
    """What an agenda shows. `title` is the desk's, or the member's name; `zone` is where the desk is."""

    kind: address.Kind
    title: str
    has_several_desks: bool
    turns: tuple[Turn, ...]
    zone: str
    made_at: dt.datetime


def show(token: str, *, house: house_module.House, store: ports.Store, clock: ports.Clock) -> Feed | None:
    """Return the turns from a month ago to a year ahead; None when the address opens no calendar."""
    now = clock.now()
    with store.read() as work:
        found = work.addresses.find(token)
        if found is None:
            return None
        known = house.known(work, since=now - dt.timedelta(days=DAYS_BACK))
        if found.kind is address.Kind.MEMBER:
            who = known.team.find(found.entity)
            return _read_member(who, house=known, work=work, now=now) if who and who.is_active else None
        desk = known.desk(found.entity)
        if desk is None:
            return None
        slots = work.slots.between(desk.key, span=window_of(now, desk=desk))
    return of_desk(desk, team=known.team, slots=slots, now=now)


def of_desk(
    desk: desk_module.Desk,
    *,
    team: member.Team,
    slots: collections.abc.Sequence[roster.Slot],
    now: dt.datetime,
) -> Feed:
    """Return what the agenda of a desk shows of its `slots`."""
    found = _turns(slots, desk=desk, team=team, every=slots, now=now)
    return Feed(
        kind=address.Kind.DESK,
        title=desk.title,
        has_several_desks=False,
        # A turn as second is told with the first person's; alone only where nobody is first.
        turns=_ordered(one for one in found if one.rank is roster.Rank.FIRST or one.first is None),
        zone=str(desk.hours.zone),
        made_at=now,
    )


def of_member(
    who: member.Member,
    *,
    house: house_module.House,
    slots: collections.abc.Mapping[str, collections.abc.Sequence[roster.Slot]],
    now: dt.datetime,
) -> Feed:
    """Return what the agenda of a member shows of the `slots` of each desk, theirs and those beside."""
    found: list[Turn] = []
    for key, every in slots.items():
        mine = [one for one in every if one.member == who.username]
        found.extend(_turns(mine, desk=house.desks[key], team=house.team, every=every, now=now))
    first_desk = next(iter(house.desks.by_key.values()))
    return Feed(
        kind=address.Kind.MEMBER,
        title=who.name,
        has_several_desks=len(house.desks.by_key) > 1,
        turns=_ordered(found),
        zone=str(first_desk.hours.zone),
        made_at=now,
    )


def window_of(now: dt.datetime, *, desk: desk_module.Desk) -> interval.Interval:
    """Return the whole days that a feed shows."""
    today = now.astimezone(desk.hours.zone).date()
    first, last = today - dt.timedelta(days=DAYS_BACK), today + dt.timedelta(days=DAYS_AHEAD)
    return planning.whole_days(first, last, hours=desk.hours)


class _Beside:
    """Finds the slots that run beside another one; a year of half-days is some hundred slots."""

    def __init__(self, slots: collections.abc.Iterable[roster.Slot]) -> None:
        self._slots = [
            (interval.instant(one.span.start), interval.instant(one.span.end), one) for one in slots
        ]

    def of(self, span: interval.Interval) -> list[roster.Slot]:
        start, end = interval.instant(span.start), interval.instant(span.end)
        return [slot for starts, ends, slot in self._slots if starts < end and start < ends]


def _read_member(
    who: member.Member, *, house: house_module.House, work: ports.Work, now: dt.datetime
) -> Feed:
    # Two days more than the window, whatever the zone of a desk.
    mine = work.slots.held_by(who.username, until_after=now - dt.timedelta(days=DAYS_BACK + 2))
    known = {slot.desk: house.desks[slot.desk] for slot in mine if house.desk(slot.desk)}
    slots = {key: work.slots.between(key, span=window_of(now, desk=desk)) for key, desk in known.items()}
    return of_member(who, house=house, slots=slots, now=now)


def _turns(
    slots: collections.abc.Iterable[roster.Slot],
    *,
    desk: desk_module.Desk,
    team: member.Team,
    every: collections.abc.Iterable[roster.Slot],
    now: dt.datetime,
) -> list[Turn]:
    beside, window = _Beside(every), window_of(now, desk=desk)
    found: list[Turn] = []
    for slot in slots:
        span = slot.span.common(window)
        if span is not None:
            found.extend(_of_slot(slot, span=span, desk=desk, team=team, beside=beside))
    return found


def _ordered(turns: collections.abc.Iterable[Turn]) -> tuple[Turn, ...]:
    return tuple(sorted(turns, key=lambda one: (interval.instant(one.span.start), one.key)))


def _of_slot(
    slot: roster.Slot,
    *,
    span: interval.Interval,
    desk: desk_module.Desk,
    team: member.Team,
    beside: _Beside,
) -> collections.abc.Iterator[Turn]:
    on_day: collections.Counter[dt.date] = collections.Counter()
    for stretch in planning.served(span, hours=desk.hours, slots=beside.of(span)):
        if slot.member != (stretch.first if slot.rank is roster.Rank.FIRST else stretch.second):
            continue
        day = stretch.span.start.astimezone(desk.hours.zone).date()
        on_day[day] += 1
        yield Turn(
            key=f"{slot.key}-{day:%Y%m%d}-{on_day[day]}",
            span=stretch.span,
            title=desk.title,
            rank=slot.rank,
            first=team.name_of(stretch.first) if stretch.first else None,
            second=show_planning.second_name(stretch, standing=desk.second, team=team),
        )
