"""Calls cost money: no premium, satellite or foreign number, no more changes than usual, all written down."""

import pathlib
import re

import pytest

from deskbot import settings
from deskbot.sandbox import observer
from tests import story

SWISS = "+41791234567"
WRITTEN_SWISS = "+41 79 123 45 67"
FORBIDDEN = {
    "surtaxé": "08 99 70 12 34",
    "à prix partagé": "08 20 10 20 30",
    "court": "3639",
    "par satellite": "+881 6 12 34 56 78",
    "étranger": WRITTEN_SWISS,
    "des Antilles": "06 90 12 34 56",
}


@pytest.mark.parametrize("number", FORBIDDEN.values(), ids=FORBIDDEN)
class TestAMember:
    def test_cannot_give_it(self, day: story.Story, number: str) -> None:
        day.ines.types("/standard prendre demain")
        form = day.ines.gets_form()

        refused = day.ines.fills(form, number=number, accepted=True)

        words = refused["error"]
        assert "06 39 98 12 34" in words
        assert re.search("fixe ou un mobile|en entier", words)
        digits = re.sub(r"\D", "", number)
        assert digits not in re.sub(r"\D", "", words)
        assert day.ines.fills(form, number="06 39 98 01 03", accepted=True) == {}


@pytest.mark.parametrize("number", FORBIDDEN.values(), ids=FORBIDDEN)
class TestASetting:
    def test_cannot_hold_it(self, tmp_path: pathlib.Path, number: str) -> None:
        with story.Story(tmp_path, is_stopped=True) as day, pytest.raises(settings.BadSettings) as refused:
            settings.build(day.written_with({"members": {"bureau": {"number": number}}}))

        assert "bureau" in str(refused.value)
        assert re.sub(r"\D", "", number) not in re.sub(r"\D", "", str(refused.value))


SWISS_TOO = {"tolls": {"countries": ["FR", "CH"]}}


def swiss_turn(day: story.Story) -> None:
    """Have Inès answer today with her Swiss mobile, for which an admin vouches."""
    day.ines.types("/standard prendre 2024-08-01..02")
    assert day.ines.fills(day.ines.gets_form(), number=WRITTEN_SWISS, accepted=True) == {}
    assert "Inès" in day.simon.types("/standard numéro @ines vérifié")
    day.everything_settles()
    day.clock_shows(story.at(1, 9))
    day.sees(lambda: day.ringing() == [SWISS, day.tom.number], "Inès, then Tom")
    day.channel_says("**Inès** répond", "Vérifié")


class TestAHouseNearTheBorder:
    def test_rings_a_swiss_mobile(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=SWISS_TOO) as day:
            swiss_turn(day)

            assert not observer.those_with(day.posts(), "123 45 67")

    def test_still_refuses_what_costs_more(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=SWISS_TOO) as day:
            day.ines.types("/standard prendre demain")
            form = day.ines.gets_form()

            for number in ("08 99 70 12 34", "+881 6 12 34 56 78", "+44 7700 900123", "+41 900 123 456"):
                assert day.ines.fills(form, number=number, accepted=True)

    def test_takes_it_off_once_it_is_forbidden(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=SWISS_TOO) as day:
            swiss_turn(day)

            day.deskbot_stops()
            day.deskbot_starts(changes={})
            day.minutes_pass(1.1)

            day.sees(lambda: SWISS not in day.numbers_on_the_line(), "her number is off the line")
            day.nothing_is_left_to_do()
            assert day.ringing() == []
            assert day.people.line()["then"]["kind"] == "voicemail"
            day.one_post("admins", "n'est pas autorisé")
            assert "Vérifié" not in day.lea.types("/standard qui")

    def test_says_so_once_and_never_shows_it(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=SWISS_TOO) as day:
            swiss_turn(day)
            day.deskbot_stops()
            day.deskbot_starts(changes={})
            day.sees(lambda: SWISS not in day.numbers_on_the_line(), "her number is off the line")
            for _ in range(3):
                day.minutes_pass(1.1)
                day.nothing_is_left_to_do()

            day.one_post("admins", "n'est pas autorisé")
            assert "1234567" not in day.everything().replace(" ", "")

    def test_answers_again_with_somebody_else(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=SWISS_TOO) as day:
            swiss_turn(day)
            day.deskbot_stops()
            day.deskbot_starts(changes={})
            day.sees(lambda: SWISS not in day.numbers_on_the_line(), "her number is off the line")

            day.ines.types("/standard rendre 2024-08-01..02")
            day.lea.types("/standard prendre 2024-08-01")

            day.minutes_pass(1.1)
            day.line_rings(day.lea, day.tom)
            day.channel_says("**Léa** répond", "Vérifié")


TWO_A_DAY = {"tolls": {"changes_a_day": 2}}
ASKED = "c'est la limite d'une journée"
AGREE = "D'accord"


def twice_changed(day: story.Story) -> None:
    """Have the line change twice, as often as it may today, and once more."""
    day.lea.types("/standard prendre 2024-08-01")
    day.everything_settles()
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.lea.types("/standard rendre aujourd'hui")
    day.line_rings(day.bureau)
    day.nothing_is_left_to_do()
    day.simon.types("/standard prendre aujourd'hui")
    day.one_post("admins", ASKED)
    day.nothing_is_left_to_do()


class TestMoreChangesThanADayAllows:
    def test_are_asked_of_the_admins(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=TWO_A_DAY) as day:
            twice_changed(day)

            assert day.simon.number not in day.numbers_on_the_line()
            assert day.ringing() == []
            assert day.people.line()["then"]["kind"] == "voicemail"
            assert "Vérifié" not in day.lea.types("/standard qui")
            for _ in range(3):
                day.minutes_pass(1.1)
                day.nothing_is_left_to_do()
            assert len(observer.those_with(day.posts("admins"), ASKED, "D'accord")) == 1

    def test_are_made_once_an_admin_agrees(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=TWO_A_DAY) as day:
            twice_changed(day)
            asked = day.reads("admins", ASKED, button=AGREE)
            behind = day.context_of(asked, AGREE)

            assert "je change la ligne" in day.patricia.clicks(AGREE, asked)

            day.line_rings(day.simon, day.tom)
            day.channel_says("**Simon** répond", "Vérifié")
            shown = day.sees_button_go(asked, AGREE, channel="admins")
            assert "**Patricia** est d'accord" in shown["message"]
            assert "**Patricia** a déjà" in day.simon.clicks_late(asked, context=behind)

    def test_are_not_agreed_by_others(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=TWO_A_DAY) as day:
            twice_changed(day)
            asked = day.reads("admins", ASKED, button=AGREE)
            behind = day.context_of(asked, AGREE)

            said = day.lea.clicks_late(asked, context=behind)

            assert "admin" in said
            day.minutes_pass(1.1)
            day.nothing_is_left_to_do()
            assert day.ringing() == []

    def test_begin_anew_the_next_day(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=TWO_A_DAY) as day:
            twice_changed(day)
            day.lea.types("/standard prendre 2024-08-02")

            day.clock_shows(story.at(2, 9))

            day.line_rings(day.lea, day.tom)
            day.channel_says("répond de nouveau comme prévu", channel="admins")

    def test_still_take_people_off(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes={"tolls": {"changes_a_day": 1}}) as day:
            day.lea.types("/standard prendre 2024-08-01")
            day.everything_settles()
            day.clock_shows(story.at(1, 9))
            day.line_rings(day.lea, day.tom)

            day.clock_shows(story.at(1, 17, 30))

            day.is_off_the_line(day.lea)
            day.channel_says("est fermé", "Vérifié chez l'opérateur à 17h30")


class TestTheJournal:
    def test_shows_every_change(self, day: story.Story) -> None:
        day.lea.types("/standard prendre jeudi matin")
        day.simon.types("/standard prendre jeudi après-midi")
        day.everything_settles()
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.clock_shows(story.at(1, 13))
        day.line_rings(day.simon, day.tom)
        day.clock_shows(story.at(1, 17, 30))
        day.is_off_the_line(day.simon)
        day.nothing_is_left_to_do()

        shown = day.patricia.types("/standard journal ligne")

        entries = [line for line in shown.splitlines() if line.startswith("- ")]
        assert "répondeur" in entries[0]
        assert "**Simon, puis Tom**" in entries[1]
        assert "**Léa, puis Tom**" in entries[2]
        assert "17h30" in entries[0]
        assert "13h" in entries[1]
        assert "+33" not in shown
        assert "06 " not in shown

    def test_is_for_admins(self, day: story.Story) -> None:
        assert "admin" in day.lea.types("/standard journal ligne")

    def test_goes_with_one_announcement_a_change(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01")
        day.everything_settles()
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        for _ in range(3):
            day.minutes_pass(1.1)
            day.nothing_is_left_to_do()

        assert len(observer.those_with(day.posts(), "**Léa** répond")) == 1
        shown = day.patricia.types("/standard journal ligne")
        assert shown.count("Léa, puis Tom") == 1
