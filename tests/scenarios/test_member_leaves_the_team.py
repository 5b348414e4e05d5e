"""Somebody leaves: nothing rings them any more, their turns are free, and it is said."""

import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_posts


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Monday 5 August 2024, 9:00: Léa holds the week, and the line rings her."""
    changes = {"duty": {"directory_s": 60}}
    with story.Story(tmp_path, start=story.at(5, 8, 55, 0), changes=changes) as told:
        told.lea.types("/standard prendre 2024-08-05..09")
        told.clock_shows(story.at(5, 9))
        told.line_rings(told.lea, told.tom)
        yield told


def lea_is_gone(day: story.Story) -> None:
    """Let the minutes pass in which deskbot reads who is of the team."""
    day.sees(lambda: day.minutes_pass(1.5) or day.ringing() == [day.bureau.number], "the line rings nobody's")


def test_member_leaves_the_team(day: story.Story) -> None:
    day.people.leaves_team("lea")

    lea_is_gone(day)

    day.line_rings(day.bureau)
    day.is_off_the_line(day.lea)
    told = day.reads("standard", "Léa", "9 août", button="Annuler")
    day.reads("admins", "Léa")
    assert "Léa" not in day.tom.types("/standard planning 2024-08-06..09")
    assert "9 août" in day.simon.types("/standard prendre 2024-08-05..09")
    day.line_rings(day.simon, day.tom)
    assert told["id"]


def test_an_account_that_is_closed_is_the_same(day: story.Story) -> None:
    day.people.is_deactivated("lea")

    lea_is_gone(day)

    day.reads("admins", "Léa")


def test_the_second_leaves_too(day: story.Story) -> None:
    day.people.leaves_team("tom")

    day.sees(lambda: day.minutes_pass(1.5) or day.ringing() == [day.lea.number], "the line rings Léa alone")
    day.is_off_the_line(day.tom)


def test_it_is_said_once(day: story.Story) -> None:
    day.people.leaves_team("lea")
    lea_is_gone(day)
    day.reads("admins", "Léa")

    for _ in range(3):
        day.minutes_pass(2)
        day.everything_settles()

    assert len(story_posts.holding(day.posts(), "Léa", "9 août", button="Annuler")) == 2
    assert len(story_posts.holding(day.posts("admins"), "Léa")) == 1


def test_who_is_gone_may_do_nothing(day: story.Story) -> None:
    day.people.leaves_team("lea")
    lea_is_gone(day)

    day.lea.types("/standard prendre 2024-08-12")

    day.everything_settles()
    assert not story_posts.holding(day.posts(), "Léa", "12 août", button="Annuler")
    assert "lundi 12 août" in day.simon.types("/standard prendre 2024-08-12")


def test_a_chat_that_does_not_answer_sends_nobody_away(day: story.Story) -> None:
    day.chat(down=True)
    day.minutes_pass(3)
    day.minutes_pass(3)
    day.line_rings(day.lea, day.tom)

    day.chat(down=False)
    day.minutes_pass(3)

    day.everything_settles()
    day.line_rings(day.lea, day.tom)
