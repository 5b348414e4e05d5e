"""The bilan, told from the rows that people left."""

import datetime as dt

import pytest

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.desk import hours
from tests.adapters.database import desk_of_summer

at = desk_of_summer.at
AUGUST_26TH = dt.date(2024, 8, 26)


@pytest.fixture
def summer(data) -> desk_of_summer.Summer:
    """Monday 26 August 2024, 8:00; nothing was ever done."""
    return desk_of_summer.Summer(data)


def week_of(bilan: messages.Message, monday: dt.date) -> messages.WeekKept:
    assert isinstance(bilan, messages.Bilan)
    (found,) = (one for one in bilan.weeks if one.monday == monday)
    return found


class TestWeeks:
    def test_are_the_same_in_both_months_that_they_touch(self, summer):
        summer.declares(hours.Opening.CLOSED, "2024-08-26T00:00", "2024-08-28T00:00", reason="inventaire")
        summer.takes("lea", "2024-08-28T09:00", "2024-08-30T17:30")
        summer.clock.shown = at("2024-09-20T10:00")

        august, september = summer.bilan("août"), summer.bilan("septembre")

        week = week_of(august, AUGUST_26TH)
        assert (week.days_open, week.days_kept, week.kept) == (3, 3, True)
        assert week_of(september, AUGUST_26TH) == week

    def test_are_those_of_the_house_as_it_was_long_after(self, summer):
        summer.declares(hours.Opening.CLOSED, "2024-08-26T00:00", "2024-08-28T00:00")
        summer.clock.shown = at("2025-06-20T10:00")

        assert week_of(summer.bilan("2024-09"), AUGUST_26TH).days_open == 3


class TestGaps:
    def test_are_those_that_nobody_meant(self, summer):
        summer.takes("lea", "2024-08-01T09:00", "2024-08-28T17:30")
        summer.clock.shown = at("2024-09-20T10:00")
        assert summer.bilan("août").gaps == 4

        summer.ignores("2024-08-29T00:00", "2024-08-30T00:00")

        assert summer.bilan("août").gaps == 2


class TestCalls:
    def test_leave_out_those_that_proved_a_number(self, summer):
        summer.takes("lea", "2024-08-26T09:00", "2024-08-26T17:30")
        summer.gets_call("2024-08-26T10:00")
        summer.gets_call("2024-08-26T11:00", closing=case.Closing.REACHED)
        summer.gets_call("2024-08-26T12:00", closing=case.Closing.PROOF)
        summer.clock.shown = at("2024-08-26T18:00")

        bilan = summer.bilan()

        assert (bilan.calls, bilan.members[0].missed) == (2, 2)


class TestMonthBeforeDeskbot:
    NO_BILAN = messages.InTrouble(trouble=messages.Trouble.NO_BILAN)

    @pytest.mark.parametrize("month", ["septembre", "juillet", "2023-09", "le mois dernier"])
    def test_has_no_bilan(self, summer, month):
        summer.takes("lea", "2024-08-26T09:00", "2024-08-26T17:30")

        assert summer.bilan(month) == self.NO_BILAN

    def test_has_none_before_anything_was_done(self, summer):
        assert summer.bilan("juillet") == self.NO_BILAN
        assert isinstance(summer.bilan(), messages.Bilan)

    def test_has_one_where_something_is_known_of_it(self, summer):
        summer.takes("lea", "2024-07-30T09:00", "2024-07-30T17:30")
        summer.gets_call("2024-06-03T10:00")

        assert isinstance(summer.bilan("juillet"), messages.Bilan)
        assert isinstance(summer.bilan("juin"), messages.Bilan)
        assert summer.bilan("mai") == self.NO_BILAN

    def test_sends_no_line_and_no_table(self, summer):
        summer.clock.shown = at("2024-09-01T08:00")
        summer.takes("lea", "2024-09-02T09:00", "2024-09-02T17:30")
        summer.clock.shown = at("2024-09-01T09:00")

        assert summer.closes_the_month() == 0
        with summer.data.read() as work:
            assert work.notices.get("month-2024-08-01-standard") is None

    def test_is_followed_by_months_that_are_told_held_or_not(self, summer):
        summer.takes("lea", "2024-08-26T09:00", "2024-08-26T17:30")
        summer.clock.shown = at("2024-10-01T09:00")

        assert summer.closes_the_month() == 0
        with summer.data.read() as work:
            assert work.notices.get("month-2024-09-01-standard") is not None


class TestLoads:
    def test_are_those_of_three_months(self, summer):
        summer.takes("lea", "2024-05-31T09:00", "2024-05-31T17:30")
        summer.takes("lea", "2024-06-03T09:00", "2024-06-03T12:00")
        summer.takes("tom", "2024-08-26T09:00", "2024-08-26T10:00")
        summer.takes("tom", "2024-09-02T09:00", "2024-09-02T10:00")
        summer.clock.shown = at("2024-09-20T10:00")

        bilan = summer.bilan("août")

        assert bilan.loads_since == dt.date(2024, 6, 1)
        assert [(one.name, one.minutes, one.share) for one in bilan.loads] == [
            ("Léa", 180, 0.75),
            ("Tom", 60, 0.25),
        ]

    def test_stop_where_the_house_was_closed(self, summer):
        summer.declares(hours.Opening.CLOSED, "2024-06-03T10:00", "2024-06-04T00:00")
        summer.takes("lea", "2024-06-03T09:00", "2024-06-03T12:00")

        assert [one.minutes for one in summer.bilan("août").loads] == [60]

    def test_leave_out_what_is_still_to_come(self, summer):
        summer.takes("lea", "2024-08-26T09:00", "2024-08-27T17:30")
        summer.clock.shown = at("2024-08-26T10:00")

        assert [one.minutes for one in summer.bilan().loads] == [60]


class TestTable:
    def test_has_the_hours_that_were_mended_and_those_of_three_months(self, summer):
        summer.takes("lea", "2024-08-26T09:00", "2024-08-26T11:00")
        summer.clock.shown = at("2024-09-01T09:00")
        assert summer.closes_the_month() == 1
        summer.mends("2024-08-01;lea", by_minutes=60, username="lea")

        header, lea, _ = summer.csv(dt.date(2024, 8, 1)).splitlines()

        assert lea.split(";")[1:7] == ["Léa", "lea", "2,00", "0,00", "0,00", "3,00"]
        assert lea.split(";")[-2:] == ["2,00", "100"]
        assert "3 mois" in header


class TestNextToAsk:
    def test_names_who_did_least_and_apart_who_never_began(self, summer):
        summer.takes("lea", "2024-08-20T09:00", "2024-08-20T12:00")
        summer.takes("tom", "2024-08-21T09:00", "2024-08-21T10:00")

        bilan = summer.bilan()

        assert bilan.next_to_ask == ("Simon", "Tom", "Léa")
        assert bilan.newcomers == ("Zoé",)

    def test_counts_a_turn_that_was_assigned_to_somebody_new(self, summer):
        summer.takes("zoe", "2024-08-27T09:00", "2024-08-27T12:00")

        bilan = summer.bilan()

        assert bilan.next_to_ask == ("Léa", "Simon", "Tom")
        assert bilan.newcomers == ()

    def test_knows_of_closings_as_long_as_it_looks_back(self, summer):
        summer.takes("lea", "2024-06-03T09:00", "2024-06-03T12:00")
        summer.takes("tom", "2024-06-04T09:00", "2024-06-04T10:00")
        summer.declares(hours.Opening.CLOSED, "2024-06-03T00:00", "2024-06-04T00:00")

        assert summer.bilan().next_to_ask == ("Léa", "Simon", "Tom")
