"""Bring a desk's line to what the roster says, read it back, tell once (design, section 4)."""

import collections.abc
import datetime as dt

import structlog

from deskbot.flows import (
    bring_number,
    line_aim,
    line_told,
    ports,
    show_board,
    switch_greeting,
)
from deskbot.flows import house as house_module
from deskbot.flows import watch as watch_module
from deskbot.line import errors

log = structlog.get_logger(__name__)

KIND = line_aim.KIND
_WAIT = dt.timedelta(seconds=5)
_AGAIN = dt.timedelta(seconds=10)
_LATER = dt.timedelta(seconds=60)
_LONG = dt.timedelta(minutes=10)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    rules: line_aim.LineRules,
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
            aimed = line_aim.aim(work, key, house=house, rules=rules, now=now)
        if aimed is None:
            # A row of a desk that was taken out of the configuration.
            return False
        outcomes = [
            bring_number.bring(number, aimed=aimed, rules=rules, line=line, store=store)
            for number in aimed.desk.numbers
        ]
        greeting, problem = _greet(aimed, line=line)
        for failed in _problems(outcomes, problem):
            _log_problem(failed, aimed=aimed)
        with store.write() as work:
            said = line_told.note(
                work, aimed, outcomes, greeting=greeting, greeting_problem=problem, watch=watch
            )
            _look_again(work, aimed, said, outcomes=outcomes)
            show_board.soon(work, aimed.desk.key, now=now)
        return said is line_told.Said.VERIFIED

    step("bring", bring)


def _greet(aimed: line_aim.Aim, *, line: ports.PhoneLine) -> tuple[str | None, Exception | None]:
    try:
        return switch_greeting.bring(aimed, line=line), None
    except (errors.LineUnavailable, errors.LineRefused, errors.NotReadBack) as problem:
        return None, problem


def _problems(
    outcomes: collections.abc.Iterable[bring_number.Outcome], greeting: Exception | None
) -> collections.abc.Iterator[Exception]:
    yield from (one.problem for one in outcomes if one.problem is not None)
    if greeting is not None:
        yield greeting


def _log_problem(problem: Exception, *, aimed: line_aim.Aim) -> None:
    if aimed.known.failing_since is not None:
        return
    name = type(problem).__name__
    if isinstance(problem, errors.LineUnavailable | errors.NotReadBack):
        log.warning("The line could not be brought to the roster.", desk=aimed.desk.key, error=name)
    else:
        log.error("A change of the line was refused.", desk=aimed.desk.key, error=name)


def _look_again(
    work: ports.Work,
    aimed: line_aim.Aim,
    said: line_told.Said,
    *,
    outcomes: collections.abc.Iterable[bring_number.Outcome],
) -> None:
    boundary = line_aim.next_look(aimed)
    if boundary is not None:
        # A change goes before the looks at other desks, which after a restart are many long ones.
        work.due.put(KIND, aimed.desk.key, at=boundary, first=True)
    if said is line_told.Said.FAILING:
        since = aimed.known.failing_since or aimed.now
        work.due.put(KIND, aimed.desk.key, at=aimed.now + _pause(aimed.now - since))
    elif any(one.result is bring_number.Result.WAITING for one in outcomes):
        work.due.put(KIND, aimed.desk.key, at=aimed.now + _WAIT, first=True)
    elif any(one.result is bring_number.Result.ASKED for one in outcomes):
        work.due.put(KIND, aimed.desk.key, at=aimed.now + _AGAIN, first=True)


def _pause(failing_for: dt.timedelta) -> dt.timedelta:
    """Return how long to wait before an operator that fails is asked again: longer and longer."""
    if failing_for < _LONG:
        return _AGAIN if failing_for < _LATER else dt.timedelta(seconds=30)
    return _LATER
