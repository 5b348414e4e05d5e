"""A moment rather than a turn."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import dates, hours, interval
from tests.unit.desk import rota

# A Thursday.
NOW = rota.at("2024-08-01T11:00")


def moment(text: str, *, now: dt.datetime = NOW) -> dt.datetime | None:
    return dates.moment_named(text, now=now, hours=hours.DEFAULT)


class TestMomentNamed:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            *(
                (text, "2024-08-03T22:00")
                for text in ("samedi 22h", "Samedi à 22h", "samedi, 22h", "samedi a 22 h")
            ),
            *(
                (text, "2024-08-03T22:00")
                for text in ("samedi vers 22 heures", "2024-08-03 22:00", "3/8 22h")
            ),
            *((text, "2024-08-03T22:00") for text in ("2024-08-03T22:00", "le 3 août à 22h00", "samedi 22H")),
            *((text, "2024-08-02T12:00") for text in ("demain midi", "demain à midi", "Vendredi MIDI")),
            *((text, "2024-08-02T09:30") for text in ("demain à 9h30", "demain 9:30", "demain matin à 9h30")),
            *(
                (text, "2024-08-01T18:00")
                for text in ("18h", "à 18h", "aujourd'hui 18h", "aujourd’hui à 18h")
            ),
            *((text, "2024-08-01T20:00") for text in ("ce soir à 20h", "Today 20h")),
            ("lundi prochain 8h", "2024-08-05T08:00"),
            ("15 août 10h", "2024-08-15T10:00"),
            ("25/12 10h", "2024-12-25T10:00"),
            ("samedi 0h", "2024-08-03T00:00"),
            # It may be over: who answered this morning, or last Monday, is a question too.
            *((text, "2024-07-31T09:00") for text in ("hier 9h", "hier à 9h", "mercredi dernier 9h")),
            ("2024-07-01 9h", "2024-07-01T09:00"),
            ("jeudi 8h", "2024-08-01T08:00"),
            ("8h", "2024-08-01T08:00"),
        ],
    )
    def test_is_a_day_and_an_hour(self, text, expected):
        assert moment(text) == rota.at(expected)

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                "samedi",
                "blurp",
                "blurp 9h",
                "le 30 février 9h",
                "99h",
                "demain 24h",
                "demain 9:60",
            ),
            *("lundi 9h-12h", "lundi de 9h à 12h", "lundi 9h à 12h", "9h à 12h", "de 9h", "jusqu'à 9h"),
            *(
                "à partir de 9h",
                "entre 9h et 10h",
                "du lundi au mardi 9h",
                "lundi et mardi 9h",
                "tous les lundis 9h",
            ),
        ],
    )
    def test_is_none_where_several_or_none_are_named(self, text):
        assert moment(text) is None

    def test_is_today_s_where_the_desk_is(self):
        late = dt.datetime(2024, 8, 1, 22, 30, tzinfo=dt.UTC)

        assert moment("9h", now=late) == rota.at("2024-08-02T09:00")

    @pytest.mark.parametrize(
        ("now", "utc"),
        [("2024-03-30T12:00", "2024-03-31T08:00+00:00"), ("2024-10-26T12:00", "2024-10-27T09:00+00:00")],
    )
    def test_is_of_the_wall_clock_over_a_change_of_summer_time(self, now, utc):
        found = moment("demain 10h", now=rota.at(now))

        assert found is not None
        assert interval.instant(found) == dt.datetime.fromisoformat(utc)

    @hypothesis.given(
        st.text(st.characters(), max_size=20)
        | st.tuples(st.text(st.characters(), max_size=9), st.sampled_from([" 9h", " à 9:30", "T9h"])).map(
            "".join
        )
    )
    def test_has_no_error(self, text):
        found = moment(text)

        assert found is None or found.tzinfo is not None
