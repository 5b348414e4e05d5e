"""Free text made harmless, and the templates' own rules."""

import datetime as dt

import hypothesis
import jinja2
import pytest
from hypothesis import strategies as st

from deskbot import wording
from deskbot.chat import messages

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)


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
