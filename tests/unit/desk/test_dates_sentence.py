"""Dates, and then a reason."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import dates, hours
from tests.unit.desk import rota

# A Thursday.
NOW = rota.at("2024-08-01T11:00")
FRIDAY = rota.span("2024-08-02T09:00", "2024-08-02T17:30")
REASONS = [
    *("inventaire", "travaux", "pont", "congés d'été", "réunion d'équipe", "formation 3 jours", "grève"),
    *("fermeture exceptionnelle", "assemblée générale", "maintenance", "marche du climat", "Match de foot"),
    *("portes ouvertes", "hiver", "jeux olympiques", "coupure de courant", "vacances", "déménagement"),
]
PIECES = [
    *("vendredi", "du", "5", "au", "7", "août", "matin", "9:30", "-", "12h", ":", "(", ")", "motif", "car"),
    *("et", "jusqu'à", "inventaire", "travaux", "é", ","),
]


def read(text, *, now=NOW):
    return dates.parse_with_reason(text, now=now, hours=hours.DEFAULT)


def refusal(text):
    with pytest.raises(dates.NotUnderstood) as caught:
        read(text)
    return caught.value


class TestParseWithReason:
    @pytest.mark.parametrize("reason", REASONS)
    @pytest.mark.parametrize(
        "leading", ["vendredi", "vendredi après-midi", "du 5 au 7 août", "2024-08-09", "vendredi 14h-17h"]
    )
    def test_begins_the_reason_at_the_first_word_that_is_no_date(self, leading, reason):
        spans = dates.parse(leading, now=NOW, hours=hours.DEFAULT)

        assert read(f"{leading} {reason}") == (spans, reason)

    @pytest.mark.parametrize(
        "text",
        [
            *("vendredi : travaux", "vendredi: travaux", "vendredi :travaux", "vendredi (travaux)"),
            *("vendredi motif travaux", "vendredi, motif : travaux", "vendredi Motif: travaux"),
            *("vendredi car travaux", "vendredi pour cause de travaux", "vendredi à cause de travaux"),
            *(
                "vendredi en raison de travaux",
                "vendredi, travaux",
                "vendredi — travaux",
                "vendredi. travaux",
            ),
            *("vendredi pour travaux", "  vendredi   travaux  ", "vendredi pour cause travaux"),
        ],
    )
    def test_knows_what_sets_a_reason_apart(self, text):
        assert read(text) == ((FRIDAY,), "travaux")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("vendredi : travaux (2e étage)", "travaux (2e étage)"),
            ("vendredi (réunion : bilan)", "réunion : bilan"),
            ("vendredi : 3 absents et la pluie", "3 absents et la pluie"),
            ("vendredi : lundi on verra", "lundi on verra"),
            ("vendredi :", ""),
            ("vendredi ()", ""),
            ("vendredi", ""),
        ],
    )
    def test_keeps_the_whole_of_a_reason_that_was_set_apart(self, text, reason):
        assert read(text) == ((FRIDAY,), reason)

    @pytest.mark.parametrize("text", ["vendredi 9:30-12:00", "vendredi de 9:30 à 12:00", "vendredi 9h30-12h"])
    @pytest.mark.parametrize("after", [" inventaire", " : inventaire", " (inventaire)"])
    def test_leaves_the_colon_of_an_hour_where_it_is(self, text, after):
        spans, reason = read(text + after)

        assert spans == (rota.span("2024-08-02T09:30", "2024-08-02T12:00"),)
        assert reason == "inventaire"

    @pytest.mark.parametrize(
        "text",
        [
            *("vendredi et blurp", "vendredi jusqu'au blurp", "vendredi à blurp", "du 5 au blurp"),
            *("vendredi sauf blurp", "lundi 5blurp", "lundi - blurp", "jusqu'au blurp"),
        ],
    )
    def test_takes_nothing_for_a_reason_that_was_meant_as_a_date(self, text):
        assert refusal(text).reason in (
            dates.Reason.NOT_UNDERSTOOD,
            dates.Reason.NO_DATE,
            dates.Reason.NO_END,
        )

    @pytest.mark.parametrize("text", ["vendredi blurp : travaux", "vendredi blurp (travaux)"])
    def test_guesses_nothing_of_what_stands_before_a_mark(self, text):
        # Without its mark, the whole of Friday would be closed, and the slip would be the reason.
        assert refusal(text).fragment == "blurp"

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", dates.Reason.EMPTY),
            (" \n ", dates.Reason.EMPTY),
            ("30 février travaux", dates.Reason.NO_SUCH_DAY),
            ("hier travaux", dates.Reason.OVER),
            ("du 15 au 1er août travaux", dates.Reason.REVERSED),
            ("mardi 2 août travaux", dates.Reason.WEEKDAY_CONTRADICTS),
            ("travaux vendredi", dates.Reason.NOT_UNDERSTOOD),
            ("travaux", dates.Reason.NOT_UNDERSTOOD),
            (": travaux", dates.Reason.NO_DATE),
            ("blurp : travaux", dates.Reason.NOT_UNDERSTOOD),
        ],
    )
    def test_says_what_is_wrong_with_the_dates(self, text, reason):
        assert refusal(text).reason is reason

    @hypothesis.settings(max_examples=150)
    @hypothesis.given(
        st.lists(
            st.sampled_from(PIECES),
            max_size=9,
        ).map(" ".join)
        | st.text(st.characters(), max_size=20)
    )
    def test_has_one_error_alone(self, text):
        try:
            spans, reason = read(text)
        except dates.NotUnderstood:
            return

        assert spans
        assert reason == reason.strip()

    def test_reads_as_much_of_a_long_text_as_dates_can_be(self):
        begun = dt.datetime.now(dt.UTC)  # noqa: TID251 - how long it takes in real time is what is tested

        spans, reason = read("vendredi " + "mot " * 800)

        assert (spans, len(reason.split())) == ((FRIDAY,), 800)
        assert dt.datetime.now(dt.UTC) - begun < dt.timedelta(seconds=2)  # noqa: TID251 - likewise
