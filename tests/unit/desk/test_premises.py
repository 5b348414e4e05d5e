"""Whether anybody is at the premises."""

import datetime as dt

import pytest

from deskbot.desk import interval, premises
from tests.unit.desk import rota


def said(until: str | None) -> premises.Premises:
    return premises.Premises(
        presence=premises.Presence.EMPTY,
        by="lea",
        at=rota.at("2024-08-01T11:00"),
        until=rota.at(until) if until else None,
    )


class TestAtMoment:
    @pytest.mark.parametrize(
        ("now", "holds"),
        [("2024-08-02T17:29:59", True), ("2024-08-02T17:30", False), ("2024-08-09T09:00", False)],
    )
    def test_is_said_until_its_end(self, now, holds):
        one = said("2024-08-02T17:30")

        assert one.at_moment(rota.at(now)) == (one if holds else None)

    def test_is_said_for_ever_without_an_end(self):
        one = said(None)

        assert one.at_moment(rota.at("2034-08-02T17:30")) is one

    @pytest.mark.parametrize(
        ("now", "holds"), [("2024-10-27T00:29+00:00", True), ("2024-10-27T00:30+00:00", False)]
    )
    @pytest.mark.parametrize("zone", [dt.UTC, rota.PARIS])
    def test_ends_the_first_time_that_the_clock_says_it(self, now, holds, zone):
        one = said("2024-10-27T02:30")

        found = one.at_moment(dt.datetime.fromisoformat(now).astimezone(zone))

        assert (found is one) is holds

    def test_is_over_the_second_time_that_the_clock_says_an_earlier_hour(self):
        # 2:15 comes after 2:30 once in the year.
        second = dt.datetime.fromisoformat("2024-10-27T01:15+00:00").astimezone(rota.PARIS)

        assert said("2024-10-27T02:30").at_moment(second) is None

    def test_refuses_a_moment_without_a_zone(self):
        with pytest.raises(interval.NaiveDatetime):
            said("2024-08-02T17:30").at_moment(dt.datetime(2024, 8, 1))  # noqa: DTZ001 naive on purpose
