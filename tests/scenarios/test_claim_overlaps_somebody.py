"""Somebody holds some of the days already: she gets the rest, and is offered to stand behind him."""

from tests import story, story_posts


def test_claim_overlaps_somebody(day: story.Story) -> None:
    day.tom.types("/standard prendre 2024-08-05..06")

    answer = day.lea.asks("/standard prendre 2024-08-05..09")

    assert "du mercredi 7 au vendredi 9 août" in answer["message"]
    assert "Tom" in answer["message"]
    day.channel_says("Léa", "prend", "du mercredi 7 au vendredi 9 août")

    day.lea.clicks(story_posts.button_with(answer, "second"), answer)

    day.channel_says("Léa", "du lundi 5 au mardi 6 août")
    day.clock_shows(story.at(5, 9))
    day.line_rings(day.tom, day.lea)
    day.clock_shows(story.at(7, 9))
    day.line_rings(day.lea, day.tom)


def test_the_button_serves_once(day: story.Story) -> None:
    day.tom.types("/standard prendre 5 août")
    answer = day.lea.asks("/standard prendre 2024-08-05..06")
    behind = story_posts.button_with(answer, "second")
    day.lea.clicks(behind, answer)
    day.channel_says("Léa", "lundi 5 août")

    day.lea.clicks(behind, answer)

    day.everything_settles()
    assert len(story_posts.holding(day.posts(), "Léa", "lundi 5 août", button="Annuler")) == 1


def test_when_all_is_held_she_is_told_what_is_free(day: story.Story) -> None:
    day.tom.types("/standard prendre 5 août")

    answer = day.lea.asks("/standard prendre 5 août")

    assert "Tom" in answer["message"]
    story_posts.button_with(answer, "second")
    free = [name for name in story_posts.button_names(answer) if not name.startswith("En second")]
    assert free
    assert not [name for name in free if story_posts.says(name, "lun", "5")]

    day.lea.clicks(free[0], answer)

    day.channel_says("Léa", "prend")


def test_the_second_rank_is_offered_to_nobody_once_taken(day: story.Story) -> None:
    day.tom.types("/standard prendre 5 août")
    answer = day.lea.asks("/standard prendre 5 août")
    day.lea.clicks(story_posts.button_with(answer, "second"), answer)
    day.channel_says("Léa", "5 août")

    answer = day.simon.asks("/standard prendre 5 août")

    assert "Tom" in answer["message"]
    assert not story_posts.has_button(answer, "second")


def test_the_second_rank_can_be_asked_for_by_name(day: story.Story) -> None:
    day.tom.types("/standard prendre 5 août")

    assert "5 août" in day.lea.types("/standard prendre 5 août second")

    day.clock_shows(story.at(5, 9))
    day.line_rings(day.tom, day.lea)


def test_ones_own_days_are_said_to_be_ones_own(day: story.Story) -> None:
    day.lea.types("/standard prendre 5 août")

    answer = day.lea.asks("/standard prendre 5 août")

    assert story_posts.says(answer["message"], "tu as déjà")
    assert not story_posts.has_button(answer, "second")
