"""From what a line is to what it must be: safe at each step, and nothing left to write at the end."""

import dataclasses
import itertools

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


_actions = st.sampled_from(observed.Action)
_strategies = st.sampled_from(observed.Strategy)
_maybe_voicemail = st.sampled_from([VOICEMAIL, OLD_VOICEMAIL, None])
_waits = st.sampled_from([60, 180])


@st.composite
def lines(draw) -> observed.Line:
    numbers = draw(st.permutations([*PEOPLE, OLD_VOICEMAIL]))
    count = draw(st.integers(0, 5))
    agents = tuple(
        agent(
            str(place + 1),
            # An agent that does not ring may carry anything, a number that another one rings included.
            number if status == "available" else draw(st.sampled_from([*PEOPLE, VOICEMAIL, ""])),
            status=status,
            ring_s=draw(st.sampled_from([9, 14, 24])),
        )
        for place, number in enumerate(numbers[:count])
        for status in [draw(st.sampled_from(["available", "available", "loggedOut", "onBreak"]))]
    )
    return observed.Line(
        service=draw(
            st.builds(
                observed.Service, strategy=_strategies, longest_wait_s=_waits, voicemail=_maybe_voicemail
            )
        ),
        queue=draw(
            st.builds(
                observed.Queue,
                strategy=_strategies,
                longest_wait_s=_waits,
                on_closure=_actions,
                on_closure_number=_maybe_voicemail,
                on_overflow=_actions,
                on_overflow_number=_maybe_voicemail,
            )
        ),
        agents=agents,
        caller_waiting=draw(st.booleans()),
    )


@st.composite
def changes(draw) -> tuple[observed.Line, chain.Chain]:
    before = draw(lines())
    numbers = draw(st.permutations(PEOPLE))
    count = draw(st.integers(0, len(before.agents)))
    steps = tuple(
        chain.Step(number=number, ring_s=draw(st.sampled_from([9, 14, 24]))) for number in numbers[:count]
    )
    return before, chain.Chain(steps=steps, voicemail=VOICEMAIL, longest_wait_s=180)


class TestBetween:
    @hypothesis.settings(max_examples=1500, deadline=None)
    @hypothesis.given(changes())
    def test_is_safe_at_each_step_and_leaves_nobody_else_on_the_line(self, change):
        before, desired = change
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
        assert trace.walk(after) == desired
        assert plan.between(line=after, desired=desired).is_empty
        assert {one.number for one in after.agents} <= {desired.voicemail, *wanted}

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
