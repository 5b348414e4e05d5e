"""On the 1st everybody who held the desk gets the line to claim, right or mended by one click."""

import importlib.util
import pathlib
from collections.abc import Iterator

import pytest

from tests import services, story, story_posts

MORE, LESS, CORRECT = "+ 30 min", "− 30 min", "Corriger"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Friday 30 August 2024: Léa holds two hours and a half, and one call is answered; then the 1st comes."""
    with story.Story(tmp_path, start=story.at(30, 8, 55, 0)) as told:
        told.lea.types("/standard prendre aujourd'hui 9h-11h30")
        told.clock_shows(story.at(30, 9))
        told.line_rings(told.lea, told.tom)
        told.somebody_calls(outcome="answered")
        told.clock_shows(story.at(30, 11, 30))
        told.line_rings(told.bureau)
        told.everything_settles()
        told.clock_shows(story.at(1, 9, month=9))
        yield told


def line_to_claim(day: story.Story) -> story.Json:
    """Return the line that Léa is to claim."""
    return day.lea.reads("août", button=CORRECT)


def mended(day: story.Story, line: story.Json) -> story.Json:
    """Return the line once it says something else."""
    return day.sees_post(line, lambda one: one["message"] != line["message"], channel="@lea")


def test_month_line_to_claim(day: story.Story) -> None:
    line = line_to_claim(day)
    assert story_posts.says(line["message"], "Léa – 2 h 30")
    assert story_posts.button_names(line) == [MORE, LESS, CORRECT]

    day.lea.clicks(MORE, line)

    after = mended(day, line)
    assert story_posts.says(after["message"], "Léa – 3 h")
    assert story_posts.button_names(after) == [MORE, LESS, CORRECT]
    assert len(story_posts.holding(day.lea.direct_messages(), button=CORRECT)) == 1


def test_less(day: story.Story) -> None:
    line = line_to_claim(day)

    day.lea.clicks(LESS, line)

    assert story_posts.says(mended(day, line)["message"], "Léa – 2 h")


def test_corrected_by_hand(day: story.Story) -> None:
    line = line_to_claim(day)
    day.lea.clicks(CORRECT, line)
    form = day.lea.gets_form()
    assert day.lea.fills(form, hours="beaucoup")

    assert day.lea.fills(day.lea.gets_form(), hours="1,5") == {}

    assert story_posts.says(mended(day, line)["message"], "Léa – 1 h 30")


def test_only_who_held_it_is_asked(day: story.Story) -> None:
    line_to_claim(day)

    day.everything_settles()

    for one in (day.tom, day.ines, day.simon):
        assert not story_posts.holding(one.direct_messages(), button=CORRECT)


def test_the_admins_have_the_table(day: story.Story) -> None:
    day.reads("admins", "août", "Léa")

    files = day.sees(
        lambda: [file["name"] for post in day.posts("admins") for file in post["files"]], "a file"
    )
    assert [name for name in files if name.endswith(".csv")]


def test_the_admins_have_a_chart(day: story.Story) -> None:
    services.require(
        importlib.util.find_spec("matplotlib") is not None, "the extra `charts` is not installed"
    )

    day.sees(
        lambda: [
            file for post in day.posts("admins") for file in post["files"] if file["mime"] == "image/png"
        ],
        "a chart",
    )


def test_the_month_can_be_asked_for(day: story.Story) -> None:
    bilan = day.simon.types("/standard bilan août")

    assert story_posts.says(bilan, "Léa", "août")


def test_a_month_that_was_never_served_has_no_bilan(day: story.Story) -> None:
    for month in ("juin", "septembre 2023"):
        answer = day.simon.types(f"/standard bilan {month}")

        assert "bilan" in answer
        assert "%" not in answer
