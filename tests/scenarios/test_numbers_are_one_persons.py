"""One telephone is one person's, given with the note and proved; else nothing rings, and it is said."""

import pytest

from tests import story, story_posts

HER_NUMBER = "+33639980103"
WRITTEN = "06 39 98 01 03"
TOMS = "06 39 98 01 02"
YES = "Oui, c'était moi"


def introduce(day: story.Story) -> None:
    """Have Inès take tomorrow and give her number."""
    day.ines.types("/standard prendre demain")
    assert day.ines.fills(day.ines.gets_form(), number=WRITTEN, accepted=True) == {}
    day.ines.reads("2 août", "03 53 01 01 00")


class TestSomebodyElsesNumber:
    """A call from it could not say whose word it is."""

    def test_is_refused_by_the_form(self, day: story.Story) -> None:
        day.ines.types("/standard prendre demain")
        form = day.ines.gets_form()

        wrong = day.ines.fills(form, number=TOMS, accepted=True)

        assert story_posts.says(str(wrong), "quelqu'un d'autre")
        assert not story_posts.says(str(wrong), "Tom")
        day.nothing_is_left_to_do()
        assert not story_posts.holding(day.posts(), "Inès", "prend")
        assert day.ines.fills(day.ines.gets_form(), number=WRITTEN, accepted=True) == {}
        day.channel_says("Inès", "prend")

    @pytest.mark.parametrize("written", [TOMS, "+33 6 39 98 01 02", "0033639980102"])
    def test_is_refused_however_it_is_written(self, day: story.Story, written: str) -> None:
        assert story_posts.says(day.lea.types(f"/standard numéro {written}"), "quelqu'un d'autre")

        assert "06 •• •• •• 01" in day.lea.types("/standard numéro")

    def test_is_refused_by_the_form_of_a_change(self, day: story.Story) -> None:
        state = day.lea.asks("/standard numéro")
        day.lea.clicks(story_posts.button_with(state, "numéro"), state)

        wrong = day.lea.fills(day.lea.gets_form(), number=TOMS)

        assert story_posts.says(str(wrong), "quelqu'un d'autre")

    def test_is_free_once_its_owner_gave_another(self, day: story.Story) -> None:
        assert day.tom.types("/standard numéro 06 39 98 01 12")

        said = day.lea.types(f"/standard numéro {TOMS}")

        assert "06 •• •• •• 02" in said
        assert not story_posts.says(said, "quelqu'un d'autre")

    def test_given_by_two_at_once_is_of_the_first(self, day: story.Story) -> None:
        assert "06 •• •• •• 77" in day.lea.types("/standard numéro 06 39 98 01 77")

        assert story_posts.says(day.simon.types("/standard numéro 06 39 98 01 77"), "quelqu'un d'autre")


class TestANumberWithoutTheNote:
    """`numéro 06…` by somebody who has not accepted the note opens the form, the note in it."""

    def test_opens_the_form(self, day: story.Story) -> None:
        day.ines.types(f"/standard numéro {WRITTEN}")

        form = day.ines.gets_form()
        assert [element["name"] for element in form["elements"]] == ["number", "accepted"]
        assert story_posts.says(form["introduction"], "confidentialité") or story_posts.says(
            form["introduction"], "maison"
        )

    def test_is_kept_once_the_note_is_accepted(self, day: story.Story) -> None:
        day.ines.types(f"/standard numéro {WRITTEN}")
        form = day.ines.gets_form()
        assert day.ines.fills(form, number=WRITTEN, accepted=False)

        assert day.ines.fills(day.ines.gets_form(), number=WRITTEN, accepted=True) == {}

        day.ines.reads("06 •• •• •• 03", "03 53 01 01 00")
        assert not story_posts.holding(day.posts(), "Inès", "prend")
        assert "Inès" in day.simon.types("/standard membres")
        assert "2 août" in day.ines.types("/standard prendre demain")
        assert day.people.dialogs("ines") == []

    def test_is_not_kept_before(self, day: story.Story) -> None:
        day.ines.types(f"/standard numéro {WRITTEN}")
        day.ines.gets_form()

        state = day.ines.types("/standard numéro")

        assert "••" not in state

    def test_the_button_opens_it_too(self, day: story.Story) -> None:
        state = day.ines.asks("/standard numéro")

        day.ines.clicks(story_posts.button_with(state, "numéro"), state)

        names = [element["name"] for element in day.ines.gets_form()["elements"]]
        assert names == ["number", "accepted"]


class TestANumberChangedDuringTheTurn:
    """Neither the old telephone rings, nor the new one before it is proved."""

    @pytest.fixture
    def changed(self, day: story.Story) -> story.Story:
        """Léa is on duty, and changes her number."""
        day.lea.types("/standard prendre 2024-08-01..02")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        assert "06 •• •• •• 11" in day.lea.types("/standard numéro 06 39 98 01 11")
        return day

    def test_the_line_goes_to_the_fallback(self, changed: story.Story) -> None:
        changed.line_rings(changed.bureau)
        assert not {changed.lea.number, "+33639980111"} & changed.numbers_on_the_line()

    def test_the_admins_are_told(self, changed: story.Story) -> None:
        told = changed.reads("admins", "Léa", "numéro", "2 août")

        assert "98 01 11" not in told["message"]

    def test_the_channel_says_who_cannot_be_rung(self, changed: story.Story) -> None:
        changed.line_rings(changed.bureau)

        changed.reads("standard", "Léa", "a ce tour", "n'est pas vérifié")
        assert not story_posts.holding(changed.posts(), "personne n'a pris")

    def test_proved_it_rings(self, changed: story.Story) -> None:
        changed.line_rings(changed.bureau)

        changed.somebody_calls(caller="+33639980111")
        changed.lea.clicks(YES, changed.lea.reads("06 •• •• •• 11", button=YES))

        changed.sees(
            lambda: changed.ringing() == ["+33639980111", changed.tom.number], "the line rings Léa's new one"
        )

    def test_the_same_number_again_changes_nothing(self, day: story.Story) -> None:
        day.lea.types("/standard prendre aujourd'hui")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

        day.lea.types("/standard numéro 06 39 98 01 01")

        day.nothing_is_left_to_do()
        day.line_rings(day.lea, day.tom)
        assert not story_posts.holding(day.posts("admins"), "Léa")


class TestTheProvingCall:
    """What is asked about a call is answered once; a message left in it is a message."""

    @pytest.fixture
    def day(self, day: story.Story) -> story.Story:
        """Friday 2 August 2024, 9:00: Inès is on duty, her number is not proved."""
        introduce(day)
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.bureau)
        return day

    def test_a_message_left_keeps_its_card_open(self, day: story.Story) -> None:
        day.somebody_calls(caller=HER_NUMBER, outcome="message")
        card = day.card("Message vocal", "06 •• •• •• 03")

        assert day.ines.clicks(YES, day.ines.reads("06 •• •• •• 03", button=YES))

        day.sees(lambda: day.ringing() == [HER_NUMBER, day.tom.number], "the line rings Inès, then Tom")
        day.nothing_is_left_to_do()
        assert story_posts.has_button(day.card("Message vocal", "06 •• •• •• 03"), "Terminé")
        assert card["id"]

    def test_the_question_loses_its_buttons(self, day: story.Story) -> None:
        day.somebody_calls(caller=HER_NUMBER)
        asked = day.ines.reads("06 •• •• •• 03", button=YES)

        day.ines.clicks(YES, asked)

        after = day.sees_post(asked, lambda one: one["buttons"] == [], channel="@ines")
        assert story_posts.says(after["message"], "vérifié")

    def test_denied_it_cannot_be_said_to_be_hers_by_a_late_click(self, day: story.Story) -> None:
        day.somebody_calls(caller=HER_NUMBER)
        asked = day.ines.reads("06 •• •• •• 03", button=YES)
        context = day.context_of(asked, YES)
        day.ines.clicks("Non, pas moi", asked)
        day.sees_post(asked, lambda one: one["buttons"] == [], channel="@ines")

        said = day.ines.clicks_late(asked, context=context)

        assert 1 <= len(said) < 300
        assert len(story_posts.holding(day.posts("admins"), "Inès")) >= 1

    def test_is_no_call_of_the_bilan(self, day: story.Story) -> None:
        day.somebody_calls(caller=HER_NUMBER)
        day.ines.clicks(YES, day.ines.reads("06 •• •• •• 03", button=YES))
        day.sees(lambda: day.ringing() == [HER_NUMBER, day.tom.number], "the line rings Inès, then Tom")

        assert story_posts.says(day.tom.types("/standard bilan"), "aucun appel")


class TestATurnWithoutAProvedNumber:
    """The desk is taken, and yet nothing rings there: the channel says which of the two it is."""

    def test_the_channel_says_it(self, day: story.Story) -> None:
        introduce(day)

        day.clock_shows(story.at(2, 9))

        day.line_rings(day.bureau)
        day.reads("standard", "Inès", "n'est pas vérifié", "le bureau")
        assert not story_posts.holding(day.posts(), "personne n'a pris")

    def test_she_is_told_how_to_mend_it(self, day: story.Story) -> None:
        introduce(day)

        day.clock_shows(story.at(2, 9))

        day.ines.reads("c'est ton tour", "n'est pas vérifié", "03 53 01 01 00")

    def test_a_turn_that_nobody_took_is_said_as_before(self, day: story.Story) -> None:
        day.clock_shows(story.at(2, 9))

        day.line_rings(day.bureau)
        day.reads("standard", "personne n'a pris", "le bureau")

    def test_after_a_free_morning_the_channel_says_it(self, day: story.Story) -> None:
        day.ines.types("/standard prendre demain après-midi")
        day.ines.fills(day.ines.gets_form(), number=WRITTEN, accepted=True)
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.bureau)
        day.reads("standard", "personne n'a pris", "le bureau")

        day.clock_shows(story.at(2, 13))

        day.reads("standard", "Inès", "n'est pas vérifié", "le bureau")
        day.line_rings(day.bureau)
