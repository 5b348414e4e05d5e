"""Whoever reached the desk after all, or was called back from it, leaves nobody anything to do."""

import datetime as dt

import pytest

from deskbot.sandbox.ovh import numbers, placed
from tests import story, story_posts

CALLER = "06 •• •• •• 01"


@pytest.fixture
def morning(day: story.Story) -> story.Story:
    """Léa holds the desk, Tom is behind her."""
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    return day


def desk_calls(day: story.Story, callee: str, *, talk_s: int, at: dt.datetime | None = None) -> None:
    """Have somebody call `callee` from the desk's line, as its records tell."""
    line = day.world.line
    with line.lock:
        line.records.append(
            placed.Record(
                record_id=line.next_id(),
                call_id=line.next_id(),
                visible_at=line.now(),
                created=(at or line.now()).replace(microsecond=0),
                way="outgoing",
                calling=line.public,
                called=numbers.to_ovh(callee),
                dialed=None,
                duration_s=talk_s,
                hangup=None,
            )
        )
    day.minutes_pass(1)


def test_caller_gets_through_later(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card("Appel manqué", CALLER)

    morning.minutes_pass(10)
    morning.somebody_calls(outcome="answered")

    card = morning.sees_post(card, lambda one: "A rappelé et a été pris" in one["message"])
    assert "Je prends" not in story_posts.button_names(card)
    morning.nothing_is_left_to_do()
    assert len(story_posts.holding(morning.posts(), CALLER)) == 1


def test_whoever_had_taken_it_sees_that_too(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card(CALLER)
    morning.tom.clicks("Je prends", card)
    morning.card("Tom", "s'en occupe")

    morning.minutes_pass(10)
    morning.somebody_calls(outcome="answered")

    morning.sees_post(card, lambda one: "A rappelé et a été pris" in one["message"])


def test_another_caller_who_gets_through_changes_nothing(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card("Appel manqué", CALLER)

    morning.minutes_pass(10)
    morning.somebody_calls(caller="+33639980209", outcome="answered")
    morning.nothing_is_left_to_do()

    (card,) = story_posts.holding(morning.posts(), CALLER)
    assert story_posts.button_names(card)[:1] == ["Je prends"]


def test_a_call_from_the_desk_s_line_closes_it(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card("Appel manqué", CALLER)

    morning.minutes_pass(10)
    desk_calls(morning, story.CALLER, talk_s=0)
    morning.nothing_is_left_to_do()
    assert "Rappelé" not in morning.card(CALLER)["message"]

    desk_calls(morning, story.CALLER, talk_s=45)

    morning.sees_post(card, lambda one: "Rappelé depuis le standard" in one["message"])


def test_a_call_back_before_the_last_call_does_not(morning: story.Story) -> None:
    before = morning.people.now()
    morning.minutes_pass(10)
    morning.somebody_calls()
    morning.card("Appel manqué", CALLER)

    desk_calls(morning, story.CALLER, talk_s=45, at=before)
    morning.nothing_is_left_to_do()

    assert "Rappelé" not in morning.card(CALLER)["message"]
