"""What is counted of a call and of its card."""

import pytest

from deskbot.calls import case, merge
from deskbot.reports import facts, open_time
from tests.unit.desk import rota

OPEN = open_time.OpenTime(
    [
        rota.span("2024-08-01T09:00", "2024-08-01T17:30"),
        rota.span("2024-08-02T09:00", "2024-08-02T17:30"),
    ]
)


def fact(at="2024-08-01T10:00", outcome=merge.Outcome.MISSED, **known):
    moments = {
        name: rota.at(value) if name.endswith("_at") and value is not None else value
        for name, value in known.items()
    }
    kept = facts.CallKept(at=rota.at(at), outcome=outcome, **moments)
    return facts.fact_of(kept, open_to_callers=OPEN)


class TestFactOf:
    @pytest.mark.parametrize(
        ("outcome", "answered", "left_message"),
        [
            (merge.Outcome.ANSWERED, True, False),
            (merge.Outcome.TALKED, True, False),
            (merge.Outcome.OWN_VOICEMAIL, False, False),
            (merge.Outcome.FAILED_FORWARD, False, False),
            (merge.Outcome.UNCLEAR, False, False),
            (merge.Outcome.MISSED, False, False),
            (merge.Outcome.VOICEMAIL, False, True),
        ],
    )
    def test_says_how_it_ended(self, outcome, answered, left_message):
        found = fact(outcome=outcome)

        assert (found.answered, found.left_message) == (answered, left_message)

    @pytest.mark.parametrize("outcome", merge.Outcome)
    def test_says_whom_nobody_could_or_should_have_answered(self, outcome):
        found = fact(outcome=outcome)

        assert found.is_abandoned is (outcome is merge.Outcome.ABANDONED)
        assert found.is_blocked is (outcome is merge.Outcome.BLOCKED)

    @pytest.mark.parametrize(("at", "is_open"), [("2024-08-01T10:00", True), ("2024-08-01T18:00", False)])
    def test_says_whether_the_desk_was_open(self, at, is_open):
        assert fact(at).is_open is is_open

    def test_counts_open_time_alone(self):
        found = fact(
            "2024-08-01T17:00",
            opened_at="2024-08-01T17:00:30",
            taken_at="2024-08-01T19:00",
            done_at="2024-08-02T09:10",
            closing=case.Closing.REACHED,
        )

        assert (found.taken_after_s, found.called_back_after_s) == (30 * 60 - 30, 40 * 60 - 30)

    def test_counts_from_the_call_where_the_card_does_not_say(self):
        assert fact("2024-08-01T10:00", taken_at="2024-08-01T10:05").taken_after_s == 300

    @pytest.mark.parametrize(
        ("closing", "called_back"),
        [
            (case.Closing.REACHED, 600),
            (case.Closing.NO_ANSWER, 600),
            (case.Closing.MESSAGE_LEFT, 600),
            (case.Closing.NOTHING_TO_DO, None),
            (case.Closing.CALLED_BACK, 600),
            (case.Closing.GOT_THROUGH, None),
            (case.Closing.ANSWERED, None),
        ],
    )
    def test_is_called_back_when_somebody_phoned(self, closing, called_back):
        found = fact("2024-08-01T10:00", done_at="2024-08-01T10:10", by_somebody=True, closing=closing)

        assert found.called_back_after_s == called_back

    @pytest.mark.parametrize(("by_somebody", "taken"), [(True, 600), (False, None)])
    def test_is_taken_by_whoever_finishes_it_at_once(self, by_somebody, taken):
        found = fact("2024-08-01T10:00", done_at="2024-08-01T10:10", by_somebody=by_somebody)

        assert found.taken_after_s == taken

    def test_knows_no_time_of_what_did_not_happen(self):
        found = fact(waited_s=25, is_gathered=True, topic="admission")

        assert (found.taken_after_s, found.called_back_after_s) == (None, None)
        assert (found.waited_s, found.is_repeat, found.topic) == (25, True, "admission")
