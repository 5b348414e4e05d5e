"""Who carried how much, and who could be asked next."""

import hypothesis
from hypothesis import strategies as st

from deskbot.reports import fairness
from tests.unit.desk import rota
from tests.unit.reports import months

SPAN = rota.span("2024-08-01T00:00", "2024-09-01T00:00")


class TestOver:
    def test_tells_minutes_share_and_last_turn(self):
        standard = months.log(
            rota.slot("2024-08-01T09:00", "2024-08-01T12:00"),
            rota.slot("2024-08-05T09:00", "2024-08-05T10:00", member="tom"),
        )
        accounts = months.log(rota.slot("2024-08-06T09:00", "2024-08-06T09:00:30"), desk="compta")

        found = fairness.over(SPAN, logs=[standard, accounts])

        assert [(one.member, one.minutes) for one in found] == [("lea", 180), ("tom", 60)]
        assert found[0].last_turn == rota.at("2024-08-06T09:00:30")
        assert round(found[0].share, 2) == 0.75

    def test_tells_when_the_open_hours_of_a_turn_end(self):
        log = months.log(rota.slot("2024-08-01T09:00", "2024-08-04T12:00"))

        (lea,) = fairness.over(SPAN, logs=[log])

        assert lea.last_turn == rota.at("2024-08-02T17:30")

    def test_is_empty_when_nobody_held_anything(self):
        assert fairness.over(SPAN, logs=[months.log()]) == ()

    @rota.FEW
    @hypothesis.given(st.lists(rota.slots(day=rota.SUNDAYS_OF_CHANGE[1]), min_size=1, max_size=5))
    def test_shares_are_one_together(self, slots):
        span = rota.span("2024-10-01T00:00", "2024-11-01T00:00")

        found = fairness.over(span, logs=[months.log(*slots, opening=rota.NIGHT_AND_DAY)])

        assert not found or abs(sum(one.share for one in found) - 1) < 1e-9


class TestNextToAsk:
    def test_asks_whoever_did_least_then_longest_ago(self):
        log = months.log(
            rota.slot("2024-08-01T09:00", "2024-08-01T12:00"),
            rota.slot("2024-08-05T09:00", "2024-08-05T10:00", member="tom"),
            rota.slot("2024-08-06T09:00", "2024-08-06T10:00", member="zoe"),
        )
        loads = fairness.over(SPAN, logs=[log])

        found = fairness.next_to_ask(["lea", "zoe", "tom", "ali", "tom"], loads=loads)

        assert [one.member for one in found] == ["ali", "tom", "zoe", "lea"]
        assert (found[0].minutes, found[0].last_turn) == (0, None)

    def test_asks_candidates_only(self):
        log = months.log(rota.slot("2024-08-01T09:00", "2024-08-01T12:00"))

        assert fairness.next_to_ask([], loads=fairness.over(SPAN, logs=[log])) == ()
