"""Days to count what happened in."""

import contextlib
import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import dates, hours
from tests.unit.desk import rota

# A Wednesday.
NOW = rota.at("2024-08-07T14:00")
WORDS = (
    "hier",
    "demain",
    "lundi",
    "dernier",
    "semaine",
    "jours",
    "mois",
    "juillet",
    "12",
    "29",
    "2024",
    "an",
)


def days(text: str, *, now: dt.datetime = NOW) -> tuple[str, str]:
    found = dates.days_behind(text, now=now, hours=hours.DEFAULT)
    return f"{found.first}", f"{found.last}"


class TestDaysBehind:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("30 derniers jours", "2024-07-09", "2024-08-07"),
            ("les 7 derniers jours", "2024-08-01", "2024-08-07"),
            ("4 dernières semaines", "2024-07-11", "2024-08-07"),
            ("last 7 days", "2024-08-01", "2024-08-07"),
            ("90 jours", "2024-05-10", "2024-08-07"),
            ("366 derniers jours", "2023-08-08", "2024-08-07"),
            ("2023", "2023-01-01", "2023-12-31"),
            ("en 2024", "2024-01-01", "2024-08-07"),
            ("cette année", "2024-01-01", "2024-08-07"),
            ("l’année dernière", "2023-01-01", "2023-12-31"),
            ("last year", "2023-01-01", "2023-12-31"),
        ],
    )
    def test_counts_back(self, text, first, last):
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("juillet", "2024-07-01", "2024-07-31"),
            ("août", "2024-08-01", "2024-08-07"),
            ("ce mois-ci", "2024-08-01", "2024-08-07"),
            ("décembre", "2023-12-01", "2023-12-31"),
            ("2024-07", "2024-07-01", "2024-07-31"),
            ("le mois dernier", "2024-07-01", "2024-07-31"),
            ("de janvier à mars", "2024-01-01", "2024-03-31"),
            ("du 1er au 29 février", "2024-02-01", "2024-02-29"),
            ("du 1er octobre au 15 novembre", "2023-10-01", "2023-11-15"),
            ("2024-07-29..2024-08-02", "2024-07-29", "2024-08-02"),
            ("du 1er au 15 août", "2024-08-01", "2024-08-07"),
            ("12/8", "2023-08-12", "2023-08-12"),
            ("hier", "2024-08-06", "2024-08-06"),
        ],
    )
    def test_takes_the_last_ones_of_that_name(self, text, first, last):
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("la semaine dernière", "2024-07-29", "2024-08-04"),
            ("cette semaine", "2024-08-05", "2024-08-07"),
            ("semaine 30", "2024-07-22", "2024-07-28"),
        ],
    )
    def test_takes_weeks_whole(self, text, first, last):
        assert days(text) == (first, last)

    def test_has_a_28th_for_a_29th_of_february(self):
        assert days("du 29 février au 1er mars", now=rota.at("2027-11-30T10:00")) == (
            "2027-02-28",
            "2027-03-01",
        )

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("bonjour", dates.Reason.NO_DATE),
            ("demain", dates.Reason.TO_COME),
            ("2025", dates.Reason.TO_COME),
            ("mars 2030", dates.Reason.TO_COME),
            ("la semaine prochaine", dates.Reason.TO_COME),
            ("0 jours", dates.Reason.NOT_UNDERSTOOD),
            ("367 derniers jours", dates.Reason.TOO_LONG),
            ("99 dernières semaines", dates.Reason.TOO_LONG),
            ("2022-01-01..2024-01-01", dates.Reason.TOO_LONG),
        ],
    )
    def test_refuses_what_has_not_come_and_what_is_no_date(self, text, reason):
        with pytest.raises(dates.NotUnderstood) as refused:
            days(text)

        assert refused.value.reason is reason
        assert days(refused.value.example) == ("2024-07-29", "2024-08-04")

    @rota.FEW
    @hypothesis.given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
    def test_never_gives_days_to_come_or_reversed_ones(self, text):
        with contextlib.suppress(dates.NotUnderstood):
            found = dates.days_behind(text, now=NOW, hours=hours.DEFAULT)

            assert found.first <= found.last <= NOW.date()
