"""Free text made harmless, and the templates' own rules."""

import datetime as dt

import hypothesis
import jinja2
import pytest
from hypothesis import strategies as st

from deskbot import wording
from deskbot.chat import buttons, messages, wish
from deskbot.desk import hours, interval, roster
from deskbot.wording import french, harmless, labels, moments

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
PARIS = hours.PARIS
WORDS = wording.Wording()


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 8) -> dt.datetime:
    return dt.datetime(2024, month, day, hour, minute, tzinfo=PARIS)


def span(start: dt.datetime, end: dt.datetime) -> interval.Interval:
    return interval.Interval(start=start, end=end)


def button(**said: object) -> buttons.Button:
    return buttons.Button(**{"action": buttons.Action.TAKE_TURN, "entity": "x", **said})


FIRST, LATER = span(at(5), at(5, 11)), span(at(5, 12), at(5, 13))
FRIDAY, AUTUMN = span(at(9), at(9, 17, 30)), span(at(27, month=9), at(27, 17, 30, month=9))


class TestTemplateName:
    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            (messages.ClaimMade, "claim_made"),
            (messages.Urgent, "urgent"),
            (messages.NumberToCall, "number_to_call"),
        ],
    )
    def test_is_the_class_in_small_letters(self, kind, name):
        assert wording.template_name(kind) == name


class TestRender:
    def test_refuses_a_template_that_asks_for_what_its_message_lacks(self, tmp_path):
        (tmp_path / "card_taken.md.j2").write_text("{{ nobody }}", encoding="utf-8")

        with pytest.raises(jinja2.UndefinedError):
            wording.Wording(tmp_path).render(messages.CardTaken(), now=NOW)


class TestDefused:
    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("rien de spécial", "rien de spécial"),
            ("rappelle le 06 39 98 02 12", "rappelle le 06 •• •• •• 12"),
            ("le zéro six trente-neuf quatre-vingt-dix-huit zéro deux douze", "le 06 •• •• •• 12"),
            ("@channel venez", "@\u200bchannel venez"),
            ("@ALL", "@\u200bALL"),
            ("＠here", "＠\u200bhere"),
            ("jean@coop.example", "jean@coop.example"),
            ("[ici](http://evil.example)", "[ici]\u200b(http://evil.example)"),
            ("`rm`", "'rm'"),
        ],
    )
    def test_keeps_the_words_and_drops_what_they_do(self, typed, shown):
        assert wording.defused(typed) == shown

    @hypothesis.given(st.text("@＠ALlh ere[](`~:c\n_.-", max_size=30))
    def test_leaves_no_mark_alive(self, typed):
        shown = wording.defused(typed)

        assert "](" not in shown
        assert "`" not in shown
        assert "~~~" not in shown
        for before, sign, after in zip(f" {shown}", shown, f"{shown} "[1:], strict=False):
            assert sign not in "@＠" or not after.isalnum() or before.isalnum()

    @hypothesis.given(st.text(max_size=60))
    def test_takes_any_text_and_changes_it_once(self, typed):
        once = wording.defused(typed)

        assert wording.defused(once) == once


class TestDefusedDates:
    @pytest.mark.parametrize(
        "typed",
        [
            "2025-12-01",
            "2024-08-12..2025-12-01",
            "du 2024-08-12 au 2025-12-01",
            "06/12/2024 au 01/02/2026",
            "6/12/2024-8/1/2025",
            "2024-08-12 10h-12h, 2024-08-13",
        ],
    )
    def test_leaves_dates_as_they_were_typed(self, typed):
        assert harmless.defused_dates(typed) == typed

    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("06 39 98 02 12 le 2024-08-12", "06 •• •• •• 12 le 2024-08-12"),
            ("2024-08-12 0639980212", "2024-08-12 06 •• •• •• 12"),
            ("0639-98-02-12", "06 •• •• •• 12"),
            ("+33 6 39 98 02 12", "06 •• •• •• 12"),
            ("@channel `2024-08-12`", "@\u200bchannel '2024-08-12'"),
        ],
    )
    def test_masks_numbers_and_stills_the_rest(self, typed, shown):
        assert harmless.defused_dates(typed) == shown

    @hypothesis.given(st.text("@[](`~:2024-0812/\n ", max_size=30))
    def test_leaves_no_mark_alive(self, typed):
        shown = harmless.defused_dates(typed)

        assert "](" not in shown
        assert "`" not in shown
        assert "~~~" not in shown


class TestLabel:
    @pytest.mark.parametrize(
        ("when", "first", "second"),
        [
            (span(at(5), at(5, 13)), "Lun. 5 matin", "En second, lun. 5 matin"),
            (span(at(6, 13), at(6, 17, 30)), "Mar. 6 après-midi", "Second, 6/8 après-midi"),
            (span(at(7), at(7, 17, 30)), "Mer. 7", "En second, mer. 7"),
            (span(at(1, 11), at(1, 13)), "Jeu. 1er 11h-13h", "En second, 1/8 11h-13h"),
            (span(at(5), at(7, 17, 30)), "5 → 7 août", "En second, 5 → 7 août"),
            (span(at(1), at(15, 17, 30)), "1er → 15 août", "En second, 1er → 15 août"),
            (span(at(28), at(3, 17, 30, month=9)), "28/8 → 3/9", "En second, 28/8 → 3/9"),
            (
                span(at(21, month=9), at(27, 17, 30, month=9)),
                "21 → 27 septembre",
                "En second, 21/9 → 27/9",
            ),
            (span(at(21), at(21, 13)), "Mer. 21 matin", "En second, mer. 21 matin"),
            (span(at(22), at(22, 13)), "Jeu. 22/8 matin", "En second, 22/8 matin"),
            (
                span(at(16, 13, 30, month=12), at(16, 17, 30, month=12)),
                "Lun. 16/12 13h30-17h30",
                "2e : 16/12 13h30-17h30",
            ),
        ],
    )
    def test_names_the_turn_to_take(self, when, first, second):
        assert WORDS.label(button(span=when), now=NOW) == first
        assert WORDS.label(button(span=when, word="as_second"), now=NOW) == second

    @pytest.mark.parametrize(
        ("spans", "first", "second"),
        [
            ((FIRST, LATER), "Lun. 5 (2 créneaux)", "En second (2 créneaux)"),
            ((FIRST, LATER, FRIDAY), "3 créneaux, 5 → 9 août", "En second (3 créneaux)"),
            ((FIRST, AUTUMN), "2 créneaux, 5/8 → 27/9", "En second (2 créneaux)"),
        ],
    )
    def test_counts_turns_in_several_pieces(self, spans, first, second):
        for rank, said in ((roster.Rank.FIRST, first), (roster.Rank.SECOND, second)):
            taken = messages.NothingWon(
                held=(), instead=(wish.Wish(desk="standard", spans=spans, rank=rank),)
            )

            assert WORDS.label(taken.buttons[0], now=NOW) == said

    @pytest.mark.parametrize(
        "spans",
        [(span(at(5), at(5, 13)), span(at(5, 13), at(5, 17, 30))), (span(at(5), at(5, 17, 30)),)],
    )
    def test_names_at_once_turns_that_follow_each_other(self, spans):
        (taken,) = messages.NothingWon(
            held=(), instead=(wish.Wish(desk="x", spans=(*spans, span(at(6), at(6, 17, 30)))),)
        ).buttons

        assert WORDS.label(taken, now=NOW) == "5 → 6 août"

    def test_names_days_of_another_zone_as_the_desk_sees_them(self):
        night = span(dt.datetime(2024, 8, 4, 23, tzinfo=dt.UTC), dt.datetime(2024, 8, 5, 3, tzinfo=dt.UTC))

        assert WORDS.label(button(span=night), now=NOW) == "Lun. 5 1h-5h"

    @hypothesis.given(st.integers(0, 60 * 24 * 363), st.integers(15, 60 * 24 * 40))
    def test_fits_on_a_phone(self, starts_in, minutes):
        begins = NOW + dt.timedelta(minutes=starts_in)
        when = span(begins, begins + dt.timedelta(minutes=minutes))

        several = wish.Wish(desk="x", spans=(when, FIRST) * 20)
        for word in (None, "as_second"):
            for entity in ("x", wish.to_text(several)):
                label = WORDS.label(button(span=when, word=word, entity=entity), now=NOW)
                assert len(label) <= labels.LONGEST

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ("le standard", "Le standard"),
            ("@channel", "@\u200bchannel"),
            ("l'accueil de la maison commune", "L'accueil de la maison…"),
        ],
    )
    def test_is_what_the_button_says_of_itself_made_short_and_harmless(self, given, shown):
        assert WORDS.label(button(label=given), now=NOW) == shown

    def test_is_the_word_of_its_action_else(self):
        undo = buttons.Button(action=buttons.Action.UNDO, entity="x", span=span(at(5), at(5, 13)))

        assert WORDS.label(undo, now=NOW) == "Annuler"
        assert WORDS.label(button(), now=NOW) == "Je prends"
        assert WORDS.label(button(word="cover"), now=NOW) == "Je remplace"

    @pytest.mark.parametrize("action", buttons.Action)
    def test_of_each_action_fits_on_a_phone(self, action):
        # Two letters longer than a button of a row of half-days may be: the word that people know it by.
        longest = labels.LONGEST + 2 * (action is buttons.Action.CALL_BACK)
        assert len(WORDS.label(button(action=action), now=NOW)) <= longest


class TestMonthTitle:
    def test_names_the_desk_and_the_month(self):
        assert wording.month_title("le standard", dt.date(2024, 8, 1)) == "Le standard, août 2024"


class TestFrench:
    @pytest.mark.parametrize(
        ("minutes", "said"),
        [(0, "0 h"), (45, "45 min"), (60, "1 h"), (65, "1 h 05"), (750, "12 h 30"), (6000, "100 h")],
    )
    def test_says_a_duration(self, minutes, said):
        assert wording.duration(minutes) == said

    @pytest.mark.parametrize(
        ("seconds", "said"),
        [
            *((0, "0 s"), (25, "25 s"), (245, "4 min 05 s"), (599, "9 min 59 s"), (600, "10 min")),
            *((629, "10 min"), (630, "11 min"), (3600, "1 h"), (7805, "2 h 10")),
        ],
    )
    def test_says_how_long_something_took_the_rounder_the_longer(self, seconds, said):
        assert french.lasting(seconds) == said

    @pytest.mark.parametrize(
        ("number", "said"), [(2.0, "2"), (2.5, "2,5"), (0.25, "0,25"), (10, "10"), (0.0, "0")]
    )
    def test_writes_a_decimal_with_a_comma(self, number, said):
        assert french.decimal(number) == said

    @pytest.mark.parametrize(
        ("share", "said"), [(0.0, "0 %"), (0.125, "13 %"), (0.874, "87 %"), (1.0, "100 %")]
    )
    def test_says_a_share(self, share, said):
        assert french.percent(share) == said

    @pytest.mark.parametrize(
        ("count", "name", "said"),
        [
            (0, "tour", "0 tour"),
            (1, "tour", "1 tour"),
            (2, "tour", "2 tours"),
            (3, "créneau libre", "3 créneaux libres"),
        ],
    )
    def test_counts(self, count, name, said):
        assert french.counted(count, name) == said

    @pytest.mark.parametrize(
        ("names", "said"),
        [((), ""), (("Léa",), "Léa"), (("Léa", "Tom"), "Léa et Tom"), (("A", "B", "C"), "A, B et C")],
    )
    def test_lists_names(self, names, said):
        assert french.listed(names) == said

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            (dt.date(2024, 8, 1), "jeu. 1er"),
            (dt.date(2024, 8, 4), "dim. 4"),
            (dt.date(2024, 8, 31), "sam. 31"),
        ],
    )
    def test_says_a_day_in_short(self, day, said):
        assert french.short_day(day) == said


class TestMoments:
    @pytest.mark.parametrize(
        ("moment", "said", "said_later"),
        [
            (at(1, 17, 30), "jusqu'à 17h30", "jusqu'au jeudi 1er août à 17h30"),
            (at(2), "jusqu'à demain à 9h", "jusqu'au vendredi 2 août à 9h"),
            (at(5), "jusqu'au lundi 5 août à 9h", "jusqu'au lundi 5 août à 9h"),
        ],
    )
    def test_say_until_when(self, moment, said, said_later):
        known = moments.Moments(NOW, hours.DEFAULT)

        assert known.up_to(moment) == said
        assert known.up_to_date(moment) == said_later

    def test_say_days_in_a_row_as_a_range(self):
        days = [dt.date(2024, 8, day) for day in (12, 5, 6, 7, 9)]

        assert moments.Moments(NOW, hours.DEFAULT).days(days) == (
            "du lundi 5 au mercredi 7 août, le vendredi 9 et le lundi 12 août"
        )
        assert moments.Moments(NOW, hours.DEFAULT).days([]) == ""

    def test_say_each_stretch_by_itself(self):
        spans = (span(at(5), at(7, 17, 30)), span(at(9), at(9, 13)), FRIDAY)

        assert moments.Moments(NOW, hours.DEFAULT).each(spans[:2]) == (
            "du lundi 5 au mercredi 7 août",
            "le vendredi 9 août de 9h à 13h",
        )
        assert moments.Moments(NOW, hours.DEFAULT).each([]) == ()
