"""Bring one number to what it must be: look, plan, write the least, read back (design, section 4)."""

import collections.abc
import dataclasses
import datetime as dt
import enum

import structlog

from deskbot.desk import interval, public_number
from deskbot.flows import line_aim, ports
from deskbot.line import agreement, errors, observed, plan, reached, reading, trace, writes
from deskbot.line import expected as line_expected
from deskbot.line import wanted as wanted_module

log = structlog.get_logger(__name__)

#: How long a redirect may take to show its new destination (facts/ovh.md, "Lines and redirects").
LONGEST_TASK = dt.timedelta(minutes=10)
# What is armed is written once more where it does not show: somebody may have changed it meanwhile.
_TRIES = 2
# By then the calls of a look are no more in the way of a change.
_SOON = dt.timedelta(seconds=20)


_TROUBLE = (errors.LineUnavailable, errors.LineRefused, errors.NotReadBack, plan.UnsafePlan)


class Result(enum.StrEnum):
    """What came of it."""

    VERIFIED = "verified"
    #: Somebody changed it at the operator, and the house chose to keep that for now.
    KEPT = "kept"
    #: Somebody changed it at the operator: a person decides.
    DRIFTED = "drifted"
    #: A caller is being served.
    WAITING = "waiting"
    #: A redirect was asked for another destination, which does not show yet.
    ASKED = "asked"
    FAILED = "failed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of bringing `number`; `problem` is why it failed.

    `expected` and `actual` are what a caller should have met and met, where somebody else changed it;
    `restored`: nobody was asked, because callers reached nothing or a forbidden number. `wrote` counts the
    writes made, read back or not; `rang` are the numbers that they were for; `adds_people` says whether one
    came that was not there.
    """

    number: public_number.PublicNumber
    result: Result
    problem: Exception | None = None
    expected: trace.Path | None = None
    actual: trace.Path | None = None
    restored: bool = False
    wrote: int = 0
    rang: tuple[str, ...] = dataclasses.field(default=(), repr=False)
    adds_people: bool = False


def bring(
    number: public_number.PublicNumber,
    *,
    aimed: line_aim.Aim,
    rules: line_aim.LineRules,
    line: ports.PhoneLine,
    store: ports.Store,
) -> Outcome:
    """Bring `number` to what it must be, and say what came of it; nothing is raised but a fault of ours."""
    bringing = _Bringing(number=number, aimed=aimed, rules=rules, line=line, store=store)
    try:
        outcome = bringing.run()
    except plan.REFUSES_PEOPLE as problem:
        outcome = bringing.without_people(problem)
    except _TROUBLE as problem:
        rang = tuple(step.number for step in bringing.wanted.chain.steps)
        outcome = Outcome(number=number, result=Result.FAILED, problem=problem, rang=rang)
    return bringing.counted(outcome)


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Bringing:
    """One number on its way; the values of one look are its fields."""

    number: public_number.PublicNumber
    aimed: line_aim.Aim
    rules: line_aim.LineRules
    line: ports.PhoneLine
    store: ports.Store
    made: list[writes.Write] = dataclasses.field(default_factory=list)

    @property
    def wanted(self) -> wanted_module.Wanted:
        return self.aimed.wanted[self.number]

    @property
    def last(self) -> reading.Reading | None:
        return self.aimed.readings.get(self.number.number)

    def run(self) -> Outcome:
        seen = self._look()
        if self.aimed.kept is not None and self.number.number in self.aimed.kept.lines:
            return self._kept(seen, then=self.aimed.kept.lines[self.number.number])
        last, is_same = self.last, self.last is not None and self.last.wanted == self.wanted
        if last is not None and self._is_dangerous(self._path(seen)) and seen != last.observed:
            return self._restored(seen)
        planned = self._plan(seen)
        if last is not None and last.asked_at is not None and (is_same or planned.is_empty):
            return self._asked(seen, planned, at=last.asked_at, is_same=is_same)
        if planned.is_empty:
            self._remember(seen, wanted=self._settled())
            return Outcome(number=self.number, result=Result.VERIFIED)
        if is_same or self._is_closed_by_hand(seen):
            return self._drifted(seen, planned)
        return self._write(planned, seen)

    def _look(self) -> observed.Observed:
        """Look at the line: only at what routes calls where a change is due, or soon will be.

        What is refused or fails is looked at in full: somebody may have set it right at the operator.
        """
        number, boundary = self.number.number, line_aim.next_look(self.aimed)
        is_soon = boundary is not None and boundary - self.aimed.now <= _SOON
        is_due = self.last is not None and self.last.wanted != self.wanted
        if (is_soon or is_due) and self.aimed.known.failing_since is None:
            return self.line.glance(number)
        return self.line.look(number)

    def without_people(self, refused: plan.UnsafePlan) -> Outcome:
        """Bring the number to what it must be meanwhile, since people who should ring were refused."""
        others = plan.without(self.wanted, refused)
        aimed = dataclasses.replace(self.aimed, wanted={**self.aimed.wanted, self.number: others})
        try:
            done = dataclasses.replace(self, aimed=aimed).run()
        except _TROUBLE as problem:
            return Outcome(number=self.number, result=Result.FAILED, problem=problem)
        return dataclasses.replace(done, result=Result.FAILED, problem=refused)

    def counted(self, outcome: Outcome) -> Outcome:
        """Return the outcome with what was written on the way, read back or not."""
        before = reached.numbers_of(self.last.observed) if self.last else frozenset()
        new = reached.brought_by(self.made) - before - {self.wanted.chain.voicemail}
        return dataclasses.replace(outcome, wrote=len(self.made), adds_people=bool(new))

    def _settled(self) -> wanted_module.Wanted:
        """Return what is wanted, once it is read back that nobody is refused any more who was."""
        return dataclasses.replace(self.wanted, unblocked=frozenset())

    def _plan(
        self,
        seen: observed.Observed,
        *,
        wanted: wanted_module.Wanted | None = None,
        accepted: bool = False,
    ) -> plan.Plan:
        return plan.between(
            line=seen,
            wanted=wanted or self.wanted,
            number=self.number,
            now=self.aimed.now,
            known=self.rules.assumptions,
            allowed=self.rules.tolls,
            accepted=accepted or self.aimed.agrees(agreement.Subject.MANY_CHANGES),
        )

    # -- what somebody else changed

    def _kept(self, seen: observed.Observed, *, then: observed.Observed) -> Outcome:
        met, kept = self._path(seen), self._path(_with_ours(then, seen=seen))
        if self._is_dangerous(met) and not met.goes_like(kept):
            return self._restore(seen, expected=kept, actual=met)
        if met.goes_like(kept):
            self._hold_kept(seen)
            self._remember(seen, wanted=None)
            return Outcome(number=self.number, result=Result.KEPT)
        return self._shown(seen, expected=kept, actual=met)

    def _hold_kept(self, seen: observed.Observed) -> None:
        """Have what is kept hold to its end, without us, and no longer: that is its lease."""
        kept, table = self.aimed.kept, self.wanted.timetable
        if kept is None or table is None or not isinstance(seen, observed.HuntGroup):
            return
        ended = dataclasses.replace(
            self.wanted, timetable=dataclasses.replace(table, lease_end=kept.span.end)
        )
        lease = [
            one
            for one in self._plan(seen, wanted=ended).arming
            if isinstance(one.write, writes.AddClosing) and one.write.purpose is writes.Purpose.LEASE
        ]
        self._apply(lease)
        for one in seen.times.events:
            if one.is_lease and interval.instant(one.start) < interval.instant(kept.span.end):
                self._make(writes.RemoveEvent(key=one.key))

    def _drifted(self, seen: observed.Observed, planned: plan.Plan) -> Outcome:
        expected = line_expected.path(
            self.wanted, number=self.number, at=self.aimed.now, known=self.rules.assumptions
        )
        met = self._path(seen)
        if met.goes_like(expected):
            # Whom callers reach is right: how long it rings, or what is armed, is set right without a word.
            log.warning("What was set on the line is not there any more.", desk=self.aimed.desk.key)
            return self._write(planned, seen)
        return self._shown(seen, expected=expected, actual=met)

    def _is_closed_by_hand(self, seen: observed.Observed) -> bool:
        """Whether somebody of the house closes the number now, at the operator, though people should ring."""
        if not isinstance(seen, observed.HuntGroup) or not self.wanted.chain.steps or self.last is None:
            return False
        return self.last.wanted is not None and any(
            not one.is_ours and interval.Interval(start=one.start, end=one.end).holds(self.aimed.now)
            for one in seen.times.events
        )

    def _is_dangerous(self, met: trace.Path) -> bool:
        own = {one.number for one in self.aimed.desk.numbers}
        is_forbidden = trace.forbidden(met, allowed=self.rules.tolls.allowed, own_numbers=own)
        return met.end is trace.End.NOTHING or bool(is_forbidden)

    def _restored(self, seen: observed.Observed) -> Outcome:
        expected = line_expected.path(
            self.wanted, number=self.number, at=self.aimed.now, known=self.rules.assumptions
        )
        return self._restore(seen, expected=expected, actual=self._path(seen))

    def _restore(self, seen: observed.Observed, *, expected: trace.Path, actual: trace.Path) -> Outcome:
        """Set right at once what makes callers reach nothing, or a forbidden number."""
        try:
            # No caller is waited for: whoever waits would be sent there too.
            outcome = self._write(self._plan(seen, accepted=True), seen, waits=False)
        except plan.REFUSES_PEOPLE as refused:
            outcome = self.without_people(refused)
        except _TROUBLE as problem:
            outcome = Outcome(number=self.number, result=Result.FAILED, problem=problem)
        return dataclasses.replace(outcome, expected=expected, actual=actual, restored=True)

    def _shown(self, seen: observed.Observed, *, expected: trace.Path, actual: trace.Path) -> Outcome:
        last = self.last
        if last is not None and last.drifted is None:
            log.warning("Somebody else changed the line.", desk=self.aimed.desk.key)
        if last is not None:
            shown = dataclasses.replace(last, drifted=seen, read_at=self.aimed.now)
            with self.store.write() as work:
                work.readings.save(shown)
        return Outcome(number=self.number, result=Result.DRIFTED, expected=expected, actual=actual)

    def _path(self, seen: observed.Observed, *, at: dt.datetime | None = None) -> trace.Path:
        return trace.walk(
            seen,
            at=at or self.aimed.now,
            own_number=self.number.number,
            voicemail=self.aimed.desk.voicemail_number,
            known=self.rules.assumptions,
        )

    # -- writing

    def _write(self, planned: plan.Plan, seen: observed.Observed, *, waits: bool = True) -> Outcome:
        # Who called before is served before the line changes, within the longest wait promised.
        if waits and not self._waited_enough() and self.line.caller_waiting(self.number.number):
            return Outcome(number=self.number, result=Result.WAITING)
        coming = reached.brought_by(planned.writes) - {self.wanted.chain.voicemail}
        if coming - reached.numbers_of(seen) and self._too_many_today():
            raise plan.TooManyToday
        # From here on nobody may believe that the line is as it was read: a write has begun.
        self._remember(seen, wanted=None)
        rest = self._arm(planned, rings=bool(coming))
        self._apply(rest.routing)
        self._apply(rest.tidying)
        final = self.line.read_back(self.number.number, [*planned.writes, *rest.writes])
        log.info("The line was changed.", desk=self.aimed.desk.key, writes=len(planned.writes))
        rang = tuple(step.number for step in self.wanted.chain.steps)
        if self._plan(final).is_empty:
            self._remember(final, wanted=self._settled())
            return Outcome(number=self.number, result=Result.VERIFIED, rang=rang)
        if isinstance(final, observed.Redirect):
            self._remember(final, wanted=self.wanted, asked_at=self.aimed.now)
            return Outcome(number=self.number, result=Result.ASKED, rang=rang)
        raise errors.NotReadBack

    def _arm(self, planned: plan.Plan, *, rings: bool) -> plan.Plan:
        """Make the writes that arm, and return what is left to write once they are seen at the operator.

        The end of a lease is seen there before a number is written; and that the time conditions count, each
        time: nothing armed does where they do not.
        """
        for _ in range(_TRIES):
            self._apply(planned.arming)
            if not planned.routing:
                return planned
            made = [one.write for one in planned.arming]
            seen = self.line.read_back(self.number.number, made)
            if rings and self.wanted.timetable is not None:
                seen = self.line.armed(self.number.number)
            planned = self._plan(seen)
            if not planned.arming:
                return planned
        raise errors.NotReadBack

    def _apply(self, part: collections.abc.Iterable[plan.Planned]) -> None:
        for one in part:
            self._make(one.write)

    def _make(self, write: writes.Write) -> None:
        # Counted before it is made: what is not answered may have been done.
        self.made.append(write)
        self.line.apply(self.number.number, write)

    def _remember(
        self,
        seen: observed.Observed,
        *,
        wanted: wanted_module.Wanted | None,
        asked_at: dt.datetime | None = None,
    ) -> None:
        one = reading.Reading(
            number=self.number.number,
            desk=self.aimed.desk.key,
            read_at=self.aimed.now,
            observed=seen,
            wanted=wanted,
            asked_at=asked_at,
            blocked=self.wanted.blocked | (frozenset() if wanted else self.wanted.unblocked),
        )
        with self.store.write() as work:
            work.readings.save(one)

    def _waited_enough(self) -> bool:
        since = self.aimed.known.waiting_since
        if since is None:
            return False
        return (self.aimed.now - since).total_seconds() >= self.aimed.desk.longest_wait_s

    def _too_many_today(self) -> bool:
        return self.aimed.people_today >= self.rules.tolls.changes_a_day and not self.aimed.agrees(
            agreement.Subject.MANY_A_DAY
        )

    # -- a redirect takes its time

    def _asked(
        self, seen: observed.Observed, planned: plan.Plan, *, at: dt.datetime, is_same: bool
    ) -> Outcome:
        """Wait for what was asked to show; what is asked now is asked again, even where it shows already."""
        pending = Outcome(number=self.number, result=Result.ASKED)
        if is_same and planned.is_empty:
            self._remember(seen, wanted=self._settled())
            return dataclasses.replace(pending, result=Result.VERIFIED)
        if is_same and self.aimed.now - at < LONGEST_TASK:
            self._remember(seen, wanted=self.wanted, asked_at=at)
            return pending
        if not is_same and self.aimed.now - at >= LONGEST_TASK:
            # What was asked then does not come any more: what shows is what is wanted.
            self._remember(seen, wanted=self._settled())
            return dataclasses.replace(pending, result=Result.VERIFIED)
        self._ask_again(seen, planned)
        self._remember(seen, wanted=self.wanted, asked_at=self.aimed.now)
        if is_same:
            # A task has no path of its own: all that can be done is to ask again, and to say so.
            raise errors.TaskTooSlow
        return pending

    def _ask_again(self, seen: observed.Observed, planned: plan.Plan) -> None:
        if planned.is_empty and isinstance(seen, observed.Redirect):
            # The roster changed back before the last request showed: the last one asked wins.
            self._make(writes.SetDestination(number=seen.destination))
        self._apply(planned.routing)


def _with_ours(then: observed.Observed, *, seen: observed.Observed) -> observed.Observed:
    """Return what was kept with the events that deskbot armed since: they are no change of anybody else."""
    if not isinstance(then, observed.HuntGroup) or not isinstance(seen, observed.HuntGroup):
        return then
    theirs = tuple(one for one in then.times.events if not one.is_ours)
    ours = tuple(one for one in seen.times.events if one.is_ours)
    return dataclasses.replace(then, times=dataclasses.replace(then.times, events=(*theirs, *ours)))
