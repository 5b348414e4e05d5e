"""The month that somebody looks back at."""

import contextlib
import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import dates
from deskbot.desk.dates import words

TODAY = dt.date(2024, 8, 15)


class TestMonthNamed:
    @pytest.mark.parametrize(
        ("text", "month"),
        [
            *((text, (2024, 7)) for text in ("juillet", "Juillet", "JUILLET", "juil.", "en juillet", "july")),
            *((text, (2024, 7)) for text in ("juillet 2024", "le mois de juillet", "mois de juillet 2024")),
            *(
                (text, (2024, 7))
                for text in ("2024-07", "2024-7", "2024/07", "07/2024", "7/2024", " juillet  ")
            ),
            *(
                (text, (2024, 7))
                for text in ("le mois dernier", "mois dernier", "le mois passé", "last month")
            ),
            *((text, (2024, 7)) for text in ("dernier mois", "le mois précédent", "juillet dernier")),
            *((text, (2024, 8)) for text in ("août", "aout", "d'août", "d’août", "mois d'août", "2024-08")),
            *(
                (text, (2024, 8))
                for text in ("ce mois", "ce mois-ci", "ce mois ci", "mois en cours", "this month")
            ),
            ("août dernier", (2023, 8)),
            ("septembre", (2023, 9)),
            ("décembre", (2023, 12)),
            ("décembre dernier", (2023, 12)),
            ("septembre 2022", (2022, 9)),
            ("2000-01", (2000, 1)),
        ],
    )
    def test_is_the_last_one_of_that_name(self, text, month):
        assert dates.month_named(text, today=TODAY) == dt.date(*month, 1)

    @pytest.mark.parametrize(
        ("day", "month"), [(dt.date(2025, 1, 1), (2024, 12)), (dt.date(2024, 3, 31), (2024, 2))]
    )
    def test_before_this_one_may_be_of_last_year(self, day, month):
        assert dates.month_named("le mois dernier", today=day) == dt.date(*month, 1)

    @pytest.mark.parametrize(
        "text",
        [
            *("", "   ", "lundi", "mar", "blurp", "juillet août", "juillet 24", "2024", "7", "2024-07-01"),
            # To come, or before anybody kept count.
            *("2024-09", "septembre 2024", "9999-12", "1999-12", "juillet 0000"),
            *("2024-00", "2024-13", "13/2024", "00/2024", "juillet 99999", "\ud800", "x" * 10_000),
        ],
    )
    def test_is_none_that_cannot_be(self, text):
        with pytest.raises(dates.NotUnderstood):
            dates.month_named(text, today=TODAY)

    @hypothesis.given(today=st.dates(dt.date(2001, 1, 1), dt.date(2040, 1, 1)), number=st.integers(1, 12))
    def test_is_within_the_year_before(self, today, number):
        found = dates.month_named(words.MONTH_NAMES[number - 1], today=today)

        assert (found.month, found.day) == (number, 1)
        assert dt.timedelta(0) <= today - found <= dt.timedelta(days=366)

    @hypothesis.given(st.text(st.characters(), max_size=20))
    def test_has_one_error_alone(self, text):
        with contextlib.suppress(dates.NotUnderstood):
            assert dates.month_named(text, today=TODAY).day == 1
