"""Before a turn: its holder is asked to confirm it, and the admins are warned of one at risk."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.desk import hours as hours_module
from deskbot.desk import interval, roster
from deskbot.flows import house as house_module
from deskbot.flows import journal, ports, tell

ASK_KIND = "ask_to_confirm"
WARN_KIND = "warn_of_turn"
HAND_OVER_KIND = "hand_over"
# Who takes a turn that begins at once has this long to prove their number before the admins hear of it.
_GRACE = dt.timedelta(minutes=15)
_BEFORE_CLOSING = dt.timedelta(hours=1)
_LONGEST_CLOSING_DAYS = 62


def confirmed_by_taking(
    span: interval.Interval, *, change: roster.Change, reminders: duty_module.Reminders
) -> dt.datetime | None:
    """Return when a turn counts as confirmed: at once when its holder takes it shortly before it begins."""
    near = span.start - change.at <= reminders.confirm_before
    return change.at if near and change.by == change.member else None


def arm(
    work: ports.Work,
    slot: roster.Slot,
    *,
    desk: desk_module.Desk,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> None:
    """Have everything around a turn at `desk` happen in time, what should have happened already soon."""
    starts = slot.span.start
    if interval.instant(slot.span.end) <= interval.instant(now):
        return
    if slot.rank is roster.Rank.FIRST:
        work.due.put(HAND_OVER_KIND, slot.key, at=max(starts, now))
    if starts <= now:
        return
    if slot.confirmed_at is None:
        asked_at = _in_opening_hours(starts - reminders.confirm_before, hours=desk.hours)
        work.due.put(ASK_KIND, slot.key, at=max(asked_at, now))
    ahead = sorted(reminders.warn_before, reverse=True)
    late = [before for before in ahead if starts - before <= now]
    for before in ahead:
        if before not in late:
            work.due.put(WARN_KIND, _warning(slot, before), at=starts - before)
    if late:
        # Only the nearest of the moments that are over: one warning says it.
        work.due.put(WARN_KIND, _warning(slot, late[-1]), at=min(now + _GRACE, starts))


def arm_all(
    work: ports.Work, *, house: house_module.House, reminders: duty_module.Reminders, now: dt.datetime
) -> None:
    """Arm every turn that runs or is to come: those of before an upgrade, and whatever a stop has lost.

    Nothing is said twice: each message has its key.
    """
    for desk in house.known(work, since=now).desks.by_key.values():
        for slot in work.slots.held(desk.key, until_after=now):
            arm(work, slot, desk=desk, reminders=reminders, now=now)


def ask(
    key: str, *, step: ports.Step, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> None:
    """Ask the holder of the turn `key` whether they will be there, unless they said so."""

    def put() -> bool:
        now = clock.now()
        with store.write() as work:
            slot = work.slots.get(key)
            known = house.known(work, since=now)
            desk = known.desk(slot.desk) if slot else None
            if slot is None or desk is None or slot.confirmed_at is not None or slot.span.start <= now:
                return False
            person = known.team.find(slot.member)
            asked = messages.ConfirmTurn(
                slot=slot.key,
                title=desk.title,
                rank=slot.rank,
                span=slot.span,
                proved=person is not None and person.can_be_rung,
                public_number=desk.public_number,
            )
            place = messages.Direct(username=slot.member)
            tell.later(work, asked, place=place, key=f"confirm-{slot.key}", now=now)
        return True

    step("ask", put)


def warn(
    key: str, *, step: ports.Step, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> None:
    """Tell the admins of a turn that nobody confirmed, or whose holder cannot be rung."""
    slot_key, _, _ = key.partition("/")

    def put() -> bool:
        now = clock.now()
        with store.write() as work:
            slot = work.slots.get(slot_key)
            known = house.known(work, since=now)
            desk = known.desk(slot.desk) if slot else None
            if slot is None or desk is None or interval.instant(slot.span.end) <= interval.instant(now):
                return False
            person = known.team.find(slot.member)
            proved = person is not None and person.can_be_rung
            if proved and slot.confirmed_at is not None:
                return False
            risk = messages.TurnAtRisk(
                title=desk.title,
                name=known.team.name_of(slot.member),
                span=slot.span,
                hours=max((slot.span.start - now).total_seconds() / 3600, 0.0),
                confirmed=slot.confirmed_at is not None,
                proved=proved,
                has_number=person is not None and person.number is not None,
            )
            place = messages.Channel(name=house.admins_channel)
            tell.later(work, risk, place=place, key=f"risk-{key}", now=now)
        return True

    step("warn", put)


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
        for span in reversed(hours.spans_on(day - dt.timedelta(days=back))):
            if span.holds(moment):
                return moment
            if interval.instant(span.end) <= interval.instant(moment):
                return max(span.start, span.end - _BEFORE_CLOSING)
    return moment


def _warning(slot: roster.Slot, before: dt.timedelta) -> str:
    return f"{slot.key}/{before.total_seconds() / 3600:g}h"
