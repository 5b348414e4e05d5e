"""Take turns, give them back, undo either (design, section 1)."""

import collections.abc
import datetime as dt
import uuid

from deskbot.chat import messages
from deskbot.desk import dates, interval, roster
from deskbot.desk import desk as desk_module
from deskbot.flows import ports, reconcile_line, tell
from deskbot.people import member, permissions


def claim(
    text: str,
    *,
    username: str,
    rings: int | None,
    desk: desk_module.Desk,
    team: member.Team,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give `username` the turns that `text` asks for, as far as they are free, and tell the channel."""
    now = clock.now()
    person = team.find(username)
    refusal = permissions.to_hold_the_desk(person)
    if refusal is not None or person is None:
        return messages.Refused(reason=refusal or permissions.Refusal.UNKNOWN_MEMBER)
    try:
        wanted = dates.parse(text, now=now, hours=desk.hours)
    except dates.NotUnderstood as problem:
        return _not_understood(problem)
    rings = rings or person.rings
    with store.write() as work:
        # From the first moment asked for: "aujourd'hui" typed at noon reaches back to the morning's holder.
        first = min(span.start for span in wanted)
        held_slots = work.slots.held(desk.key, until_after=min(first, now))
        outcome = roster.claim(wanted, slots=held_slots, hours=desk.hours)
        held = tuple(messages.HeldBy(name=team.name_of(one.member), span=one.span) for one in outcome.held)
        if not outcome.won:
            own = all(one.member == person.username for one in outcome.held)
            return messages.NothingWon(held=held, own=own)
        change = _change(roster.ChangeKind.CLAIM, desk=desk, username=person.username, now=now)
        work.slots.add_change(change)
        for span in outcome.won:
            work.slots.add(_slot(span, desk=desk, username=person.username, rings=rings), change=change.key)
        posted = messages.Claimed(change=change.key, title=desk.title, name=person.name, won=outcome.won)
        _announce(work, posted, change=change, desk=desk, now=now)
    return messages.ClaimMade(
        title=desk.title,
        won=outcome.won,
        held=held,
        closed=_closed_inside(outcome.won, desk=desk),
        second=desk.second.name if desk.second and desk.second.username != person.username else None,
        serves=any(_opens(span, desk=desk) for span in outcome.won),
        rings=rings,
    )


def release(
    text: str,
    *,
    username: str,
    desk: desk_module.Desk,
    team: member.Team,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Give back the turns of `username` that `text` names, and tell the channel."""
    now = clock.now()
    try:
        given = dates.parse(text, now=now, hours=desk.hours)
    except dates.NotUnderstood as problem:
        return _not_understood(problem)
    with store.write() as work:
        mine = tuple(slot for slot in work.slots.held(desk.key, until_after=now) if slot.member == username)
        cuts = roster.release(given, slots=mine, hours=desk.hours)
        if not cuts:
            return messages.NothingToRelease(held=tuple(slot.span for slot in mine))
        change = _change(roster.ChangeKind.RELEASE, desk=desk, username=username, now=now)
        work.slots.add_change(change)
        for cut in cuts:
            work.slots.end(cut.slot.key, change=change.key)
            for span in cut.kept:
                work.slots.add(cut.slot.over(span, key=_new_key()), change=change.key)
        released = tuple(span for cut in cuts for span in cut.released)
        posted = messages.Released(
            change=change.key, title=desk.title, name=team.name_of(username), released=released
        )
        _announce(work, posted, change=change, desk=desk, now=now)
    return messages.ReleaseMade(title=desk.title, released=released)


def undo(
    change_key: str,
    *,
    username: str,
    desks: collections.abc.Mapping[str, desk_module.Desk],
    team: member.Team,
    admins: frozenset[str],
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Undo a claim or a release, if nobody took the days since."""
    now = clock.now()
    with store.write() as work:
        change = work.slots.change(change_key)
        if change is None or change.desk not in desks:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        refusal = permissions.to_undo(owner=change.member, username=username, admins=admins)
        if refusal is not None:
            return messages.Refused(reason=refusal)
        if change.undone_by is not None:
            return messages.ChangeUndone(again=True)
        if _taken_since(work, change, now=now):
            return messages.InTrouble(trouble=messages.Trouble.TAKEN_SINCE)
        work.slots.undo(change.key, by=username)
        desk = desks[change.desk]
        posted = messages.Undone(
            kind=change.kind.value,
            title=desk.title,
            name=team.name_of(change.member),
            by=team.name_of(username),
        )
        tell.later(
            work,
            posted,
            place=messages.Channel(name=desk.channel),
            key=f"undone-{change.key}",
            now=now,
        )
        reconcile_line.after_a_change(work, desk.key, now=now)
    return messages.ChangeUndone(again=False)


def _taken_since(work: ports.Work, change: roster.Change, *, now: dt.datetime) -> bool:
    made, ended = work.slots.touched_by(change.key)
    gone = {slot.key for slot in made}
    others = [slot for slot in work.slots.held(change.desk, until_after=now) if slot.key not in gone]
    return any(back.span.overlaps(other.span) for back in ended for other in others)


def _announce(
    work: ports.Work,
    posted: messages.Message,
    *,
    change: roster.Change,
    desk: desk_module.Desk,
    now: dt.datetime,
) -> None:
    place = messages.Channel(name=desk.channel)
    tell.later(work, posted, place=place, key=f"change-{change.key}", now=now)
    reconcile_line.after_a_change(work, desk.key, now=now)


def _not_understood(problem: dates.NotUnderstood) -> messages.Message:
    return messages.DatesNotUnderstood(
        reason=problem.reason.value, fragment=problem.fragment, example=problem.example
    )


def _closed_inside(
    spans: collections.abc.Iterable[interval.Interval], *, desk: desk_module.Desk
) -> tuple[messages.ClosedDay, ...]:
    days = {day for span in spans for day in _days_of(span, desk=desk)}
    reasons = ((day, desk.hours.closed_reason(day)) for day in sorted(days))
    return tuple(messages.ClosedDay(day=day, name=reason.name or None) for day, reason in reasons if reason)


def _opens(span: interval.Interval, *, desk: desk_module.Desk) -> bool:
    days = _days_of(span, desk=desk)
    return any(span.overlaps(opening) for day in days for opening in desk.hours.spans_on(day))


def _days_of(span: interval.Interval, *, desk: desk_module.Desk) -> list[dt.date]:
    first, last = (edge.astimezone(desk.hours.zone).date() for edge in (span.start, span.end))
    return [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]


def _change(
    kind: roster.ChangeKind, *, desk: desk_module.Desk, username: str, now: dt.datetime
) -> roster.Change:
    return roster.Change(key=_new_key(), desk=desk.key, kind=kind, member=username, at=now)


def _slot(span: interval.Interval, *, desk: desk_module.Desk, username: str, rings: int) -> roster.Slot:
    zone = desk.hours.zone
    return roster.Slot(
        key=_new_key(),
        desk=desk.key,
        member=username,
        starts=roster.wall_time(span.start, zone=zone),
        ends=roster.wall_time(span.end, zone=zone),
        zone=zone.key,
        rings=rings,
    )


def _new_key() -> str:
    return uuid.uuid4().hex[:16]
