"""deskbot dies, and the operator goes on alone: nobody is rung outside their turn.

The pure half of the test that stops the program: deskbot follows the roster from boundary to boundary on the
sandbox's number, dies at any moment, also half-way through its writes, and callers come during two weeks.
"""

import dataclasses
import datetime as dt
import random

import hypothesis
from hypothesis import strategies as st

from deskbot.desk import hours, interval, resolver
from deskbot.line import assumptions as assumed
from deskbot.line import plan
from tests.contracts.line import house, operator_number

CALLS = 60
TWO_WEEKS_MIN = 15 * 24 * 60
#: Worlds in which something can be armed, and deskbot knows how.
ARMABLE = tuple(
    world
    for world in operator_number.one_at_a_time_and_in_pairs(operator_number.OF_QUEUES)
    if not {"holidays_send_to_unavailable", "schedulers_send_to_slots"} <= world.keys()
)


@dataclasses.dataclass(kw_only=True)
class Watch:
    """deskbot at work on one number of one house."""

    house: house.House
    known: assumed.Assumptions
    operator: operator_number.Operator

    def planned(self, at: dt.datetime) -> plan.Plan:
        return plan.between(
            line=self.operator.read(),
            wanted=self.house.wanted(at, known=self.known),
            number=house.OWN,
            now=at,
            known=self.known,
            accepted=True,
        )

    def keep(self, at: dt.datetime, *, share: float = 1) -> None:
        writes = self.planned(at).writes
        for write in writes[: round(share * len(writes))]:
            self.operator.write(write)

    def next_boundary(self, at: dt.datetime) -> dt.datetime | None:
        return resolver.next_boundary(at, desk=self.house.desk, slots=self.house.slots)


def watch(pick: random.Random) -> Watch:
    world = pick.choice(ARMABLE)
    operator = operator_number.Operator()
    operator.load(house.blank(), believes_own_scheduler=world.get("scheduler_is_the_numbers", True) is True)
    operator.set_world(world)
    known = dataclasses.replace(assumed.AS_ASSUMED, **world)
    return Watch(house=house.house(pick), known=known, operator=operator)


def may_ring(one: house.House, *, at: dt.datetime, since: dt.datetime) -> set[str]:
    """Return the numbers that may ring at `at`, deskbot having last done something at `since`."""
    desk = one.desk
    if desk.hours.opening(at=at) is hours.Opening.CLOSED:
        return set()
    on_duty = [house.TEAM.members[slot.member] for slot in one.slots if slot.span.holds(at)]
    found = {who.number for who in on_duty if who.can_be_rung}
    if desk.hours.opening(at=at) is hours.Opening.IF_TAKEN and not found:
        return set()
    if found and desk.second:
        found.add(desk.second.number)
    ways = [desk.way(held.profile) for held in desk.in_force if held.span.holds(at)]
    found |= {who.number for way in ways if way for who in way.rings}
    # Where nobody took a turn the fallback rings: it is the house's, and stays until the next turn is armed.
    if one.answering(since).reason is resolver.Reason.FALLBACK:
        found |= {who.number for who in desk.fallback}
    return {number for number in found if number}


def calls(pick: random.Random, *, since: dt.datetime, one: house.House) -> list[dt.datetime]:
    found = [since + dt.timedelta(minutes=pick.randrange(1, TWO_WEEKS_MIN)) for _ in range(CALLS)]
    edges = [edge for slot in one.slots for edge in (slot.span.start, slot.span.end)]
    found += [edge + dt.timedelta(minutes=minutes) for edge in edges for minutes in (-1, 0, 1)]
    return [at for at in found if interval.instant(at) > interval.instant(since)]


def dies(seed: int, *, boundaries: int, share: float) -> int:
    """Have deskbot die at a boundary, a share of its last writes made; count the calls that rang."""
    pick = random.Random(seed)
    one = watch(pick)
    moments = [house.moment(pick)]
    for _ in range(boundaries):
        following = one.next_boundary(moments[-1])
        moments += [following] if following else []
    for at in moments[:-1]:
        one.keep(at)
    one.keep(moments[-1], share=share)
    rang = 0
    for at in calls(pick, since=moments[-1], one=one.house):
        met = one.operator.call(at)
        allowed = [may_ring(one.house, at=at, since=since) for since in moments[-2:]]
        assert set(met.numbers) <= set().union(*allowed)
        assert met.end is operator_number.Ends.VOICEMAIL
        rang += bool(met.numbers)
    return rang


class TestAlone:
    @hypothesis.settings(max_examples=100)
    @hypothesis.given(st.integers(0, 10**9), st.integers(0, 8), st.sampled_from([0.1, 0.3, 0.5, 0.8, 0.9, 1]))
    def test_the_operator_rings_nobody_outside_their_turn(self, seed, boundaries, share):
        dies(seed, boundaries=boundaries, share=share)

    def test_the_operator_rings_people_in_their_turns(self):
        # What is above would hold of a number that never rings.
        assert sum(dies(seed, boundaries=3, share=1) for seed in range(30)) > 100


class TestAtBoundaries:
    def test_writes_nothing_between_two_boundaries(self):
        for seed in range(25):
            pick = random.Random(seed)
            one = watch(pick)
            at = house.moment(pick)
            for _ in range(12):
                one.keep(at)
                following = one.next_boundary(at)
                if following is None:
                    break
                middle = at + (following - at) / 2

                left = one.planned(middle)

                # A new week opens by exception what the last one did not, and a closing that is over goes.
                is_new_week = middle.isocalendar()[:2] != at.isocalendar()[:2]
                assert is_new_week or not (left.arming or left.routing)
                at = following
