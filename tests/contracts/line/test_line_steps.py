"""From what a hunt group is to what it must be, judged by the sandbox's own routing.

Thousands of random transitions; at each state on the way a call is walked by the sandbox, under assumptions
that differ from the usual ones one at a time and in all pairs. What is promised:

- Deskbot believes what is true of the operator: at each step a caller reaches numbers of the old or of the
  new chain, each at most once a round, then a voicemail, never nothing; where the number lost its callers
  before deskbot came, only the end is right. And the end is right at any moment of the next days: whoever
  answers, within the opening hours, until the lease ends; else the voicemail.
- The operator behaves otherwise than deskbot believes: still only those numbers, once a round, and never
  nothing; outside the weekly hours still the voicemail, whatever is assumed. Two things are lost: closings
  and the lease's end, where the operator heeds no event of that category or looks for events elsewhere; and
  the house's voicemail, where a phone's own takes the call earlier than anybody thought.
"""

import collections.abc
import dataclasses
import datetime as dt
import itertools
import random

from deskbot.desk import hours, interval
from deskbot.line import assumptions as assumed
from deskbot.line import observed, plan
from deskbot.line import wanted as wanted_module
from tests.contracts.line import house, operator_number

TRANSITIONS = 1500
WORLDS_A_TRANSITION = 1
LATER_MOMENTS = 8
DAY = dt.timedelta(days=1)
WORLDS = operator_number.one_at_a_time_and_in_pairs(operator_number.OF_QUEUES)
# In these, an event that deskbot arms closes nothing.
_UNHEEDED = ("scheduler_is_the_numbers", "holidays_send_to_unavailable")
_OWN_VOICEMAILS = ("mobile_voicemail_after_s", "ring_time_counts_from_dialling")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Transition:
    """A number as found, and the house that it must serve from now on."""

    start: observed.HuntGroup
    aim: house.Aim

    @property
    def old_numbers(self) -> frozenset[str]:
        """Whom anything of the number could ring before."""
        rung = {one.number for one in self.start.agents if one.status is observed.AgentStatus.AVAILABLE}
        ends = [self.start.times.out_of_hours, *self.start.times.slots]
        return frozenset(rung | {one.number for one in ends if one and one.nature is observed.Nature.NUMBER})


def transition(seed: int) -> Transition:
    """Make up one: from a number as deskbot leaves it, half-written, or that anybody may have touched."""
    pick = random.Random(seed)
    pool = house.aims(150)
    aim, before, another = pick.choice(pool), pick.choice(pool), pick.choice(pool)
    how = pick.choice(["clean", "half", "half", "odd", "odd"])
    if how == "odd":
        return Transition(start=house.odd(pick, near=aim.now), aim=aim)
    if how == "clean":
        return Transition(start=before.clean, aim=aim)
    half = house.written(before.clean, aim=another, share=pick.random())
    return Transition(start=half, aim=aim)


def is_sound(met: operator_number.Met) -> bool:
    return met.end is operator_number.Ends.VOICEMAIL and not met.is_twice_in_a_round


@dataclasses.dataclass(frozen=True, kw_only=True)
class Walked:
    """One transition in one world: what a caller met at each state, and the number at the end."""

    met: tuple[operator_number.Met, ...]
    wanted: wanted_module.Wanted
    known: assumed.Assumptions


class Judge:
    """Makes the writes of a transition on the sandbox's number, calls it at each step, and counts."""

    def __init__(self) -> None:
        self.operator = operator_number.Operator()
        self.steps = 0
        self.later = 0

    def walk(self, one: Transition, *, world: operator_number.Change, known: assumed.Assumptions) -> Walked:
        wanted = one.aim.wanted(known)
        self.operator.load(one.start, believes_own_scheduler=known.scheduler_is_the_numbers)
        self.operator.set_world(world)
        planned = plan.between(
            line=one.start, wanted=wanted, number=house.OWN, now=one.aim.now, known=known, accepted=True
        )
        met = [self.operator.call(one.aim.now)]
        for write in planned.writes:
            self.operator.write(write)
            met.append(self.operator.call(one.aim.now))
        self.steps += len(met)
        return Walked(met=tuple(met), wanted=wanted, known=known)

    def check_way(self, one: Transition, walked: Walked, *, own_voicemails: bool) -> None:
        new = {step.number for step in walked.wanted.chain.steps}
        if is_sound(walked.met[0]):
            # A phone that was set to ring so long that its own voicemail answers is rung until it is written.
            may_be_lost = own_voicemails or self._rings_long(one.start)
            for met in walked.met:
                assert met.end is operator_number.Ends.VOICEMAIL or (
                    may_be_lost and met.end is operator_number.Ends.SOMEBODY_ELSES
                )
                assert not met.is_twice_in_a_round
                assert set(met.numbers) <= one.old_numbers | new
        self.check_end(walked.met[-1], walked, own_voicemails=own_voicemails)

    def _rings_long(self, start: observed.HuntGroup) -> bool:
        world = self.operator.line.switches
        setup_s = 4 if world.ring_time_counts_from_dialling else 0
        longest_s = world.mobile_voicemail_after_s
        return longest_s is not None and any(one.ring_s - setup_s > longest_s for one in start.agents)

    def check_end(self, met: operator_number.Met, walked: Walked, *, own_voicemails: bool) -> None:
        """Check that a caller meets nothing but the new chain."""
        chain = walked.wanted.chain
        numbers = [step.number for step in chain.steps]
        assert not met.is_twice_in_a_round
        assert list(met.numbers) == numbers[: len(met.numbers)]
        if met.end is operator_number.Ends.VOICEMAIL:
            assert met.end_number == chain.voicemail
        else:
            assert own_voicemails
            assert met.end is operator_number.Ends.SOMEBODY_ELSES

    def check_idempotent(self, one: Transition, walked: Walked) -> None:
        again = plan.between(
            line=self.operator.read(),
            wanted=walked.wanted,
            number=house.OWN,
            now=one.aim.now,
            known=walked.known,
        )
        assert again.is_empty


def expected(aim: house.Aim, *, at: dt.datetime) -> tuple[str, ...] | None:
    """Return whom a call at `at` may ring if deskbot does nothing more: None where it may also ring nobody.

    Written from the house's words alone: opening hours, who answered when the number was written, until when.
    """
    numbers = tuple(one.who.number or "" for one in aim.answering.ringing)
    is_over = aim.answering.ends is not None and interval.instant(at) >= interval.instant(aim.answering.ends)
    opening = aim.house.desk.hours.opening(at=at)
    if is_over or opening is hours.Opening.CLOSED:
        return ()
    if opening is hours.Opening.IF_TAKEN and not _is_taken(aim, at=at):
        return ()
    return None if _is_exceptional(aim, at=at) else numbers


def by_the_week(aim: house.Aim, *, at: dt.datetime) -> tuple[str, ...] | None:
    """Return nobody outside the weekly hours, and the openings of this week; None where anybody may ring."""
    local = at.astimezone(house.PARIS)
    monday = aim.now.astimezone(house.PARIS).date() - aim.now.astimezone(house.PARIS).weekday() * DAY
    same_day = monday + local.weekday() * DAY
    same = dt.datetime.combine(same_day, local.time(), tzinfo=house.PARIS)
    usual = aim.house.desk.hours.weekly[local.weekday()]
    is_usual = any(span.start <= local.time() < span.end for span in usual)
    is_open = is_usual or aim.house.desk.hours.opening(at=same) is not hours.Opening.CLOSED
    return None if is_open else ()


def _is_taken(aim: house.Aim, *, at: dt.datetime) -> bool:
    running = [slot for slot in aim.house.slots if slot.span.holds(at) and slot.span.holds(aim.now)]
    return any(house.TEAM.members[slot.member].can_be_rung for slot in running)


def _is_exceptional(aim: house.Aim, *, at: dt.datetime) -> bool:
    """Whether only an exception opens the desk then, of another week: it is armed that week."""
    local, now = at.astimezone(house.PARIS), aim.now.astimezone(house.PARIS)
    usual = aim.house.desk.hours.weekly[local.weekday()]
    is_usual = any(span.start <= local.time() < span.end for span in usual)
    is_this_week = local.isocalendar()[:2] == now.isocalendar()[:2]
    return not is_usual and not is_this_week


def later(seed: int, aim: house.Aim) -> collections.abc.Iterator[dt.datetime]:
    """Give moments of the next 15 days, the lease's end and the hours around it among them."""
    pick = random.Random(seed)
    for _ in range(LATER_MOMENTS):
        yield aim.now + dt.timedelta(minutes=pick.randrange(15 * 24 * 60))
    if aim.answering.ends is not None:
        for minutes in (-1, 0, 1, 60, 60 * 16):
            found = aim.answering.ends + dt.timedelta(minutes=minutes)
            if found >= aim.now:
                yield found


def closed_by_hand(line: observed.HuntGroup, *, at: dt.datetime) -> bool:
    """Whether somebody of the house closes the number then: left alone, and shown when it comes."""
    return any(
        not one.is_ours and interval.instant(one.start) <= interval.instant(at) < interval.instant(one.end)
        for one in line.times.events
    )


def some_worlds(seed: int) -> list[operator_number.Change]:
    """Return worlds in turn, the usual one among them: over the transitions, each of them many times."""
    start = seed * WORLDS_A_TRANSITION
    turn = itertools.islice(itertools.cycle(WORLDS), start % len(WORLDS), None)
    return list(itertools.islice(turn, WORLDS_A_TRANSITION))


class TestEachStep:
    def test_is_safe_where_deskbot_believes_what_is_true(self):
        judge = Judge()
        for seed in range(TRANSITIONS):
            one = transition(seed)
            for world in some_worlds(seed):
                known = dataclasses.replace(assumed.AS_ASSUMED, **world)
                walked = judge.walk(one, world=world, known=known)
                judge.check_way(one, walked, own_voicemails=False)
                judge.check_idempotent(one, walked)
                if walked.wanted.not_armable is not None:
                    continue
                for moment in later(seed, one.aim):
                    met = judge.operator.call(moment)
                    judge.check_end(met, walked, own_voicemails=False)
                    may_ring = expected(one.aim, at=moment)
                    assert may_ring is None or met.numbers == may_ring[: len(met.numbers)]
                    by_hand = closed_by_hand(judge.operator.read(), at=moment)
                    assert may_ring is None or by_hand or bool(met.numbers) == bool(may_ring)
                    judge.later += 1
        assert judge.steps > 20_000

    def test_is_safe_where_the_operator_behaves_otherwise_than_deskbot_believes(self):
        judge = Judge()
        for seed in range(TRANSITIONS, 2 * TRANSITIONS):
            one = transition(seed)
            for world in some_worlds(seed):
                own_voicemails = any(name in world for name in _OWN_VOICEMAILS)
                walked = judge.walk(one, world=world, known=assumed.AS_ASSUMED)
                judge.check_way(one, walked, own_voicemails=own_voicemails)
                heeds = not any(name in world for name in _UNHEEDED)
                for moment in later(seed, one.aim):
                    met = judge.operator.call(moment)
                    judge.check_end(met, walked, own_voicemails=own_voicemails)
                    may_ring = expected(one.aim, at=moment) if heeds else by_the_week(one.aim, at=moment)
                    assert may_ring is None or set(met.numbers) <= set(may_ring)
                    judge.later += 1
        assert judge.steps > 20_000
