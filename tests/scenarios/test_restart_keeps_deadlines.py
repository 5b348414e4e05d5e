"""kill -9 changes no deadline: what was due while nobody ran is done at the next start."""

import signal

from deskbot.sandbox import observer
from tests import story


def test_restart_keeps_deadlines(day: story.Story) -> None:
    with day.as_process() as process:
        day.lea.types("/standard prendre 2024-08-01..15")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.ines.types("/standard urgence fuite d'eau")
        day.one_post("admins", "@simon", "fuite d'eau")
        day.simon.gets_direct("fuite d'eau")
        day.waits_for("escalate")

        process.stop(how=signal.SIGKILL)
        day.minutes_pass(6)
        process.start()

        day.one_post("admins", "@patricia", "fuite d'eau")
        assert not observer.those_with(day.posts("admins"), "@channel")


def test_nobody_stays_on_the_line_after_a_turn(day: story.Story) -> None:
    with day.as_process() as process:
        day.lea.types("/standard prendre 2024-08-01..15")
        day.clock_shows(story.at(14, 10))
        day.line_rings(day.lea, day.tom)

        process.stop(how=signal.SIGKILL)
        day.clock_shows(story.at(15, 17, 31))
        process.start()

        private = {day.lea.number, day.tom.number}
        day.sees(lambda: not private & day.numbers_on_the_line(), "no member's number on the line")


def test_a_kill_in_the_middle_loses_and_doubles_nothing(day: story.Story) -> None:
    with day.as_process() as process:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        for number in range(4):
            day.somebody_calls(caller=f"+3363998030{number}")
            process.stop(how=signal.SIGKILL)
            process.start()

        for number in range(4):
            day.card(f"06 •• •• •• 0{number}")
        day.everything_settles()
        assert len(observer.those_with(day.posts(), "Appel manqué")) == 4
