"""Bring a desk's line to what the roster says, read it back, tell once (design, section 4)."""

import dataclasses
import datetime as dt
import enum

import structlog

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import resolver
from deskbot.flows import house as house_module
from deskbot.flows import ports, show_board, tell
from deskbot.flows import watch as watch_module
from deskbot.line import chain, errors, plan, state
from deskbot.people import member

log = structlog.get_logger(__name__)

KIND = "reconcile_line"
_SETTLE = dt.timedelta(seconds=0.5)
_WAIT_S = 5
_AGAIN_S = 10


class _Result(enum.StrEnum):
    VERIFIED = "verified"
    WAITING = "waiting"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"


def after_a_change(work: ports.Work, desk: str, *, now: dt.datetime) -> None:
    """Have the line of `desk` looked at soon; several changes in a row are one look."""
    work.due.put(KIND, desk, at=now + _SETTLE)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    line: ports.PhoneLine,
    store: ports.Store,
    clock: ports.Clock,
    watch: watch_module.Watch,
) -> None:
    """Make the line of the desk `key` what it must be now, and have the next boundary do it again."""

    def bring() -> bool:
        # One moment and one answer for the whole run: what is told is what was read back, not what the
        # roster says by the time that it is told.
        now = clock.now()
        with store.read() as work:
            household = house.known(work, since=now)
            desk = household.desk(key)
            slots = work.slots.held(key, until_after=now)
            known = work.lines.get(key)
        if desk is None:
            # A row of a desk that was taken out of the configuration.
            return False
        answering = resolver.who_rings(now, desk=desk, slots=slots, team=household.team)
        result = _try(desk, answering=answering, known=known, line=line, now=now)
        with store.write() as work:
            _note(
                work,
                result=result,
                answering=answering,
                desk=desk,
                team=household.team,
                now=now,
                watch=watch,
            )
            boundary = resolver.next_boundary(now, desk=desk, slots=slots)
            if boundary is not None:
                work.due.put(KIND, desk.key, at=boundary)
            show_board.soon(work, desk.key, now=now)
        return result is _Result.VERIFIED

    step("bring", bring)


def _try(
    desk: desk_module.Desk,
    *,
    answering: resolver.Answering,
    known: state.LineState,
    line: ports.PhoneLine,
    now: dt.datetime,
) -> _Result:
    try:
        return _apply(desk, answering=answering, known=known, line=line, now=now)
    except (errors.LineUnavailable, errors.NotReadBack) as problem:
        if known.failing_since is None:
            log.warning("The line could not be brought to the roster.", error=type(problem).__name__)
        return _Result.UNAVAILABLE
    except (errors.LineRefused, plan.UnsafePlan) as problem:
        if known.failing_since is None:
            log.error("A change of the line was refused.", error=type(problem).__name__)
        return _Result.REFUSED


def _apply(
    desk: desk_module.Desk,
    *,
    answering: resolver.Answering,
    known: state.LineState,
    line: ports.PhoneLine,
    now: dt.datetime,
) -> _Result:
    desired = chain.desired(answering, desk=desk)
    observed = line.read(desk.key)
    changes = plan.between(line=observed, desired=desired)
    if changes.is_empty:
        return _Result.VERIFIED
    # Who called before is served before the line changes, within the longest wait promised.
    if observed.caller_waiting and not _waited_enough(known, desk=desk, now=now):
        return _Result.WAITING
    for write in changes.writes:
        line.apply(desk.key, write)
    log.info("The line was changed.", desk=desk.key, writes=len(changes.writes))
    if not plan.between(line=line.read(desk.key), desired=desired).is_empty:
        raise errors.NotReadBack
    return _Result.VERIFIED


def _waited_enough(known: state.LineState, *, desk: desk_module.Desk, now: dt.datetime) -> bool:
    since = known.waiting_since
    return since is not None and (now - since).total_seconds() >= desk.longest_wait_s


def _note(
    work: ports.Work,
    *,
    result: _Result,
    answering: resolver.Answering,
    desk: desk_module.Desk,
    team: member.Team,
    now: dt.datetime,
    watch: watch_module.Watch,
) -> None:
    known = work.lines.get(desk.key)
    if result is _Result.VERIFIED:
        known = _verified(work, known, answering=answering, desk=desk, team=team, now=now, watch=watch)
    elif result is _Result.WAITING:
        known = dataclasses.replace(known, waiting_since=known.waiting_since or now)
        work.due.put(KIND, desk.key, at=now + dt.timedelta(seconds=_WAIT_S))
    else:
        known = _failing(work, known, result=result, desk=desk, now=now, watch=watch)
    work.lines.save(known)


def _verified(
    work: ports.Work,
    known: state.LineState,
    *,
    answering: resolver.Answering,
    desk: desk_module.Desk,
    team: member.Team,
    now: dt.datetime,
    watch: watch_module.Watch,
) -> state.LineState:
    if known.trouble_told and known.failing_since is not None:
        back = messages.LineBack(title=desk.title, since=known.failing_since)
        watch.tell(work, back, key=f"line-back-{desk.key}-{now.timestamp():.0f}", now=now)
    told = _told(answering, before=known.told)
    if told != known.told:
        place = messages.Channel(name=desk.channel)
        posted = _line_verified(answering, desk=desk, team=team, now=now)
        # After an outage of the chat the last word must be the present state.
        work.notices.drop_unposted(messages.LineVerified, place=place)
        tell.later(work, posted, place=place, key=f"line-{desk.key}-{now.timestamp():.3f}", now=now)
    return dataclasses.replace(
        known,
        verified_at=now,
        verified=answering.key,
        told=told,
        failing_since=None,
        waiting_since=None,
        trouble_told=False,
    )


def _failing(
    work: ports.Work,
    known: state.LineState,
    *,
    result: _Result,
    desk: desk_module.Desk,
    now: dt.datetime,
    watch: watch_module.Watch,
) -> state.LineState:
    since = known.failing_since or now
    work.due.put(KIND, desk.key, at=now + dt.timedelta(seconds=_AGAIN_S))
    tells = not known.trouble_told and watch.lasts(since, now=now)
    if tells:
        trouble = messages.LineTrouble(title=desk.title, since=since, refused=result is _Result.REFUSED)
        watch.tell(work, trouble, key=f"line-trouble-{desk.key}-{since.timestamp():.0f}", now=now)
    return dataclasses.replace(known, failing_since=since, trouble_told=known.trouble_told or tells)


def _told(answering: resolver.Answering, *, before: str | None) -> str:
    """Return a key of what people should know: nights between two days of one turn are no news."""
    if answering.reason is resolver.Reason.CLOSED:
        closed = resolver.Reason.CLOSED.value
        mine = before is not None and before.startswith(f"{resolver.Reason.ON_DUTY.value}:")
        if before is None or (mine and before.split(":")[1] != (answering.holder or "")):
            return closed
        return before
    names = ",".join(one.who.username for one in answering.ringing)
    return f"{answering.reason.value}:{answering.holder or ''}:{names}"


def _line_verified(
    answering: resolver.Answering, *, desk: desk_module.Desk, team: member.Team, now: dt.datetime
) -> messages.Message:
    unreachable = answering.reason is resolver.Reason.FALLBACK and answering.holder is not None
    holder = team.name_of(answering.holder) if unreachable else None
    return messages.LineVerified(
        title=desk.title,
        reason=answering.reason.value,
        names=tuple(one.who.name for one in answering.ringing),
        holder=holder,
        verified_at=now,
    )
