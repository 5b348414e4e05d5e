"""What closes is at the operator before it is due: hours, closings, the end of each turn."""

import datetime as dt
import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_operator

CLOSED = "fermé"
COVER = "Je remplace"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """A voicemail with a temporary greeting."""
    with story.Story(tmp_path, temporary_greeting_sound_id=7) as told:
        yield told


def order(day: story.Story) -> list[str]:
    """Return what was written since, in order, in words."""
    words = []
    for one in story_operator.writes(day):
        if "/events" in one.path:
            words.append("arm" if one.method == "POST" else "disarm")
        elif "/agent/" in one.path and one.body.get("status") == "available":
            words.append("ring")
    return words


def greeting(day: story.Story) -> bool:
    with day.world.line.lock:
        return bool(day.world.line.mailbox.settings["temporaryGreetingActivated"])


class TestTheWeek:
    def test_is_armed_at_the_start(self, day: story.Story) -> None:
        day.nothing_is_left_to_do()
        times = day.line()["time_conditions"]

        assert times["enable"] is True
        assert times["unavailableType"] == "voicemail"
        assert sorted(one["weekDay"] for one in times["spans"]) == [
            "friday",
            "monday",
            "thursday",
            "tuesday",
            "wednesday",
        ]
        # Assumption is a Thursday of 2024.
        (holiday,) = story_operator.events(day, CLOSED)
        assert str(holiday["dateStart"])[:10] == "2024-08-15"


class TestTheEndOfATurn:
    def test_is_armed_before_anybody_rings(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01")
        day.nothing_is_left_to_do()
        before = len(order(day))

        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()

        assert order(day)[before:] == ["arm", "ring", "ring"]
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]

    def test_is_moved_by_the_next_turn_which_is_armed_first(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01 matin")
        day.simon.types("/standard prendre 2024-08-01 après-midi")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()
        assert story_operator.lease_ends(day) == [story.at(1, 13, 0, 0)]
        before = len(order(day))

        day.clock_shows(story.at(1, 13))
        day.line_rings(day.simon, day.tom)
        day.nothing_is_left_to_do()

        assert order(day)[before:] == ["arm", "ring", "disarm"]
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]

    def test_follows_a_turn_that_is_cut(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()
        assert story_operator.lease_ends(day) == [story.at(2, 17, 30, 0)]

        day.lea.types("/standard rendre 2024-08-02")

        day.sees(lambda: story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)], "an earlier end")
        assert day.ringing() == [day.lea.number, day.tom.number]

    def test_follows_a_turn_that_grows(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01 matin")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()

        day.lea.types("/standard prendre aujourd'hui après-midi")

        day.clock_shows(story.at(1, 13))
        day.sees(lambda: story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)], "a later end")
        day.line_rings(day.lea, day.tom)

    def test_goes_with_a_turn_given_back_as_a_whole(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

        day.lea.types("/standard rendre 2024-08-01..02")

        day.line_rings(day.bureau)
        day.is_off_the_line(day.lea)
        day.sees(lambda: story_operator.lease_ends(day) == [], "no end of a turn")

    def test_goes_with_a_turn_that_is_undone(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

        day.lea.clicks("Annuler", day.reads("standard", "Léa** prend", button="Annuler"))

        day.line_rings(day.bureau)
        day.sees(lambda: story_operator.lease_ends(day) == [], "no end of a turn")

    def test_comes_back_with_what_is_undone(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.lea.types("/standard rendre aujourd'hui après-midi")
        day.sees(lambda: story_operator.lease_ends(day) == [story.at(1, 13, 0, 0)], "an earlier end")

        day.lea.clicks("Annuler", day.reads("standard", "Léa** rend", button="Annuler"))

        day.clock_shows(story.at(1, 13))
        day.sees(lambda: story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)], "the end of the day")
        day.line_rings(day.lea, day.tom)
        day.clock_shows(story.at(2, 9))
        day.sees(lambda: story_operator.lease_ends(day) == [story.at(2, 17, 30, 0)], "the former end")

    def test_is_that_of_whoever_covers(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.lea.types("/standard remplacer demain")
        asked = day.reads("standard", "Léa", "cherche quelqu'un", button=COVER)

        day.simon.clicks(COVER, asked)

        day.sees(lambda: story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)], "hers is over today")
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.simon, day.tom)
        day.nothing_is_left_to_do()
        assert story_operator.lease_ends(day) == [story.at(2, 17, 30, 0)]

    def test_is_what_the_clock_on_the_wall_says(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, start=story.at(25, 8, 55, 0, month=10)) as day:
            day.lea.types("/standard prendre 2024-10-25..28")
            day.clock_shows(story.at(25, 9, month=10))
            day.line_rings(day.lea, day.tom)
            day.nothing_is_left_to_do()

            assert story_operator.lease_ends(day) == [story.at(28, 17, 30, 0, month=10)]

            day.deskbot_stops()
            day.clock_shows(story.at(28, 17, 29, month=10))
            assert day.ringing() == [day.lea.number, day.tom.number]
            day.clock_shows(story.at(28, 17, 30, month=10))
            day.line_rings()


class TestWhileDeskbotIsStopped:
    """What was said the day before holds, whoever is there to do it."""

    def test_the_house_closes_and_opens_by_itself(self, day: story.Story) -> None:
        day.simon.types("/standard fermer 2024-08-05..06 pont")
        day.simon.types("/standard ouvrir samedi 9h-12h")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        day.nothing_is_left_to_do()
        day.deskbot_stops()

        for date, is_open in ((2, True), (3, True), (4, False), (5, False), (6, False), (7, True)):
            day.clock_shows(story.at(date, 8, 59))
            day.line_rings()
            day.clock_shows(story.at(date, 9))
            day.line_rings(*([day.bureau] if is_open else []))
        for date, is_open in ((10, False), (14, True), (15, False), (16, True), (17, False)):
            day.clock_shows(story.at(date, 10))
            day.line_rings(*([day.bureau] if is_open else []))

    def test_a_closing_known_from_the_start_is_kept(self, tmp_path: pathlib.Path) -> None:
        closure = {"first": dt.date(2024, 8, 12), "last": dt.date(2024, 8, 14), "reason": "travaux"}
        changes = {"desks": {"standard": {"hours": {"closures": [closure]}}}}
        with story.Story(tmp_path, changes=changes) as day:
            day.nothing_is_left_to_do()
            # With Assumption on the day after, it is one closing.
            (armed,) = story_operator.events(day, CLOSED)
            assert [str(armed[one])[:16] for one in ("dateStart", "dateEnd")] == [
                "2024-08-12T09:00",
                "2024-08-15T17:30",
            ]
            day.deskbot_stops()

            day.clock_shows(story.at(13, 10))
            day.line_rings()


class TestClosing:
    def test_by_a_sentence_is_armed_at_once_and_opened_again(self, day: story.Story) -> None:
        day.simon.types("/standard fermer 2024-08-06..07 pont")
        day.sees(lambda: len(story_operator.events(day, CLOSED)) == 2, "the closing is armed")

        day.simon.types("/standard ouvrir 2024-08-06..07")

        day.sees(lambda: len(story_operator.events(day, CLOSED)) == 1, "the closing is armed no more")

    def test_today_opens_again_today(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

        day.simon.types("/standard fermer aujourd'hui fuite d'eau")
        day.line_rings()
        day.is_off_the_line(day.lea)
        assert "ouvre" in day.simon.types("/standard ouvrir aujourd'hui")

        day.line_rings(day.lea, day.tom)


class TestTheGreeting:
    def test_says_that_the_house_is_closed_while_it_is(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 9))
        day.nothing_is_left_to_do()
        assert not greeting(day)

        day.simon.types("/standard fermer aujourd'hui")
        day.sees(lambda: greeting(day), "the temporary greeting")
        day.channel_says("annonce de fermeture")
        day.simon.types("/standard ouvrir aujourd'hui")

        day.sees(lambda: not greeting(day), "the usual greeting")
        day.channel_says("annonce habituelle")
        day.minutes_pass(2)
        day.nothing_is_left_to_do()
        assert len([one for one in day.posts() if "annonce" in one["message"]]) == 2

    def test_is_what_a_caller_hears(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 9))
        day.simon.types("/standard fermer aujourd'hui")
        day.channel_says("annonce de fermeture")
        assert story_operator.waits_to_the_end(day).greeting == "temporary"

        day.clock_shows(story.at(2, 9))

        day.channel_says("annonce habituelle")
        assert story_operator.waits_to_the_end(day).greeting == "usual"

    def test_is_told_once_it_was_read_back(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 9))
        day.nothing_is_left_to_do()
        day.ovh(fault="503")
        day.simon.types("/standard fermer aujourd'hui")
        day.minutes_pass(1)
        day.nothing_is_left_to_do()
        assert not [one for one in day.posts() if "annonce" in one["message"]]

        day.ovh(fault=None)
        day.minutes_pass(1)

        day.channel_says("annonce de fermeture")
        assert greeting(day)

    def test_is_switched_on_the_day_of_a_closing_said_long_before(self, day: story.Story) -> None:
        day.simon.types("/standard fermer 2024-08-05..06 pont")
        day.clock_shows(story.at(2, 10))
        day.nothing_is_left_to_do()
        assert not greeting(day)

        day.clock_shows(story.at(5, 9))
        day.sees(lambda: greeting(day), "the temporary greeting")
        day.clock_shows(story.at(7, 9))

        day.sees(lambda: not greeting(day), "the usual greeting")

    def test_is_not_pretended_where_none_is_recorded(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path) as day:
            day.simon.types("/standard fermer aujourd'hui")
            day.clock_shows(story.at(1, 9))
            day.minutes_pass(2)
            day.nothing_is_left_to_do()

            assert not greeting(day)
            assert not [post for post in day.posts() if "annonce" in post["message"]]
