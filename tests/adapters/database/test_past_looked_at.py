"""Who held what: looking back is as good as looking ahead."""

import datetime as dt

import pytest

from deskbot.chat import messages
from deskbot.desk import hours
from tests.adapters.database import desk_of_summer

at = desk_of_summer.at


@pytest.fixture
def summer(data) -> desk_of_summer.Summer:
    """Wednesday 7 August 2024, 14:00."""
    summer = desk_of_summer.Summer(data)
    summer.clock.shown = at("2024-08-07T14:00")
    return summer


def days(answer: messages.Message) -> list[messages.DayShown]:
    assert isinstance(answer, messages.Planning)
    return [day for week in answer.weeks for day in week.days]


def names(day: messages.DayShown) -> set[str | None]:
    return {one.first for half in day.halves for one in half.stretches}


class TestPlan:
    @pytest.mark.parametrize(
        ("period", "first", "last"),
        [
            ("hier", (8, 6), (8, 6)),
            ("2024-07-29..2024-08-02", (7, 29), (8, 2)),
            ("juillet", (7, 1), (7, 31)),
            ("la semaine dernière", (7, 29), (8, 2)),
            ("", (8, 7), (8, 20)),
            ("2024-06-01..2024-12-31", (6, 1), (8, 2)),
        ],
    )
    def test_shows_the_days_that_are_over(self, summer, period, first, last):
        shown = days(summer.plan(period))

        assert (shown[0].day, shown[-1].day) == (dt.date(2024, *first), dt.date(2024, *last))

    def test_shows_who_held_them(self, summer):
        summer.takes("lea", "2024-08-06T09:00", "2024-08-06T17:30")

        (yesterday,) = days(summer.plan("hier"))

        assert names(yesterday) == {"Léa"}

    def test_shows_what_was_closed_then(self, summer):
        summer.declares(hours.Opening.CLOSED, "2024-07-01T00:00", "2024-07-02T00:00", reason="inventaire")

        assert days(summer.plan("juillet"))[0].closed == "inventaire"

    def test_tells_why_a_day_is_cut(self, summer):
        summer.declares(hours.Opening.CLOSED, "2024-08-08T14:00", "2024-08-08T17:30", reason="travaux")

        cut, whole = days(summer.plan("demain et vendredi"))

        assert (cut.cut, cut.closed) == ("travaux", None)
        assert whole.cut is None

    @pytest.mark.parametrize("period", ["cette semaine", "la semaine du 5 août", "semaine 32"])
    def test_goes_on_to_the_saturday_that_opens(self, summer, period):
        assert days(summer.plan(period))[-1].day == dt.date(2024, 8, 9)

        summer.declares(hours.Opening.OPEN, "2024-08-10T09:00", "2024-08-10T12:00")

        assert days(summer.plan(period))[-1].day == dt.date(2024, 8, 10)

    def test_stops_where_other_days_were_asked_for(self, summer):
        summer.declares(hours.Opening.OPEN, "2024-08-10T09:00", "2024-08-10T12:00")

        assert days(summer.plan("vendredi"))[-1].day == dt.date(2024, 8, 9)

    def test_goes_on_to_the_sunday_of_a_week_that_is_over(self, summer):
        summer.declares(hours.Opening.OPEN, "2024-08-04T09:00", "2024-08-04T12:00")

        assert days(summer.plan("la semaine dernière"))[-1].day == dt.date(2024, 8, 4)

    def test_says_what_it_does_not_understand(self, summer):
        assert isinstance(summer.plan("blurp"), messages.DatesNotUnderstood)


class TestThen:
    @pytest.mark.parametrize("when", ["hier", "hier 10h", "mardi dernier à 10h", "2024-08-06 10h"])
    def test_shows_the_day_of_what_is_over(self, summer, when):
        summer.takes("lea", "2024-08-06T09:00", "2024-08-06T17:30")

        (yesterday,) = days(summer.who(when))

        assert (yesterday.day, names(yesterday)) == (dt.date(2024, 8, 6), {"Léa"})

    def test_says_who_will_answer(self, summer):
        summer.takes("lea", "2024-08-08T09:00", "2024-08-08T17:30")

        answer = summer.who("demain 10h")

        assert isinstance(answer, messages.WhoThen)
        assert answer.names == ("Léa",)


class TestGaps:
    def test_are_those_that_can_still_be_taken(self, summer):
        assert isinstance(summer.gaps("hier"), messages.DatesNotUnderstood)
