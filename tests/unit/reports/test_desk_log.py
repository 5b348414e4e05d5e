"""What counts as open time."""

import datetime as dt

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
