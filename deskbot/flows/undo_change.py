"""Undo a change of the roster: only what is still to come of it, and only what nobody took since."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.desk import interval, roster
from deskbot.flows import (
    after_change,
    claim_duty,
    journal,
    know_members,
    ports,
    prepare_turn,
    set_hours,
    show_cover,
    tell,
)
from deskbot.flows import house as house_module
from deskbot.people import permissions

_OF_ADMINS = (
    roster.ChangeKind.CLOSE,
    roster.ChangeKind.OPEN,
    roster.ChangeKind.IGNORE_GAPS,
    roster.ChangeKind.PROFILE,
    roster.ChangeKind.END_PROFILE,
)
_OF_TURNS = (
    roster.ChangeKind.CLAIM,
    roster.ChangeKind.RELEASE,
    roster.ChangeKind.COVER,
    roster.ChangeKind.ASSIGN,
    roster.ChangeKind.MEMBER_LEFT,
)


def undo(
    change_key: str,
    *,
    username: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Make the roster, the hours and the wishes what they were before a change, from now on."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        change = work.changes.get(change_key)
        desk = known.desk(change.desk) if change else None
        if change is None or desk is None or change.kind not in roster.UNDOABLE:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        if (refusal := _refusal(change, username=username, admins=house.admins)) is not None:
            return messages.Refused(reason=refusal)
        name = known.team.name_of(change.member)
        if change.undone_by is not None:
            return messages.ChangeUndone(again=True, kind=change.kind, name=name, spans=change.spans)
        spans = interval.from_now(_spans_of(work, change), now=now)
        if not spans:
            return messages.InTrouble(trouble=messages.Trouble.TURN_OVER)
        if change.kind in _OF_TURNS:
            spans = _turns(
                work, change, spans, desk=desk, house=known, username=username, reminders=reminders, now=now
            )
            if not spans:
                return messages.InTrouble(trouble=messages.Trouble.TAKEN_SINCE)
        work.changes.undo(change.key, by=username, at=now)
        _tell(work, change, spans, desk=desk, house=known, username=username, reminders=reminders, now=now)
    return messages.ChangeUndone(again=False, kind=change.kind, name=name, spans=spans)


def _spans_of(work: ports.Work, change: roster.Change) -> tuple[interval.Interval, ...]:
    """Return what a change was about; those of the first version kept it by their slots alone."""
    slots = (*work.slots.grown_from(change.key), *work.slots.ended_by(change.key))
    return change.spans or tuple(slot.span for slot in slots)


def _refusal(change: roster.Change, *, username: str, admins: frozenset[str]) -> permissions.Refusal | None:
    if change.kind in _OF_ADMINS:
        return permissions.to_administer(username, admins=admins)
    concerned = frozenset(filter(None, (change.member, change.by)))
    return permissions.to_undo(concerned=concerned, username=username, admins=admins)


def _turns(
    work: ports.Work,
    change: roster.Change,
    spans: tuple[interval.Interval, ...],
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    username: str,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> tuple[interval.Interval, ...]:
    """End what the change gave, give back what it took, and return the stretches of that."""
    marker = roster.undo_of(change.key)
    taken = roster.release(spans, slots=work.slots.grown_from(change.key), hours=desk.hours)
    # What a release, a cover or a departure left of a turn is no part of what it gave.
    given = tuple(cut for cut in taken if change.kind in _GIVES and cut.slot.member == _beneficiary(change))
    for cut in given:
        claim_duty.cut_slot(work, cut, by=marker, desk=desk, reminders=reminders, now=now)
    changed = [span for cut in given for span in cut.released]
    for former in work.slots.ended_by(change.key):
        back = _restore(work, former, spans, by=marker, desk=desk, reminders=reminders, now=now)
        _tell_holder(work, former, back, desk=desk, house=house, username=username, by=marker, now=now)
        changed += back
    if change.kind is roster.ChangeKind.MEMBER_LEFT:
        know_members.keep(work, change.member)
    return tuple(sorted(set(changed)))


_GIVES = (roster.ChangeKind.CLAIM, roster.ChangeKind.ASSIGN, roster.ChangeKind.COVER)


def _beneficiary(change: roster.Change) -> str | None:
    return change.by if change.kind is roster.ChangeKind.COVER else change.member


def _restore(
    work: ports.Work,
    former: roster.Slot,
    spans: tuple[interval.Interval, ...],
    *,
    by: str,
    desk: desk_module.Desk,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> tuple[interval.Interval, ...]:
    """Give back to its holder what the change took of a turn, as far as it is free."""
    lost = [common for span in spans if (common := former.span.common(span))]
    held = work.slots.held(desk.key, until_after=now)
    free = roster.claim(lost, slots=held, hours=desk.hours, rank=former.rank).won
    for span in free:
        back = former.over(span, key=journal.new_key()).unconfirmed()
        work.slots.add(back, change=by)
        prepare_turn.arm(work, back, desk=desk, reminders=reminders, now=now)
    return free


def _tell_holder(
    work: ports.Work,
    former: roster.Slot,
    back: tuple[interval.Interval, ...],
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    username: str,
    by: str,
    now: dt.datetime,
) -> None:
    """Tell somebody that these stretches are theirs again, unless they did it themselves."""
    if not back or former.member == username:
        return
    told = messages.TurnBack(title=desk.title, by=house.team.name_of(username), spans=back)
    place = messages.Direct(username=former.member)
    tell.later(work, told, place=place, key=f"back-{by}-{former.key}", now=now)


def _tell(
    work: ports.Work,
    change: roster.Change,
    spans: tuple[interval.Interval, ...],
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    username: str,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> None:
    journal.write(
        work,
        roster.ChangeKind.UNDO,
        desk=desk.key,
        member=change.member,
        by=username,
        now=now,
        spans=spans,
    )
    _strike(work, f"change-{change.key}", now=now)
    _strike(work, f"left-{change.key}", now=now)
    for key in work.covers.of_change(change.key):
        show_cover.refresh(work, key, house=house, now=now)
    if change.kind in (roster.ChangeKind.CLOSE, roster.ChangeKind.OPEN):
        desk = desk.as_known(
            team=house.team, exceptions=work.exceptions.of(desk.key, until_after=now - dt.timedelta(days=2))
        )
        opens = change.kind is roster.ChangeKind.CLOSE
        set_hours.tell_holders(
            work,
            spans,
            opens=opens,
            desk=desk,
            house=house,
            by=username,
            reason=change.note,
            key=f"undo-{change.key}",
            now=now,
        )
        prepare_turn.arm_desk(work, desk=desk, reminders=reminders, now=now)
    posted = messages.Undone(
        kind=change.kind,
        title=desk.title,
        name=house.team.name_of(change.member),
        by=house.team.name_of(username),
        spans=spans,
    )
    after_change.announce(work, posted, key=f"undone-{change.key}", desk=desk, house=house, now=now)


def _strike(work: ports.Work, key: str, *, now: dt.datetime) -> None:
    """Make the post of a change say that it was undone, and lose its button."""
    item = work.notices.get(key)
    if item is not None and isinstance(item.message, messages.Undoable):
        tell.again(work, item.message.struck(), key=key, now=now)
