"""What counts as open time."""

import datetime as dt

import hypothesis
from hypothesis import strategies as st

from deskbot.desk import hours, roster
from tests.unit.desk import rota
from tests.unit.reports import months

DAY = rota.span("2024-08-05T00:00", "2024-08-06T00:00")
SUMMER = hours.OpeningHours(
    closures=(
        hours.Closure(first=dt.date(2024, 8, 5), last=dt.date(2024, 8, 9), reason="été", if_taken=True),
    )
)


class TestOpenStretches:
    def test_leaves_a_summer_closing_out_unless_it_is_taken(self):
        turn = rota.slot("2024-08-05T10:00", "2024-08-05T12:00")

        found = months.log(turn, opening=SUMMER).open_stretches(DAY)

        assert [(one.first, one.span) for one in found] == [("lea", turn.span)]

    def test_counts_a_summer_closing_that_only_a_second_holds(self):
        turn = rota.slot("2024-08-05T10:00", "2024-08-05T12:00", rank=roster.Rank.SECOND)

        found = months.log(turn, opening=SUMMER).open_stretches(DAY)

        assert [(one.first, one.second) for one in found] == [(None, "lea")]

    def test_stops_at_now(self):
        found = months.log().open_stretches(DAY, until=rota.at("2024-08-05T10:00"))

        assert [one.span for one in found] == [rota.span("2024-08-05T09:00", "2024-08-05T10:00")]

    def test_is_empty_before_it_begins(self):
        assert months.log().open_stretches(DAY, until=rota.at("2024-08-04T10:00")) == ()


class TestOpenSpans:
    def test_stop_at_now_and_begin_with_what_is_asked(self):
        asked = rota.span("2024-08-05T16:00", "2024-08-07T00:00")

        found = months.log().open_spans(asked, until=rota.at("2024-08-06T10:00"))

        assert found == (
            rota.span("2024-08-05T16:00", "2024-08-05T17:30"),
            rota.span("2024-08-06T09:00", "2024-08-06T10:00"),
        )

    def test_are_none_before_it_begins(self):
        assert months.log().open_spans(DAY, until=rota.at("2024-08-04T10:00")) == ()

    @rota.FEW
    @hypothesis.given(
        st.lists(rota.slots(day=dt.date(2024, 8, 5)), max_size=4),
        rota.stretches(day=dt.date(2024, 8, 5)),
        st.sampled_from([hours.DEFAULT, SUMMER, rota.NIGHT_AND_DAY]),
    )
    def test_are_the_minutes_of_the_stretches(self, slots, asked, opening):
        log = months.log(*slots, opening=opening)

        stretches = log.open_stretches(asked)

        assert rota.minutes_of(log.open_spans(asked)) == rota.minutes_of(one.span for one in stretches)
