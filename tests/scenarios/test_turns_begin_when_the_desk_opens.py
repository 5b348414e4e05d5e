"""A turn begins when the desk first answers in it: holidays and closings move all that is around it."""

import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_posts

YES = "Je confirme"
UNDO = "Annuler"
BEGINS = "c'est ton tour"


def handed_over(day: story.Story, person: story.Person) -> int:
    """Return how many times the desk was handed over to somebody."""
    return len(story_posts.holding(person.direct_messages(), BEGINS))


def asked(day: story.Story, person: story.Person) -> int:
    """Return how many questions somebody can still answer."""
    return len(story_posts.holding(person.direct_messages(), button=YES))


def warned(day: story.Story) -> int:
    """Return how many times the admins were told of Léa's turns."""
    return len(story_posts.holding(day.posts("admins"), "Léa"))


def comes(day: story.Story, *moment: int) -> None:
    """Let a moment of August come, and all that is due at it happen."""
    day.clock_shows(story.at(*moment))
    day.nothing_is_left_to_do()


class TestAfterAHoliday:
    """Léa takes 15 to 20 August; the 15th is a holiday, the 17th a Saturday."""

    @pytest.fixture
    def day(self, tmp_path: pathlib.Path) -> Iterator[story.Story]:
        """Monday 12 August 2024, 8:55."""
        with story.Story(tmp_path, start=story.at(12, 8, 55, 0)) as told:
            told.lea.types("/standard prendre 2024-08-15..20")
            told.reads("standard", "Léa", "20 août", button=UNDO)
            yield told

    def test_she_is_asked_two_days_before_the_16th(self, day: story.Story) -> None:
        comes(day, 13, 9)
        comes(day, 13, 17)
        assert not asked(day, day.lea)

        comes(day, 14, 8, 59)
        assert not asked(day, day.lea)
        day.clock_shows(story.at(14, 9))

        day.lea.reads("20 août", button=YES)

    def test_the_admins_are_warned_before_the_16th(self, day: story.Story) -> None:
        comes(day, 14, 9)
        comes(day, 14, 12)
        assert not warned(day)

        day.clock_shows(story.at(15, 9))

        day.reads("admins", "Léa", "24 h")
        assert warned(day) == 1
        day.clock_shows(story.at(16, 8))
        day.sees(lambda: warned(day) == 2, "the admins are told an hour before")

    def test_it_is_handed_over_on_the_16th(self, day: story.Story) -> None:
        comes(day, 15, 0)
        comes(day, 15, 9)
        comes(day, 15, 12)
        assert not handed_over(day, day.lea)
        day.line_rings()

        day.clock_shows(story.at(16, 9))

        day.line_rings(day.lea, day.tom)
        day.lea.reads(BEGINS)

    def test_the_week_end_inside_hands_nothing_over(self, day: story.Story) -> None:
        day.clock_shows(story.at(16, 9))
        day.lea.reads(BEGINS)

        comes(day, 17, 9)
        comes(day, 19, 9)

        day.line_rings(day.lea, day.tom)
        assert handed_over(day, day.lea) == 1

    def test_a_turn_of_the_holiday_alone_is_never_spoken_of(self, day: story.Story) -> None:
        day.lea.types("/standard rendre 2024-08-16..20")

        for moment in ((13, 9), (14, 9), (15, 8), (15, 9), (16, 9)):
            comes(day, *moment)

        assert not asked(day, day.lea)
        assert not warned(day)
        assert not handed_over(day, day.lea)


class TestAClosingAfterTheClaim:
    """Léa takes Monday 12 August, and then Simon closes that day: nobody speaks of her turn any more."""

    CLOSED_BEFORE = ((9, 16, 30), (11, 9), (12, 8), (12, 9))

    @pytest.fixture
    def closed(self, day: story.Story) -> story.Json:
        """Return the post of the closing."""
        day.lea.types("/standard prendre 12 août")
        day.simon.types("/standard fermer 12 août inventaire")
        return day.reads("standard", "inventaire", "12 août", button=UNDO)

    def test_asks_warns_and_hands_over_nothing(self, day: story.Story, closed: story.Json) -> None:
        for moment in self.CLOSED_BEFORE:
            comes(day, *moment)

        day.line_rings()
        assert closed["id"]
        assert not asked(day, day.lea)
        assert not warned(day)
        assert not handed_over(day, day.lea)

    def test_undone_she_is_told(self, day: story.Story, closed: story.Json) -> None:
        assert "annulé" in day.simon.clicks(UNDO, closed)

        told = day.lea.reads("Simon", "ouvre", "12 août")
        assert "inventaire" in told["message"]

    def test_undone_everything_comes_again(self, day: story.Story, closed: story.Json) -> None:
        comes(day, 5, 9)
        day.simon.clicks(UNDO, closed)

        day.clock_shows(story.at(9, 16, 30))
        day.lea.reads("12 août", button=YES)
        day.clock_shows(story.at(11, 9))
        day.sees(lambda: warned(day) == 1, "the admins are told a day before")
        day.clock_shows(story.at(12, 8))
        day.sees(lambda: warned(day) == 2, "the admins are told an hour before")
        day.clock_shows(story.at(12, 9))
        day.line_rings(day.lea, day.tom)
        day.lea.reads(BEGINS)

    def test_undone_at_the_last_moment_she_is_asked_at_once(
        self, day: story.Story, closed: story.Json
    ) -> None:
        comes(day, 9, 16, 30)
        comes(day, 9, 17)
        assert not asked(day, day.lea)

        day.simon.clicks(UNDO, closed)

        day.lea.reads("12 août", button=YES)
        day.clock_shows(story.at(12, 9))
        day.lea.reads(BEGINS)

    def test_undone_during_the_turn_it_is_handed_over_at_once(
        self, day: story.Story, closed: story.Json
    ) -> None:
        comes(day, 12, 9)
        comes(day, 12, 10)
        assert not handed_over(day, day.lea)

        day.simon.clicks(UNDO, closed)

        day.line_rings(day.lea, day.tom)
        day.lea.reads(BEGINS)

    def test_of_the_morning_moves_the_beginning_to_the_afternoon(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 12 août")
        day.simon.types("/standard fermer 12 août matin inventaire")

        comes(day, 12, 8)
        comes(day, 12, 9)
        assert not handed_over(day, day.lea)
        day.line_rings()

        day.clock_shows(story.at(12, 13))
        day.line_rings(day.lea, day.tom)
        day.lea.reads(BEGINS)

    def test_of_its_second_day_undone_during_the_first_is_asked_at_once(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-12..13")
        day.simon.types("/standard fermer 12 août inventaire")
        day.simon.types("/standard fermer 13 août peinture")
        closed = day.reads("standard", "peinture", "13 août", button=UNDO)
        comes(day, 12, 8)
        comes(day, 12, 15)

        day.simon.clicks(UNDO, closed)

        day.lea.reads("13 août", button=YES)
        day.clock_shows(story.at(13, 8))
        day.reads("admins", "Léa", "13 août")

    def test_a_saturday_that_opens_is_asked_about(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 10 août")
        comes(day, 2, 9)
        day.simon.types("/standard ouvrir 10 août 9h-12h")
        day.lea.reads("Simon", "ouvre", "10 août")

        day.clock_shows(story.at(8, 9))

        day.lea.reads("10 août", button=YES)
        day.clock_shows(story.at(10, 9))
        day.line_rings(day.lea, day.tom)
        day.lea.reads(BEGINS)


class TestATurnCutInItsMiddle:
    """What is left of a turn is the same turn: she knows what it is."""

    @pytest.fixture
    def day(self, tmp_path: pathlib.Path) -> Iterator[story.Story]:
        """Thursday 1 August 2024, 9:00: Léa is on duty, and knows."""
        with story.Story(tmp_path) as told:
            told.lea.types("/standard prendre 2024-08-01..02")
            told.clock_shows(story.at(1, 9))
            told.line_rings(told.lea, told.tom)
            told.lea.reads(BEGINS)
            yield told

    def test_of_its_end(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 10))

        day.lea.types("/standard rendre demain")

        day.nothing_is_left_to_do()
        day.line_rings(day.lea, day.tom)
        assert handed_over(day, day.lea) == 1

    def test_of_an_hour_that_nobody_takes(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 10))
        day.lea.types("/standard rendre aujourd'hui 11h-12h")
        day.clock_shows(story.at(1, 11))
        day.line_rings(day.bureau)

        day.clock_shows(story.at(1, 12))

        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()
        assert handed_over(day, day.lea) == 1

    def test_somebody_in_between_hands_it_back(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 10))
        day.lea.types("/standard rendre aujourd'hui 11h-12h")
        day.simon.types("/standard prendre aujourd'hui 11h-12h")
        day.clock_shows(story.at(1, 11))
        day.line_rings(day.simon, day.tom)
        day.simon.reads(BEGINS, "Léa")

        day.clock_shows(story.at(1, 12))

        day.line_rings(day.lea, day.tom)
        day.lea.reads(BEGINS, "Simon")

    def test_the_next_morning_hands_nothing_over(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 14))
        day.lea.types("/standard rendre aujourd'hui")
        day.line_rings(day.bureau)

        comes(day, 2, 9)

        day.line_rings(day.lea, day.tom)
        assert handed_over(day, day.lea) == 1
