"""What is read of a note: the number, whom it is for, what was said."""

import pytest

from deskbot.chat import commands

NUMBER = "+33639980201"


def read(text: str) -> commands.Note:
    wish = commands.parse(text, desks=("standard",))
    assert isinstance(wish, commands.Note)
    return wish


class TestNote:
    def test_has_a_number_a_colleague_and_what_was_said(self):
        assert read("note 06 39 98 02 01 pour @simon : rappeler avant 17h, contrat") == commands.Note(
            number=NUMBER, assignee="simon", text="rappeler avant 17h, contrat"
        )

    @pytest.mark.parametrize(
        "written",
        [
            "06 39 98 02 01",
            "0639980201",
            "06.39.98.02.01",
            "06-39-98-02-01",
            "06/39/98/02/01",
            "+33 6 39 98 02 01",
            "+33 (0)6 39 98 02 01",
            "0033639980201",
            "au 06 39 98 02 01",
            "n° 06 39 98 02 01",
            "tél. 06 39 98 02 01",
            "(06 39 98 02 01)",
        ],
    )
    def test_reads_a_number_however_it_is_written(self, written):
        note = read(f"note {written} pour @simon : rappeler")

        assert (note.number, note.assignee, note.about, note.text) == (NUMBER, "simon", "", "rappeler")

    def test_reads_a_number_from_abroad(self):
        assert read("note +41 44 668 18 00 : rappeler").number == "+41446681800"

    @pytest.mark.parametrize(
        "text",
        [
            "note @simon 06 39 98 02 01 : rappeler",
            "note 06 39 98 02 01 @simon : rappeler",
            "note 06 39 98 02 01, pour @Simon: rappeler",
            "note 06 39 98 02 01 à @simon\nrappeler",
            "noter : 06 39 98 02 01 pour @simon : rappeler",
            "@standard note 06 39 98 02 01 pour @simon : rappeler",
        ],
    )
    def test_takes_them_in_any_order(self, text):
        note = read(text)

        assert (note.number, note.assignee, note.text) == (NUMBER, "simon", "rappeler")

    def test_keeps_the_name_of_whoever_called(self):
        note = read("note Mme Dupont (06 39 98 02 01) pour @simon : contrat")

        assert (note.number, note.assignee, note.about, note.text) == (
            NUMBER,
            "simon",
            "Mme Dupont",
            "contrat",
        )

    def test_looks_for_the_number_in_what_was_said_too(self):
        note = read("note pour @simon : rappeler Mme Dupont au 06 39 98 02 01")

        assert (note.number, note.text) == (NUMBER, "rappeler Mme Dupont au 06 39 98 02 01")

    def test_needs_no_number(self):
        assert read("note pour @simon : Mme Dupont est passée").number is None

    @pytest.mark.parametrize("written", ["06 39 98", "3639", "06 39 98 02 01 55 66"])
    def test_guesses_no_number_that_is_not_whole(self, written):
        note = read(f"note {written} : rappeler")

        assert (note.number, note.about) == (None, written)

    def test_needs_no_colon(self):
        note = read("note 06 39 98 02 01 rappeler avant ce soir")

        assert (note.number, note.about, note.text) == (NUMBER, "rappeler avant ce soir", "")

    def test_takes_an_hour_for_what_it_is(self):
        assert read("note 06 39 98 02 01 rappeler à 17:30").about == "rappeler à 17:30"

    def test_leaves_who_is_named_in_what_was_said(self):
        note = read("note 06 39 98 02 01 : dire à @lea que c'est fait")

        assert (note.assignee, note.text) == (None, "dire à @lea que c'est fait")

    def test_says_who_may_be_meant_without_an_at_sign(self):
        assert read("note 06 39 98 02 01 pour Simon : rappeler").perhaps == "simon"
        assert read("note Mme Dupont pour Inès : rappeler").about == "Mme Dupont"
        assert read("note pour la compta : une facture").perhaps is None

    @pytest.mark.parametrize("text", ["note", "note :", "note  : \n"])
    def test_may_be_empty(self, text):
        assert read(text) == commands.Note(number=None)

    def test_shows_nothing_of_it_in_a_log(self):
        note = read("note Mme Dupont 06 39 98 02 01 : contrat")

        assert not {"639980201", "Dupont", "contrat"} & set(repr(note).replace("'", " ").split())
        assert "980201" not in repr(note)
