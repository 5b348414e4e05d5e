"""She cannot come: who clicks first replaces her, and the line follows."""

import concurrent.futures

from tests import story, story_posts

COVER = "Je remplace"


def ask(day: story.Story) -> story.Json:
    """Have Léa take two days and look for somebody for the first one; return the post."""
    day.lea.types("/standard prendre 2024-08-05..06")
    day.lea.types("/standard remplacer 5 août")
    return day.reads("standard", "Léa", "lundi 5 août", button=COVER)


def test_cover_first_click_wins(day: story.Story) -> None:
    wanted = ask(day)
    still_shown = day.context_of(wanted, COVER)

    assert "Léa" in day.simon.clicks(COVER, wanted)

    assert "Simon" in day.patricia.clicks_late(wanted, context=still_shown)
    day.lea.reads("Simon", "lundi 5 août")
    after = day.sees_button_go(wanted, COVER)
    assert "Simon" in after["message"]
    day.clock_shows(story.at(5, 9))
    day.line_rings(day.simon, day.tom)
    day.clock_shows(story.at(6, 9))
    day.line_rings(day.lea, day.tom)


def test_two_people_click_at_once(day: story.Story) -> None:
    wanted = ask(day)
    context = day.context_of(wanted, COVER)
    people = [day.tom, day.simon, day.patricia]

    with concurrent.futures.ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(lambda one: one.clicks_late(wanted, context=context), people))

    day.sees_button_go(wanted, COVER)
    day.everything_settles()
    assert len(story_posts.holding(day.posts(), "lundi 5 août", button="Annuler")) == 1
    assert len(story_posts.holding(day.lea.direct_messages(), "lundi 5 août")) == 1


def test_undone_she_has_her_turn_again(day: story.Story) -> None:
    wanted = ask(day)
    day.simon.clicks(COVER, wanted)
    covered = day.reads("standard", "Simon", "Léa", button="Annuler")
    day.clock_shows(story.at(5, 9))
    day.line_rings(day.simon, day.tom)

    assert "annulé" in day.simon.clicks("Annuler", covered)

    day.line_rings(day.lea, day.tom)


def test_one_does_not_replace_oneself(day: story.Story) -> None:
    wanted = ask(day)

    day.lea.clicks(COVER, wanted)

    day.everything_settles()
    assert COVER in story_posts.button_names(day.reads("standard", "Léa", "5 août", button=COVER))


def test_what_one_does_not_hold_nobody_replaces(day: story.Story) -> None:
    day.lea.types("/standard prendre 6 août")

    assert "mardi 6 août" in day.lea.types("/standard remplacer 5 août")

    day.everything_settles()
    assert not story_posts.holding(day.posts(), button=COVER)


def test_days_given_back_meanwhile_are_free_for_all(day: story.Story) -> None:
    wanted = ask(day)
    context = day.context_of(wanted, COVER)
    day.lea.types("/standard rendre 2024-08-05..06")

    assert day.simon.clicks_late(wanted, context=context)

    day.clock_shows(story.at(5, 9))
    day.line_rings(day.bureau)
