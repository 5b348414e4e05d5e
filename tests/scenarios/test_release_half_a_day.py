"""Half a day given back: the line follows at noon, and the rest stays hers."""

from tests import story


def test_release_half_a_day(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-05..06")

    assert "lundi 5 août de 9h à 13h" in day.lea.types("/standard rendre 5 août matin")

    day.channel_says("Léa** rend", "de 9h à 13h")
    day.clock_shows(story.at(5, 9))
    day.line_rings(day.bureau)
    day.clock_shows(story.at(5, 13))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(6, 9))
    day.line_rings(day.lea, day.tom)


def test_the_other_half_can_be_taken(day: story.Story) -> None:
    day.lea.types("/standard prendre 5 août")
    day.lea.types("/standard rendre 5 août après-midi")

    assert "de 13h à 17h30" in day.simon.types("/standard prendre 5 août")

    day.clock_shows(story.at(5, 9))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(5, 13))
    day.line_rings(day.simon, day.tom)


def test_the_whole_turn(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-05..09")

    assert "du lundi 5 au vendredi 9 août" in day.lea.types("/standard rendre 2024-08-05..09")

    day.clock_shows(story.at(5, 9))
    day.line_rings(day.bureau)
    day.is_off_the_line(day.lea)


def test_the_rest_of_a_turn_that_has_begun(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..02")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)

    day.lea.types("/standard rendre aujourd'hui après-midi")

    day.clock_shows(story.at(1, 12, 59))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(1, 13))
    day.line_rings(day.bureau)
    day.clock_shows(story.at(2, 9))
    day.line_rings(day.lea, day.tom)


def test_a_second_gives_back_too(day: story.Story) -> None:
    day.tom.types("/standard prendre 5 août")
    day.lea.types("/standard prendre 5 août second")

    assert "de 9h à 13h" in day.lea.types("/standard rendre 5 août matin")

    day.clock_shows(story.at(5, 9))
    day.line_rings(day.tom)
    day.clock_shows(story.at(5, 13))
    day.line_rings(day.tom, day.lea)
