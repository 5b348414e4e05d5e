"""What the sources told becomes calls, and each call that nobody answered one card."""

import collections.abc
import dataclasses
import datetime as dt
import functools

import structlog

from deskbot.calls import assemble, courtesy, events, identity, judge, merge, reading
from deskbot.desk import desk as desk_module
from deskbot.desk import interval
from deskbot.flows import acknowledge_caller, follow_up, ports, prove_number, settle_card
from deskbot.flows import house as house_module
from deskbot.line import chain

log = structlog.get_logger(__name__)

KIND = "record_call"
# What is told of one call is told of times no further apart than that.
_AROUND = dt.timedelta(hours=2)
# Only the end of a talk may be told long after what was told before it.
_LONGEST_CALL = dt.timedelta(hours=12)
# Calls kept in one transaction: people's clicks come in between.
_AT_ONCE = 10


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Group:
    """Desks that share a voicemail, as they are known: what is told of one may be about another."""

    desks: tuple[desk_module.Desk, ...]
    line: merge.Line

    def desk_of(self, number: str | None) -> desk_module.Desk:
        """Return the desk of a number; the first one while it is not known which was dialled."""
        mine = [one for one in self.desks if any(each.number == number for each in one.numbers)]
        return (mine or list(self.desks))[0]


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Found:
    """What is to be kept: the calls that something new is told of, and those that we dialled."""

    house: house_module.House
    group: _Group
    changed: tuple[identity.Identified, ...]
    dialled: tuple[tuple[events.Told, events.CallRecord], ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Cards:
    """Where a new card goes, who may have one, and how they are told a number that becomes known."""

    channel: str
    house: house_module.House
    number: settle_card.Number


def soon(work: ports.Work, desk: str, *, house: house_module.House, at: dt.datetime) -> None:
    """Have what was told of a desk made into calls at that time."""
    work.due.put(KIND, house.desks.sharing(desk)[0].key, at=at)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    cards_channel: str,
    ringing_counts: bool,
    manners: courtesy.Manners | None,
    contacts: ports.Contacts,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Make calls and cards of what was told of the desks that share a voicemail with the desk `key`.

    `manners` says when callers who got nobody are written to; None: never.
    """
    if house.desk(key) is None:
        # A row of a desk that was taken out of the configuration.
        return

    first = house.desks.sharing(key)[0].key

    def pass_on() -> None:
        # One at a time for all of them, also where several processes run.
        with store.write() as work:
            soon(work, key, house=house, at=clock.now())

    def record() -> int:
        now = clock.now()
        # What is read is much and what is written little: people's clicks do not wait for the reading.
        with store.read() as work:
            found = _find(work, key, house=house, ringing_counts=ringing_counts, now=now)
        if found is None:
            return 0
        number = functools.partial(follow_up.tell_number, house=house, contacts=contacts, now=now)
        cards = _Cards(channel=cards_channel, house=found.house, number=number)
        _keep_all(found, cards=cards, manners=manners, store=store, now=now)
        return len(found.changed)

    if first == key:
        step("record", record)
    else:
        step("pass on", pass_on)


def _find(
    work: ports.Work, key: str, *, house: house_module.House, ringing_counts: bool, now: dt.datetime
) -> _Found | None:
    """Return the calls of which something new is told; None when nothing waits."""
    keys = [one.key for one in house.desks.sharing(key)]
    waiting = [one for each in keys for one in work.sources.waiting(each)]
    running = [one for each in keys for one in work.calls.running(each)]
    moments = [one.event.at for one in waiting] + [one.at for one in running]
    if not moments:
        return None
    span = interval.Interval(start=min(moments) - _AROUND, end=max(moments) + _AROUND)
    told = _told_in(work, keys, span=span)
    if reading.began_before(told):
        span = dataclasses.replace(span, start=span.start - _LONGEST_CALL)
        told = _told_in(work, keys, span=span)
    known = house.known(work, since=span.start)
    group = _group(known, key, ringing_counts=ringing_counts)
    every = identity.identified(
        assemble.clusters(told, line=group.line), is_call=lambda one: work.calls.get(one) is not None
    )
    # What rang may not any more; what was taken from a call to be another's leaves it less.
    again = {one.key for one in running} | {key for one in every for key in one.taken_from}
    changed = tuple(one for one in every if one.is_changed or one.key in again)
    dialled = tuple(
        (one, one.event)
        for one in waiting
        if isinstance(one.event, events.CallRecord) and one.event.way is events.RecordWay.OUTGOING
    )
    return _Found(house=known, group=group, changed=changed, dialled=dialled)


def _told_in(
    work: ports.Work, desks: collections.abc.Iterable[str], *, span: interval.Interval
) -> list[events.Told]:
    return [one for each in desks for one in work.sources.between(each, span=span)]


def _keep_all(
    found: _Found,
    *,
    cards: _Cards,
    manners: courtesy.Manners | None,
    store: ports.Store,
    now: dt.datetime,
) -> None:
    """Keep a few calls a transaction; killed in between, what is not kept is found anew."""
    for start in range(0, len(found.changed), _AT_ONCE):
        some = found.changed[start : start + _AT_ONCE]
        with store.write() as work:
            for call in _keep_some(work, some, found=found, cards=cards, now=now):
                acknowledge_caller.later(work, call, manners=manners, now=now)
    if found.dialled:
        with store.write() as work:
            _keep_what_we_dialled(work, found.dialled, group=found.group, cards=cards, now=now)


def _keep_some(
    work: ports.Work,
    some: collections.abc.Iterable[identity.Identified],
    *,
    found: _Found,
    cards: _Cards,
    now: dt.datetime,
) -> list[merge.Call]:
    group = found.group
    calls = [_keep(work, one, group=group, cards=cards, now=now) for one in some]
    for desk in group.desks:
        mine = [call for call in calls if group.desk_of(call.number).key == desk.key]
        prove_number.ask_owners(work, mine, desk=desk, house=found.house, now=now)
    return calls


def _group(house: house_module.House, key: str, *, ringing_counts: bool) -> _Group:
    desks = house.desks.sharing(key)
    return _Group(
        desks=desks,
        line=merge.Line(
            numbers=tuple(each.number for one in desks for each in one.numbers),
            voicemail_number=desks[0].voicemail_number,
            longest_wait_s=max(one.longest_wait_s for one in desks),
            ringing_counts=ringing_counts,
        ),
    )


def _keep(
    work: ports.Work, one: identity.Identified, *, group: _Group, cards: _Cards, now: dt.datetime
) -> merge.Call:
    """Keep a call as it is known now, and see to its card."""
    begins = judge.begins(one.cluster)
    desk = group.desk_of(judge.dialled(one.cluster))
    call = judge.call_of(
        one.cluster,
        key=one.key,
        line=group.line,
        was_open=desk.hours.is_open(at=begins),
        blocked=desk.blocked,
        now=now,
    )
    for told in one.cluster.told:
        if told.call != one.key:
            work.sources.belongs(told.desk, told.name, call=one.key)
    call = settle_card.settle(
        work,
        call,
        joined=one.joined,
        desk=desk.key,
        channel=cards.channel,
        house=cards.house,
        number=cards.number,
        now=now,
    )
    if call.outcome is merge.Outcome.RUNNING:
        work.due.put(KIND, group.desks[0].key, at=judge.decided_at(one.cluster, line=group.line))
    log.info("A call was recorded.", call=call.key, outcome=call.outcome.value)
    return call


def _keep_what_we_dialled(
    work: ports.Work,
    dialled: collections.abc.Iterable[tuple[events.Told, events.CallRecord]],
    *,
    group: _Group,
    cards: _Cards,
    now: dt.datetime,
) -> None:
    """Keep the calls that the desks made and that were answered: a caller who was called back is served."""
    for told, event in dialled:
        work.sources.belongs(told.desk, told.name, call="")
        silent_s = chain.LONGEST_RINGING_S if group.line.ringing_counts else 0
        if event.called is not None and event.duration_s > silent_s:
            call = merge.Call(
                key=f"{told.desk}-{told.name}",
                caller=event.called,
                at=event.at,
                number=event.number,
                outcome=merge.Outcome.CALLED,
            )
            settle_card.settle(
                work,
                call,
                joined=(),
                desk=told.desk,
                channel="",
                house=cards.house,
                number=cards.number,
                now=now,
            )
