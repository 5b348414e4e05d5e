"""How many calls were missed, how long people waited, when they call."""

import dataclasses
import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.reports import rates
from tests.unit.desk import rota

THURSDAY = rota.at("2024-08-01T10:12")
ANSWERED = rates.CallFact(at=THURSDAY, is_open=True, answered=True)
MISSED = rates.CallFact(at=THURSDAY, is_open=True)
ABANDONED = dataclasses.replace(MISSED, is_abandoned=True)
BLOCKED = dataclasses.replace(MISSED, is_blocked=True)
AT_NIGHT = rates.CallFact(at=rota.at("2024-08-01T22:05"), is_open=False)


def of(*facts, open_hours=frozenset()):
    return rates.of(facts, zone=rota.PARIS, open_hours=open_hours)


def waited(*seconds):
    return of(*(dataclasses.replace(ANSWERED, waited_s=one) for one in seconds)).waiting


class TestMissedShare:
    @pytest.mark.parametrize(
        ("facts", "share"),
        [
            ([], (0, 0)),
            ([ANSWERED], (0, 1)),
            ([ANSWERED, MISSED, MISSED], (2, 3)),
            ([MISSED, dataclasses.replace(MISSED, left_message=True)], (2, 2)),
            # Nobody could, or should, have answered these.
            ([MISSED, ABANDONED, BLOCKED, AT_NIGHT], (1, 1)),
            ([dataclasses.replace(ANSWERED, is_open=False)], (0, 0)),
            ([dataclasses.replace(ANSWERED, is_blocked=True)], (0, 0)),
            # Picked up at the first second: it was not too early for that.
            ([dataclasses.replace(ABANDONED, answered=True)], (0, 1)),
            # Each of one caller's calls was missed.
            ([MISSED, dataclasses.replace(MISSED, is_repeat=True)], (2, 2)),
        ],
    )
    def test_is_about_the_calls_that_could_be_answered(self, facts, share):
        found = of(*facts).missed_share

        assert (found.part, found.whole) == share

    def test_is_no_percentage_of_a_handful(self):
        assert of(*[MISSED] * 3, *[ANSWERED] * 6).missed_share.rate is None
        assert of(*[MISSED] * 3, *[ANSWERED] * 7).missed_share.rate == 0.3


class TestOf:
    def test_puts_each_call_somewhere(self):
        found = of(ANSWERED, MISSED, ABANDONED, BLOCKED, AT_NIGHT)

        assert found.calls == 5
        assert [found.answered, found.missed, found.abandoned, found.while_closed, found.blocked] == [1] * 5

    def test_counts_messages_and_repeats_of_all_but_the_refused(self):
        several = {"left_message": True, "is_repeat": True}

        found = of(*(dataclasses.replace(one, **several) for one in (MISSED, AT_NIGHT, BLOCKED)))

        assert (found.left_message, found.repeats) == (2, 2)

    def test_counts_subjects_the_most_frequent_first(self):
        topics = ["autre", "admission", "comptabilite", "admission", None]

        found = of(*(dataclasses.replace(MISSED, topic=topic) for topic in topics))

        assert [(one.topic, one.calls) for one in found.topics] == [
            ("admission", 2),
            ("autre", 1),
            ("comptabilite", 1),
        ]

    def test_says_nothing_of_no_call(self):
        found = of()

        assert found.calls == 0
        assert (found.waiting, found.taking, found.calling_back, found.hours) == (None, None, None, ())


class TestTimes:
    @pytest.mark.parametrize(
        ("seconds", "told"),
        [
            ([7], (1, 7, None, 7)),
            ([4, 1, 100], (3, 4, None, 100)),
            ([1, 2, 4, 100], (4, 3, None, 100)),
            ([*range(1, 11)], (10, 5, 9, 10)),
            ([*range(1, 101)], (100, 50, 90, 100)),
            ([None, 12, None], (1, 12, None, 12)),
        ],
    )
    def test_are_a_median_and_nine_in_ten(self, seconds, told):
        found = waited(*seconds)

        assert (found.count, found.median_s, found.p90_s, found.longest_s) == told

    def test_of_waiting_are_those_of_the_calls_that_count(self):
        facts = [dataclasses.replace(one, waited_s=5) for one in (ABANDONED, BLOCKED, AT_NIGHT)]

        assert of(*facts).waiting is None

    def test_of_calling_back_are_those_of_every_card(self):
        facts = [
            dataclasses.replace(one, taken_after_s=60, called_back_after_s=90)
            for one in (MISSED, AT_NIGHT, BLOCKED)
        ]

        found = of(*facts)

        assert (found.taking.count, found.calling_back.median_s) == (2, 90)


class TestHours:
    def test_are_those_of_the_desk_s_clock(self):
        found = of(dataclasses.replace(MISSED, at=THURSDAY.astimezone(dt.UTC)), ANSWERED)

        assert [(one.weekday, one.hour, one.calls, one.missed) for one in found.hours] == [(3, 10, 2, 1)]

    def test_tell_open_ones_without_a_call_and_closed_ones_with_one(self):
        found = of(AT_NIGHT, MISSED, open_hours={(0, 9), (3, 10)})

        assert [(one.weekday, one.hour, one.is_open, one.calls, one.while_closed) for one in found.hours] == [
            (0, 9, True, 0, 0),
            (3, 10, True, 1, 0),
            (3, 22, False, 0, 1),
        ]

    def test_leave_the_refused_out(self):
        assert of(BLOCKED).hours == ()


@st.composite
def facts(draw):
    seconds = st.none() | st.integers(0, 90_000)
    return rates.CallFact(
        at=THURSDAY + draw(st.timedeltas(dt.timedelta(days=-200), dt.timedelta(days=200))),
        is_open=draw(st.booleans()),
        answered=draw(st.booleans()),
        is_abandoned=draw(st.booleans()),
        is_blocked=draw(st.booleans()),
        waited_s=draw(seconds),
        taken_after_s=draw(seconds),
        called_back_after_s=draw(seconds),
        topic=draw(st.none() | st.sampled_from(["admission", "autre"])),
    )


class TestWhateverTheCalls:
    @rota.FEW
    @hypothesis.given(st.lists(facts(), max_size=30), st.randoms(use_true_random=False))
    def test_is_the_same_in_any_order(self, calls, chance):
        shuffled = [*calls]
        chance.shuffle(shuffled)

        assert of(*shuffled) == of(*calls)

    @rota.FEW
    @hypothesis.given(st.lists(facts(), max_size=30))
    def test_adds_up(self, calls):
        found = of(*calls)

        assert found.calls == len(calls)
        assert sum(one.calls for one in found.hours) == found.missed_share.whole
        assert sum(one.missed for one in found.hours) == found.missed
        assert sum(one.while_closed for one in found.hours) == found.while_closed
        assert sum(one.calls for one in found.topics) <= len(calls)
        for spread in filter(None, (found.waiting, found.taking, found.calling_back)):
            assert spread.median_s <= (spread.p90_s or spread.longest_s) <= spread.longest_s
