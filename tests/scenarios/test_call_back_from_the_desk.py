"""Whoever took a card has the desk's telephone call, and shows the desk's number and not their own."""

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from deskbot.sandbox.ovh import config as line_config
from tests import story, story_posts

BUTTON = "Appeler depuis le standard"
TELEPHONE = "+33353010130"
PHONE_OF_THE_DESK = line_config.NumberConfig(public_number=TELEPHONE, kind="line", description="Poste")
WITH_TELEPHONE = {"desks": {"standard": {"click_to_call_line": TELEPHONE}}}


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    with story.Story(tmp_path, more_numbers=[PHONE_OF_THE_DESK], changes=WITH_TELEPHONE) as told:
        told.clock_shows(story.at(1, 9))
        told.line_rings(told.bureau)
        yield told


def calls_made(day: story.Story) -> list[str | None]:
    return [one.called for one in day.world.numbers[TELEPHONE].records if one.way == "outgoing"]


def takes_the_card(day: story.Story, caller: str = story.CALLER) -> tuple[Any, Any]:
    """Somebody calls, and Tom takes the card; return it and the message with the number."""
    day.somebody_calls(caller)
    card = day.card(f"•• {caller[-2:]}")
    day.tom.clicks("Je prends", card)
    last = f"{caller[-4:-2]} {caller[-2:]}"
    return card, day.tom.gets_direct(last)


def test_the_telephone_of_the_desk_calls_whoever_called(day: story.Story) -> None:
    _, number = takes_the_card(day)
    assert "03 53 01 01 30" in number["message"]

    answer = day.tom.clicks(BUTTON, number)

    assert "03 53 01 01 30" in answer
    day.sees(lambda: calls_made(day) == ["0033639980201"], "the call")


def test_an_impatient_finger_rings_once(day: story.Story) -> None:
    _, number = takes_the_card(day)

    day.tom.clicks(BUTTON, number)
    day.tom.clicks(BUTTON, number)

    day.sees(lambda: calls_made(day), "the call")
    day.nothing_is_left_to_do()
    assert len(calls_made(day)) == 1


def test_a_card_that_is_done_calls_nobody(day: story.Story) -> None:
    card, number = takes_the_card(day)
    day.tom.clicks("Terminé", card)
    day.tom.fills(day.tom.gets_form(), closing="reached")

    assert "plus, à toi" in day.tom.clicks(BUTTON, number)

    day.nothing_is_left_to_do()
    assert calls_made(day) == []


@pytest.mark.parametrize("caller", ["+41791234567", "+33899701234"])
def test_a_number_that_could_cost_has_no_button(day: story.Story, caller: str) -> None:
    _, number = takes_the_card(day, caller)

    assert BUTTON not in story_posts.button_names(number)


def test_a_desk_without_a_telephone_has_no_button(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)

        _, number = takes_the_card(day)

        assert BUTTON not in story_posts.button_names(number)


def test_a_telephone_that_is_unplugged_is_told_of(day: story.Story) -> None:
    _, number = takes_the_card(day)
    day.world.numbers[TELEPHONE].phone_registered = False

    day.tom.clicks(BUTTON, number)

    day.tom.gets_direct("refusé")
    assert calls_made(day) == []


def test_an_operator_that_does_not_answer_is_told_of(day: story.Story) -> None:
    _, number = takes_the_card(day)
    day.ovh(down=True)

    day.tom.clicks(BUTTON, number)

    day.tom.gets_direct("ne m'a pas répondu")


def test_so_many_calls_a_day_are_enough(tmp_path: pathlib.Path) -> None:
    changes = {**WITH_TELEPHONE, "tolls": {"call_backs_a_day": 1}}
    with story.Story(tmp_path, more_numbers=[PHONE_OF_THE_DESK], changes=changes) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        _, first = takes_the_card(day)
        _, second = takes_the_card(day, "+33639980207")
        day.tom.clicks(BUTTON, first)

        assert "maximum" in day.tom.clicks(BUTTON, second)

        day.sees(lambda: calls_made(day) == ["0033639980201"], "the first call")
        day.clock_shows(story.at(2, 9, 5))
        day.tom.clicks(BUTTON, second)
        day.sees(lambda: len(calls_made(day)) == 2, "the call of the next day")


@pytest.mark.parametrize(("talk_s", "is_served"), [(60, True), (0, False)])
def test_who_was_reached_is_served_says_the_record_of_the_call(
    day: story.Story, talk_s: int, is_served: bool
) -> None:
    day.ovh(click_to_call_talk_s=talk_s)
    _, number = takes_the_card(day)
    day.tom.clicks(BUTTON, number)
    day.sees(lambda: calls_made(day), "the call")

    day.nothing_is_left_to_do()
    day.minutes_pass(5)
    day.nothing_is_left_to_do()

    assert ("✅" in day.card("•• 01")["message"]) is is_served
