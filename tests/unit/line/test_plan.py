"""From what a line is to what it must be: safe at each step, and nothing left to write at the end."""

import collections.abc
import dataclasses
import itertools
import random
import typing

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.line import chain, observed, plan, trace

VOICEMAIL = "+33353010199"
OLD_VOICEMAIL = "+33353010198"
PEOPLE = tuple(f"+3363998010{digit}" for digit in range(6))


def agent(key: str, number: str, *, status: str = "available", ring_s: int = 24) -> observed.Agent:
    return observed.Agent(
        key=key, position=int(key), number=number, ring_s=ring_s, status=observed.AgentStatus(status)
    )


def line(*agents: observed.Agent, voicemail: str = VOICEMAIL, wait_s: int = 180) -> observed.Line:
    return observed.Line(
        service=observed.Service(
            strategy=observed.Strategy.IN_ORDER, longest_wait_s=wait_s, voicemail=voicemail
        ),
        queue=observed.Queue(
            strategy=observed.Strategy.IN_ORDER,
            longest_wait_s=wait_s,
            on_closure=observed.Action.VOICEMAIL,
            on_closure_number=voicemail,
            on_overflow=observed.Action.VOICEMAIL,
            on_overflow_number=voicemail,
        ),
        agents=agents,
        caller_waiting=False,
    )


def chain_of(*numbers: str, ring_s: int = 24) -> chain.Chain:
    steps = tuple(chain.Step(number=number, ring_s=ring_s) for number in numbers)
    return chain.Chain(steps=steps, voicemail=VOICEMAIL, longest_wait_s=180)


def written(before: observed.Line, write: plan.Write) -> observed.Line:
    """Return the line once the operator made one write: all that the operator does, nothing of ours."""
    if isinstance(write, plan.SetAgent):
        return dataclasses.replace(
            before,
            agents=tuple(
                dataclasses.replace(one, number=write.number, ring_s=write.ring_s, status=write.status)
                if one.key == write.key
                else one
                for one in before.agents
            ),
        )
    if isinstance(write, plan.SetService):
        service = observed.Service(
            strategy=write.strategy, longest_wait_s=write.longest_wait_s, voicemail=write.voicemail
        )
        return dataclasses.replace(before, service=service)
    queue = observed.Queue(
        strategy=write.strategy,
        longest_wait_s=write.longest_wait_s,
        on_closure=observed.Action.VOICEMAIL,
        on_closure_number=write.voicemail,
        on_overflow=observed.Action.VOICEMAIL,
        on_overflow_number=write.voicemail,
    )
    return dataclasses.replace(before, queue=queue)


def states(before: observed.Line, desired: chain.Chain) -> list[observed.Line]:
    found = [before]
    for write in plan.between(line=before, desired=desired).writes:
        found.append(written(found[-1], write))
    return found


Pick = collections.abc.Callable[[collections.abc.Sequence[typing.Any]], typing.Any]


def picked_line(pick: Pick) -> observed.Line:
    """Make up a line: agents that ring carry different numbers, the others anything."""
    waits, voicemails = [60, 180], [VOICEMAIL, OLD_VOICEMAIL, None]
    left = [*PEOPLE, OLD_VOICEMAIL]
    agents = []
    for place in range(1, pick(range(6)) + 1):
        status = pick(["available", "available", "loggedOut", "onBreak"])
        number = pick(left if status == "available" else [*PEOPLE, VOICEMAIL, ""])
        left = [one for one in left if one != number or status != "available"]
        agents.append(agent(str(place), number, status=status, ring_s=pick([9, 14, 24])))
    return observed.Line(
        service=observed.Service(
            strategy=pick([*observed.Strategy]), longest_wait_s=pick(waits), voicemail=pick(voicemails)
        ),
        queue=observed.Queue(
            strategy=pick([*observed.Strategy]),
            longest_wait_s=pick(waits),
            on_closure=pick([*observed.Action]),
            on_closure_number=pick(voicemails),
            on_overflow=pick([*observed.Action]),
            on_overflow_number=pick(voicemails),
        ),
        agents=tuple(agents),
        caller_waiting=pick([False, True]),
    )


def picked_change(pick: Pick) -> tuple[observed.Line, chain.Chain]:
    """Make up a line, and a chain that it has agents for."""
    before = picked_line(pick)
    left, steps = list(PEOPLE), []
    for _ in range(pick(range(len(before.agents) + 1))):
        number = pick(left)
        left.remove(number)
        steps.append(chain.Step(number=number, ring_s=pick([9, 14, 24])))
    return before, chain.Chain(steps=tuple(steps), voicemail=VOICEMAIL, longest_wait_s=180)


@st.composite
def changes(draw: typing.Any) -> tuple[observed.Line, chain.Chain]:
    return picked_change(lambda options: draw(st.sampled_from(list(options))))


def check(before: observed.Line, desired: chain.Chain) -> None:
    """Make the writes one after the other, and walk every state on the way."""
    met_before = trace.walk(before)
    rung_before = {one.number for one in before.agents if one.status is observed.AgentStatus.AVAILABLE}
    wanted = {step.number for step in desired.steps}
    voicemails = {desired.voicemail, met_before.voicemail if met_before else desired.voicemail}

    passed = states(before, desired)

    for met in map(trace.walk, passed):
        assert met is not None or met_before is None
        if met is not None:
            rung = [step.number for step in met.steps]
            assert set(rung) <= rung_before | wanted
            assert len(rung) == len(set(rung))
            assert met.voicemail in voicemails
    after = passed[-1]
    met_after = trace.walk(after)
    assert met_after is not None
    assert (met_after.steps, met_after.voicemail) == (desired.steps, desired.voicemail)
    # Where nobody rings, nobody waits: the queue keeps its wait, unless it is longer than what is promised.
    if desired.steps:
        assert met_after.longest_wait_s == desired.longest_wait_s
    else:
        assert met_after.longest_wait_s <= desired.longest_wait_s
    assert plan.between(line=after, desired=desired).is_empty
    assert {one.number for one in after.agents} <= {desired.voicemail, *wanted}


class TestBetween:
    @hypothesis.settings(max_examples=200, deadline=None)
    @hypothesis.given(changes())
    def test_is_safe_at_each_step_and_leaves_nobody_else_on_the_line(self, change):
        check(*change)

    def test_is_safe_thousands_of_times(self):
        for seed in range(4000):
            check(*picked_change(random.Random(seed).choice))

    @hypothesis.given(changes())
    def test_writes_nothing_twice_and_nothing_in_vain(self, change):
        before, desired = change

        found = states(before, desired)

        assert all(earlier != later for earlier, later in itertools.pairwise(found))
        agents = [
            write.key for write in plan.between(line=before, desired=desired).writes if hasattr(write, "key")
        ]
        # Parked, then given its number: two writes at most.
        assert all(agents.count(key) <= 2 for key in agents)

    def test_is_empty_when_nothing_changed(self):
        before = line(agent("1", PEOPLE[0]), agent("2", PEOPLE[1]))

        assert plan.between(line=before, desired=chain_of(*PEOPLE[:2])).is_empty

    def test_says_where_callers_end_before_it_touches_anybody(self):
        before = line(agent("1", PEOPLE[0]), voicemail=OLD_VOICEMAIL)

        writes = plan.between(line=before, desired=chain_of(PEOPLE[1])).writes

        assert [type(write) for write in writes] == [plan.SetService, plan.SetQueue, plan.SetAgent]

    def test_parks_a_number_before_it_moves(self):
        before = line(agent("1", PEOPLE[0]), agent("2", PEOPLE[1]))

        writes = plan.between(line=before, desired=chain_of(PEOPLE[1], PEOPLE[0])).writes

        assert [(write.key, write.status.value) for write in writes] == [
            ("1", "loggedOut"),
            ("2", "loggedOut"),
            ("1", "available"),
            ("2", "available"),
        ]

    def test_stops_ringing_a_number_twice(self):
        before = line(agent("1", PEOPLE[0]), agent("2", PEOPLE[0]))

        after = states(before, chain_of(PEOPLE[0]))[-1]

        assert trace.walk(after) == chain_of(PEOPLE[0])

    def test_refuses_more_numbers_than_agents(self):
        with pytest.raises(plan.NotEnoughAgents):
            plan.between(line=line(agent("1", PEOPLE[0])), desired=chain_of(*PEOPLE[:2]))

    def test_does_not_show_numbers(self):
        writes = plan.between(line=line(agent("1", PEOPLE[0])), desired=chain_of(PEOPLE[1])).writes

        assert PEOPLE[1] not in repr(writes)


class TestWalk:
    def test_meets_the_agents_that_are_available_then_the_voicemail(self):
        found = trace.walk(line(agent("1", PEOPLE[0]), agent("2", PEOPLE[1], status="onBreak")))

        assert found == chain_of(PEOPLE[0])

    @pytest.mark.parametrize(
        ("action", "number"),
        [("playback", VOICEMAIL), ("none", None), ("voicemail", None)],
    )
    def test_is_none_when_a_caller_would_not_end_in_a_voicemail(self, action, number):
        before = line(agent("1", PEOPLE[0]))
        queue = dataclasses.replace(
            before.queue, on_closure=observed.Action(action), on_closure_number=number
        )

        assert trace.walk(dataclasses.replace(before, queue=queue)) is None
