"""Sources of a call, in whatever order they come, make one call."""

import datetime as dt
import itertools

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import events, merge

CALLER = "+33639980201"
OTHER = "+33639980202"
LEA = "+33639980101"
TOM = "+33639980102"
LINE = merge.Line(public_number="+33353010100", voicemail_number="+33353010199", longest_wait_s=180)
COUNTING = merge.Line(
    public_number="+33353010100", voicemail_number="+33353010199", longest_wait_s=180, ringing_counts=True
)
START = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def incoming(seconds: float = 0, *, lasting: int = 0, caller: str | None = CALLER) -> events.CallRecord:
    return events.CallRecord(
        key=f"in-{seconds}",
        caller=caller,
        called=LINE.public_number,
        way=events.RecordWay.INCOMING,
        at=at(seconds),
        duration_s=lasting,
    )


def leg(seconds: float, *, to: str = LEA, lasting: int = 0, caller: str | None = CALLER) -> events.CallRecord:
    return events.CallRecord(
        key=f"leg-{to}-{seconds}",
        caller=caller,
        called=to,
        way=events.RecordWay.TRANSFER,
        at=at(seconds),
        duration_s=lasting,
    )


def message(seconds: float, *, lasting: int = 12, caller: str | None = CALLER) -> events.VoicemailMessage:
    return events.VoicemailMessage(key=f"vm-{seconds}", caller=caller, at=at(seconds), duration_s=lasting)


def merged(told: list[events.Event], *, line: merge.Line = LINE) -> list[merge.Call]:
    """Take events in as the flow does: one after the other, what cannot be named yet again at the end."""
    calls: dict[str, merge.Call] = {}
    waiting = list(told)
    for turn in range(2):
        again = []
        for index, event in enumerate(waiting):
            call = merge.merge(event, calls=tuple(calls.values()), line=line, key=f"{turn}-{index}")
            if call is None:
                again.append(event)
            else:
                calls[call.key] = call
        waiting = again
    return sorted(calls.values(), key=lambda call: call.at)


def outcomes(told: list[events.Event], *, line: merge.Line = LINE) -> list[str]:
    return [call.outcome.value for call in merged(told, line=line)]


def anonymised(told: list[events.Event]) -> list[events.Event]:
    """Return the same call where the queue shows the desk's own number to the agents."""
    return [
        leg(
            (event.at - START).total_seconds(),
            to=event.called,
            lasting=event.duration_s,
            caller=LINE.public_number,
        )
        if isinstance(event, events.CallRecord) and event.way is events.RecordWay.TRANSFER
        else event
        for event in told
    ]


def hidden(told: list[events.Event]) -> list[events.Event]:
    return [
        type(event)(**{**vars(event), "caller": None if event.caller == CALLER else event.caller})
        for event in told
    ]


# (what happened, its sources, the outcome)
STORIES = {
    "nobody answers": ([incoming(), leg(2), leg(26, to=TOM)], "missed"),
    "the caller hangs up at once": ([incoming()], "missed"),
    "the first answers": ([incoming(lasting=95), leg(2, lasting=90)], "answered"),
    "the second answers": ([incoming(lasting=70), leg(1), leg(26, to=TOM, lasting=40)], "answered"),
    "a message is left": (
        [
            incoming(lasting=40),
            leg(2),
            leg(26, to=TOM),
            leg(180, to=LINE.voicemail_number, lasting=40),
            message(220),
        ],
        "voicemail",
    ),
    "a message is left while the desk is closed": ([incoming(lasting=30), message(15)], "voicemail"),
    "the greeting alone is heard": (
        [incoming(lasting=18), leg(2), leg(178, to=LINE.voicemail_number, lasting=18)],
        "missed",
    ),
}


class TestMerge:
    @pytest.mark.parametrize("story", STORIES)
    @pytest.mark.parametrize("shown", [list, anonymised, hidden], ids=["shown", "anonymous legs", "hidden"])
    def test_makes_one_call_whatever_the_order(self, story, shown):
        told, outcome = STORIES[story]

        for order in itertools.permutations(shown(told)):
            (call,) = merged(list(order))

            assert (call.outcome.value, call.at) == (outcome, START)

    @hypothesis.given(
        st.sampled_from(sorted(STORIES)), st.sampled_from([list, anonymised, hidden]), st.data()
    )
    def test_makes_one_call_even_when_sources_are_doubled(self, story, shown, data):
        told, outcome = STORIES[story]
        sources = shown(told)
        order = data.draw(st.permutations([*sources, *sources]))

        assert outcomes(order) == [outcome]

    @pytest.mark.parametrize("story", STORIES)
    @pytest.mark.parametrize("caller", [CALLER, OTHER, None])
    def test_makes_two_of_two_calls_well_apart(self, story, caller):
        told, outcome = STORIES[story]
        later = [
            type(event)(
                **{
                    **vars(event),
                    "key": f"later-{event.key}",
                    "at": event.at + dt.timedelta(minutes=20),
                    "caller": caller,
                }
            )
            for event in told
        ]

        assert outcomes([*told, *later]) == [outcome, outcome]
        assert outcomes([*reversed(later), *reversed(told)]) == [outcome, outcome]

    def test_keeps_two_callers_of_one_moment_apart(self):
        told = [incoming(0), incoming(1, caller=OTHER), message(30, caller=OTHER), message(40)]

        assert [(call.caller, call.voicemail) for call in merged(told)] == [
            (CALLER, "vm-40"),
            (OTHER, "vm-30"),
        ]

    def test_keeps_two_quick_calls_of_one_caller_apart(self):
        told = [leg(2), leg(62), incoming(0), incoming(60, lasting=30), message(80)]

        assert outcomes(told) == ["missed", "voicemail"]

    def test_gives_a_second_message_a_call_of_its_own(self):
        assert outcomes([incoming(), message(30), message(60)]) == ["voicemail", "voicemail"]

    def test_leaves_what_the_desk_dials_alone(self):
        record = events.CallRecord(
            key="out",
            caller=LINE.public_number,
            called=CALLER,
            way=events.RecordWay.OUTGOING,
            at=START,
            duration_s=9,
        )

        assert merge.merge(record, calls=(), line=LINE, key="k") is None

    def test_does_not_make_up_a_call_from_a_leg_that_names_nobody(self):
        assert merge.merge(leg(2, caller=LINE.public_number), calls=(), line=LINE, key="k") is None

    def test_gives_a_leg_that_names_nobody_to_the_latest_call(self):
        told = [incoming(0), incoming(50, caller=OTHER), leg(52, caller=LINE.public_number, lasting=40)]

        assert outcomes(told) == ["missed", "answered"]

    def test_does_not_show_the_caller(self):
        assert CALLER not in repr(merged([incoming(), message(30)]))


class TestMergeWhenRingingCounts:
    @pytest.mark.parametrize(
        ("told", "outcome"),
        [
            ([incoming(lasting=50), leg(2, lasting=24), leg(26, to=TOM, lasting=24)], "missed"),
            ([incoming(lasting=50)], "missed"),
            ([incoming(lasting=300), leg(2, lasting=290)], "answered"),
            ([incoming(lasting=90), leg(2, lasting=24), leg(26, to=TOM, lasting=60)], "answered"),
            ([incoming(lasting=230), leg(2, lasting=24), message(190)], "voicemail"),
        ],
    )
    def test_takes_a_leg_for_answered_once_it_outlasts_any_ringing(self, told, outcome):
        for order in itertools.permutations(told):
            assert outcomes(list(order), line=COUNTING) == [outcome]

    def test_reads_the_same_seconds_as_talk_otherwise(self):
        told = [incoming(lasting=50), leg(2, lasting=24)]

        assert (outcomes(told), outcomes(told, line=COUNTING)) == (["answered"], ["missed"])


class TestCall:
    @pytest.mark.parametrize(
        ("call", "needed"),
        [
            (merge.Call(key="k", caller=None, at=START), True),
            (merge.Call(key="k", caller=None, at=START, incoming_s=0), True),
            (merge.Call(key="k", caller=None, at=START, incoming_s=20), False),
            (merge.Call(key="k", caller=None, at=START, incoming_s=20, leg_unanswered=True), True),
            (merge.Call(key="k", caller=None, at=START, incoming_s=20, reached_voicemail=True), True),
            (merge.Call(key="k", caller=None, at=START, leg_answered=True, leg_unanswered=True), False),
            (merge.Call(key="k", caller=None, at=START, leg_answered=True, voicemail="vm"), True),
        ],
    )
    def test_needs_a_card_unless_somebody_of_the_desk_answered(self, call, needed):
        assert call.needs_a_card is needed
