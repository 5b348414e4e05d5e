"""OVH is down, slow, or says nonsense: the admins are told, and the line is right once it is back."""

import pytest
from structlog import testing

from deskbot.sandbox import observer
from tests import story


def test_ovh_down_then_back(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    day.everything_settles()
    day.ovh(down=True)
    day.clock_shows(story.at(1, 9))

    day.minutes_pass(3)
    day.sees(lambda: day.minutes_pass(1) or observer.those_with(day.posts("admins"), "ne répond pas"), "told")
    assert not observer.those_with(day.posts(), "Léa répond")
    assert "vérifié chez l'opérateur" in day.lea.types("/standard qui")

    day.ovh(down=False)
    day.minutes_pass(2)

    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond", "Vérifié")
    day.channel_says("répond de nouveau", channel="admins")
    day.everything_settles()
    assert len(observer.those_with(day.posts("admins"), "ne répond pas")) == 1


@pytest.mark.parametrize("fault", ["500", "429", "garbage", "nothing"])
def test_whatever_ovh_answers_the_turn_is_not_lost(day: story.Story, fault: str) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    day.everything_settles()
    day.ovh(fault=fault)
    with testing.capture_logs() as lines:
        day.clock_shows(story.at(1, 9))
        day.sees(
            lambda: [one for one in lines if one["event"].startswith("The line could not be brought")],
            "deskbot meets the fault",
        )
    assert day.ringing() == []

    day.ovh(fault=None)
    day.minutes_pass(2)

    day.line_rings(day.lea, day.tom)


def test_a_change_that_is_half_applied_is_finished(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    day.everything_settles()
    day.ovh(failing_write=2)
    day.clock_shows(story.at(1, 9))

    day.sees(lambda: day.minutes_pass(0.2) or day.ringing() == [day.lea.number, day.tom.number], "the line")


def test_calls_of_the_outage_become_cards(day: story.Story) -> None:
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.bureau)
    day.ovh(down=True)
    day.somebody_calls()
    day.sees(
        lambda: day.minutes_pass(3) or observer.those_with(day.posts("admins"), "lire le journal"), "told"
    )

    day.ovh(down=False)
    day.minutes_pass(5)

    day.card("Appel manqué", "06 •• •• •• 01")
    day.channel_says("Je lis de nouveau", channel="admins")
