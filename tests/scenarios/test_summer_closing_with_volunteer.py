"""The house is closed in August; the line answers on the days that somebody takes, and only then."""

import datetime as dt
import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_posts

CLOSING = {
    "first": dt.date(2024, 8, 5),
    "last": dt.date(2024, 8, 16),
    "reason": "fermeture d'été",
    "if_taken": True,
}
CHANGES = {"desks": {"standard": {"hours": {"closures": [CLOSING]}}}}


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Monday 5 August 2024, 8:55, the first day of the summer closing."""
    with story.Story(tmp_path, start=story.at(5, 8, 55, 0), changes=CHANGES) as told:
        yield told


def test_summer_closing_with_volunteer(day: story.Story) -> None:
    day.clock_shows(story.at(5, 9))
    day.line_rings()
    assert story_posts.says(day.tom.types("/standard qui"), "fermé")

    assert "mardi 6 août" in day.lea.types("/standard prendre demain")

    day.everything_settles()
    day.line_rings()
    day.clock_shows(story.at(6, 9))
    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond", "Vérifié")
    day.clock_shows(story.at(6, 17, 30))
    day.line_rings()
    day.clock_shows(story.at(7, 9))
    day.line_rings()
    day.is_off_the_line(day.lea)


def test_nobody_is_looked_for(day: story.Story) -> None:
    for hour in (9, 12, 16):
        day.clock_shows(story.at(5, hour))
        day.everything_settles()

    assert not [one for one in day.posts() if story_posts.has_button(one, "matin")]
    assert not story_posts.holding(day.posts("admins"), "le standard")


def test_the_planning_says_why(day: story.Story) -> None:
    day.lea.types("/standard prendre demain")

    planning = day.tom.types("/standard planning 2024-08-05..09")

    assert story_posts.says(planning, "fermeture d'été", "Léa")


def test_half_a_day_is_enough(day: story.Story) -> None:
    day.lea.types("/standard prendre demain matin")

    day.clock_shows(story.at(6, 9))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(6, 13))
    day.line_rings()


def test_after_it_the_line_is_as_always(day: story.Story) -> None:
    day.clock_shows(story.at(19, 9))

    day.line_rings(day.bureau)
