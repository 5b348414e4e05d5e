"""The operator, or deskbot, fails in the middle of a change: nobody wrong is rung, and it ends well."""

import dataclasses
import datetime as dt
import pathlib
import signal

import pytest

from deskbot.sandbox import observer
from deskbot.sandbox.ovh import switches
from tests import story, story_operator

NOON = story.at(1, 13)
# What a change of person takes in the middle of a day, and the first turn after a night.
FROM_ONE_TO_THE_OTHER = 3
FROM_NOBODY = 5


@pytest.fixture
def morning(day: story.Story) -> story.Story:
    """Léa holds the desk from 9:00 on, which is in five minutes."""
    day.lea.types("/standard prendre 2024-08-01")
    day.everything_settles()
    day.minutes_pass(1)
    day.nothing_is_left_to_do()
    return day


@pytest.fixture
def noon(day: story.Story) -> story.Story:
    """Léa answers until 13:00, then it is Simon's turn; it is 12:59."""
    two_turns(day)
    return day


def two_turns(day: story.Story) -> None:
    """Have Léa answer in the morning and Simon in the afternoon, and let it be 12:59."""
    day.lea.types("/standard prendre jeudi matin")
    day.simon.types("/standard prendre jeudi après-midi")
    day.everything_settles()
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond")
    day.clock_shows(story.at(1, 12, 59))
    day.nothing_is_left_to_do()


def told(day: story.Story, name: str) -> int:
    """Return how often the channel was told that this person answers."""
    return len(observer.those_with(day.posts(), f"**{name}** répond"))


def comes_to_answer(day: story.Story, name: str) -> None:
    """Let time pass until the channel is told that this person answers."""

    def look() -> int:
        day.minutes_pass(0.1)
        return told(day, name)

    day.sees(look, f"{name} answers")


def is_simons(day: story.Story, witness: story_operator.Witness) -> None:
    """Wait until Simon answers, and check all that happened on the way."""
    day.line_rings(day.simon, day.tom)
    day.channel_says("**Simon** répond", "Vérifié")
    day.nothing_is_left_to_do()
    witness.saw_only({day.lea.number, day.simon.number, day.tom.number})
    assert told(day, "Simon") == 1
    assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]
    assert "Vérifié" in day.lea.types("/standard qui")


def fails_after(day: story.Story, count: int, fault: str) -> story_operator.Witness:
    """Have the operator answer nothing good any more once it took so many writes."""

    def after(made: int) -> None:
        if made == count:
            day.ovh(fault=fault)

    return story_operator.Witness(day, after=after)


class TestOneWriteFails:
    @pytest.mark.parametrize("is_applied", [False, True], ids=["refused", "answer_lost"])
    @pytest.mark.parametrize("place", range(1, FROM_NOBODY + 1))
    def test_when_a_turn_begins(self, morning: story.Story, place: int, is_applied: bool) -> None:
        day = morning
        day.ovh(failing_write=place, failing_write_applied=is_applied)
        witness = story_operator.Witness(day)

        day.clock_shows(story.at(1, 9))
        comes_to_answer(day, "Léa")

        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()
        witness.saw_only({day.lea.number, day.tom.number})
        assert day.world.line.switches.failing_write is None
        assert told(day, "Léa") == 1
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]

    @pytest.mark.parametrize("is_applied", [False, True], ids=["refused", "answer_lost"])
    @pytest.mark.parametrize("place", range(1, FROM_ONE_TO_THE_OTHER + 1))
    def test_when_the_person_changes(self, noon: story.Story, place: int, is_applied: bool) -> None:
        day = noon
        day.ovh(failing_write=place, failing_write_applied=is_applied)
        witness = story_operator.Witness(day)

        day.clock_shows(NOON)
        comes_to_answer(day, "Simon")

        is_simons(day, witness)
        assert day.world.line.switches.failing_write is None


class TestTheOperatorStopsInTheMiddle:
    @pytest.mark.parametrize("place", range(1, FROM_ONE_TO_THE_OTHER + 1))
    def test_and_nothing_is_claimed_until_it_is_read_back(self, noon: story.Story, place: int) -> None:
        day = noon
        witness = fails_after(day, place, "503")

        day.clock_shows(NOON)
        day.sees(lambda: len(witness.met) >= place, "the writes")
        day.minutes_pass(0.3)

        shown = day.lea.types("/standard qui")
        assert "Pas encore vérifié" in shown
        assert told(day, "Simon") == 0
        call = story_operator.waits_to_the_end(day)
        assert set(story_operator.numbers_rung(call)) <= {day.simon.number, day.tom.number}
        assert call.end == "voicemail"

        day.clock_shows(call.ended_at)
        day.ovh(fault=None)
        day.minutes_pass(1.5)
        is_simons(day, witness)

    @pytest.mark.parametrize("fault", ["500", "429", "garbage", "nothing"])
    def test_whatever_it_answers(self, noon: story.Story, fault: str) -> None:
        day = noon
        witness = fails_after(day, 2, fault)

        day.clock_shows(NOON)
        day.sees(lambda: len(witness.met) >= 2, "the writes")
        day.minutes_pass(0.3)
        assert told(day, "Simon") == 0
        assert "Pas encore vérifié" in day.lea.types("/standard qui")

        day.ovh(fault=None)
        day.minutes_pass(1.5)
        is_simons(day, witness)

    def test_and_answers_slowly(self, noon: story.Story) -> None:
        day = noon
        witness = story_operator.Witness(day)
        day.ovh(fault="slow", slow_s=0.3)

        day.clock_shows(NOON)

        day.line_rings(day.simon, day.tom)
        day.ovh(fault=None)
        is_simons(day, witness)


class TestTheOperatorIsDownForAnHour:
    def test_and_the_admins_are_told_once(self, noon: story.Story) -> None:
        day = noon
        day.ovh(down=True)
        day.clock_shows(NOON)
        day.nothing_is_left_to_do()
        day.minutes_pass(1)
        day.nothing_is_left_to_do()
        assert not observer.those_with(day.posts("admins"), "ne répond pas")

        for minutes in (3, 20, 35):
            day.minutes_pass(minutes)
            day.nothing_is_left_to_do()

        assert len(observer.those_with(day.posts("admins"), "L'opérateur ne répond pas")) == 1
        assert told(day, "Simon") == 0
        assert "Pas encore vérifié" in day.lea.types("/standard qui")

        day.ovh(down=False)
        day.minutes_pass(1.1)
        day.line_rings(day.simon, day.tom)
        day.channel_says("**Simon** répond", "Vérifié")
        day.channel_says("répond de nouveau comme prévu", channel="admins")
        day.nothing_is_left_to_do()
        assert len(observer.those_with(day.posts("admins"), "répond de nouveau comme prévu")) == 1

    def test_and_nobody_is_rung_outside_their_turn(self, noon: story.Story) -> None:
        day = noon
        day.ovh(down=True)

        for minute in (1, 20, 59):
            day.clock_shows(story.at(1, 13, minute))
            call = story_operator.waits_to_the_end(day)
            assert story_operator.numbers_rung(call) == []
            assert call.end == "voicemail"

    def test_and_is_asked_less_and_less_often(self, noon: story.Story) -> None:
        day = noon
        day.ovh(down=True)
        day.clock_shows(NOON)

        pauses = [_pause_after(day, minutes) for minutes in (0, 2, 11, 30)]

        # The clock runs on while the test looks at it.
        assert [round(one) for one in pauses] == sorted(round(one) for one in pauses)
        assert pauses[0] <= 10.5
        assert 20 <= pauses[1] <= 30.5
        assert 30 < pauses[2] <= 60.5
        assert pauses[3] <= 60.5


def _pause_after(day: story.Story, minutes: int) -> float:
    """Return in how many seconds the operator is asked again, once that much time has passed."""
    day.clock_shows(NOON + dt.timedelta(minutes=minutes))
    day.nothing_is_left_to_do()
    return (day.next_look() - day.people.now()).total_seconds()


class TestDeskbotIsKilled:
    @pytest.mark.parametrize("place", range(1, FROM_ONE_TO_THE_OTHER + 1))
    def test_between_two_writes(self, noon: story.Story, place: int) -> None:
        day = noon
        with day.as_process() as process:

            def after(made: int) -> None:
                if made == place:
                    process.stop(how=signal.SIGKILL)

            witness = story_operator.Witness(day, after=after)
            day.clock_shows(NOON)
            day.sees(lambda: len(witness.met) == place, "the writes")
            call = story_operator.waits_to_the_end(day)
            assert set(story_operator.numbers_rung(call)) <= {day.simon.number, day.tom.number}
            assert call.end == "voicemail"

            day.clock_shows(call.ended_at)
            process.start()

            is_simons(day, witness)


ASSUMED = [
    switches.Switches(records_late_s=0, put_leaves_the_rest=False),
    switches.Switches(records_late_s=0, scheduler_event_keeps_uid=False),
    switches.Switches(records_late_s=0, holidays_send_to_unavailable=False),
]


@pytest.mark.parametrize("place", range(1, FROM_ONE_TO_THE_OTHER + 1))
@pytest.mark.parametrize("rules", ASSUMED, ids=["put", "uid", "holidays"])
def test_whatever_the_operator_turns_out_to_do(
    tmp_path: pathlib.Path, rules: switches.Switches, place: int
) -> None:
    usual = dataclasses.asdict(switches.Switches(records_late_s=0))
    other = {name: value for name, value in dataclasses.asdict(rules).items() if value != usual[name]}
    with story.Story(tmp_path, line_switches=rules, changes={"ovh": {"assumptions": other}}) as day:
        two_turns(day)
        witness = fails_after(day, place, "500")
        day.clock_shows(NOON)
        day.sees(lambda: len(witness.met) >= place, "the writes")
        day.minutes_pass(0.3)

        day.ovh(fault=None)
        day.minutes_pass(1.5)

        is_simons(day, witness)
