"""An admin closes or opens a desk by one sentence, or says that a gap is intended."""

import collections.abc
import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates, hours, interval, roster
from deskbot.desk import desk as desk_module
from deskbot.flows import after_change, claim_decided, journal, ports, tell
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
            spans, reason = dates.parse_with_reason(text, now=now, hours=changed.hours)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
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
        for span in spans:
            exceptional = hours.Exceptional(kind=opening, span=span, reason=reason)
            work.exceptions.add(changed.key, exceptional, change=change.key)
        by = known.team.name_of(username)
        posted = _posted(change, opening=opening, desk=changed, by=by)
        after_change.announce(work, posted, key=f"change-{change.key}", desk=changed, now=now)
        holders = _inside(work, spans, desk=changed, now=now)
        if opening is hours.Opening.CLOSED:
            for holder, theirs in holders.items():
                told = messages.TurnClosed(title=changed.title, by=by, spans=theirs, reason=reason)
                place = messages.Direct(username=holder)
                tell.later(work, told, place=place, key=f"closed-{change.key}-{holder}", now=now)
        # In the order of the roster; whoever is asked to come by an opening is not told: they hold nothing.
        names = tuple(known.team.name_of(holder) for holder in holders)
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
        after_change.announce(work, posted, key=f"change-{change.key}", desk=quiet, now=now)
    return messages.GapsSilenced(title=quiet.title, spans=spans)


def _posted(
    change: roster.Change, *, opening: hours.Opening, desk: desk_module.Desk, by: str
) -> messages.Message:
    if opening is hours.Opening.OPEN:
        return messages.DeskOpened(
            change=change.key, title=desk.title, by=by, spans=change.spans, reason=change.note
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
