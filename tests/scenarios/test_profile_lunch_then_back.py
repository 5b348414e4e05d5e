"""An admin has the desk answered another way for a while, and the roster counts again by itself after."""

import pathlib
import re
from collections.abc import Iterator

import pytest

from tests import story, story_operator

PROFILES = {
    "dejeuner": {"title": "Pause déjeuner", "rings": ["bureau"]},
    "reunion": {"title": "En réunion", "rings": []},
}
CHANGES = {"desks": {"standard": {"profiles": PROFILES}}}
LUNCH = "/standard profil déjeuner jusqu'à 14h"
UNDO = "Annuler"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Thursday 1 August 2024, 12:30: Léa answers, then Tom."""
    with story.Story(tmp_path, changes=CHANGES) as told:
        told.lea.types("/standard prendre 2024-08-01..02")
        told.clock_shows(story.at(1, 12, 30))
        told.line_rings(told.lea, told.tom)
        told.channel_says("**Léa** répond", "Vérifié")
        yield told


class TestLunch:
    def test_rings_the_office_and_is_announced(self, day: story.Story) -> None:
        answer = day.simon.types(LUNCH)

        assert "Pause déjeuner" in answer
        assert "jusqu'à 14h." in answer
        day.reads("standard", "Simon", "Pause déjeuner", "14h", button=UNDO)
        day.line_rings(day.bureau)
        day.channel_says("est sur « Pause déjeuner »", "le bureau répond", "Vérifié")

    def test_is_named_to_whoever_asks(self, day: story.Story) -> None:
        day.simon.types(LUNCH)
        day.channel_says("est sur « Pause déjeuner »", "Vérifié")

        for command in ("/standard", "/standard qui"):
            answer = day.ines.types(command)

            assert "Pause déjeuner" in answer
            assert "le bureau répond" in answer
            assert "jusqu'à 14h." in answer
            assert "Léa" not in answer

    def test_is_over_by_itself(self, day: story.Story) -> None:
        day.simon.types(LUNCH)
        day.line_rings(day.bureau)

        day.clock_shows(story.at(1, 13, 59, 0))
        day.nothing_is_left_to_do()
        assert day.ringing() == [day.bureau.number]
        day.clock_shows(story.at(1, 14))

        day.line_rings(day.lea, day.tom)
        day.sees(lambda: "**Léa** répond" in day.posts()[-1]["message"], "Léa is the last word")
        assert "Pause déjeuner" not in day.lea.types("/standard qui")

    def test_is_ended_by_an_admin(self, day: story.Story) -> None:
        day.simon.types(LUNCH)
        day.line_rings(day.bureau)

        answer = day.patricia.types("/standard profil fin")

        assert "Pause déjeuner" in answer
        ended = day.reads("standard", "Patricia", "met fin à", "Pause déjeuner", button=UNDO)
        day.line_rings(day.lea, day.tom)
        assert "annulé" in day.patricia.clicks(UNDO, ended)
        day.line_rings(day.bureau)
        day.clock_shows(story.at(1, 14))
        day.line_rings(day.lea, day.tom)

    def test_is_undone_by_its_button(self, day: story.Story) -> None:
        day.simon.types(LUNCH)
        posted = day.reads("standard", "Simon", "Pause déjeuner", button=UNDO)
        day.line_rings(day.bureau)
        assert "Seul un admin" in day.lea.clicks(UNDO, posted)

        assert "annulé" in day.simon.clicks(UNDO, posted)

        day.line_rings(day.lea, day.tom)
        day.sees_button_go(posted, UNDO)
        assert "Aucun profil" in day.simon.types("/standard profil fin")

    def test_ends_without_deskbot_too(self, day: story.Story) -> None:
        day.simon.types(LUNCH)
        day.line_rings(day.bureau)
        day.channel_says("est sur « Pause déjeuner »", "Vérifié")
        day.clock_shows(story.at(1, 13))
        day.nothing_is_left_to_do()
        day.deskbot_stops()
        assert day.ringing() == [day.bureau.number]

        day.clock_shows(story.at(1, 14))

        call = story_operator.waits_to_the_end(day)
        assert story_operator.numbers_rung(call) == []
        assert day.ringing() == []
        assert day.line()["then"]["kind"] == "voicemail"


class TestAProfileWithNobody:
    def test_sends_callers_to_the_voicemail(self, day: story.Story) -> None:
        assert "répondeur" in day.simon.types("/standard profil réunion 14h")

        day.line_rings()
        day.channel_says("est sur « En réunion »", "répondeur", "Vérifié")

    def test_takes_the_place_of_the_one_before(self, day: story.Story) -> None:
        day.simon.types(LUNCH)
        day.line_rings(day.bureau)

        day.simon.types("/standard profil réunion jusqu'à 13h")

        day.line_rings()
        day.clock_shows(story.at(1, 13))
        day.line_rings(day.lea, day.tom)


class TestWithoutAnEnd:
    def test_it_is_said_to_its_end_and_not_to_that_of_a_turn(self, day: story.Story) -> None:
        day.tom.types("/standard prendre 2024-08-01 13h-14h")
        day.simon.types("/standard profil déjeuner")

        assert "jusqu'à 17h30" in day.lea.types("/standard qui")

    def test_it_lasts_until_the_day_closes(self, day: story.Story) -> None:
        answer = day.simon.types("/standard profil déjeuner")

        assert "jusqu'à 17h30." in answer
        day.line_rings(day.bureau)
        day.clock_shows(story.at(1, 17, 29, 0))
        day.nothing_is_left_to_do()
        assert day.ringing() == [day.bureau.number]
        day.clock_shows(story.at(1, 17, 30))
        day.line_rings()
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.lea, day.tom)


class TestRefuses:
    def changes_nothing(self, day: story.Story) -> None:
        day.everything_settles()
        day.nothing_is_left_to_do()
        assert day.ringing() == [day.lea.number, day.tom.number]
        assert not [one for one in day.posts() if "🔀" in one["message"]]

    def test_whoever_is_no_admin(self, day: story.Story) -> None:
        assert "Seul un admin" in day.lea.types(LUNCH)
        assert "Seul un admin" in day.lea.types("/standard profil fin")

        self.changes_nothing(day)

    def test_an_unknown_name_and_says_the_known_ones(self, day: story.Story) -> None:
        answer = day.simon.types("/standard profil sieste jusqu'à 14h")

        assert "« sieste »" in answer
        assert "`dejeuner` et `reunion`" in answer
        self.changes_nothing(day)

    @pytest.mark.parametrize("moment", ["11h", "12h30", "2024-07-31 14h"])
    def test_a_moment_that_is_past(self, day: story.Story, moment: str) -> None:
        answer = day.simon.types(f"/standard profil déjeuner jusqu'à {moment}")

        assert re.search("ce moment est passé|moment à venir", answer), answer
        self.changes_nothing(day)

    @pytest.mark.parametrize("moment", ["la saint-glinglin", "25h", "14h72"])
    def test_a_moment_that_is_none(self, day: story.Story, moment: str) -> None:
        answer = day.simon.types(f"/standard profil déjeuner jusqu'à {moment}")

        assert "Je ne lis pas de moment à venir" in answer
        self.changes_nothing(day)


class TestTheList:
    def test_names_each_and_whom_it_rings(self, day: story.Story) -> None:
        answer = day.ines.types("/standard profil")

        assert "aucun profil en ce moment" in answer
        assert "`dejeuner` (Pause déjeuner) : le bureau, puis le répondeur" in answer
        assert "`reunion` (En réunion) : le répondeur" in answer

    def test_says_which_is_in_force(self, day: story.Story) -> None:
        day.simon.types(LUNCH)

        answer = day.ines.types("/standard profil")

        assert "« Pause déjeuner » en ce moment" in answer
        assert "jusqu'à 14h." in answer
