"""The open time of a desk, asked about call by call."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.reports import open_time
from tests.unit.desk import rota

WEEK = open_time.OpenTime(
    [
        rota.span("2024-08-01T09:00", "2024-08-01T17:30"),
        rota.span("2024-08-02T09:00", "2024-08-02T12:00"),
        rota.span("2024-08-02T12:00", "2024-08-02T17:30"),
    ]
)


class TestHolds:
    @pytest.mark.parametrize(
        ("at", "is_open"),
        [
            ("2024-08-01T08:59", False),
            ("2024-08-01T09:00", True),
            ("2024-08-01T17:29", True),
            ("2024-08-01T17:30", False),
            ("2024-08-02T12:00", True),
            ("2024-08-05T10:00", False),
        ],
    )
    def test_says_whether_the_desk_was_open(self, at, is_open):
        assert WEEK.holds(rota.at(at)) is is_open

    def test_is_never_without_a_stretch(self):
        assert not open_time.OpenTime([]).holds(rota.at("2024-08-01T10:00"))


class TestSeconds:
    @pytest.mark.parametrize(
        ("start", "end", "hours"),
        [
            ("2024-08-01T09:00", "2024-08-01T10:00", 1),
            ("2024-08-01T08:00", "2024-08-01T10:00", 1),
            ("2024-08-01T17:00", "2024-08-02T10:00", 1.5),
            ("2024-08-02T11:00", "2024-08-02T13:00", 2),
            ("2024-08-01T20:00", "2024-08-02T08:00", 0),
            ("2024-08-02T17:00", "2024-08-09T10:00", 0.5),
            ("2024-07-01T00:00", "2024-09-01T00:00", 17),
            ("2024-08-01T12:00", "2024-08-01T10:00", 0),
        ],
    )
    def test_counts_the_open_ones_alone(self, start, end, hours):
        assert WEEK.seconds(rota.at(start), rota.at(end)) == hours * 3600

    @rota.FEW
    @hypothesis.given(
        st.lists(rota.stretches(day=rota.SUNDAYS_OF_CHANGE[1]), max_size=5),
        rota.stretches(day=rota.SUNDAYS_OF_CHANGE[1]),
    )
    def test_are_the_minutes_that_both_hold(self, spans, asked):
        common = rota.minutes_of(spans) & rota.minutes_in(asked)

        assert open_time.OpenTime(spans).seconds(asked.start, asked.end) == 60 * len(common)


class TestHours:
    def test_are_those_of_the_week_begun_or_not(self):
        thursday = open_time.OpenTime([rota.span("2024-08-01T09:30", "2024-08-01T11:00:01")])

        assert thursday.hours() == {(3, 9), (3, 10), (3, 11)}

    @pytest.mark.parametrize(("day", "hours"), [*zip(rota.SUNDAYS_OF_CHANGE, (23, 24), strict=True)])
    def test_are_all_of_a_night_of_change(self, day, hours):
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=rota.PARIS)
        whole = rota.span(midnight.isoformat()[:16], f"{day + dt.timedelta(days=1)}T00:00")

        assert len(open_time.OpenTime([whole]).hours()) == hours
