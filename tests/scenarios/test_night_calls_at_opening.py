"""What came while the desk was closed is listed as it opens; until then nobody is disturbed."""

import pathlib

from tests import story, story_posts


def lists(day: story.Story) -> list[story.Json]:
    return story_posts.holding(day.posts(), "depuis la fermeture")


def test_night_calls(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..02")
    day.clock_shows(story.at(1, 20))
    day.somebody_calls(outcome="message")
    first = day.card("06 •• •• •• 01")
    day.somebody_calls(caller="+33639980202", outcome="silent")
    day.card("06 •• •• •• 02")
    day.clock_shows(story.at(2, 8, 59))
    day.everything_settles()
    assert not lists(day)
    assert not story_posts.holding(day.posts(), "toujours quelqu'un")

    day.clock_shows(story.at(2, 9))

    told = day.reads("standard", "2 appels à traiter depuis la fermeture", "Léa")
    assert story_posts.says(told["message"], "06 •• •• •• 01", "🎧", "06 •• •• •• 02")
    assert first["id"] in told["message"]
    assert "@" not in told["message"]
    day.everything_settles()
    assert len(lists(day)) == 1


def test_what_somebody_ended_in_the_night_is_not_listed(day: story.Story) -> None:
    day.clock_shows(story.at(1, 20))
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    day.somebody_calls(caller="+33639980202", outcome="silent")
    day.card("06 •• •• •• 02")
    day.tom.clicks("Terminé", card)
    day.tom.fills(day.tom.gets_form(), closing="reached")

    day.clock_shows(story.at(2, 9))

    told = day.reads("standard", "1 appel à traiter depuis la fermeture")
    assert "•• 01" not in told["message"]


def test_a_quiet_night_is_not_told_of(day: story.Story) -> None:
    day.clock_shows(story.at(1, 10))
    day.somebody_calls()
    day.card("06 •• •• •• 01")

    day.clock_shows(story.at(2, 9))
    day.everything_settles()

    assert not lists(day)


def test_a_weekend_is_told_of_on_monday(day: story.Story) -> None:
    day.clock_shows(story.at(3, 11))
    day.somebody_calls(outcome="silent")
    day.card("06 •• •• •• 01")
    for moment in (story.at(4, 9), story.at(5, 8, 59)):
        day.clock_shows(moment)
        day.everything_settles()
    assert not lists(day)

    day.clock_shows(story.at(5, 9))

    day.reads("standard", "1 appel à traiter depuis la fermeture", "vendredi 2 août", "06 •• •• •• 01")


def test_an_opening_that_was_said_since_counts(day: story.Story) -> None:
    day.simon.types("/standard ouvrir samedi 10h-12h inventaire")
    day.clock_shows(story.at(2, 20))
    day.somebody_calls(outcome="silent")
    day.card("06 •• •• •• 01")

    day.clock_shows(story.at(3, 10))

    day.reads("standard", "1 appel à traiter depuis la fermeture", "06 •• •• •• 01")


def test_a_deskbot_that_starts_long_after_the_opening_says_nothing_of_it(day: story.Story) -> None:
    day.clock_shows(story.at(1, 20))
    day.somebody_calls(outcome="silent")
    day.card("06 •• •• •• 01")
    day.deskbot_stops()
    day.clock_shows(story.at(2, 12))

    day.deskbot_starts()
    day.everything_settles()

    assert not lists(day)


def test_nothing_of_it_where_the_house_wants_none(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"cards": {"list_at_opening": False}}) as day:
        day.clock_shows(story.at(1, 20))
        day.somebody_calls(outcome="silent")
        day.card("06 •• •• •• 01")

        day.clock_shows(story.at(2, 9))
        day.everything_settles()

        assert not lists(day)
