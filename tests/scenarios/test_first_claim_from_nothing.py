"""Her first turn: one form, one call from her own telephone, and from then on the line rings her."""

import pytest

from tests import story, story_posts

HER_NUMBER = "+33639980103"
WRITTEN = "06 39 98 01 03"
YES = "Oui, c'était moi"
NO = "Non, pas moi"


def introduce(day: story.Story) -> None:
    """Have Inès take tomorrow and fill in the form that she gets."""
    day.ines.types("/standard prendre demain")
    assert day.ines.fills(day.ines.gets_form(), number=WRITTEN, accepted=True) == {}
    day.ines.reads("vendredi 2 août")


def call_from_her_number(day: story.Story) -> story.Json:
    """Call the desk from her telephone and return the question that she gets."""
    day.somebody_calls(caller=HER_NUMBER)
    return day.ines.reads("06 •• •• •• 03", button=YES)


def test_first_claim_from_nothing(day: story.Story) -> None:
    said = day.ines.types("/standard prendre demain")
    form = day.ines.gets_form()
    assert len(said) < 120
    assert [element["name"] for element in form["elements"]] == ["number", "accepted"]
    assert not story_posts.holding(day.posts(), "Inès", "prend")

    assert day.ines.fills(form, number=WRITTEN, accepted=True) == {}

    day.ines.reads("vendredi 2 août")
    day.ines.reads("03 53 01 01 00")
    day.channel_says("Inès", "prend", "2 août")
    assert day.people.dialogs("ines") == []

    day.clock_shows(story.at(2, 9))
    day.line_rings(day.bureau)
    asked = call_from_her_number(day)
    card = day.card("06 •• •• •• 03")
    assert HER_NUMBER not in day.numbers_on_the_line()

    assert day.ines.clicks(YES, asked)

    day.sees(lambda: day.ringing() == [HER_NUMBER, day.tom.number], "the line rings Inès, then Tom")
    day.sees_post(card, lambda one: story_posts.button_names(one) == ["Rouvrir"])
    assert not story_posts.holding(day.posts(), "98 01 03")


def test_the_second_turn_opens_no_form(day: story.Story) -> None:
    introduce(day)

    assert "5 août" in day.ines.types("/standard prendre lundi")

    assert day.people.dialogs("ines") == []


class TestTheForm:
    """What it does not take, it says, and stays."""

    @pytest.mark.parametrize(
        "number",
        ["12", "pas un numéro", "03 53 01 01 00", "03 53 01 01 99", "08 99 00 00 00", "06 39 98 01"],
    )
    def test_a_number_that_cannot_be_hers(self, day: story.Story, number: str) -> None:
        day.ines.types("/standard prendre demain")

        assert day.ines.fills(day.ines.gets_form(), number=number, accepted=True)

        assert day.ines.fills(day.ines.gets_form(), number=WRITTEN, accepted=True) == {}
        day.channel_says("Inès", "prend")

    def test_the_note_must_be_accepted(self, day: story.Story) -> None:
        day.ines.types("/standard prendre demain")

        assert day.ines.fills(day.ines.gets_form(), number=WRITTEN, accepted=False)

        day.everything_settles()
        assert not story_posts.holding(day.posts(), "Inès", "prend")
        assert not story_posts.holding(day.ines.direct_messages(), "2 août")

    def test_the_days_may_be_gone_when_it_is_sent(self, day: story.Story) -> None:
        day.ines.types("/standard prendre demain")
        form = day.ines.gets_form()
        day.lea.types("/standard prendre demain")

        day.ines.fills(form, number=WRITTEN, accepted=True)

        day.ines.reads("Léa", "2 août")
        day.everything_settles()
        assert not story_posts.holding(day.posts(), "Inès", "prend")


class TestTheProof:
    """A call from a number proves nothing by itself: its owner must say so, or an admin."""

    def test_nobody_else_says_yes_for_her(self, day: story.Story) -> None:
        introduce(day)
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.bureau)
        asked = call_from_her_number(day)
        context = day.context_of(asked, YES)

        day.tom.clicks(YES, asked)
        day.tom.clicks_late(asked, context=context)

        day.everything_settles()
        day.line_rings(day.bureau)
        assert HER_NUMBER not in day.numbers_on_the_line()

    def test_it_was_not_her(self, day: story.Story) -> None:
        introduce(day)
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.bureau)

        assert day.ines.clicks(NO, call_from_her_number(day))

        day.reads("admins", "Inès")
        day.everything_settles()
        day.line_rings(day.bureau)

    def test_an_admin_vouches_for_her(self, day: story.Story) -> None:
        introduce(day)

        assert "admin" in day.tom.types("/standard numéro @ines vérifié").lower()
        assert "Inès" in day.simon.types("/standard numéro @ines vérifié")

        day.ines.reads("Simon")
        day.clock_shows(story.at(2, 9))
        day.sees(lambda: day.ringing() == [HER_NUMBER, day.tom.number], "the line rings Inès, then Tom")

    def test_a_call_from_another_number_asks_nothing(self, day: story.Story) -> None:
        introduce(day)
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.bureau)

        day.somebody_calls()

        day.card("06 •• •• •• 01")
        day.everything_settles()
        assert not story_posts.holding(day.ines.direct_messages(), button=YES)
