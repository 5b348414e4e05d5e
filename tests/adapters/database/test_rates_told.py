"""The rates of calls, told from the rows that they left."""

import datetime as dt

import pytest

from deskbot import wording
from deskbot.chat import messages
from deskbot.desk import hours
from deskbot.flows import rates_counted, tell_rates
from deskbot.outside.charts import rates_sheets
from deskbot.people import permissions
from deskbot.reports import rates, rates_table
from tests.adapters.database import desk_of_summer

at = desk_of_summer.at


@pytest.fixture
def summer(data) -> desk_of_summer.Summer:
    """Monday 26 August 2024, 8:00; nothing was ever done."""
    return desk_of_summer.Summer(data)


def told(found: messages.Message) -> messages.CallRates:
    assert isinstance(found, messages.CallRates)
    return found


def due(summer) -> list[str]:
    with summer.data.write() as work:
        return [one.key for one in work.due.pop_until(summer.clock.now(), kinds=[tell_rates.FILES_KIND])]


class TestRates:
    def test_are_those_of_the_last_thirty_days(self, summer):
        summer.clock.shown = at("2024-08-26T18:00")
        summer.gets_call("2024-07-27T23:59:59")
        summer.gets_call("2024-07-29T10:00")
        summer.answers_call("2024-08-26T17:00")
        summer.gets_call("2024-08-26T17:45")

        found = told(summer.rates())

        assert (found.first, found.last) == (dt.date(2024, 7, 28), dt.date(2024, 8, 26))
        assert (found.rates.missed, found.rates.answered, found.rates.while_closed) == (1, 1, 1)

    def test_are_those_of_the_period_that_is_named(self, summer):
        summer.gets_call("2024-08-20T10:00")
        summer.gets_call("2024-08-24T10:00")
        summer.gets_call("2024-08-26T07:00")

        found = told(summer.rates("la semaine dernière"))

        assert (found.first, found.last) == (dt.date(2024, 8, 19), dt.date(2024, 8, 25))
        assert (found.rates.missed, found.rates.while_closed) == (1, 1)

    def test_count_open_time_over_a_night_and_past_the_period(self, summer):
        summer.gets_call("2024-07-31T17:00")
        summer.calls_back(
            "2024-07-31T17:00", taken="2024-07-31T20:00", done="2024-08-01T09:15", topic="admission"
        )

        found = told(summer.rates("juillet")).rates

        assert found.taking is not None
        assert found.calling_back is not None
        assert (found.taking.median_s, found.calling_back.median_s) == (30 * 60, 45 * 60)
        assert found.topics == (rates.TopicCount(topic="admission", calls=1),)

    def test_miss_nobody_while_the_house_was_closed(self, summer):
        summer.gets_call("2024-08-20T10:00")
        summer.declares(hours.Opening.CLOSED, "2024-08-20T00:00", "2024-08-21T00:00", reason="inventaire")

        found = told(summer.rates("semaine dernière"))

        assert (found.rates.missed, found.rates.while_closed) == (0, 1)
        assert (1, 10) not in {(one.weekday, one.hour) for one in found.rates.hours if one.is_open}

    def test_show_each_hour_that_the_desk_opens(self, summer):
        found = told(summer.rates("semaine dernière"))

        assert [line.hour for line in found.table.lines] == [*range(9, 18)]
        assert found.table.weekdays == (0, 1, 2, 3, 4)

    def test_are_told_to_whoever_is_of_the_team_and_to_nobody_else(self, summer):
        refused = messages.Refused(reason=permissions.Refusal.UNKNOWN_MEMBER)

        assert told(summer.rates(username="zoe"))
        assert summer.rates(username="gil") == refused
        assert summer.rates(username="nobody") == refused

    @pytest.mark.parametrize("period", ["la semaine prochaine", "n'importe quand", "2020-01-01..2024-01-01"])
    def test_say_what_period_was_not_understood(self, summer, period):
        assert isinstance(summer.rates(period), messages.DatesNotUnderstood)


class TestFiles:
    def test_follow_for_an_admin_alone(self, summer):
        assert not told(summer.rates(username="lea")).files_follow
        assert due(summer) == []

        assert told(summer.rates("août", username="simon")).files_follow

        (key,) = due(summer)
        assert key.startswith("standard;2024-08-01;2024-08-26;simon;")

    def test_are_two_tables_and_the_map(self, summer):
        summer.gets_call("2024-08-20T10:00")
        days = rates_table.Days(first=dt.date(2024, 8, 19), last=dt.date(2024, 8, 25))
        desk = summer.house.desks["standard"]
        with summer.data.read() as work:
            counted = rates_counted.of_days(work, days, desk=desk, now=summer.clock.now())

        files = dict(
            rates_counted.files(counted, days, desk=desk, sheets=rates_sheets.RatesSheets(wording.Wording()))
        )

        name = "appels-standard-2024-08-19-2024-08-25"
        assert list(files) == [f"{name}.csv", f"{name}-par-heure.csv", f"{name}.png"]
        assert "19/08/2024;25/08/2024;mardi;10;1;0;1;;0" in files[f"{name}-par-heure.csv"].decode()


class TestBilan:
    def test_tells_how_long_callers_waited_for_a_call_back(self, summer):
        summer.takes("lea", "2024-08-26T09:00", "2024-08-26T17:30")
        summer.gets_call("2024-08-26T10:00")
        summer.calls_back("2024-08-26T10:00", taken="2024-08-26T10:05", done="2024-08-26T11:00")
        summer.answers_call("2024-08-26T12:00")
        summer.clock.shown = at("2024-08-26T18:00")

        bilan = summer.bilan()

        assert isinstance(bilan, messages.Bilan)
        assert (bilan.calls, bilan.missed, bilan.missed_rate) == (2, 1, None)
        assert bilan.calling_back == rates.Spread(count=1, median_s=3600, p90_s=None, longest_s=3600)
        assert bilan.taking == rates.Spread(count=1, median_s=300, p90_s=None, longest_s=300)
