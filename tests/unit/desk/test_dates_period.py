"""Days to look at, over or to come."""

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
    "lundi",
    "dernier",
    "passé",
    "semaine",
    "mois",
    "juillet",
    "29",
    "2024",
    "last",
    "il y a 3 jours",
)


def days(text: str, *, now: dt.datetime = NOW) -> tuple[str, str]:
    found = dates.period_named(text, now=now, hours=hours.DEFAULT)
    return f"{found.first}", f"{found.last}"


class TestPeriodNamed:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("hier", "2024-08-06", "2024-08-06"),
            ("avant-hier", "2024-08-05", "2024-08-05"),
            ("hier matin", "2024-08-06", "2024-08-06"),
            ("yesterday", "2024-08-06", "2024-08-06"),
            ("ce matin", "2024-08-07", "2024-08-07"),
            ("aujourd'hui 9h-10h", "2024-08-07", "2024-08-07"),
            ("il y a 3 jours", "2024-08-04", "2024-08-04"),
            ("il y a 2 semaines", "2024-07-22", "2024-07-26"),
            ("2024-07-29..2024-08-02", "2024-07-29", "2024-08-02"),
            ("2023-07-29", "2023-07-29", "2023-07-29"),
            ("de lundi dernier à aujourd'hui", "2024-08-05", "2024-08-07"),
            ("le 3 de ce mois", "2024-08-03", "2024-08-03"),
        ],
    )
    def test_is_over(self, text, first, last):
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            *(
                (text, "2024-07-29", "2024-08-02")
                for text in ("la semaine dernière", "semaine derniere", "la semaine passée", "last week")
            ),
            ("la semaine précédente", "2024-07-29", "2024-08-02"),
            *((text, "2024-08-05", "2024-08-05") for text in ("lundi dernier", "lundi passé", "last monday")),
            # A Wednesday says last Wednesday.
            ("mercredi dernier", "2024-07-31", "2024-07-31"),
            ("jeudi dernier", "2024-08-01", "2024-08-01"),
            ("le week-end dernier", "2024-08-03", "2024-08-04"),
            ("lundi et mardi de la semaine dernière", "2024-07-29", "2024-07-30"),
            *(
                (text, "2024-07-01", "2024-07-31")
                for text in ("le mois dernier", "juillet dernier", "2024-07")
            ),
        ],
    )
    def test_is_the_last_one(self, text, first, last):
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("juillet", "2024-07-01", "2024-07-31"),
            ("mars", "2024-03-01", "2024-03-31"),
            ("février", "2025-02-01", "2025-02-28"),
            ("décembre", "2024-12-01", "2024-12-31"),
            ("août", "2024-08-01", "2024-08-31"),
            ("le 14 juillet", "2024-07-14", "2024-07-14"),
            ("2 août", "2024-08-02", "2024-08-02"),
            ("du 29 juillet au 2 août", "2024-07-29", "2024-08-02"),
            ("semaine 30", "2024-07-22", "2024-07-26"),
            ("semaine 40", "2024-09-30", "2024-10-04"),
            # A Monday this year, a Tuesday next year; the other way round.
            ("lundi 29 juillet", "2024-07-29", "2024-07-29"),
            ("mardi 29 juillet", "2025-07-29", "2025-07-29"),
        ],
    )
    def test_is_the_nearest_without_a_year(self, text, first, last):
        assert days(text) == (first, last)

    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("lundi", "2024-08-12", "2024-08-12"),
            ("le 5", "2024-09-05", "2024-09-05"),
            ("demain", "2024-08-08", "2024-08-08"),
            ("la semaine prochaine", "2024-08-12", "2024-08-16"),
            ("cette semaine", "2024-08-07", "2024-08-09"),
            ("dans 8 mois", "2025-04-07", "2025-04-07"),
            ("juillet 2025", "2025-07-01", "2025-07-31"),
        ],
    )
    def test_is_to_come_as_ever(self, text, first, last):
        assert days(text) == (first, last)

    def test_is_the_whole_week_once_it_is_over(self):
        assert days("cette semaine", now=rota.at("2024-08-10T14:00")) == ("2024-08-05", "2024-08-09")

    @pytest.mark.parametrize(
        ("text", "is_of_weeks"),
        [
            ("cette semaine", True),
            ("la semaine dernière", True),
            ("semaines 32 et 33", True),
            ("les 2 prochaines semaines", True),
            ("de la semaine 30 à la semaine 32", True),
            ("vendredi", False),
            ("2024-08-05..09", False),
            ("lundi et mardi de la semaine prochaine", False),
            ("juillet", False),
            ("juillet dernier", False),
        ],
    )
    def test_tells_weeks_from_days(self, text, is_of_weeks):
        assert dates.period_named(text, now=NOW, hours=hours.DEFAULT).is_of_weeks is is_of_weeks

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", dates.Reason.EMPTY),
            ("blurp dernier", dates.Reason.NOT_UNDERSTOOD),
            ("31 juin", dates.Reason.NO_SUCH_DAY),
            ("2024-08-05..2024-08-01", dates.Reason.REVERSED),
            ("2022-01-01..2024-01-01", dates.Reason.TOO_LONG),
            ("mercredi 29 juillet", dates.Reason.WEEKDAY_CONTRADICTS),
        ],
    )
    def test_refuses_what_cannot_be(self, text, reason):
        with pytest.raises(dates.NotUnderstood) as refused:
            days(text)

        assert refused.value.reason is reason

    @hypothesis.given(
        today=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
        back=st.integers(0, 800),
        length=st.integers(0, 60),
    )
    def test_reads_any_days_written_whole(self, today, back, length):
        first = today - dt.timedelta(days=back)
        last = first + dt.timedelta(days=length)

        found = days(f"{first}..{last}", now=dt.datetime.combine(today, dt.time(11), tzinfo=hours.PARIS))

        assert found == (f"{first}", f"{last}")

    @hypothesis.given(
        st.text(st.characters(), max_size=20) | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
    )
    def test_has_one_error_alone(self, text):
        with contextlib.suppress(dates.NotUnderstood):
            found = dates.period_named(text, now=NOW, hours=hours.DEFAULT)
            assert found.first <= found.last
