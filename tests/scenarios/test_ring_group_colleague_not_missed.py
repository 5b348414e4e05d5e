"""Phones that ring together: who was slower has missed nothing, and nobody is told that they did."""

import pathlib
from collections.abc import Iterator

import pytest

from deskbot.sandbox.ovh import switches
from tests import story, story_operator, story_posts

CALLER = "06 •• •• •• 01"


@pytest.fixture(params=[False, True], ids=["records", "live events"])
def morning(tmp_path: pathlib.Path, request: pytest.FixtureRequest) -> Iterator[story.Story]:
    """Léa and Tom ring at the same time."""
    given = switches.Switches(records_late_s=0, events_poll_s=0.5)
    changes = {"ovh": {"live_events": request.param}}
    with story.Story(tmp_path, line_switches=given, changes=changes) as day:
        day.lea.types("/standard prendre 2024-08-01")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        story_operator.sets_queue(day, strategy="ringAll")
        yield day


def test_ring_group_colleague_not_missed(morning: story.Story) -> None:
    morning.somebody_calls(outcome="answered", answered_by=2)
    morning.nothing_is_left_to_do()

    assert not story_posts.holding(morning.posts(), CALLER)
    assert not story_posts.holding(morning.posts("@lea"), "manqué")
    table = morning.tom.types("/standard bilan").splitlines()
    (row,) = [line for line in table if story_posts.says(line, "| Léa |")]
    assert "| 1 (0) |" in row


def test_nobody_answers_and_the_card_names_both(morning: story.Story) -> None:
    morning.somebody_calls()

    card = morning.card("Appel manqué", CALLER)
    assert story_posts.says(card["message"], "chez Léa, puis", "chez Tom")
    assert len(story_posts.holding(morning.posts(), CALLER)) == 1
