"""Callers who hide their number: each is one card, and nobody is taken for somebody else."""

import pytest

from deskbot.sandbox.ovh import calling
from tests import story, story_posts


@pytest.fixture
def morning(day: story.Story) -> story.Story:
    """Léa holds the desk, Tom is behind her."""
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    return day


def cards(day: story.Story, *words: str) -> list[story.Json]:
    found = story_posts.holding(day.posts(), "numéro masqué", *words)
    return [one for one in found if not one["root_id"]]


@pytest.mark.parametrize("word", ["anonymous", "unknown", ""])
def test_hidden_number(morning: story.Story, word: str) -> None:
    morning.ovh(hidden_caller_word_in_voicemail=word, hidden_caller_is_null_in_records=word == "")

    morning.somebody_calls(caller=None, outcome="message")

    card = morning.card("Message vocal", "numéro masqué", "Léa, puis chez Tom")
    morning.lea.clicks("Je prends", card)
    morning.lea.gets_direct("masqué")
    morning.nothing_is_left_to_do()
    assert len(cards(morning)) == 1


def test_two_at_the_same_second_are_two(morning: story.Story) -> None:
    for outcome in (calling.leaves_message(12), calling.leaves_message(30)):
        calling.place_call(morning.world.line, caller=None, outcome=outcome, recording=b"ID3 a sound")
    morning.minutes_pass(5)

    morning.sees(lambda: len(cards(morning, "Message vocal")) == 2, "two messages")
    lengths = {text for text in ("12 s", "30 s") for one in cards(morning) if text in one["message"]}
    assert lengths == {"12 s", "30 s"}
    morning.nothing_is_left_to_do()
    assert len(cards(morning)) == 2


def test_one_who_gets_through_settles_nothing(morning: story.Story) -> None:
    morning.somebody_calls(caller=None)
    morning.sees(lambda: cards(morning), "a card")

    morning.minutes_pass(10)
    morning.somebody_calls(caller=None, outcome="answered")
    morning.nothing_is_left_to_do()

    (card,) = cards(morning)
    assert "Je prends" in story_posts.button_names(card)
