"""At one o'clock Léa takes over from Tom: she knows what is open, and he is thanked."""

import pathlib

from tests import story, story_posts

INSTRUCTIONS = "Les livraisons passent par la porte bleue."


def test_hand_over_between_two_people(tmp_path: pathlib.Path) -> None:
    changes = {"desks": {"standard": {"instructions": INSTRUCTIONS}}}
    with story.Story(tmp_path, changes=changes) as day:
        day.tom.types("/standard prendre demain matin")
        day.lea.types("/standard prendre demain après-midi")
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.tom)
        day.tom.reads(INSTRUCTIONS)
        day.somebody_calls(outcome="silent")
        card = day.card("06 •• •• •• 01")
        day.patricia.types("/standard bureau vide")

        day.clock_shows(story.at(2, 13))

        told = day.lea.reads(INSTRUCTIONS)
        assert story_posts.says(told["message"], "Tom", "06 •• •• •• 01", "Patricia")
        assert card["id"] in told["message"]
        assert "98 02 01" not in told["message"]
        day.tom.reads("merci", "Léa")
        day.line_rings(day.lea, day.tom)


def test_a_card_that_is_done_is_handed_to_nobody(day: story.Story) -> None:
    day.tom.types("/standard prendre demain matin")
    day.lea.types("/standard prendre demain après-midi")
    day.clock_shows(story.at(2, 9))
    day.line_rings(day.tom)
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    day.tom.clicks("Terminé", card)
    day.tom.fills(day.tom.gets_form(), closing="reached")
    day.sees_post(card, lambda one: story_posts.button_names(one) == ["Rouvrir"])

    day.clock_shows(story.at(2, 13))

    told = day.lea.reads("Tom")
    assert "•• 01" not in told["message"]


def test_her_second_day_in_a_row_hands_over_nothing(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..02")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.everything_settles()
    told = len(day.lea.direct_messages())
    assert told

    day.clock_shows(story.at(2, 9))

    day.line_rings(day.lea, day.tom)
    day.everything_settles()
    assert len(day.lea.direct_messages()) == told


def test_who_releases_in_the_middle_hands_over(day: story.Story) -> None:
    day.lea.types("/standard prendre aujourd'hui")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(1, 11))
    day.lea.types("/standard rendre maintenant")
    day.line_rings(day.bureau)

    day.simon.types("/standard prendre maintenant")

    day.line_rings(day.simon, day.tom)
    day.simon.reads("Léa")
