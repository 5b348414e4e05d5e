"""Cards that nobody took, or that somebody took and left: people are reminded, in opening hours alone."""

import pathlib

import pytest

from tests import story, story_posts


def reminders(day: story.Story, channel: str = "standard") -> list[story.Json]:
    return story_posts.holding(day.posts(channel), "toujours quelqu'un")


def where_it_stands(day: story.Story, person: story.Person) -> list[story.Json]:
    return story_posts.holding(person.direct_messages(), "où en est")


@pytest.fixture
def missed(day: story.Story) -> story.Json:
    """A call of Thursday, 9:00, that nobody answered."""
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.bureau)
    day.somebody_calls()
    return day.card("06 •• •• •• 01")


def test_whoever_took_a_card_is_reminded_after_two_hours(day: story.Story, missed: story.Json) -> None:
    day.lea.clicks("Je prends", missed)
    day.everything_settles()
    day.clock_shows(story.at(1, 10, 55))
    day.everything_settles()
    assert not where_it_stands(day, day.lea)

    day.clock_shows(story.at(1, 11, 5))

    reminder = day.lea.reads("où en est", "06 •• •• •• 01")
    assert story_posts.button_names(reminder) == ["Terminé", "Je rends"]
    assert missed["id"] in reminder["message"]
    assert not reminders(day)


def test_once_more_as_the_desk_opens_on_the_next_day_and_never_again(
    day: story.Story, missed: story.Json
) -> None:
    day.lea.clicks("Je prends", missed)
    day.clock_shows(story.at(1, 11, 5))
    day.lea.reads("où en est")

    day.clock_shows(story.at(2, 9))
    day.sees(lambda: len(where_it_stands(day, day.lea)) == 2, "a second reminder")

    for moment in (story.at(2, 12), story.at(5, 9), story.at(6, 9)):
        day.clock_shows(moment)
        day.everything_settles()
    assert len(where_it_stands(day, day.lea)) == 2


def test_it_is_given_back_or_ended_from_the_reminder(day: story.Story, missed: story.Json) -> None:
    day.lea.clicks("Je prends", missed)
    day.clock_shows(story.at(1, 11, 5))

    day.lea.clicks("Je rends", day.lea.reads("où en est"))

    day.sees_post(missed, lambda one: "Je prends" in story_posts.button_names(one))
    day.tom.clicks("Je prends", missed)
    day.clock_shows(story.at(1, 13, 10))
    day.tom.clicks("Terminé", day.tom.reads("où en est"))
    day.tom.fills(day.tom.gets_form(), closing="reached")
    day.sees_post(missed, lambda one: story_posts.says(one["message"], "rappelé", "Tom"))


def test_who_ended_it_meanwhile_is_not_reminded(day: story.Story, missed: story.Json) -> None:
    day.lea.clicks("Je prends", missed)
    day.lea.clicks("Terminé", day.card("Léa", "s'en occupe"))
    day.lea.fills(day.lea.gets_form(), closing="no_answer")

    for moment in (story.at(1, 11, 5), story.at(2, 9), story.at(2, 11)):
        day.clock_shows(moment)
        day.everything_settles()

    assert not where_it_stands(day, day.lea)
    assert not reminders(day)


def test_a_card_that_nobody_took_is_told_of_in_its_channel_and_mentions_nobody(
    day: story.Story, missed: story.Json
) -> None:
    day.clock_shows(story.at(1, 9, 40))

    told = day.reads("standard", "cet appel", "toujours quelqu'un", "06 •• •• •• 01")
    assert missed["id"] in told["message"]
    assert "@" not in told["message"]
    day.clock_shows(story.at(2, 9))
    day.sees(lambda: len(reminders(day)) == 2, "a second reminder")
    day.clock_shows(story.at(5, 10))
    day.everything_settles()
    assert len(reminders(day)) == 2


def test_several_of_them_are_one_post(day: story.Story, missed: story.Json) -> None:
    day.somebody_calls(caller="+33639980202")
    day.card("06 •• •• •• 02")

    day.clock_shows(story.at(1, 10))

    day.reads("standard", "ces 2 appels", "06 •• •• •• 01", "06 •• •• •• 02")
    day.everything_settles()
    assert len(reminders(day)) == 1


def test_a_card_taken_meanwhile_is_not_told_of(day: story.Story, missed: story.Json) -> None:
    day.tom.clicks("Je prends", missed)

    day.clock_shows(story.at(1, 9, 40))
    day.everything_settles()

    assert not reminders(day)


def test_the_one_it_was_handed_to_is_reminded(day: story.Story, missed: story.Json) -> None:
    day.lea.chooses("Confier à…", "tom", missed)
    day.tom.gets_direct("Léa", "te confie")

    day.clock_shows(story.at(1, 11, 5))

    day.tom.reads("où en est")
    assert not where_it_stands(day, day.lea)


def test_nobody_is_reminded_while_the_desk_is_closed(day: story.Story, missed: story.Json) -> None:
    # An hour of Friday is left, and an hour of Monday makes two.
    day.clock_shows(story.at(2, 16, 30))
    day.everything_settles()
    day.lea.clicks("Je prends", missed)

    for moment in (story.at(2, 20), story.at(3, 11), story.at(4, 11), story.at(5, 8, 59)):
        day.clock_shows(moment)
        day.everything_settles()
    assert not where_it_stands(day, day.lea)

    day.clock_shows(story.at(5, 10, 0, 5))
    day.lea.reads("où en est")


def test_an_afternoon_that_is_closed_since_counts_for_nothing(day: story.Story, missed: story.Json) -> None:
    day.lea.clicks("Je prends", missed)
    day.simon.types("/standard fermer aujourd'hui 10h-17h30 réunion")
    day.everything_settles()

    for moment in (story.at(1, 11, 5), story.at(1, 16)):
        day.clock_shows(moment)
        day.everything_settles()
    assert not where_it_stands(day, day.lea)

    day.clock_shows(story.at(2, 10, 5))
    day.lea.reads("où en est")


def test_a_holiday_counts_for_nothing(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, start=story.at(14, 16, 55, 0)) as day:
        day.line_rings(day.bureau)
        day.somebody_calls()
        card = day.card("06 •• •• •• 01")
        day.lea.clicks("Je prends", card)

        # The 15th is Assumption.
        for moment in (story.at(15, 11), story.at(16, 8, 59)):
            day.clock_shows(moment)
            day.everything_settles()
        assert not where_it_stands(day, day.lea)

        day.clock_shows(story.at(16, 10, 30))
        day.lea.reads("où en est")


def test_the_clocks_that_change_move_nothing(tmp_path: pathlib.Path) -> None:
    # The night of 26 to 27 October 2024 is an hour longer.
    with story.Story(tmp_path, start=story.at(25, 16, 25, 0, month=10)) as day:
        day.line_rings(day.bureau)
        day.somebody_calls()
        card = day.card("06 •• •• •• 01")
        day.lea.clicks("Je prends", card)
        taken_at = day.people.now()
        day.everything_settles()

        day.clock_shows(story.at(28, 9, 50, month=10))
        day.everything_settles()
        assert not where_it_stands(day, day.lea)

        # Two open hours: what was left of Friday, and the rest of them on Monday.
        friday = story.at(25, 17, 30, 0, month=10) - taken_at
        day.clock_shows(story.at(28, 11, 0, 5, month=10) - friday)
        day.lea.reads("où en est")


def test_a_reminder_that_comes_much_too_late_is_dropped(day: story.Story, missed: story.Json) -> None:
    day.lea.clicks("Je prends", missed)
    day.everything_settles()
    day.deskbot_stops()
    day.clock_shows(story.at(1, 15))

    day.deskbot_starts()
    day.everything_settles()

    assert not where_it_stands(day, day.lea)
    day.clock_shows(story.at(2, 9))
    day.lea.reads("où en est")


def test_a_card_of_somebody_who_left_is_everybody_s_again(day: story.Story, missed: story.Json) -> None:
    day.ines.clicks("Je prends", missed)
    day.people.leaves_team("ines")
    day.clock_shows(story.at(1, 9, 30))
    day.everything_settles()

    day.clock_shows(story.at(1, 11, 5))

    day.reads("standard", "cet appel", "toujours quelqu'un", "06 •• •• •• 01")
