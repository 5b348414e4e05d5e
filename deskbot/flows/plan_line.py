"""What would be written on the lines now, and why: only looked at."""

import dataclasses
import datetime as dt
from typing import Protocol

from deskbot.desk import desk as desk_module
from deskbot.desk import public_number
from deskbot.flows import house as house_module
from deskbot.flows import line_aim, ports
from deskbot.line import agreement, errors, expected, observed, plan, trace
from deskbot.line import kept as kept_module
from deskbot.line import wanted as wanted_module
from deskbot.people import member


class LineReader(Protocol):
    """All that these flows may do with a line: nothing can be written through it."""

    def read(self, number: str) -> observed.Observed:
        """Return all that the operator shows of a number now.

        :raises line.errors.LineUnavailable: try again.
        :raises line.errors.LineRefused: the operator said no.
        """


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberPlan:
    """What `number` is and must be, and the writes between the two.

    `seen` and `planned` are None where the operator `refused` to show the number. `unsafe`: the plan was
    refused; `planned` is then what waits for an admin's agreement (`TooManyChanges`), or what sends every
    call to the voicemail meanwhile, or None. `asked_at`: the operator was asked for it then, and takes its
    time. `is_foreign`: somebody else changed the number since it was written.
    """

    desk: desk_module.Desk
    number: public_number.PublicNumber
    team: member.Team
    wanted: wanted_module.Wanted
    expected: trace.Path
    seen: observed.Observed | None = None
    met: trace.Path | None = None
    planned: plan.Plan | None = None
    unsafe: plan.UnsafePlan | None = None
    refused: errors.LineRefused | None = None
    kept: kept_module.Kept | None = None
    asked_at: dt.datetime | None = None
    is_foreign: bool = False
    is_day_full: bool = False


def plan_desk(
    key: str,
    *,
    house: house_module.House,
    rules: line_aim.LineRules,
    store: ports.Store,
    line: LineReader,
    now: dt.datetime,
) -> tuple[NumberPlan, ...]:
    """Return what would be written now on each number of a desk.

    :raises LookupError: if there is no such desk.
    :raises line.errors.LineUnavailable: if the operator does not answer.
    """
    aimed = aim_of(store, key, house=house, rules=rules, now=now)
    return tuple(_plan(one, aimed=aimed, rules=rules, line=line) for one in aimed.desk.numbers)


def aim_of(
    store: ports.Store,
    key: str,
    *,
    house: house_module.House,
    rules: line_aim.LineRules,
    now: dt.datetime,
) -> line_aim.Aim:
    """Return what the numbers of a desk must be at `now`.

    :raises LookupError: if there is no such desk.
    """
    with store.read() as work:
        aimed = line_aim.aim(work, key, house=house, rules=rules, now=now)
    if aimed is None:
        raise LookupError(key)
    return aimed


def _plan(
    number: public_number.PublicNumber,
    *,
    aimed: line_aim.Aim,
    rules: line_aim.LineRules,
    line: LineReader,
) -> NumberPlan:
    asked = aimed.wanted[number]
    base = NumberPlan(
        desk=aimed.desk,
        number=number,
        team=aimed.team,
        wanted=asked,
        expected=expected.path(asked, number=number, at=aimed.now, known=rules.assumptions),
        is_day_full=aimed.people_today >= rules.tolls.changes_a_day
        and not aimed.agrees(agreement.Subject.MANY_A_DAY),
    )
    try:
        seen = line.read(number.number)
    except errors.LineRefused as refused:
        return dataclasses.replace(base, refused=refused)
    planned, unsafe = _between(seen, number=number, aimed=aimed, rules=rules)
    last = aimed.readings.get(number.number)
    is_same = last is not None and last.wanted == asked and not (planned and planned.is_empty)
    asked_at = last.asked_at if last and is_same else None
    return dataclasses.replace(
        base,
        seen=seen,
        met=trace.walk(
            seen,
            at=aimed.now,
            own_number=number.number,
            voicemail=aimed.desk.voicemail_number,
            known=rules.assumptions,
        ),
        planned=planned,
        unsafe=unsafe,
        kept=aimed.kept if aimed.kept and number.number in aimed.kept.lines else None,
        asked_at=asked_at,
        is_foreign=is_same and asked_at is None,
    )


def _between(
    seen: observed.Observed,
    *,
    number: public_number.PublicNumber,
    aimed: line_aim.Aim,
    rules: line_aim.LineRules,
) -> tuple[plan.Plan | None, plan.UnsafePlan | None]:
    def between(wanted: wanted_module.Wanted, *, accepted: bool) -> plan.Plan:
        return plan.between(
            line=seen,
            wanted=wanted,
            number=number,
            now=aimed.now,
            known=rules.assumptions,
            allowed=rules.tolls,
            accepted=accepted,
        )

    asked, agreed = aimed.wanted[number], aimed.agrees(agreement.Subject.MANY_CHANGES)
    try:
        return between(asked, accepted=agreed), None
    except plan.UnsafePlan as refused:
        unsafe = refused
    try:
        if isinstance(unsafe, plan.TooManyChanges):
            return between(asked, accepted=True), unsafe
        if isinstance(unsafe, plan.REFUSES_PEOPLE):
            return between(plan.without(asked, unsafe), accepted=agreed), unsafe
    except plan.UnsafePlan:
        # Then there is no way out that would be safe.
        return None, unsafe
    return None, unsafe
