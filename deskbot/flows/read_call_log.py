"""What the operator recorded of a desk's calls is read, and kept until it becomes calls."""

import collections.abc
import dataclasses
import datetime as dt
import functools

import structlog

from deskbot.calls import events
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import interval
from deskbot.flows import house as house_module
from deskbot.flows import ports, record_call
from deskbot.flows import watch as watch_module
from deskbot.line import errors, state

log = structlog.get_logger(__name__)

KIND = "read_call_log"
# Records appear up to 10 minutes late (facts/ovh.md): each look goes back well beyond that.
_LOOK_BACK = dt.timedelta(hours=2)
# The operator's clock may be ahead of ours.
_LOOK_AHEAD = dt.timedelta(minutes=1)
# After a long stop what happened is read a day at a time: what was read is kept, whatever comes after.
_PAGE = dt.timedelta(days=1)
# A record that cannot be read is asked for again so long: what is never readable must not hold all back.
_ASKED_AGAIN = dt.timedelta(days=1)
# The box lists a message as long as nobody deletes it: one that is new to us and so old is not new.
_LONG_AGO = dt.timedelta(days=60)
# At the operator's pace a record takes a second: the first of many become cards while the others are read.
_AT_ONCE = 25

_Named = tuple[str, str]
_Reader = tuple[_Named, collections.abc.Callable[[], events.Recorded]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Unread:
    """What is listed that is new to us, by the desk's key and the event's name; blind: nothing can be."""

    readers: list[_Reader]
    is_blind: bool


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    watch: watch_module.Watch,
    log_of_calls: ports.CallLog,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Keep what happened since the last look on the lines that share a voicemail with the desk `key`.

    `watch` says where it is told, and after how long, that the operator's log cannot be read.
    """
    desk = house.desk(key)
    if desk is None:
        # A row of a desk that was taken out of the configuration.
        return
    desks = house.desks.sharing(key)

    def look() -> int:
        now = clock.now()
        if desks[0].key != key:
            # One look for all of them: a message does not say whom it was for. This row is of another time.
            with store.write() as work:
                work.due.drop(KIND, key)
            return 0
        return _look(desks, now=now, watch=watch, log_of_calls=log_of_calls, store=store)

    step("look", look)


def _look(
    desks: collections.abc.Sequence[desk_module.Desk],
    *,
    now: dt.datetime,
    watch: watch_module.Watch,
    log_of_calls: ports.CallLog,
    store: ports.Store,
) -> int:
    """Read what is new, page by page; where the operator stops answering, the next look goes on."""
    desk = desks[0]
    with store.read() as work:
        polled_at = work.lines.get(desk.key).polled_at
    # What is older than deskbot's first look was dealt with by hand; what is very old was seen, and its name
    # is kept no more.
    forgotten_before = now - _LOOK_BACK if polled_at is None else min(polled_at, now) - _LONG_AGO
    # The voicemail is read first: a call whose record is seen and whose message is not looks answered.
    unread = _messages(desk, desks=desks, log_of_calls=log_of_calls, store=store)
    fresh = _read_all(unread.readers)
    is_blind, is_whole, count = unread.is_blind, True, 0
    for page in _pages((polled_at or now) - _LOOK_BACK, now + _LOOK_AHEAD):
        unread = _records(desks, page=page, now=now, log_of_calls=log_of_calls, store=store)
        for some in _parts(unread.readers):
            found = _read_all(some)
            is_whole = is_whole and len(found) == len(some)
            fresh += found
            with store.write() as work:
                _keep(work, fresh, desks=desks, forgotten_before=forgotten_before, now=now)
            count, fresh = count + len(fresh), []
        is_blind, is_whole = is_blind or unread.is_blind, is_whole and not unread.is_blind
        if unread.is_blind:
            break
        if is_whole:
            with store.write() as work:
                _read_until(work, desk, min(page.end, now))
    with store.write() as work:
        known = work.lines.get(desk.key)
        if not is_whole and not is_blind:
            _read_until(work, desk, now - _ASKED_AGAIN)
            known = work.lines.get(desk.key)
        tell = _blind if is_blind else _sighted
        work.lines.save(tell(work, known, desk=desk, now=now, watch=watch))
    return count


def _parts(readers: list[_Reader]) -> collections.abc.Iterator[list[_Reader]]:
    """Yield so many at once; nothing once, where there are none."""
    for start in range(0, max(1, len(readers)), _AT_ONCE):
        yield readers[start : start + _AT_ONCE]


def _pages(start: dt.datetime, end: dt.datetime) -> collections.abc.Iterator[interval.Interval]:
    while start < end:
        after = min(start + _PAGE, end)
        yield interval.Interval(start=start, end=after)
        start = after


def _read_until(work: ports.Work, desk: desk_module.Desk, moment: dt.datetime) -> None:
    known = work.lines.get(desk.key)
    if known.polled_at is None or known.polled_at < moment:
        work.lines.save(dataclasses.replace(known, polled_at=moment))


def _keep(
    work: ports.Work,
    fresh: collections.abc.Iterable[tuple[_Named, events.Recorded]],
    *,
    desks: collections.abc.Sequence[desk_module.Desk],
    forgotten_before: dt.datetime,
    now: dt.datetime,
) -> None:
    for (desk, name), event in fresh:
        work.sources.add(desk, name, event, at=now)
        if event.at < forgotten_before or _was_recorded(work, event, desks=desks, now=now):
            work.sources.belongs(desk, name, call="")
    if any(work.sources.waiting(each.key) for each in desks):
        work.due.put(record_call.KIND, desks[0].key, at=now)


def _was_recorded(
    work: ports.Work,
    event: events.Recorded,
    *,
    desks: collections.abc.Sequence[desk_module.Desk],
    now: dt.datetime,
) -> bool:
    """Whether it is an old message of a known call: the box lists it longer than its name was kept."""
    if not isinstance(event, events.VoicemailMessage) or event.at > now - _ASKED_AGAIN:
        return False
    return work.calls.has_message(event.key, desks=[one.key for one in desks], around=event.at)


def _messages(
    desk: desk_module.Desk,
    *,
    desks: collections.abc.Sequence[desk_module.Desk],
    log_of_calls: ports.CallLog,
    store: ports.Store,
) -> _Unread:
    listed = _listed(lambda: log_of_calls.messages(desk.key))
    names = {f"vm-{key}": key for key in listed or ()}
    unseen = list(names)
    with store.read() as work:
        # Before they were read together, each desk kept what it had seen under its own key.
        for each in desks:
            unseen = list(work.sources.unseen(each.key, unseen))
    readers: list[_Reader] = [
        ((desk.key, name), functools.partial(log_of_calls.message, desk.key, names[name])) for name in unseen
    ]
    return _Unread(readers=readers, is_blind=listed is None)


def _records(
    desks: collections.abc.Sequence[desk_module.Desk],
    *,
    page: interval.Interval,
    now: dt.datetime,
    log_of_calls: ports.CallLog,
    store: ports.Store,
) -> _Unread:
    readers: list[_Reader] = []
    is_blind = False
    for desk in desks:
        listed = _listed(functools.partial(log_of_calls.records, desk.key, span=page, now=now))
        is_blind = is_blind or listed is None
        names = {f"cdr-{key}": key for key in listed or ()}
        with store.read() as work:
            unseen = work.sources.unseen(desk.key, list(names))
        for name in unseen:
            readers.append(((desk.key, name), functools.partial(log_of_calls.record, desk.key, names[name])))
    return _Unread(readers=readers, is_blind=is_blind)


def _read_all(readers: list[_Reader]) -> list[tuple[_Named, events.Recorded]]:
    """Return what can be read of it, in order."""
    read = [(named, _read(named[1], ask)) for named, ask in readers]
    return sorted(((named, event) for named, event in read if event is not None), key=lambda pair: pair[1].at)


def _listed(ask: collections.abc.Callable[[], tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return what is listed, None when that cannot be read: the other source is read all the same."""
    try:
        return ask()
    except (errors.LineUnavailable, errors.LineRefused):
        return None


def _read(name: str, ask: collections.abc.Callable[[], events.Recorded]) -> events.Recorded | None:
    """Return an event, None when it cannot be read: it stays unseen, and holds no other one back."""
    try:
        return ask()
    except (errors.LineUnavailable, errors.LineRefused) as problem:
        log.warning("A source of a call cannot be read.", source=name, error=type(problem).__name__)
        return None


def _blind(
    work: ports.Work,
    known: state.LineState,
    *,
    desk: desk_module.Desk,
    now: dt.datetime,
    watch: watch_module.Watch,
) -> state.LineState:
    since = known.blind_since or now
    tells = not known.blindness_told and watch.lasts(since, now=now)
    if tells:
        blindness = messages.CallLogTrouble(title=desk.title, since=since)
        watch.tell(work, blindness, key=f"blind-{desk.key}-{since.timestamp():.0f}", now=now)
    return dataclasses.replace(known, blind_since=since, blindness_told=known.blindness_told or tells)


def _sighted(
    work: ports.Work,
    known: state.LineState,
    *,
    desk: desk_module.Desk,
    now: dt.datetime,
    watch: watch_module.Watch,
) -> state.LineState:
    if known.blindness_told and known.blind_since is not None:
        back = messages.CallLogBack(title=desk.title, since=known.blind_since)
        watch.tell(work, back, key=f"sighted-{desk.key}-{now.timestamp():.0f}", now=now)
    return dataclasses.replace(known, blind_since=None, blindness_told=False)
