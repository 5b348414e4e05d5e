"""As the desk closes, its channel reads what became of the calls of the day, and what is left."""

import pathlib

from tests import story, story_posts


def sums(day: story.Story) -> list[story.Json]:
    return story_posts.holding(day.posts(), "🌇")


def test_a_day_is_summed_up(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    # One before it opens, one answered, two missed.
    day.somebody_calls(caller="+33639980203", outcome="silent")
    day.card("06 •• •• •• 03")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.somebody_calls(caller="+33639980209", outcome="answered", answered_by=1)
    day.somebody_calls()
    done = day.card("06 •• •• •• 01")
    day.tom.clicks("Terminé", done)
    day.tom.fills(day.tom.gets_form(), closing="reached")
    day.card("Rappelé")
    day.somebody_calls(caller="+33639980202")
    left = day.card("06 •• •• •• 02")
    day.everything_settles()

    day.clock_shows(story.at(1, 17, 30))

    told = day.reads("standard", "🌇", "4 appels", "dont 1 pendant la fermeture")
    said = told["message"]
    assert story_posts.says(said, "1 décroché, 2 manqués", "Tom 1", "Reste à traiter** (2)")
    assert story_posts.says(said, "06 •• •• •• 02", "06 •• •• •• 03")
    assert "•• 01" not in said
    assert left["id"] in said
    day.everything_settles()
    assert len(sums(day)) == 1


def test_a_day_without_calls_is_not(day: story.Story) -> None:
    day.clock_shows(story.at(1, 17, 30))
    day.everything_settles()

    assert not sums(day)


def test_each_call_is_in_the_sum_of_one_day(day: story.Story) -> None:
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.bureau)
    day.somebody_calls()
    day.card("06 •• •• •• 01")
    day.clock_shows(story.at(1, 17, 30))
    day.reads("standard", "🌇", "1 appel depuis")
    day.clock_shows(story.at(1, 20))
    day.somebody_calls(caller="+33639980202", outcome="silent")
    day.card("06 •• •• •• 02")

    day.clock_shows(story.at(2, 17, 30))

    day.reads("standard", "🌇", "1 appel depuis", "dont 1 pendant la fermeture", "Reste à traiter** (2)")
    day.clock_shows(story.at(5, 17, 30))
    day.everything_settles()
    assert len(sums(day)) == 2


def test_none_where_the_house_wants_none(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"cards": {"sum_up_at_closing": False}}) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        day.somebody_calls()
        day.card("06 •• •• •• 01")

        day.clock_shows(story.at(1, 17, 30))
        day.everything_settles()

        assert not sums(day)
