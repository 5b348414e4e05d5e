"""Several people change the turns at the same moment: the line is looked at once, and written once."""

import concurrent.futures
import itertools
import pathlib
from collections.abc import Callable

import pytest

from deskbot.sandbox import observer
from deskbot.sandbox.ovh import calling
from deskbot.sandbox.ovh import config as line_config
from tests import story, story_operator

FRONT = "+33353010110"


@pytest.fixture
def day(day: story.Story) -> story.Story:
    """Léa answers, then Tom: it is 9:00, and read back."""
    day.lea.types("/standard prendre 2024-08-01")
    day.everything_settles()
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond")
    day.minutes_pass(1.1)
    day.nothing_is_left_to_do()
    return day


def at_once(*asked: Callable[[], object]) -> None:
    """Do all this at the same moment."""
    with concurrent.futures.ThreadPoolExecutor(len(asked)) as pool:
        for done in [pool.submit(one) for one in asked]:
            done.result()


def is_over(day: story.Story, *people: story.Person) -> None:
    """Wait until these people ring, and all that was to be done is done."""
    day.line_rings(*people)
    day.minutes_pass(0.05)
    day.nothing_is_left_to_do()


class TestSeveralCommands:
    def test_are_far_fewer_looks(self, day: story.Story) -> None:
        before, looks = len(story_operator.writes(day)), day.looks_at_the_line()

        # A number of rings is set, turns are taken, days ahead are closed.
        at_once(
            lambda: day.tom.types("/standard prendre 2024-08-05"),
            lambda: day.patricia.types("/standard prendre 2024-08-06"),
            lambda: day.simon.types("/standard fermer 2024-08-12"),
            lambda: day.lea.types("/standard sonneries 2"),
            lambda: day.simon.types("/standard prendre 2024-08-02"),
            lambda: day.patricia.types("/standard fermer 2024-08-09"),
        )

        day.sees(lambda: len(story_operator.writes(day)) > before, "a write")
        is_over(day, day.lea, day.tom)
        # One look follows half a second after the first change; on a busy machine, another after the last.
        assert day.looks_at_the_line() <= looks + 2
        made = story_operator.writes(day)[before:]
        assert len(made) == len({(one.method, one.path, str(one.body)) for one in made})

    def test_that_undo_each_other_write_nothing(self, day: story.Story) -> None:
        before = len(story_operator.writes(day))

        day.lea.types("/standard rendre aujourd'hui")
        day.lea.types("/standard prendre aujourd'hui")

        is_over(day, day.lea, day.tom)
        assert len(story_operator.writes(day)) == before
        assert len(observer.those_with(day.posts(), "**Léa** répond")) == 1

    def test_for_the_same_turn_have_one_winner_on_the_line(self, day: story.Story) -> None:
        day.lea.types("/standard rendre aujourd'hui")
        is_over(day, day.bureau)
        before = len(story_operator.writes(day))
        takers = [day.simon, day.patricia, day.tom]

        at_once(*(lambda one=one: one.types("/standard prendre aujourd'hui") for one in takers))

        day.sees(lambda: day.ringing()[0] in {one.number for one in takers}, "one of them")
        is_over(day, *[one for one in takers if one.number == day.ringing()[0]], *_second(day))
        made = story_operator.writes(day)[before:]
        first = [one for one in made if one.path.endswith("events")]
        assert len(first) == 1
        told = [name for name in ("Simon", "Patricia", "Tom") if _is_told(day, name)]
        assert len(told) == 1


def _second(day: story.Story) -> list[story.Person]:
    return [day.tom] if day.tom.number in day.ringing()[1:] else []


def _is_told(day: story.Story, name: str) -> bool:
    return bool(observer.those_with(day.posts(), f"**{name}** répond"))


class TestALookAtATime:
    def test_while_the_operator_is_slow(self, day: story.Story) -> None:
        before = len(story_operator.writes(day))
        witness = story_operator.Witness(day)
        day.ovh(fault="slow", slow_s=0.05)
        day.lea.types("/standard rendre aujourd'hui")
        day.sees(lambda: len(witness.met) >= 1, "the first write of the first look")

        at_once(
            lambda: day.simon.types("/standard prendre aujourd'hui"),
            lambda: day.patricia.types("/standard fermer 2024-08-09"),
            lambda: day.minutes_pass(1.2),
        )

        day.sees(lambda: day.ringing() == [day.simon.number, day.tom.number], "Simon, then Tom")
        day.ovh(fault=None)
        is_over(day, day.simon, day.tom)
        witness.saw_only({day.lea.number, day.tom.number, day.bureau.number, day.simon.number})
        made = [(one.method, one.path, str(one.body)) for one in story_operator.writes(day)[before:]]
        assert all(one != two for one, two in itertools.pairwise(made))
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]

    def test_when_a_boundary_comes_with_a_command(self, day: story.Story) -> None:
        day.lea.types("/standard rendre jeudi après-midi")
        day.minutes_pass(0.1)
        day.nothing_is_left_to_do()
        before = len(story_operator.writes(day))

        at_once(
            lambda: day.clock_shows(story.at(1, 13)),
            lambda: day.simon.types("/standard prendre jeudi après-midi"),
        )

        is_over(day, day.simon, day.tom)
        made = [one for one in story_operator.writes(day)[before:] if one.method == "POST"]
        assert len(made) == len({str(one.body) for one in made})
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]


class TestTwoDesks:
    """The second desk has its own number, and the voicemail of the first."""

    def test_change_each_their_own_line(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=_front(), more_numbers=[_number()]) as day:
            at_once(
                lambda: day.lea.types("/standard prendre 2024-08-01"),
                lambda: day.simon.types("/standard prendre 2024-08-01", channel="accompagnement"),
            )
            day.everything_settles()

            day.clock_shows(story.at(1, 9))

            day.line_rings(day.lea, day.tom)
            day.sees(lambda: _ringing(day, FRONT) == [day.simon.number], "Simon at the front desk")
            day.channel_says("**Léa** répond", "Vérifié")
            day.channel_says("**Simon** répond", "Vérifié", channel="accompagnement")

    def test_do_not_wait_for_each_other(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=_front(), more_numbers=[_number()]) as day:
            day.lea.types("/standard prendre jeudi matin")
            day.simon.types("/standard prendre 2024-08-01", channel="accompagnement")
            day.everything_settles()
            day.clock_shows(story.at(1, 9))
            day.line_rings(day.lea, day.tom)
            day.channel_says("**Simon** répond", channel="accompagnement")
            # A caller holds the first desk's line back, and not the other's.
            day.clock_shows(story.at(1, 12, 59, 55))
            story_operator.begins_to_call(day, outcome=calling.hangs_up(50))
            day.clock_shows(story.at(1, 13))
            day.lets_the_caller_be_served()

            day.simon.types("/standard rendre jeudi après-midi", channel="accompagnement")

            day.sees(lambda: _ringing(day, FRONT) == [day.bureau.number], "the office at the front desk")
            assert day.lea.number in day.numbers_on_the_line()


def _front() -> dict[str, object]:
    desk = {
        "title": "l'accueil",
        "channel": "accompagnement",
        "billing_account": "deskbot-demo",
        "number": "03 53 01 01 10",
        "voicemail": "03 53 01 01 99",
        "fallback": ["bureau"],
    }
    return {"desks": {"accueil": desk}}


def _number() -> line_config.NumberConfig:
    return line_config.NumberConfig(public_number=FRONT, max_wait_s=60)


def _ringing(day: story.Story, number: str) -> list[str]:
    return day.ringing(number=number)
