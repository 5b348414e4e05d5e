"""Gaps are told a week and two days ahead, on days when somebody reads; silence where they are intended."""

from tests import story, story_posts


def told(day: story.Story, *words: str) -> list[story.Json]:
    """Return what the channel was told of free half-days, the pinned post and next week's apart."""
    posts = story_posts.holding(day.posts(), *words)
    return [one for one in posts if not story_posts.says(one["message"], "📌") and one["buttons"]]


def test_gaps_are_told_seven_and_two_days_ahead(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..07")
    day.everything_settles()

    day.clock_shows(story.at(1, 10))

    day.sees(lambda: told(day, "jeudi 8 août"), "a week ahead")
    day.clock_shows(story.at(6, 10))
    day.sees(lambda: len(told(day, "jeudi 8 août")) == 2, "two days ahead")


def test_what_is_taken_is_not_told(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..09")
    day.everything_settles()

    day.clock_shows(story.at(1, 10))
    day.everything_settles()

    assert not told(day, "jeudi 8 août")


def test_a_gap_that_is_intended_is_not_told(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..07")
    day.simon.types("/standard trous ignorer 8 août")
    day.simon.types("/standard fermer 3 août")
    day.everything_settles()

    day.clock_shows(story.at(1, 10))
    day.everything_settles()

    assert not [one for one in told(day, "jeudi 8 août") if story_posts.has_button(one, "8")]


def test_friday_tells_what_the_week_end_would(day: story.Story) -> None:
    # Two days before Monday 5 and Tuesday 6 August is a week-end.
    day.lea.types("/standard prendre 2024-08-01..02")
    day.everything_settles()

    day.clock_shows(story.at(2, 10))

    day.sees(lambda: told(day, "lundi 5 août"), "Monday's gap, on Friday")
    day.sees(lambda: told(day, "mardi 6 août"), "Tuesday's gap, on Friday")
    day.clock_shows(story.at(3, 10))
    day.everything_settles()
    day.clock_shows(story.at(4, 10))
    day.everything_settles()
    assert len(told(day, "lundi 5 août")) == 1


def test_one_click_fills_it_and_the_post_says_so(day: story.Story) -> None:
    day.clock_shows(story.at(1, 10))
    (post,) = day.sees(lambda: told(day, "jeudi 8 août"), "a week ahead")

    day.tom.clicks(story_posts.button_with(post, "8", "matin"), post)

    day.channel_says("Tom", "prend", "8 août")
    day.sees(
        lambda: (
            not any(
                story_posts.has_button(one, "8", "matin") for one in day.posts() if one["id"] == post["id"]
            )
        ),
        "the button is gone",
    )
