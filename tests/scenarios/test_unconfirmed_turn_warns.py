"""Two days before her turn she is asked; if she says nothing, the admins are told in time."""

from tests import story, story_posts

YES = "Je confirme"
NO = "Je rends"


def asked_two_days_before(day: story.Story) -> story.Json:
    """Have Léa take Thursday 8 August, and let Tuesday come."""
    day.lea.types("/standard prendre 8 août")
    day.clock_shows(story.at(6, 9))
    return day.lea.reads("jeudi 8 août", button=YES)


def warnings(day: story.Story, name: str) -> list[story.Json]:
    """Return what the admins were told about somebody."""
    return story_posts.holding(day.posts("admins"), name)


def test_unconfirmed_turn_warns(day: story.Story) -> None:
    asked_two_days_before(day)
    assert not warnings(day, "Léa")

    day.clock_shows(story.at(7, 9))
    day.sees(lambda: len(warnings(day, "Léa")) == 1, "the admins are told a day before")
    day.clock_shows(story.at(8, 8))
    day.sees(lambda: len(warnings(day, "Léa")) == 2, "the admins are told an hour before")

    day.clock_shows(story.at(8, 9))
    day.line_rings(day.lea, day.tom)


def test_once_confirmed_nobody_is_told(day: story.Story) -> None:
    asked = asked_two_days_before(day)

    assert day.lea.clicks(YES, asked)

    day.clock_shows(story.at(7, 9))
    day.everything_settles()
    day.clock_shows(story.at(8, 8))
    day.everything_settles()
    assert not warnings(day, "Léa")


def test_who_cannot_come_gives_it_back_with_one_click(day: story.Story) -> None:
    asked = asked_two_days_before(day)

    assert "8 août" in day.lea.clicks(NO, asked)

    day.channel_says("Léa** rend", "8 août")
    day.clock_shows(story.at(7, 9))
    day.everything_settles()
    assert not warnings(day, "Léa")
    day.clock_shows(story.at(8, 9))
    day.line_rings(day.bureau)


def test_a_number_that_is_not_proved_is_told_even_when_confirmed(day: story.Story) -> None:
    day.ines.types("/standard prendre 8 août")
    day.ines.fills(day.ines.gets_form(), number="06 39 98 01 03", accepted=True)
    day.clock_shows(story.at(6, 9))
    day.ines.clicks(YES, day.ines.reads("jeudi 8 août", button=YES))

    day.clock_shows(story.at(7, 9))

    day.sees(lambda: len(warnings(day, "Inès")) == 1, "the admins are told a day before")


def test_a_turn_taken_late_is_not_asked_about(day: story.Story) -> None:
    day.lea.types("/standard prendre demain")

    day.clock_shows(story.at(1, 12))

    day.everything_settles()
    assert not story_posts.holding(day.lea.direct_messages(), button=YES)


def test_a_turn_given_back_meanwhile_is_not_asked_about(day: story.Story) -> None:
    day.lea.types("/standard prendre 8 août")
    day.lea.types("/standard rendre 8 août")

    day.clock_shows(story.at(6, 9))

    day.everything_settles()
    assert not story_posts.holding(day.lea.direct_messages(), button=YES)


def test_nobody_is_asked_on_a_closed_day(day: story.Story) -> None:
    # 48 h before Monday 12 August at 9:00 is a Saturday: Friday, an hour before closing.
    day.lea.types("/standard prendre 12 août")

    day.clock_shows(story.at(9, 16))
    day.everything_settles()
    assert not story_posts.holding(day.lea.direct_messages(), "12 août", button=YES)

    day.clock_shows(story.at(9, 16, 30))
    day.lea.reads("lundi 12 août", button=YES)


def test_a_restart_forgets_nothing_and_repeats_nothing(day: story.Story) -> None:
    day.lea.types("/standard prendre 8 août")
    day.deskbot_stops()
    day.deskbot_starts()

    day.clock_shows(story.at(6, 9))
    day.lea.reads("jeudi 8 août", button=YES)
    day.deskbot_stops()
    day.deskbot_starts()

    day.everything_settles()
    assert len(story_posts.holding(day.lea.direct_messages(), "8 août", button=YES)) == 1
