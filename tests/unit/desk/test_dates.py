import contextlib
import datetime as dt
import itertools
import zoneinfo

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import dates, hours, interval

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
SUMMER = dt.datetime(2024, 8, 1, 8, 55, tzinfo=PARIS)
FEW = hypothesis.settings(max_examples=60)

WORDS = """
    du au de à jusqu'à et , - .. sauf tous les lundi mardis samedi prochain prochaine semaine semaines mois
    août septembre 29 février 1er 15 31 2 34 9h 12h30 14:00 midi minuit matin après-midi soir demain
    noël pâques toute le lundi mardi mar 3 8 mi début am monday august next until pas bon veille et des
    maintenant aujourd'hui pendant jours à partir de première dernière quinzaine week-end fin en huit
    ouvrés fériés 2024-08-01 3/9 2024-W34 99 entre avant cette la dans pour chaque s fermeture 9999 0
"""
# The zone is given apart, as hypothesis wants it.
MORNINGS = hours.OpeningHours(
    weekly=((hours.Span(start=dt.time(8), end=dt.time(10)), hours.Span(start=dt.time(11), end=dt.time(12))),)
    * 7
)
MOMENTS = st.datetimes(dt.datetime(2019, 1, 1), dt.datetime(2031, 1, 1), timezones=st.just(PARIS))  # noqa: DTZ001


def parse(text, *, now=SUMMER, desk=hours.DEFAULT):
    return dates.parse(text, now=now, hours=desk)


def slot(start, end):
    return interval.Interval(
        start=dt.datetime.fromisoformat(start).replace(tzinfo=PARIS),
        end=dt.datetime.fromisoformat(end).replace(tzinfo=PARIS),
    )


def refusal(text, *, now=SUMMER):
    with pytest.raises(dates.NotUnderstood) as caught:
        parse(text, now=now)
    return caught.value


class TestParse:
    def test_keeps_wall_time_over_the_end_of_summer_time(self):
        now = dt.datetime(2024, 10, 25, 16, tzinfo=PARIS)
        (found,) = parse("du 25 au 28 octobre", now=now)
        assert found.start.isoformat() == "2024-10-25T09:00:00+02:00"
        assert found.end.isoformat() == "2024-10-28T17:30:00+01:00"

    def test_reads_now_in_the_zone_of_the_desk(self):
        late = dt.datetime(2024, 8, 1, 22, 30, tzinfo=dt.UTC)
        assert parse("aujourd'hui", now=late) == (slot("2024-08-02T09:00", "2024-08-02T17:30"),)

    def test_refuses_a_naive_now(self):
        with pytest.raises(interval.NaiveDatetime):
            parse("lundi", now=dt.datetime(2024, 8, 1))  # noqa: DTZ001 naive on purpose

    def test_follows_the_hours_of_the_desk(self):
        split = (
            hours.Span(start=dt.time(8), end=dt.time(12)),
            hours.Span(start=dt.time(14), end=dt.time(19)),
        )
        desk = hours.OpeningHours(weekly=(split,) * 5 + ((), ()))
        assert parse("lundi matin et après-midi", desk=desk) == (
            slot("2024-08-05T08:00", "2024-08-05T19:00"),
        )
        assert parse("lundi après-midi", desk=desk) == (slot("2024-08-05T13:00", "2024-08-05T19:00"),)

    def test_gives_the_usual_morning_on_a_day_that_opens_in_the_afternoon(self):
        afternoon = (hours.Span(start=dt.time(14), end=dt.time(18)),)
        desk = hours.OpeningHours(weekly=(afternoon,) * 5 + ((), ()))
        assert parse("lundi matin", desk=desk) == (slot("2024-08-05T09:00", "2024-08-05T13:00"),)

    def test_lets_whole_days_side_by_side_be_one_run(self):
        assert parse("mardi, lundi et mercredi") == (slot("2024-08-05T09:00", "2024-08-07T17:30"),)

    def test_joins_what_overlaps(self):
        assert parse("lundi 9h-12h et 11h-15h") == (slot("2024-08-05T09:00", "2024-08-05T15:00"),)

    def test_goes_to_midnight(self):
        assert parse("lundi de 20h à minuit") == (slot("2024-08-05T20:00", "2024-08-06T00:00"),)

    def test_keeps_the_typed_start_of_a_slot_that_has_begun(self):
        now = dt.datetime(2024, 8, 5, 14, tzinfo=PARIS)
        assert parse("du 1er au 15 août", now=now) == (slot("2024-08-01T09:00", "2024-08-15T17:30"),)
        assert parse("lundi de 9h à 15h", now=now) == (slot("2024-08-05T09:00", "2024-08-05T15:00"),)

    def test_drops_the_days_of_a_habit_that_are_over(self):
        now = dt.datetime(2024, 9, 20, 12, tzinfo=PARIS)
        assert parse("tous les lundis de septembre", now=now) == (
            slot("2024-09-23T09:00", "2024-09-23T17:30"),
            slot("2024-09-30T09:00", "2024-09-30T17:30"),
        )

    @FEW
    @hypothesis.given(text=st.text(max_size=60), now=MOMENTS)
    def test_refuses_anything_else_in_one_way(self, text, now):
        with contextlib.suppress(dates.NotUnderstood):
            assert parse(text, now=now)

    @hypothesis.settings(FEW, max_examples=600)
    @hypothesis.given(text=st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join), now=MOMENTS)
    def test_stays_in_order_and_reads_back_what_it_tells(self, text, now):
        try:
            slots = parse(text, now=now)
        except dates.NotUnderstood:
            return
        assert list(slots) == sorted(slots)
        assert all(before.end < after.start for before, after in itertools.pairwise(slots))
        told = dates.describe(slots, now=now)
        assert parse(told, now=now) == slots, told

    @FEW
    @hypothesis.given(
        text=st.lists(st.one_of(st.sampled_from(WORDS.split()), st.text(max_size=8)), max_size=400),
        now=MOMENTS,
        desk=st.sampled_from([hours.DEFAULT, MORNINGS]),
    )
    def test_refuses_long_texts_in_one_way(self, text, now, desk):
        with contextlib.suppress(dates.NotUnderstood):
            assert parse(" ".join(text)[:4000], now=now, desk=desk)

    @hypothesis.settings(FEW, max_examples=200)
    @hypothesis.given(text=st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join), now=MOMENTS)
    def test_gives_an_example_that_is_understood(self, text, now):
        try:
            parse(text, now=now)
        except dates.NotUnderstood as problem:
            for example in problem.example.split(", ou "):
                assert parse(example, now=now), example

    @pytest.mark.parametrize(
        "text",
        ["lundi " * 660, "1" * 4000, "1 " * 2000, "12 13 et " * 440, "mar" * 1300, "semaine " * 500,
         "bon " * 999, "tous les lundis " * 250, "1er et " * 570, "de " * 1300, "pas " * 1000, "-" * 4000,
         "ce " * 1300, "sem d " * 660, "we d " * 800, "veille d " * 440, "fin d " * 660, "5, " * 1300,
         "9" * 100_000, "lundi " * 300, "zundi" * 400, "9h" * 900, "sauf " * 400, "\u0301" * 2000, "1/" * 900,
         "du 1er au " * 190, "😀" * 1900, "mardo " * 330, "xyzzyxyz " * 220],
    )  # fmt: skip
    def test_comes_to_an_end_whatever_the_text(self, text):
        # A slow one shows in the time that the suite takes; nothing is timed here.
        with contextlib.suppress(dates.NotUnderstood):
            assert parse(text)

    def test_cuts_the_fragment_short(self):
        assert len(refusal("zundi" * 400).fragment) == 60


class TestNotUnderstood:
    @pytest.mark.parametrize(
        ("text", "fragment"),
        [
            ("lundi, le 31 septembre", "le 31 septembre"),
            ("demain et mardi 5 août", "mardi 5 août"),
            ("je prends lundi blurp", "blurp"),
            ("lundi de 12h à 9h", "de 12h à 9h"),
            ("à partir de Lundi", "à partir de Lundi"),
        ],
    )
    def test_shows_what_was_not_understood_as_it_was_typed(self, text, fragment):
        assert refusal(text).fragment in (fragment, fragment.removeprefix("le "))

    @pytest.mark.parametrize(
        ("text", "example"),
        [
            ("lundi 6 août", "6 août"),
            ("lundi 12-16", "lundi de 12h à 16h"),
            ("le 5 août 14-16", "le 5 août de 14h à 16h"),
            ("2024-08-12..", "2024-08-12..16"),
            ("12..", "du 12 au 16"),
            ("12/08 →", "du 12/08 au 16/08"),
            ("12 août..", "du 12 au 16 août"),
            ("du lundi 5 au jeudi 9 août", "du 5 au 9 août"),
            ("31 septembre", "30 septembre"),
            ("semaine 54", "semaine 52"),
            ("3/13", "13/3"),
            ("du 15 au 1er août", "du 1er au 15 août"),
            ("lundi de 12h à 9h", "lundi de 9h à 12h"),
            ("31/07/2024", "31/07/2025"),
            ("hier", "demain"),
            ("la semaine dernière", "la semaine prochaine"),
            ("à partir de lundi", "à partir de lundi jusqu'à vendredi"),
            ("du 5 août", "du 5 au 9 août"),
            ("demain à 14h", "demain de 14h à 16h"),
            ("tous les lundis", "tous les lundis de la semaine prochaine"),
            ("lundi ou mardi", "lundi et mardi"),
            ("lundi am", "lundi matin"),
            ("05-08", "le 5/8"),
            ("début août", "la première semaine d'août"),
            ("je prends lundi blurp", "je prends lundi"),
            ("pas lundi", "lundi matin"),
            ("je ne peux pas lundi", "lundi matin"),
        ],
    )  # fmt: skip
    def test_gives_an_example_near_to_what_was_typed(self, text, example):
        assert refusal(text).example == example

    @pytest.mark.parametrize("reason", list(dates.Reason))
    def test_has_a_usual_example_for_each_reason(self, reason):
        assert parse(dates.NotUnderstood(reason).example)


class TestDescribe:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("2024-08-01..15", "du jeudi 1er au jeudi 15 août"),
            ("lundi 9h-13h", "le lundi 5 août de 9h à 13h"),
            ("lundi 9h30-12h et 14h-16h15", "le lundi 5 août de 9h30 à 12h et de 14h à 16h15"),
            ("du 30 août au 2 septembre", "du vendredi 30 août au lundi 2 septembre"),
            ("2024-12-28..2025-01-03", "du samedi 28 décembre au vendredi 3 janvier 2025"),
            ("3 janvier", "le vendredi 3 janvier 2025"),
            ("tous les lundis de septembre", "les lundis 2, 9, 16, 23 et 30 septembre"),
            ("les matins du 5 au 7", "du lundi 5 au mercredi 7 août de 9h à 13h"),
            ("les 5, 7 et 9 août", "le lundi 5, le mercredi 7 et le vendredi 9 août"),
            (
                "lundi journée et mercredi 7 matin",
                "le lundi 5 août toute la journée et le mercredi 7 août de 9h à 13h",
            ),
            ("du 5 août 14h au 7 août 12h", "du lundi 5 août à 14h au mercredi 7 août à 12h"),
            ("lundi de 20h à minuit", "le lundi 5 août de 20h à minuit"),
        ],
    )  # fmt: skip
    def test_says_it_as_people_do(self, text, told):
        assert dates.describe(parse(text), now=SUMMER) == told

    def test_says_nothing_of_nothing(self):
        assert dates.describe((), now=SUMMER) == ""


class TestDescribeMoment:
    @pytest.mark.parametrize(
        ("at", "told"),
        [
            ("2024-08-01T14:05", "aujourd'hui à 14h05"),
            ("2024-08-02T09:00", "demain à 9h"),
            ("2024-07-31T09:00", "hier à 9h"),
            ("2024-08-15T17:30", "jeudi 15 août à 17h30"),
            ("2025-01-01T00:00", "mercredi 1er janvier 2025 à 0h"),
        ],
    )
    def test_says_it_as_people_do(self, at, told):
        moment = dt.datetime.fromisoformat(at).replace(tzinfo=PARIS)
        assert dates.describe_moment(moment.astimezone(dt.UTC), now=SUMMER) == told
