"""A desk's day, told in its channel: what came while it was closed, and what became of it all."""

import collections
import collections.abc
import datetime as dt
import functools

import structlog

from deskbot.calls import case, merge
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import interval, opening_time
from deskbot.flows import card_lines, ports, tell
from deskbot.flows import house as house_module

log = structlog.get_logger(__name__)

OPENING_KIND = "list_night_calls"
CLOSING_KIND = "sum_up_day"
# What comes later than that after an opening or a closing is of no use any more.
_MOST_LATE = dt.timedelta(hours=2)
_INSTANT = dt.timedelta(microseconds=1)
# What is said, and the key that has it said once.
_Post = tuple[messages.Message, str]
_Read = collections.abc.Callable[..., _Post | None]
_BY_NOBODY = frozenset({case.Closing.PROOF, case.Closing.JOINED})


def arm(work: ports.Work, desk: desk_module.Desk, *, now: dt.datetime) -> None:
    """Have the next opening and the next end of a day of `desk` told of, as its hours are now."""
    for kind, at in (
        (OPENING_KIND, opening_time.next_opening(now, hours=desk.hours)),
        (CLOSING_KIND, opening_time.next_end_of_day(now, hours=desk.hours)),
    ):
        if at is not None:
            work.due.put(kind, desk.key, at=at)


def arm_all(work: ports.Work, *, house: house_module.House, now: dt.datetime) -> None:
    """Arm those of every desk."""
    for desk in house.known(work, since=now).desks.by_key.values():
        arm(work, desk, now=now)


def open_day(
    key: str,
    *,
    step: ports.Step,
    is_wanted: bool,
    house: house_module.House,
    lines: card_lines.Lines,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """As it opens, list the calls that came while the desk `key` was closed and are not dealt with."""
    posts = functools.partial(_told, _night_calls, key, is_wanted=is_wanted, house=house, lines=lines)
    step("list", functools.partial(posts, store=store, clock=clock))


def close_day(
    key: str,
    *,
    step: ports.Step,
    is_wanted: bool,
    house: house_module.House,
    lines: card_lines.Lines,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """As it closes, sum up the calls to the desk `key` since its last day, and list what is left to do."""
    posts = functools.partial(_told, _day_that_ended, key, is_wanted=is_wanted, house=house, lines=lines)
    step("sum up", functools.partial(posts, store=store, clock=clock))


def _told(
    read: _Read,
    key: str,
    *,
    is_wanted: bool,
    house: house_module.House,
    lines: card_lines.Lines,
    store: ports.Store,
    clock: ports.Clock,
) -> bool:
    """Post what there is to say to the desk `key`, once, and arm the next one; say whether there was any."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        desk = known.desk(key)
        if desk is None or not is_wanted:
            return False
        arm(work, desk, now=now)
        found = read(work, desk, house=known, lines=lines, now=now)
        if found is None:
            return False
        message, post_key = found
        tell.later(work, message, place=messages.Channel(name=desk.channel), key=post_key, now=now)
    return True


def _night_calls(
    work: ports.Work,
    desk: desk_module.Desk,
    *,
    house: house_module.House,
    lines: card_lines.Lines,
    now: dt.datetime,
) -> _Post | None:
    opened = opening_time.opened_at(now, hours=desk.hours)
    closed = opening_time.last_closing(opened, hours=desk.hours) if opened else None
    if opened is None or closed is None or _is_late(opened, now=now, desk=desk):
        return None
    cards = [card for card in work.cases.open_of(desk.key) if closed <= card.at < opened]
    if not cards:
        return None
    listed, more = lines.of(work, cards, team=house.team)
    message = messages.NightCalls(
        title=desk.title,
        closed_at=closed,
        cards=listed,
        more=more,
        on_duty=card_lines.first_on_duty(work, desk, team=house.team, now=now),
    )
    return message, f"opened-{desk.key}-{opened:%Y-%m-%dT%H:%M}"


def _day_that_ended(
    work: ports.Work,
    desk: desk_module.Desk,
    *,
    house: house_module.House,
    lines: card_lines.Lines,
    now: dt.datetime,
) -> _Post | None:
    ended = opening_time.last_end_of_day(now + _INSTANT, hours=desk.hours)
    if ended is None or _is_late(ended, now=now, desk=desk):
        return None
    since = opening_time.last_end_of_day(ended, hours=desk.hours) or ended - dt.timedelta(days=1)
    message = _summed_up(work, desk, since=since, until=ended, house=house, lines=lines)
    return (message, f"closed-{desk.key}-{ended:%Y-%m-%dT%H:%M}") if message else None


def _is_late(moment: dt.datetime, *, now: dt.datetime, desk: desk_module.Desk) -> bool:
    is_late = interval.instant(now) - interval.instant(moment) > _MOST_LATE
    if is_late:
        log.warning("The list of an opening or a closing came too late and is dropped.", desk=desk.key)
    return is_late


def _summed_up(
    work: ports.Work,
    desk: desk_module.Desk,
    *,
    since: dt.datetime,
    until: dt.datetime,
    house: house_module.House,
    lines: card_lines.Lines,
) -> messages.EndOfDay | None:
    """Return what became of the calls of that time; None when there were none."""
    span = interval.Interval(start=since, end=until)
    proofs = work.cases.closed_as(desk.key, case.Closing.PROOF)
    calls = [call for call in work.calls.near(desk.key, span=span) if call.key not in proofs]
    if not calls:
        return None
    while_open = [call for call in calls if call.was_open is not False]
    listed, more = lines.of(work, work.cases.open_of(desk.key), team=house.team)
    return messages.EndOfDay(
        title=desk.title,
        since=since,
        calls=len(calls),
        while_closed=len(calls) - len(while_open),
        answered=sum(call.is_answered for call in while_open),
        missed=sum(_is_missed(call) for call in while_open),
        done=_done(work, desk, span=span, house=house),
        cards=listed,
        more=more,
    )


def _is_missed(call: merge.Call) -> bool:
    return call.needs_a_card and call.outcome is not merge.Outcome.ABANDONED


def _done(
    work: ports.Work, desk: desk_module.Desk, *, span: interval.Interval, house: house_module.House
) -> tuple[messages.DoneBy, ...]:
    cards = [card for card in work.cases.done_in(desk.key, span=span) if card.closing not in _BY_NOBODY]
    counted = collections.Counter(card.done_by for card in cards)
    people = sorted((name for name in counted if name), key=lambda name: (-counted[name], name))
    found = [messages.DoneBy(name=house.team.name_of(name), cards=counted[name]) for name in people]
    if counted[None]:
        found.append(messages.DoneBy(name=None, cards=counted[None]))
    return tuple(found)
