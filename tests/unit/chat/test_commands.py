"""The grammar of what follows `/standard`."""

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.chat import commands

Take, Release, Urge, Ask = commands.Take, commands.Release, commands.Urge, commands.Ask
SHOW, WHO = commands.Show(), commands.Who()


class TestParse:
    @pytest.mark.parametrize(
        ("text", "command"),
        [
            ("", SHOW),
            ("   \n ", SHOW),
            ("aide", SHOW),
            ("help me", SHOW),
            ("qui", WHO),
            ("qui?", WHO),
            ("Qui ?", WHO),
            ("who", WHO),
            ("prendre demain", Take(dates="demain", rings=None)),
            (" prendre 2024-08-01..15", Take(dates="2024-08-01..15", rings=None)),
            ("\n\tprendre\n du 1er au 15 août ", Take(dates="du 1er au 15 août", rings=None)),
            ("take tomorrow", Take(dates="tomorrow", rings=None)),
            ("PRENDRE lundi", Take(dates="lundi", rings=None)),
            ("Préndre lundi", Take(dates="lundi", rings=None)),
            ("prendre\u00a0lundi", Take(dates="lundi", rings=None)),
            ("prendre", Take(dates="", rings=None)),
            ("rendre 5 août", Release(dates="5 août")),
            ("release 5 août", Release(dates="5 août")),
            ("urgence quelqu'un est bloqué", Urge(text="quelqu'un est bloqué")),
            (
                "urgence\nquelqu'un est bloqué\ndevant la porte",
                Urge(text="quelqu'un est bloqué\ndevant la porte"),
            ),
            ("urgence : quelqu'un est bloqué", Urge(text="quelqu'un est bloqué")),
            ("urgence: quelqu'un est bloqué", Urge(text="quelqu'un est bloqué")),
            ("Urgent ! fuite d'eau", Urge(text="fuite d'eau")),
            ("urgence", Urge(text="")),
            ("question qui peut tenir le standard ?", Ask(question="qui peut tenir le standard ?")),
            ("ask who may", Ask(question="who may")),
        ],
    )
    def test_reads_the_words_people_type(self, text, command):
        assert commands.parse(text) == command

    @pytest.mark.parametrize(
        ("text", "dates", "rings"),
        [
            ("prendre demain sonneries=3", "demain", 3),
            ("prendre sonneries=1 demain", "demain", 1),
            ("prendre demain sonnerie = 2", "demain", 2),
            ("prendre demain RINGS=4", "demain", 4),
            ("prendre sonneries=2", "", 2),
        ],
    )
    def test_reads_the_number_of_rings(self, text, dates, rings):
        assert commands.parse(text) == Take(dates=dates, rings=rings)

    @pytest.mark.parametrize("given", ["0", "5", "-1", "trois", "3.5", "٣", "44", "9" * 30])
    def test_refuses_a_number_of_rings_that_cannot_be(self, given):
        assert commands.parse(f"prendre demain sonneries={given}") == commands.BadRings(given=given[:20])

    @pytest.mark.parametrize(
        ("text", "nearest"),
        [
            ("prendr demain", ("prendre", "rendre")),
            ("prends 14h-16h", ("prendre",)),
            ("urgance porte", ("urgence",)),
            ("quetion", ("question",)),
            ("xyz", ()),
        ],
    )
    def test_names_the_nearest_of_a_word_it_does_not_know(self, text, nearest):
        found = commands.parse(text)

        assert isinstance(found, commands.Unknown)
        assert found.word == text.split()[0]
        assert set(nearest) <= set(found.nearest)

    def test_cuts_a_word_that_nobody_types(self):
        assert commands.parse("x" * 500) == commands.Unknown(word="x" * 40, nearest=())

    @pytest.mark.parametrize(("length", "too_long"), [(4000, False), (4001, True)])
    def test_refuses_a_text_that_nobody_types(self, length, too_long):
        text = "urgence ".ljust(length, "a")

        assert (commands.parse(text) == commands.TooLong(length=length)) is too_long

    @hypothesis.given(
        st.text(max_size=60)
        | st.sampled_from(["prendre ", "urgence\n"]).flatmap(
            lambda start: st.text(max_size=30).map(lambda rest: start + rest)
        )
    )
    def test_answers_whatever_is_typed(self, text):
        assert isinstance(commands.parse(text), commands.Command)
