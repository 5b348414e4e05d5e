"""Somebody who insists is one card, that says how often they called; each message of theirs is heard."""

import pytest

from tests import story, story_posts

CALLER = "06 •• •• •• 01"
OTHER = "+33639980209"


def cards(day: story.Story) -> list[story.Json]:
    """Return the cards of the caller; a reminder, which names them too, has no button."""
    return [one for one in day.posts() if CALLER in one["message"] and one["buttons"] and not one["root_id"]]


@pytest.fixture
def morning(day: story.Story) -> story.Story:
    """Léa holds the desk, Tom is behind her."""
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    return day


def test_caller_calls_five_times(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card("Appel manqué", CALLER)
    for count in (2, 3, 4, 5):
        morning.minutes_pass(10)
        morning.somebody_calls()
        morning.sees_post(card, lambda one, count=count: f"{count} appels" in one["message"])  # type: ignore[misc]

    (card,) = cards(morning)
    assert story_posts.says(card["message"], "5 appels", "le dernier", "9h4", "Léa, puis chez Tom")
    assert card["message"].count("a sonné chez Léa, puis chez Tom") == 5
    morning.nothing_is_left_to_do()
    assert len(cards(morning)) == 1


def test_who_took_the_card_sees_that_they_call_again(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card(CALLER)
    morning.tom.clicks("Je prends", card)

    morning.minutes_pass(10)
    morning.somebody_calls()

    card = morning.sees_post(card, lambda one: "2 appels" in one["message"])
    assert story_posts.says(card["message"], "Tom", "s'en occupe")
    assert len(cards(morning)) == 1


def test_a_message_of_a_later_call_is_in_the_thread(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card("Appel manqué", CALLER)

    morning.minutes_pass(10)
    morning.somebody_calls(outcome="message")
    morning.minutes_pass(10)
    morning.somebody_calls(outcome="message")

    card = morning.sees_post(card, lambda one: one["message"].count("Écouter") == 2)
    recordings = [one for one in morning.replies(card) if one["files"]]
    assert len(recordings) == 2
    assert len(cards(morning)) == 1


def test_after_the_card_is_done_they_make_another(morning: story.Story) -> None:
    morning.somebody_calls()
    card = morning.card(CALLER)
    morning.tom.clicks("Terminé", card)
    morning.tom.fills(morning.tom.gets_form(), closing="reached")
    morning.card("Rappelé")

    morning.minutes_pass(10)
    morning.somebody_calls()

    morning.sees(lambda: len(cards(morning)) == 2, "a second card")


def test_another_caller_is_another_card(morning: story.Story) -> None:
    morning.somebody_calls()
    morning.somebody_calls(caller=OTHER)

    morning.card("Appel manqué", CALLER)
    morning.card("Appel manqué", "06 •• •• •• 09")


def test_hidden_callers_are_never_taken_for_one(morning: story.Story) -> None:
    for _ in range(2):
        morning.somebody_calls(caller=None)
        morning.minutes_pass(5)

    morning.sees(
        lambda: len(story_posts.holding(morning.posts(), "Appel manqué", "numéro masqué")) == 2, "two cards"
    )
