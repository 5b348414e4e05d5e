"""Before a turn: its holder is asked to confirm it, and the admins are warned of one at risk."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.desk import hours as hours_module
from deskbot.desk import interval, planning, roster
from deskbot.flows import house as house_module
from deskbot.flows import journal, ports, tell

ASK_KIND = "ask_to_confirm"
WARN_KIND = "warn_of_turn"
HAND_OVER_KIND = "hand_over"
# Who takes a turn that begins at once has this long to prove their number before the admins hear of it.
_GRACE = dt.timedelta(minutes=15)
_BEFORE_CLOSING = dt.timedelta(hours=1)
_LONGEST_CLOSING_DAYS = 62
# A row is due to the millisecond; the clock of another machine may be a little behind.
_SLACK = dt.timedelta(minutes=1)
# Monday's turn follows Friday's, a long week-end between them.
_FOLLOWS = dt.timedelta(days=4)


def confirmed_by_taking(
    span: interval.Interval,
    *,
    change: roster.Change,
    desk: desk_module.Desk,
    reminders: duty_module.Reminders,
) -> dt.datetime | None:
    """Return when a turn counts as confirmed: at once when its holder takes it shortly before it begins."""
    begins = first_served(span, hours=desk.hours) or span.start
    near = interval.instant(begins) - interval.instant(change.at) <= reminders.confirm_before
    return change.at if near and change.by == change.member else None


def first_served(span: interval.Interval, *, hours: hours_module.OpeningHours) -> dt.datetime | None:
    """Return when the desk first answers during `span`; None when it never does."""
    for day in planning.days_of(span, hours=hours):
        for opening in hours.served_spans_on(day):
            if shared := span.common(opening):
                return shared.start
    return None


def arm(
    work: ports.Work,
    slot: roster.Slot,
    *,
    desk: desk_module.Desk,
    reminders: duty_module.Reminders,
    now: dt.datetime,
    of: roster.Slot | None = None,
) -> None:
    """Have everything around a turn at `desk` happen in time, what should have happened already soon.

    `of` is the turn that this one is left of: what was said of its beginning is not said again.
    """
    begins = first_served(slot.span, hours=desk.hours)
    if begins is None or _is_over(slot, now=now):
        return
    went_on = of is not None and of.span.start == slot.span.start and begins <= now
    if slot.rank is roster.Rank.FIRST and not went_on:
        work.due.put(HAND_OVER_KIND, slot.key, at=max(begins, now))
    if begins <= now:
        return
    if slot.confirmed_at is None:
        work.due.put(ASK_KIND, slot.key, at=max(_asked_at(begins, desk=desk, reminders=reminders), now))
    ahead = sorted(reminders.warn_before, reverse=True)
    late = [before for before in ahead if _before(begins, before) <= now]
    for before in ahead:
        if before not in late:
            work.due.put(WARN_KIND, _warning(slot, before), at=_before(begins, before))
    if late and now + _GRACE < begins:
        # Only the nearest of the moments that are over: one warning says it.
        work.due.put(WARN_KIND, _warning(slot, late[-1]), at=now + _GRACE)


def arm_all(
    work: ports.Work, *, house: house_module.House, reminders: duty_module.Reminders, now: dt.datetime
) -> None:
    """Arm every turn that runs or is to come: those of before an upgrade, and whatever a stop has lost.

    Nothing is said twice: each message has its key.
    """
    for desk in house.known(work, since=now).desks.by_key.values():
        arm_desk(work, desk=desk, reminders=reminders, now=now)


def arm_desk(
    work: ports.Work, *, desk: desk_module.Desk, reminders: duty_module.Reminders, now: dt.datetime
) -> None:
    """Arm every turn of a desk: its hours changed, and with them when turns really begin."""
    for slot in work.slots.held(desk.key, until_after=now):
        arm(work, slot, desk=desk, reminders=reminders, now=now)


def retire(work: ports.Work, slot: roster.Slot, *, now: dt.datetime) -> None:
    """Make the question about a turn that is nobody's any more say so, if it was asked."""
    item = work.notices.get(_question(slot.key))
    if item is not None and isinstance(item.message, messages.ConfirmTurn):
        tell.again(work, item.message.ended(), key=item.key, now=now)


def ask(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    reminders: duty_module.Reminders,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Ask the holder of the turn `key` whether they will be there, unless they said so.

    Turns of one person that follow each other are one question.
    """

    def put() -> bool:
        now = clock.now()
        with store.write() as work:
            slot = work.slots.get(key)
            known = house.known(work, since=now)
            desk = known.desk(slot.desk) if slot else None
            if slot is None or desk is None or slot.confirmed_at is not None:
                return False
            begins = first_served(slot.span, hours=desk.hours)
            if begins is None or begins <= now or goes_on_from(work, slot, desk=desk):
                return False
            if (asked_at := _asked_at(begins, desk=desk, reminders=reminders)) > now + _SLACK:
                # The desk opens later than it did when this was planned.
                work.due.put(ASK_KIND, key, at=asked_at)
                return False
            person = known.team.find(slot.member)
            asked = messages.ConfirmTurn(
                slot=slot.key,
                title=desk.title,
                rank=slot.rank,
                span=slot.span,
                begins=begins,
                proved=person is not None and person.can_be_rung,
                has_number=person is not None and person.number is not None,
                public_number=desk.public_number,
            )
            place = messages.Direct(username=slot.member)
            tell.later(work, asked, place=place, key=_question(slot.key), now=now)
        return True

    step("ask", put)


def warn(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Tell the admins of a turn that nobody confirmed, or whose holder cannot be rung, before it begins."""
    slot_key, _, hours_before = key.partition("/")
    before = dt.timedelta(hours=float(hours_before.removesuffix("h")))

    def put() -> bool:
        now = clock.now()
        with store.write() as work:
            slot = work.slots.get(slot_key)
            known = house.known(work, since=now)
            desk = known.desk(slot.desk) if slot else None
            begins = first_served(slot.span, hours=desk.hours) if slot and desk else None
            if slot is None or desk is None or begins is None or begins <= now:
                return False
            if _before(begins, before) > now + _SLACK:
                work.due.put(WARN_KIND, key, at=_before(begins, before))
                return False
            person = known.team.find(slot.member)
            proved = person is not None and person.can_be_rung
            confirmed = _is_confirmed(work, slot, desk=desk)
            if proved and confirmed:
                return False
            risk = messages.TurnAtRisk(
                title=desk.title,
                name=known.team.name_of(slot.member),
                span=slot.span,
                begins=begins,
                hours=(interval.instant(begins) - interval.instant(now)).total_seconds() / 3600,
                confirmed=confirmed,
                proved=proved,
                has_number=person is not None and person.number is not None,
            )
            place = messages.Channel(name=house.admins_channel)
            tell.later(work, risk, place=place, key=f"risk-{key}", now=now)
        return True

    step("warn", put)


def goes_on_from(work: ports.Work, slot: roster.Slot, *, desk: desk_module.Desk) -> roster.Slot | None:
    """Return the turn of the same person that this one goes on from, with no opening in between.

    Monday's goes on from Friday's; Wednesday's does not from Monday's.
    """
    before = turn_before(work, slot)
    if before is None or before.member != slot.member:
        return None
    if interval.instant(before.span.end) >= interval.instant(slot.span.start):
        return before
    between = interval.Interval(start=before.span.end, end=slot.span.start)
    return before if first_served(between, hours=desk.hours) is None else None


def turn_before(work: ports.Work, slot: roster.Slot) -> roster.Slot | None:
    """Return the turn of that rank that ended last before this one begins, a long week-end ago at most."""
    start = slot.span.start
    span = interval.Interval(start=start - _FOLLOWS, end=start)
    ended = [
        one
        for one in work.slots.between(slot.desk, span=span)
        if one.rank is slot.rank and interval.instant(one.span.end) <= interval.instant(start)
    ]
    return max(ended, key=lambda one: interval.instant(one.span.end), default=None)


def confirm(
    slot_key: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Note that the holder of a turn will be there."""
    now = clock.now()
    with store.write() as work:
        slot = work.slots.get(slot_key)
        if slot is None or slot.member != username:
            return messages.InTrouble(trouble=messages.Trouble.NOTHING_HELD)
        if slot.confirmed_at is None:
            work.slots.confirm(slot.key, at=now)
            item = work.notices.get(_question(slot.key))
            if item is not None and isinstance(item.message, messages.ConfirmTurn):
                tell.again(work, item.message.answered(), key=item.key, now=now)
            journal.write(
                work,
                roster.ChangeKind.CONFIRM,
                desk=slot.desk,
                member=username,
                by=username,
                now=now,
                spans=(slot.span,),
            )
    return messages.TurnConfirmed(span=slot.span)


def _in_opening_hours(moment: dt.datetime, *, hours: hours_module.OpeningHours) -> dt.datetime:
    """Return `moment`, or one of the last opening before it: nobody is written to at night (design, 8)."""
    day = moment.astimezone(hours.zone).date()
    for back in range(_LONGEST_CLOSING_DAYS):
        for span in reversed(hours.served_spans_on(day - dt.timedelta(days=back))):
            if span.holds(moment):
                return moment
            if interval.instant(span.end) <= interval.instant(moment):
                return max(span.start, span.end - _BEFORE_CLOSING)
    return moment


def _is_confirmed(work: ports.Work, slot: roster.Slot, *, desk: desk_module.Desk) -> bool:
    """Whether a turn was confirmed, by itself or with the one that it goes on from."""
    current: roster.Slot | None = slot
    while current is not None:
        if current.confirmed_at is not None:
            return True
        current = goes_on_from(work, current, desk=desk)
    return False


def _asked_at(
    begins: dt.datetime, *, desk: desk_module.Desk, reminders: duty_module.Reminders
) -> dt.datetime:
    return _in_opening_hours(_before(begins, reminders.confirm_before), hours=desk.hours)


def _before(moment: dt.datetime, delay: dt.timedelta) -> dt.datetime:
    """Return `moment` less so many real hours, whatever the clocks on the wall do meanwhile."""
    return (interval.instant(moment) - delay).astimezone(moment.tzinfo)


def _is_over(slot: roster.Slot, *, now: dt.datetime) -> bool:
    return interval.instant(slot.span.end) <= interval.instant(now)


def _question(slot_key: str) -> str:
    return f"confirm-{slot_key}"


def _warning(slot: roster.Slot, before: dt.timedelta) -> str:
    return f"{slot.key}/{before.total_seconds() / 3600:g}h"
