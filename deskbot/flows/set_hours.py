"""An admin closes or opens a desk by one sentence, or says that a gap is intended."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates, hours, interval, planning, roster
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.flows import after_change, claim_decided, journal, ports, prepare_turn, tell
from deskbot.flows import house as house_module
from deskbot.people import permissions

_KINDS = {
    hours.Opening.CLOSED: roster.ChangeKind.CLOSE,
    hours.Opening.IF_TAKEN: roster.ChangeKind.CLOSE,
    hours.Opening.OPEN: roster.ChangeKind.OPEN,
}


def declare(
    text: str,
    *,
    opening: hours.Opening,
    username: str,
    desk: str,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Close or open the desk over the dates that `text` begins with; what follows them is the reason."""
    refusal = permissions.to_administer(username, admins=house.admins)
    if refusal is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        changed = known.desks[desk]
        try:
            # What is closed for once can be opened again: "aujourd'hui" is not over for that.
            is_opening = opening is hours.Opening.OPEN
            named_in = changed.hours.with_exceptions(()) if is_opening else changed.hours
            spans, reason = dates.parse_with_reason(text, now=now, hours=named_in)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        spans = interval.from_now(spans, now=now)
        if not spans:
            return messages.InTrouble(trouble=messages.Trouble.TURN_OVER)
        exceptionals = tuple(hours.Exceptional(kind=opening, span=span, reason=reason) for span in spans)
        then = _with(changed, exceptionals)
        if not _differs(changed, then, spans=spans):
            return messages.InTrouble(trouble=messages.Trouble.NOTHING_CHANGES)
        change = journal.write(
            work,
            _KINDS[opening],
            desk=changed.key,
            member=username,
            by=username,
            now=now,
            spans=spans,
            note=reason,
        )
        for exceptional in exceptionals:
            work.exceptions.add(changed.key, exceptional, change=change.key)
        by = known.team.name_of(username)
        holders = _inside(work, spans, desk=changed if opening is hours.Opening.CLOSED else then, now=now)
        names = tuple(known.team.name_of(holder) for holder in holders)
        posted = _posted(change, opening=opening, desk=changed, by=by, held_by=names)
        after_change.announce(work, posted, key=f"change-{change.key}", desk=then, house=known, now=now)
        if opening is not hours.Opening.IF_TAKEN:
            tell_holders(
                work,
                spans,
                opens=opening is hours.Opening.OPEN,
                desk=changed if opening is hours.Opening.CLOSED else then,
                house=known,
                by=username,
                reason=reason,
                key=f"hours-{change.key}",
                now=now,
            )
        prepare_turn.arm_desk(work, desk=then, reminders=reminders, now=now)
    return messages.HoursChanged(
        opens=opening is hours.Opening.OPEN,
        if_taken=opening is hours.Opening.IF_TAKEN,
        title=changed.title,
        spans=spans,
        held_by=names if opening is hours.Opening.CLOSED else (),
    )


def ignore_gaps(
    text: str,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Have nobody looked for over the dates of `text`."""
    refusal = permissions.to_administer(username, admins=house.admins)
    if refusal is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        quiet = known.desks[desk]
        try:
            spans = dates.parse(text, now=now, hours=quiet.hours)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        spans = interval.from_now(spans, now=now)
        if not spans:
            return messages.InTrouble(trouble=messages.Trouble.TURN_OVER)
        change = journal.write(
            work,
            roster.ChangeKind.IGNORE_GAPS,
            desk=quiet.key,
            member=username,
            by=username,
            now=now,
            spans=spans,
        )
        for span in spans:
            work.exceptions.add_ignored(quiet.key, span, change=change.key)
        posted = messages.GapsIgnored(
            change=change.key, title=quiet.title, by=known.team.name_of(username), spans=spans
        )
        after_change.announce(work, posted, key=f"change-{change.key}", desk=quiet, house=known, now=now)
    return messages.GapsSilenced(title=quiet.title, spans=spans)


def tell_holders(
    work: ports.Work,
    spans: collections.abc.Sequence[interval.Interval],
    *,
    opens: bool,
    desk: desk_module.Desk,
    house: house_module.House,
    by: str,
    reason: str,
    key: str,
    now: dt.datetime,
) -> None:
    """Tell whoever holds some of these stretches that the desk closes then, or opens after all.

    `desk` is as it serves them: before a closing, after an opening.
    """
    name = house.team.name_of(by)
    for holder, theirs in _inside(work, spans, desk=desk, now=now).items():
        if holder == by:
            continue
        told: messages.Message = (
            messages.TurnOpened(title=desk.title, by=name, spans=theirs, reason=reason)
            if opens
            else messages.TurnClosed(title=desk.title, by=name, spans=theirs, reason=reason)
        )
        place = messages.Direct(username=holder)
        tell.later(work, told, place=place, key=f"{key}-{holder}", now=now)


def _with(
    desk: desk_module.Desk, exceptionals: collections.abc.Iterable[hours.Exceptional]
) -> desk_module.Desk:
    changed = desk.hours.with_exceptions((*desk.hours.exceptions, *exceptionals))
    return dataclasses.replace(desk, hours=changed)


def _differs(
    before: desk_module.Desk, after: desk_module.Desk, *, spans: tuple[interval.Interval, ...]
) -> bool:
    """Whether a sentence changes anything: what is closed can be closed again, and to no purpose."""
    days = {day for span in spans for day in planning.days_of(span, hours=before.hours)}
    return any(
        before.hours.spans_on(day) != after.hours.spans_on(day)
        or before.hours.if_taken_spans_on(day) != after.hours.if_taken_spans_on(day)
        for day in days
    )


def _posted(
    change: roster.Change,
    *,
    opening: hours.Opening,
    desk: desk_module.Desk,
    by: str,
    held_by: tuple[str, ...],
) -> messages.Message:
    if opening is hours.Opening.OPEN:
        return messages.DeskOpened(
            change=change.key,
            title=desk.title,
            by=by,
            spans=change.spans,
            reason=change.note,
            held_by=held_by,
        )
    return messages.DeskClosed(
        change=change.key,
        title=desk.title,
        by=by,
        spans=change.spans,
        reason=change.note,
        if_taken=opening is hours.Opening.IF_TAKEN,
    )


def _inside(
    work: ports.Work,
    spans: collections.abc.Sequence[interval.Interval],
    *,
    desk: desk_module.Desk,
    now: dt.datetime,
) -> dict[str, tuple[interval.Interval, ...]]:
    """Return what each holder holds of these stretches, of what the desk served until now."""
    found: dict[str, tuple[interval.Interval, ...]] = {}
    for slot in work.slots.held(desk.key, until_after=now):
        theirs = tuple(
            common
            for span in spans
            if (common := slot.span.common(span)) and claim_decided.serves(common, desk=desk)
        )
        if theirs:
            found[slot.member] = (*found.get(slot.member, ()), *theirs)
    return found
