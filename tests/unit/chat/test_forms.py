"""The forms that members fill in."""

import pytest

from deskbot.calls import case
from deskbot.chat import buttons, forms

FORMS = [
    forms.closing("card-1"),
    forms.note("card-1"),
    forms.introduction("lundi"),
    forms.number("lea"),
    forms.corrected_hours("2024-08"),
    forms.keep_until("drift-1"),
]


class TestForms:
    @pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
    def test_have_fields_that_can_be_told_apart(self, form):
        names = [field.name for field in form.fields]

        assert names
        assert len(set(names)) == len(names)

    def test_ask_for_different_things(self):
        assert len({form.action for form in FORMS}) == len({form.name for form in FORMS}) == len(FORMS)

    def test_hide_what_was_typed(self):
        typed = "06 39 98 02 12"

        for form in (forms.introduction(typed), forms.corrected_hours("2024-08", hours=typed)):
            assert typed not in repr(form)

    @pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
    def test_give_options_to_choose_from_and_to_nothing_else(self, form):
        for field in form.fields:
            assert bool(field.options) is (field.kind is forms.FieldKind.SELECT)


class TestClosing:
    def test_offers_what_people_may_choose(self):
        closing, note = forms.closing("card-1").fields

        assert closing.options == tuple(one.value for one in case.CHOICES)
        assert note.optional


class TestIntroduction:
    def test_wants_a_number_and_the_note_accepted(self):
        form = forms.introduction("lundi", confidentiality_url="https://wiki.example/note")

        assert [(field.kind, field.optional) for field in form.fields] == [
            (forms.FieldKind.TEL, False),
            (forms.FieldKind.CHECKBOX, False),
        ]
        assert (form.action, form.entity) == (buttons.Action.FIRST_TURN, "lundi")
        assert form.introduction == forms.FormIntroduction(confidentiality_url="https://wiki.example/note")


class TestCorrectedHours:
    def test_shows_the_hours_to_mend(self):
        (field,) = forms.corrected_hours("2024-08", hours="2,5").fields

        assert field.default == "2,5"


class TestKeepUntil:
    def test_asks_for_a_moment_in_words(self):
        form = forms.keep_until("drift-1")
        (field,) = form.fields

        assert (form.action, form.entity) == (buttons.Action.KEEP_LINE, "drift-1")
        assert (field.name, field.kind, field.optional) == ("until", forms.FieldKind.TEXT, False)
