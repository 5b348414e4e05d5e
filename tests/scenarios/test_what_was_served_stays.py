"""Whatever changes later, hours that somebody held stay theirs: they are paid by them."""

import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_posts

UNDO = "Annuler"
COVER = "Je remplace"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Thursday 1 August 2024, 8:55; who is of the team is read every minute."""
    with story.Story(tmp_path, changes={"duty": {"directory_s": 60}}) as told:
        yield told


def lea_is_on_duty(day: story.Story) -> story.Json:
    """Have Léa take today, let the desk open, and return the post of her claim."""
    day.lea.types("/standard prendre aujourd'hui")
    claimed = day.reads("standard", "Léa", "prend", button=UNDO)
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    return claimed


def evening_comes(day: story.Story, *, of: int = 1) -> None:
    """Let the desk close, and an hour pass."""
    day.clock_shows(story.at(of, 18, 30))
    day.line_rings()


class TestPrendreAujourdHui:
    """Nobody is paid for a morning that is over when they take the day."""

    def test_at_five_holds_half_an_hour(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, start=story.at(1, 17, second=0)) as day:
            day.line_rings(day.bureau)

            day.lea.types("/standard prendre aujourd'hui")

            day.line_rings(day.lea, day.tom)
            evening_comes(day)
            assert day.held("Léa") == "30 min"

    def test_leaves_the_morning_to_who_held_it(self, day: story.Story) -> None:
        day.simon.types("/standard prendre ce matin")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.simon, day.tom)
        day.clock_shows(story.at(1, 15))
        day.line_rings(day.bureau)

        said = day.lea.types("/standard prendre aujourd'hui")

        assert "Simon" not in said
        day.line_rings(day.lea, day.tom)
        evening_comes(day)
        assert day.held("Simon") == "4 h"
        assert day.held("Léa") == "2 h 30"

    def test_given_by_an_admin_too(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 16))
        day.line_rings(day.bureau)

        day.simon.types("/standard attribuer @lea aujourd'hui")

        day.line_rings(day.lea, day.tom)
        evening_comes(day)
        assert day.held("Léa") == "1 h 30"


class TestRendre:
    """The hours before it was given back are hers."""

    def test_keeps_the_morning(self, day: story.Story) -> None:
        lea_is_on_duty(day)
        day.clock_shows(story.at(1, 14))

        day.lea.types("/standard rendre aujourd'hui")

        day.line_rings(day.bureau)
        evening_comes(day)
        assert day.held("Léa") == "5 h"

    def test_undone_later_she_has_the_rest_again(self, day: story.Story) -> None:
        lea_is_on_duty(day)
        day.clock_shows(story.at(1, 14))
        day.lea.types("/standard rendre aujourd'hui")
        day.line_rings(day.bureau)
        day.clock_shows(story.at(1, 15))

        assert "annulé" in day.lea.clicks(UNDO, day.reads("standard", "Léa** rend", button=UNDO))

        day.line_rings(day.lea, day.tom)
        evening_comes(day)
        assert day.held("Léa") == "7 h 30"

    def test_who_takes_the_rest_has_the_rest(self, day: story.Story) -> None:
        lea_is_on_duty(day)
        day.clock_shows(story.at(1, 14))
        day.lea.types("/standard rendre aujourd'hui")
        day.line_rings(day.bureau)

        day.simon.types("/standard prendre aujourd'hui")

        day.line_rings(day.simon, day.tom)
        evening_comes(day)
        assert day.held("Léa") == "5 h"
        assert day.held("Simon") == "3 h 30"


class TestAnnuler:
    """Undoing a claim takes back what is still to come of it."""

    def test_at_noon_keeps_the_morning(self, day: story.Story) -> None:
        claimed = lea_is_on_duty(day)
        day.clock_shows(story.at(1, 12))

        assert "annulé" in day.lea.clicks(UNDO, claimed)

        day.line_rings(day.bureau)
        evening_comes(day)
        assert day.held("Léa") == "3 h"

    def test_is_refused_when_the_turn_is_wholly_past(self, day: story.Story) -> None:
        day.lea.types("/standard prendre aujourd'hui 9h-11h30")
        claimed = day.reads("standard", "Léa", "prend", button=UNDO)
        day.clock_shows(story.at(1, 12))
        day.line_rings(day.bureau)

        assert story_posts.says(day.lea.clicks(UNDO, claimed), "fini")

        day.nothing_is_left_to_do()
        assert day.held("Léa") == "2 h 30"
        assert not story_posts.holding(day.posts(), "Léa", "annulé")

    def test_of_days_begun_keeps_the_days_that_are_over(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        claimed = day.reads("standard", "Léa", "prend", button=UNDO)
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.clock_shows(story.at(1, 20))
        day.line_rings()

        said = day.lea.clicks(UNDO, claimed)

        assert "annulé" in said
        assert "2 août" in said or "demain" in said
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.bureau)
        assert day.held("Léa") == "8 h 30"

    def test_of_a_cover_keeps_what_was_covered(self, day: story.Story) -> None:
        lea_is_on_duty(day)
        day.lea.types("/standard remplacer aujourd'hui")
        wanted = day.reads("standard", "Léa", button=COVER)
        day.simon.clicks(COVER, wanted)
        day.line_rings(day.simon, day.tom)
        day.clock_shows(story.at(1, 12))

        assert "annulé" in day.simon.clicks(UNDO, day.reads("standard", "Simon", "Léa", button=UNDO))

        day.line_rings(day.lea, day.tom)
        evening_comes(day)
        assert day.held("Simon") == "3 h"
        assert day.held("Léa") == "5 h 30"


def test_a_cover_in_the_middle_of_the_turn_keeps_what_the_asker_served(day: story.Story) -> None:
    lea_is_on_duty(day)
    day.lea.types("/standard remplacer aujourd'hui")
    wanted = day.reads("standard", "Léa", button=COVER)
    day.clock_shows(story.at(1, 11))

    assert "Léa" in day.simon.clicks(COVER, wanted)

    day.line_rings(day.simon, day.tom)
    evening_comes(day)
    assert day.held("Léa") == "2 h"
    assert day.held("Simon") == "6 h 30"


class TestLeavingTheTeam:
    """Who leaves on the third day of five held the first two."""

    def leaves_on_wednesday(self, day: story.Story) -> None:
        """Have Léa hold Monday to Friday, and leave on Wednesday before the desk opens."""
        day.lea.types("/standard prendre 2024-08-05..09")
        day.days_ring({5: [day.lea, day.tom], 6: [day.lea, day.tom]})
        day.clock_shows(story.at(7, 8, 30))
        day.line_rings()
        day.people.leaves_team("lea")
        day.sees(
            lambda: day.minutes_pass(1.5) or story_posts.holding(day.posts("admins"), "Léa"),
            "the admins hear that she left",
        )

    def test_the_bilan_keeps_the_days_served(self, day: story.Story) -> None:
        self.leaves_on_wednesday(day)

        day.clock_shows(story.at(7, 9))

        day.line_rings(day.bureau)
        day.clock_shows(story.at(9, 18))
        day.line_rings()
        assert day.held("Léa") == "17 h"

    def test_what_is_free_again_begins_on_the_third_day(self, day: story.Story) -> None:
        self.leaves_on_wednesday(day)

        told = day.reads("standard", "Léa", "9 août", button=UNDO)

        assert story_posts.says(told["message"], "mercredi 7")
        assert not story_posts.says(told["message"], "lundi 5")

    def test_the_month_line_is_of_the_days_served(self, day: story.Story) -> None:
        self.leaves_on_wednesday(day)

        day.clock_shows(story.at(1, 9, month=9))

        day.lea.reads("août", "17 h", button="Corriger")
        day.reads("admins", "août", "Léa", "17 h")
