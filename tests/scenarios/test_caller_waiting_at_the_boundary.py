"""Who called before the turn ended is served by whoever was there; the line changes right after."""

import dataclasses
import datetime as dt

import pytest

from deskbot.sandbox import observer
from deskbot.sandbox.ovh import calling
from tests import story, story_operator

MORNING_ENDS = story.at(1, 13, 0)


@pytest.fixture
def day(day: story.Story) -> story.Story:
    """Léa answers in the morning and Simon in the afternoon; it is 12:59:54."""
    day.lea.types("/standard prendre jeudi matin")
    day.simon.types("/standard prendre jeudi après-midi")
    day.everything_settles()
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond")
    day.clock_shows(story.at(1, 12, 59, 54))
    day.nothing_is_left_to_do()
    return day


def meets_the_caller(day: story.Story) -> None:
    """Let it be 13:00, and deskbot see that a caller is being served."""
    day.clock_shows(MORNING_ENDS)
    day.lets_the_caller_be_served()
    assert "Pas encore vérifié" in day.tom.types("/standard qui")


def holds_the_old_people(day: story.Story) -> bool:
    """Whether the agents are those of the morning."""
    return are_on_the_line(day, day.lea, day.tom)


def are_on_the_line(day: story.Story, *people: story.Person) -> bool:
    """Whether the agents are these people: whoever talks is on the line and does not ring."""
    return [number for number, _ in story_operator.agents(day)] == [one.number for one in people]


class TestACallerWaits:
    def test_and_nothing_is_written_until_somebody_answers(self, day: story.Story) -> None:
        before = len(story_operator.writes(day))
        call = story_operator.begins_to_call(day, outcome=calling.answered(1, talk_s=600))
        assert story_operator.numbers_rung(call) == [day.lea.number]

        meets_the_caller(day)

        assert holds_the_old_people(day)
        assert len(story_operator.writes(day)) == before
        assert not observer.those_with(day.posts(), "**Simon** répond")
        day.clock_shows(story.at(1, 13, 0, 20))
        day.sees(lambda: are_on_the_line(day, day.simon, day.tom), "Simon, then Tom")
        day.channel_says("**Simon** répond", "Vérifié")

    def test_and_gives_up(self, day: story.Story) -> None:
        story_operator.begins_to_call(day, outcome=calling.hangs_up(15))

        meets_the_caller(day)
        assert holds_the_old_people(day)

        day.clock_shows(story.at(1, 13, 0, 20))
        day.line_rings(day.simon, day.tom)

    def test_and_hears_the_voicemail_in_the_end(self, day: story.Story) -> None:
        call = story_operator.begins_to_call(day, outcome=calling.stays_silent())
        assert story_operator.numbers_rung(call) == [day.lea.number, day.tom.number]

        meets_the_caller(day)
        assert holds_the_old_people(day)

        day.clock_shows(call.at(call.queued_s + 6))
        day.line_rings(day.simon, day.tom)

    def test_and_new_callers_reach_nobody_outside_their_turn(self, day: story.Story) -> None:
        story_operator.begins_to_call(day, outcome=calling.hangs_up(30))
        meets_the_caller(day)

        later = story_operator.begins_to_call(day, outcome=calling.stays_silent(), caller="+33639980202")

        assert story_operator.numbers_rung(later) == []
        assert later.end == "voicemail"

    def test_longer_than_anybody_is_promised(self, day: story.Story) -> None:
        call = story_operator.begins_to_call(day, outcome=calling.stays_silent())
        with day.world.line.lock:
            # The operator shows for ever somebody who is gone.
            day.world.line.queue_calls[:] = [dataclasses.replace(call, queued_s=100_000)]
        meets_the_caller(day)
        day.clock_shows(story.at(1, 13, 0, 10))
        day.nothing_is_left_to_do()
        assert holds_the_old_people(day)

        day.clock_shows(story.at(1, 13, 1, 10))

        day.line_rings(day.simon, day.tom)
        day.channel_says("**Simon** répond", "Vérifié")

    def test_while_the_turn_is_given_back(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 13, 5))
        day.line_rings(day.simon, day.tom)
        day.channel_says("**Simon** répond")
        call = story_operator.begins_to_call(day, outcome=calling.answered(1))

        day.simon.types("/standard rendre jeudi après-midi")

        day.lets_the_caller_be_served()
        assert "Pas encore vérifié" in day.tom.types("/standard qui")
        assert are_on_the_line(day, day.simon, day.tom)
        day.clock_shows(call.at(call.queued_s + 6))
        day.sees(lambda: day.bureau.number in day.numbers_on_the_line(), "the office is on the line")
        day.is_off_the_line(day.simon)


class TestNobodyWaits:
    def test_and_who_talks_is_no_reason_to_wait(self, day: story.Story) -> None:
        call = story_operator.begins_to_call(day, outcome=calling.answered(1, talk_s=3600))
        with day.world.line.lock:
            # They have talked for a while.
            shown = day.world.line.queue_calls
            shown[:] = [dataclasses.replace(call, queued_s=0, begin=call.begin - dt.timedelta(minutes=5))]

        day.clock_shows(MORNING_ENDS)

        day.sees(lambda: are_on_the_line(day, day.simon, day.tom), "Simon, then Tom")
        day.channel_says("**Simon** répond", "Vérifié")

    def test_and_a_call_that_is_over_is_no_reason_either(self, day: story.Story) -> None:
        story_operator.begins_to_call(day, outcome=calling.hangs_up(5))

        day.clock_shows(MORNING_ENDS)

        day.line_rings(day.simon, day.tom)


class TestTheDayEnds:
    def test_and_the_last_caller_is_served(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 13, 5))
        day.line_rings(day.simon, day.tom)
        day.clock_shows(story.at(1, 17, 29, 54))
        day.nothing_is_left_to_do()
        call = story_operator.begins_to_call(day, outcome=calling.answered(1, talk_s=600))
        assert story_operator.numbers_rung(call) == [day.simon.number]

        day.clock_shows(story.at(1, 17, 30))
        day.lets_the_caller_be_served()
        assert "Pas encore vérifié" in day.tom.types("/standard qui")

        assert day.simon.number in day.numbers_on_the_line()
        late = story_operator.begins_to_call(day, outcome=calling.stays_silent(), caller="+33639980202")
        assert story_operator.numbers_rung(late) == []
        day.clock_shows(story.at(1, 17, 30, 20))
        day.is_off_the_line(day.simon)
        day.channel_says("est fermé", "17h30")
