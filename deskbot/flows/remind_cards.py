"""Whoever has a card for long is reminded of it, and a channel of the cards that nobody took.

In opening hours alone. When a reminder is due is reckoned anew as it comes: the card may be done by then, the
desk closed. One that comes too late is dropped, and said so in the log.
"""

import collections
import collections.abc
import dataclasses
import datetime as dt

import structlog

from deskbot.calls import case, reminding
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import opening_time
from deskbot.flows import card_lines, journal, ports, tell
from deskbot.flows import house as house_module
from deskbot.people import permissions

log = structlog.get_logger(__name__)

KIND = "remind_of_card"
NOBODY_KIND = "remind_of_open_cards"
# Cards that came within so long are one post.
_TOGETHER = dt.timedelta(minutes=2)
# A row is due to the millisecond; the clock of another machine may be a little behind.
_SLACK = dt.timedelta(seconds=5)


def arm(
    work: ports.Work,
    card: case.Case,
    *,
    house: house_module.House,
    delays: reminding.Delays,
    now: dt.datetime,
) -> None:
    """Have the next reminder of a card come in time, if there is one to come."""
    desk = house.known_desk(work, card.desk, since=now)
    if desk is not None:
        _arm(work, card, desk=desk, delays=delays, now=now)


def _arm(
    work: ports.Work,
    card: case.Case,
    *,
    desk: desk_module.Desk,
    delays: reminding.Delays,
    now: dt.datetime,
) -> None:
    due = reminding.due_at(card, hours=desk.hours, delays=delays)
    if due is None:
        return
    if card.state is case.State.TAKEN:
        work.due.put(KIND, card.key, at=max(due, now))
    else:
        work.due.put(NOBODY_KIND, card.desk, at=max(due, now))


def arm_all(
    work: ports.Work, *, house: house_module.House, delays: reminding.Delays, now: dt.datetime
) -> None:
    """Arm the reminders of every card that is not done: those of before an upgrade, or lost by a stop."""
    for desk in house.known(work, since=now).desks.by_key.values():
        for card in work.cases.open_of(desk.key):
            _arm(work, card, desk=desk, delays=delays, now=now)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    delays: reminding.Delays,
    lines: card_lines.Lines,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Remind whoever has the card `key` of it, unless it is done or handed on."""

    def put() -> bool:
        now = clock.now()
        with store.write() as work:
            known = house.known(work, since=now)
            card = work.cases.get(key)
            desk = known.desk(card.desk) if card else None
            if card is None or desk is None or card.state is not case.State.TAKEN:
                return False
            due = reminding.due_at(card, hours=desk.hours, delays=delays)
            if due is None or _comes_later(work, KIND, key, due=due, desk=desk, now=now):
                return False
            reminded = dataclasses.replace(card, reminded=card.reminded + 1)
            work.cases.save(reminded)
            _arm(work, reminded, desk=desk, delays=delays, now=now)
            if _is_dropped(card, due=due, desk=desk, delays=delays, now=now):
                return False
            _remind(work, reminded, house=known, lines=lines, now=now)
        return True

    step("remind", put)


def run_open(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    delays: reminding.Delays,
    lines: card_lines.Lines,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Tell each channel of its cards of the desk `key` that nobody took: those that are due, in one post."""

    def put() -> int:
        now = clock.now()
        with store.write() as work:
            known = house.known(work, since=now)
            desk = known.desk(key)
            if desk is None:
                return 0
            due = _due(work, desk, delays=delays)
            if not due or _comes_later(work, NOBODY_KIND, key, due=min(due.values()), desk=desk, now=now):
                return 0
            told = list(_reminded(work, due, desk=desk, delays=delays, now=now))
            for channel, cards in _by_channel(told).items():
                _tell_channel(work, cards, channel=channel, desk=desk, house=known, lines=lines, now=now)
            for at in _due(work, desk, delays=delays).values():
                work.due.put(NOBODY_KIND, key, at=max(at, now))
        return len(told)

    step("remind", put)


def _due(work: ports.Work, desk: desk_module.Desk, *, delays: reminding.Delays) -> dict[str, dt.datetime]:
    """Return when the next reminder of each card is due that nobody took, by its key."""
    cards = (card for card in work.cases.open_of(desk.key) if card.state is case.State.OPEN)
    found = ((card.key, reminding.due_at(card, hours=desk.hours, delays=delays)) for card in cards)
    return {key: due for key, due in found if due is not None}


def _reminded(
    work: ports.Work,
    due: collections.abc.Mapping[str, dt.datetime],
    *,
    desk: desk_module.Desk,
    delays: reminding.Delays,
    now: dt.datetime,
) -> collections.abc.Iterator[case.Case]:
    """Count a reminder of each card whose time has come, and give those that are not told of too late."""
    for key, at in due.items():
        card = work.cases.get(key)
        if card is None or at > now + _TOGETHER:
            continue
        work.cases.save(dataclasses.replace(card, reminded=card.reminded + 1))
        if not _is_dropped(card, due=at, desk=desk, delays=delays, now=now):
            yield card


def _comes_later(
    work: ports.Work, kind: str, key: str, *, due: dt.datetime, desk: desk_module.Desk, now: dt.datetime
) -> bool:
    """Put off a reminder that is not due yet, or that would come while the desk is closed."""
    if due > now + _SLACK:
        work.due.put(kind, key, at=due)
        return True
    if opening_time.opened_at(now, hours=desk.hours) is not None:
        return False
    opens = opening_time.next_opening(now, hours=desk.hours)
    if opens is not None:
        work.due.put(kind, key, at=opens)
    return True


def _is_dropped(
    card: case.Case, *, due: dt.datetime, desk: desk_module.Desk, delays: reminding.Delays, now: dt.datetime
) -> bool:
    is_late = reminding.is_too_late(due, now=now, hours=desk.hours, delays=delays)
    if is_late:
        log.warning("A reminder came too late and is dropped.", card=card.key)
    return is_late


def _remind(
    work: ports.Work,
    card: case.Case,
    *,
    house: house_module.House,
    lines: card_lines.Lines,
    now: dt.datetime,
) -> None:
    """Remind whoever has the card; the channel, when they are there no more."""
    line = lines.line(work, card, team=house.team)
    is_here = permissions.to_act(house.team.find(card.taken_by or "")) is None
    message: messages.Message
    if is_here and card.taken_by is not None and card.taken_at is not None:
        place: messages.Place = messages.Direct(username=card.taken_by)
        message = messages.CardReminder(case=card.key, card=line, taken_at=card.taken_at)
    else:
        place = messages.Channel(name=card.posted_in or card.channel)
        message = messages.StillNobody(cards=(line,), more=0, on_duty=None)
    tell.later(work, message, place=place, key=f"reminder-{card.key}-{journal.new_key()}", now=now)


def _by_channel(cards: collections.abc.Iterable[case.Case]) -> dict[str, list[case.Case]]:
    found: dict[str, list[case.Case]] = collections.defaultdict(list)
    for card in cards:
        found[card.posted_in or card.channel].append(card)
    return found


def _tell_channel(
    work: ports.Work,
    cards: collections.abc.Sequence[case.Case],
    *,
    channel: str,
    desk: desk_module.Desk,
    house: house_module.House,
    lines: card_lines.Lines,
    now: dt.datetime,
) -> None:
    listed, more = lines.of(work, cards, team=house.team)
    message = messages.StillNobody(
        cards=listed,
        more=more,
        on_duty=card_lines.first_on_duty(work, desk, team=house.team, now=now),
    )
    place = messages.Channel(name=channel)
    tell.later(work, message, place=place, key=f"nobody-{desk.key}-{journal.new_key()}", now=now)
