"""Around the first of the month the operator moves its records to another list: no call lost, none twice."""

import pathlib
from collections.abc import Iterator

import pytest

from deskbot.sandbox.ovh import switches
from tests import story, story_posts

LATE_S = 600


@pytest.fixture
def night(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Wednesday 31 July, 23:45; the records come ten minutes late."""
    given = switches.Switches(records_late_s=LATE_S)
    with story.Story(tmp_path, start=story.at(31, 23, 45, 0, month=7), line_switches=given) as day:
        yield day


def cards(day: story.Story) -> list[story.Json]:
    return [one for one in story_posts.holding(day.posts(), "(03 53 01 01 00)") if not one["root_id"]]


def test_change_of_month(night: story.Story) -> None:
    night.somebody_calls(caller="+33639980220")  # Recorded and read in July.
    night.minutes_pass(LATE_S / 60)
    night.card("06 •• •• •• 20")
    night.clock_shows(story.at(31, 23, 58, month=7))
    night.somebody_calls(caller="+33639980221")  # Recorded in August, of July.
    night.clock_shows(story.at(1, 0, 5))
    night.somebody_calls(caller="+33639980222")  # Of August.

    night.clock_shows(story.at(1, 0, 30))

    night.card("06 •• •• •• 21")
    night.card("06 •• •• •• 22")
    night.nothing_is_left_to_do()
    night.clock_shows(story.at(1, 1, 30))
    night.nothing_is_left_to_do()
    assert len(cards(night)) == 3


def test_a_stop_over_the_change_of_month_loses_nothing(night: story.Story) -> None:
    night.nothing_is_left_to_do()
    night.deskbot_stops()
    night.somebody_calls(caller="+33639980220")
    night.clock_shows(story.at(1, 12))
    night.somebody_calls(caller="+33639980221")
    night.clock_shows(story.at(4, 12))

    night.deskbot_starts()

    night.card("06 •• •• •• 20")
    night.card("06 •• •• •• 21")
    night.nothing_is_left_to_do()
    assert len(cards(night)) == 2
