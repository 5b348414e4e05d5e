"""Somebody changed a number at the operator: the house has it set right, or keeps it for a while."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.chat import forms, messages
from deskbot.desk import dates, interval, resolver, roster
from deskbot.desk import desk as desk_module
from deskbot.flows import house as house_module
from deskbot.flows import journal, line_aim, line_told, ports
from deskbot.line import kept, observed, reached
from deskbot.people import member, permissions

_LONGEST = dt.timedelta(days=31)


def restore(
    key: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Have the line of the drift `key` be what the roster says again; the second one learns who was first."""
    now = clock.now()
    with store.write() as work:
        found = _found(work, key, username=username, house=house, now=now)
        if isinstance(found, messages.Message):
            return found
        known, desk = found
        for number in desk.numbers:
            last = work.readings.get(number.number)
            if last is not None:
                # Nothing is believed of it any more: it is written anew, whoever changed it.
                work.readings.save(dataclasses.replace(last, wanted=None, drifted=None, asked_at=None))
        work.kept_lines.end(desk.key, at=now)
        _settled(work, key, desk=desk, now=now)
        by = known.team.name_of(username)
        line_told.settle(work, key, outcome=messages.DriftOutcome.RESTORED, by=by, until=None, now=now)
        _journal(work, roster.ChangeKind.RESTORE_LINE, desk=desk, username=username, now=now)
    return messages.LineRestored(title=desk.title)


def keep_form(
    key: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message | forms.Form:
    """Return the form that asks until when the drift `key` is kept, for an admin."""
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    with store.read() as work:
        found = _found(work, key, username=username, house=house, now=clock.now())
    return found if isinstance(found, messages.Message) else forms.keep_until(key)


def keep(
    key: str,
    text: str,
    *,
    username: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Keep what was seen of the drift `key` until the moment that `text` names, or the turn's end before."""
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        found = _found(work, key, username=username, house=house, now=now)
        if isinstance(found, messages.Message):
            return found
        known, desk = found
        until = dates.until_named(text, now=now, hours=desk.hours)
        if until is None or until <= now:
            return messages.NotAMoment(text=text)
        if until - now > _LONGEST:
            return messages.TooFarAhead(until=until)
        seen = {
            number.number: last.drifted
            for number in desk.numbers
            if (last := work.readings.get(number.number)) is not None and last.drifted is not None
        }
        until = _within_turn(work, until, lines=seen.values(), desk=desk, team=known.team, now=now)
        span = interval.Interval(start=now, end=until)
        work.kept_lines.add(
            kept.Kept(
                key=journal.new_key(),
                desk=desk.key,
                span=span,
                by=username,
                on_duty=_on_duty(work, desk=desk, team=known.team, now=now),
                lines=seen,
            )
        )
        _settled(work, key, desk=desk, now=now)
        # Its end is news, whoever answers then.
        work.lines.save(dataclasses.replace(work.lines.get(desk.key), told=None))
        by = known.team.name_of(username)
        line_told.settle(work, key, outcome=messages.DriftOutcome.KEPT, by=by, until=until, now=now)
        _journal(work, roster.ChangeKind.KEEP_LINE, desk=desk, username=username, now=now, span=span)
    return messages.LineKept(title=desk.title, until=until)


def _within_turn(
    work: ports.Work,
    until: dt.datetime,
    *,
    lines: collections.abc.Iterable[observed.Observed],
    desk: desk_module.Desk,
    team: member.Team,
    now: dt.datetime,
) -> dt.datetime:
    """Return until when these lines can be kept: a member's own telephone rings no longer than the turn."""
    answering = resolver.who_rings(
        now, desk=desk, slots=work.slots.held(desk.key, until_after=now), team=team
    )
    private = {one.who.number for one in answering.ringing if one.who.has_account}
    rings_them = any(reached.numbers_of(one) & private for one in lines)
    if answering.ends is None or not rings_them:
        return until
    return min(until, answering.ends, key=interval.instant)


def _on_duty(
    work: ports.Work, *, desk: desk_module.Desk, team: member.Team, now: dt.datetime
) -> tuple[str, ...]:
    slots = work.slots.held(desk.key, until_after=now)
    answering = resolver.who_rings(now, desk=desk, slots=slots, team=team)
    return tuple(one.who.username for one in answering.ringing)


def _found(
    work: ports.Work, key: str, *, username: str, house: house_module.House, now: dt.datetime
) -> messages.Message | tuple[house_module.House, desk_module.Desk]:
    """Return the desk of a drift that nobody settled, or what to answer instead."""
    known = house.known(work, since=now)
    item = work.notices.get(key)
    parts = key.split(";")
    desk = known.desk(parts[1]) if len(parts) > 1 else None
    if item is None or desk is None or not isinstance(item.message, messages.LineDrift):
        return messages.InTrouble(trouble=messages.Trouble.GONE)
    is_admin = username in house.admins
    refusal = permissions.to_take(known.team.find(username), takers=desk.takers)
    if refusal is not None and not is_admin:
        return messages.Refused(reason=refusal)
    drift = item.message
    if drift.outcome is not messages.DriftOutcome.OPEN:
        return messages.DriftSettled(outcome=drift.outcome, by=drift.by)
    return known, desk


def _settled(work: ports.Work, key: str, *, desk: desk_module.Desk, now: dt.datetime) -> None:
    state = work.lines.get(desk.key)
    if state.drift == key:
        work.lines.save(dataclasses.replace(state, drift=None))
    line_aim.look_soon(work, desk.key, now=now)


def _journal(
    work: ports.Work,
    kind: roster.ChangeKind,
    *,
    desk: desk_module.Desk,
    username: str,
    now: dt.datetime,
    span: interval.Interval | None = None,
) -> None:
    spans = (span,) if span else ()
    journal.write(work, kind, desk=desk.key, member=username, by=username, now=now, spans=spans)
