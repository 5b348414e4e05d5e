"""A claim typed in a channel that is no desk's: the only desk she may take, else she is asked which."""

import pathlib
from typing import Any

from tests import story, story_posts


def with_front_desk(**more: Any) -> dict[str, Any]:
    """Return the settings of a house that has a second desk, whose channel is the one of the newcomers."""
    desk = {
        "title": "l'accueil",
        "channel": "accompagnement",
        "billing_account": "deskbot-demo",
        "number": "03 53 01 01 10",
        "voicemail": "03 53 01 01 99",
        "fallback": ["bureau"],
    }
    return {"desks": {"accueil": {**desk, **more}}}


def test_claim_in_the_wrong_channel(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes=with_front_desk()) as day:
        answer = day.lea.asks("/standard prendre demain", channel="administration")

        assert story_posts.button_names(answer) == ["Le standard", "L'accueil"]
        day.everything_settles()
        assert not story_posts.holding(day.posts(), "Léa", "prend")

        assert "vendredi 2 août" in day.lea.clicks("Le standard", answer)

        day.channel_says("Léa", "prend", "le standard", "2 août")
        assert not story_posts.holding(day.posts("accompagnement"), "Léa", "prend")
        assert not story_posts.holding(day.posts("administration"), "Léa", "prend")
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.lea, day.tom)


def test_the_other_desk(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes=with_front_desk()) as day:
        answer = day.lea.asks("/standard prendre demain", channel="administration")

        day.lea.clicks("L'accueil", answer)

        day.channel_says("Léa", "prend", "l'accueil", channel="accompagnement")
        day.everything_settles()
        assert not story_posts.holding(day.posts(), "Léa", "prend")


def test_the_channel_of_a_desk_means_that_desk(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes=with_front_desk()) as day:
        day.lea.types("/standard prendre demain", channel="accompagnement")
        day.tom.types("/standard prendre demain", channel="standard")

        day.channel_says("Léa", "prend", "l'accueil", channel="accompagnement")
        day.channel_says("Tom", "prend", "le standard")


def test_the_only_desk_of_the_house(day: story.Story) -> None:
    assert "vendredi 2 août" in day.lea.types("/standard prendre demain", channel="accompagnement")

    day.channel_says("Léa", "prend", "2 août")
    assert not story_posts.holding(day.posts("accompagnement"), "Léa", "prend")


def test_the_only_desk_that_she_may_take(tmp_path: pathlib.Path) -> None:
    for_simon = {"everybody": False, "members": ["simon"]}
    with story.Story(tmp_path, changes=with_front_desk(takers=for_simon)) as day:
        assert "vendredi 2 août" in day.lea.types("/standard prendre demain", channel="administration")
        day.channel_says("Léa", "prend", "le standard")

        assert len(day.simon.asks("/standard prendre demain", channel="administration")["buttons"]) == 2


def test_the_members_of_a_channel_may_take_it(tmp_path: pathlib.Path) -> None:
    changes = {
        "duty": {"directory_s": 60},
        **with_front_desk(takers={"everybody": False, "channels": ["admins"]}),
    }
    with story.Story(tmp_path, changes=changes) as day:
        day.minutes_pass(2)
        day.everything_settles()

        refused = day.lea.types("/standard prendre demain", channel="accompagnement")
        taken = day.simon.types("/standard prendre demain", channel="accompagnement")

        assert "2 août" not in refused
        assert "vendredi 2 août" in taken


def test_the_desk_can_be_named(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes=with_front_desk()) as day:
        answer = day.lea.types("/standard prendre demain @standard", channel="accompagnement")

        assert "vendredi 2 août" in answer
        day.channel_says("Léa", "prend", "le standard")
        assert "@nulle-part" not in day.lea.types("/standard prendre lundi @nulle-part")
        day.everything_settles()
        assert not story_posts.holding(day.posts(), "Léa", "lundi 5 août")
