"""Friday at 16:00: next week in the channel, one click a half-day; nobody types a date."""

import concurrent.futures
import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_posts


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Friday 2 August 2024, 15:50, with deskbot running."""
    with story.Story(tmp_path, start=story.at(2, 15, 50, 0)) as told:
        yield told


def week_post(day: story.Story) -> story.Json:
    """Let 16:00 come, and return next week's post."""
    day.clock_shows(story.at(2, 16))
    return day.sees(
        lambda: [one for one in day.posts() if story_posts.has_button(one, "lun", "5", "matin")],
        "next week's post",
    )[-1]


def test_week_post_buttons(day: story.Story) -> None:
    day.lea.types("/standard prendre 6 août")
    post = week_post(day)
    assert len(post["buttons"]) == 8
    assert not story_posts.has_button(post, "mar")
    assert "Léa" in post["message"]
    monday = story_posts.button_with(post, "lun", "5", "matin")
    still_shown = day.context_of(post, monday)

    assert "lundi 5 août de 9h à 13h" in day.simon.clicks(monday, post)

    day.channel_says("Simon", "prend", "de 9h à 13h")
    after = day.sees_button_go(post, monday)
    assert "Simon" in after["message"]
    assert len(after["buttons"]) == 7
    assert "Simon" in day.patricia.clicks_late(post, context=still_shown)
    day.clock_shows(story.at(5, 9))
    day.line_rings(day.simon, day.tom)
    day.clock_shows(story.at(5, 13))
    day.line_rings(day.bureau)


def test_two_people_click_the_same_half_day(day: story.Story) -> None:
    post = week_post(day)
    monday = story_posts.button_with(post, "lun", "5", "matin")
    context = day.context_of(post, monday)
    people = [day.lea, day.tom, day.simon, day.patricia]

    with concurrent.futures.ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(lambda one: one.clicks_late(post, context=context), people))

    assert len([said for said in answers if story_posts.says(said, "tu tiens")]) == 1
    day.sees_button_go(post, monday)
    day.everything_settles()
    assert len(story_posts.holding(day.posts(), "lundi 5 août", button="Annuler")) == 1


def test_a_turn_given_back_is_offered_again(day: story.Story) -> None:
    post = week_post(day)
    monday = story_posts.button_with(post, "lun", "5", "matin")
    day.simon.clicks(monday, post)
    day.sees_button_go(post, monday)

    day.simon.types("/standard rendre 5 août")

    day.sees_post(post, lambda one: monday in story_posts.button_names(one))


def test_it_is_posted_once(day: story.Story) -> None:
    post = week_post(day)
    day.deskbot_stops()
    day.deskbot_starts()

    day.minutes_pass(30)

    day.everything_settles()
    offers = [one for one in day.posts() if story_posts.has_button(one, "lun", "5", "matin")]
    assert [one["id"] for one in offers] == [post["id"]]


def test_the_first_click_of_somebody_new_opens_the_form(day: story.Story) -> None:
    post = week_post(day)
    day.ines.clicks(story_posts.button_with(post, "mer", "7", "matin"), post)

    assert day.ines.fills(day.ines.gets_form(), number="06 39 98 01 03", accepted=True) == {}

    day.channel_says("Inès", "prend", "mercredi 7 août de 9h à 13h")


def test_a_week_that_is_taken_has_no_button(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-05..09")

    day.clock_shows(story.at(2, 16))

    day.everything_settles()
    assert not [one for one in day.posts() if story_posts.has_button(one, "matin")]
