"""deskbot's own walk of a call says what the sandbox's routing does, on numbers that anybody touched."""

import dataclasses
import datetime as dt
import random

import pytest

from deskbot.line import assumptions as assumed
from deskbot.line import observed, trace
from tests.contracts.line import house, operator_number

NUMBERS = 1500
OF_QUEUES = operator_number.one_at_a_time_and_in_pairs(operator_number.OF_QUEUES)
OF_LINES = operator_number.one_at_a_time_and_in_pairs(operator_number.OF_LINES)
ENDS = {
    trace.End.VOICEMAIL: operator_number.Ends.VOICEMAIL,
    trace.End.ANNOUNCEMENT: operator_number.Ends.ANNOUNCEMENT,
    trace.End.OWN_VOICEMAIL: operator_number.Ends.SOMEBODY_ELSES,
    trace.End.NOTHING: operator_number.Ends.NOTHING,
}
NEAR = dt.datetime(2024, 10, 26, 15, tzinfo=house.PARIS)
# One is a member's, one the house's, one the line's own, one its voicemail's.
DESTINATIONS = ("+33639980101", "+33353010201", operator_number.OWN, operator_number.VOICEMAIL)


def agree(path: trace.Path, met: operator_number.Met) -> None:
    assert path.numbers == met.numbers
    assert ENDS[path.end] is met.end
    assert path.end_number == met.end_number


def walked(line: observed.Observed, *, at: dt.datetime, world: operator_number.Change) -> trace.Path:
    known = dataclasses.replace(assumed.AS_ASSUMED, **world)
    return trace.walk(
        line, at=at, own_number=operator_number.OWN, voicemail=operator_number.VOICEMAIL, known=known
    )


def forward(pick: random.Random) -> observed.Forward:
    nature = pick.choice([*observed.Nature, observed.Nature.NUMBER])
    number = pick.choice(DESTINATIONS if nature is observed.Nature.NUMBER else DESTINATIONS[-1:])
    to = observed.Destination(nature=nature, number=number)
    return observed.Forward(active=pick.random() < 0.6, to=to)


def sip_line(pick: random.Random) -> observed.SipLine:
    return observed.SipLine(
        unconditional=forward(pick),
        no_reply=forward(pick),
        no_reply_delay=pick.choice([0, 4, 20, 24, 60]),
        busy=forward(pick),
        unreachable=forward(pick),
    )


def sends_to_the_house(line: observed.SipLine) -> bool:
    to = line.unconditional.to
    return to is not None and to.nature is observed.Nature.NUMBER and to.number in DESTINATIONS[-2:]


class TestWalk:
    def test_of_a_hunt_group_agrees_with_the_operator_under_each_assumption_and_each_pair(self):
        operator = operator_number.Operator()
        for seed in range(NUMBERS):
            pick = random.Random(seed)
            line = house.odd(pick, near=NEAR)
            at = NEAR + dt.timedelta(minutes=pick.randrange(-3 * 24 * 60, 3 * 24 * 60))
            for world in pick.sample(OF_QUEUES, k=4):
                operator.set_world(world)
                # The events are where this world looks for them, which is all that `walk` is told of.
                operator.load(
                    line, believes_own_scheduler=world.get("scheduler_is_the_numbers", True) is True
                )

                agree(walked(line, at=at, world=world), operator.call(at))

    def test_of_a_hunt_group_that_waits_for_nobody_agrees_too(self):
        operator = operator_number.Operator()
        line = house.odd(random.Random(0), near=NEAR)
        line = dataclasses.replace(
            line,
            queue=dataclasses.replace(line.queue, longest_wait_s=0),
            times=dataclasses.replace(line.times, enabled=False),
        )
        operator.load(line)
        for world in OF_QUEUES:
            operator.set_world(world)

            agree(walked(line, at=NEAR, world=world), operator.call(NEAR))

    def test_of_a_line_agrees_with_the_operator_under_each_assumption_and_each_pair(self):
        operator = operator_number.Operator(kind="line")
        for seed in range(NUMBERS):
            line = sip_line(random.Random(seed))
            operator.load(line)
            for world in OF_LINES:
                if sends_to_the_house(line) and "unconditional_forward_hides_others" in world:
                    continue  # A line sent to itself or to its voicemail's: nobody says what it is then.
                operator.set_world(world)

                agree(walked(line, at=NEAR, world=world), operator.call(NEAR))

    @pytest.mark.parametrize("destination", DESTINATIONS)
    def test_of_a_redirect_agrees_with_the_operator(self, destination):
        operator = operator_number.Operator(kind="redirect")
        line = observed.Redirect(destination=destination)
        operator.load(line)
        for world in OF_LINES:
            operator.set_world(world)

            agree(walked(line, at=NEAR, world=world), operator.call(NEAR))
