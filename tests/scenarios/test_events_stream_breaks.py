"""Live events make a card at once; their stream breaks, and the records complete it: one card in the end."""

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from deskbot.sandbox.ovh import calling, switches
from tests import story

RECORDS_LATE_S = 600


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """A day with live events, whose records come ten minutes late; Léa answers, then Tom."""
    given = switches.Switches(records_late_s=RECORDS_LATE_S, events_poll_s=0.5)
    with story.Story(tmp_path, line_switches=given, changes={"ovh": {"live_events": True}}) as told:
        told.lea.types("/standard prendre 2024-08-01")
        told.clock_shows(story.at(1, 9))
        told.line_rings(told.lea, told.tom)
        deskbot_listens(told)
        yield told


def deskbot_listens(day: story.Story) -> None:
    stream = day.world.account.stream
    day.sees(lambda: any(one.tokens for one in stream.sessions), "a session on the events host")


def the_records_come(day: story.Story) -> None:
    day.minutes_pass(RECORDS_LATE_S / 60 + 2)
    day.everything_settles()


def cards(day: story.Story) -> list[dict[str, Any]]:
    return [one for one in day.posts() if "(03 53 01 01 00)" in one["message"]]


def test_a_card_comes_before_any_record(day: story.Story) -> None:
    day.somebody_calls()

    early = day.card("Appel manqué", "06 •• •• •• 01", "a sonné 24 s chez Léa, puis 24 s chez Tom")
    the_records_come(day)

    (card,) = cards(day)
    assert card["id"] == early["id"]
    assert card["message"] == early["message"]


def test_a_call_that_is_answered_has_no_card(day: story.Story) -> None:
    day.somebody_calls(outcome="answered")
    day.everything_settles()
    assert cards(day) == []

    the_records_come(day)

    assert cards(day) == []


def test_a_message_completes_the_card(day: story.Story) -> None:
    day.somebody_calls(outcome="message")
    early = day.card("06 •• •• •• 01")

    the_records_come(day)

    assert day.card("Message vocal")["id"] == early["id"]
    assert len(cards(day)) == 1


def test_the_stream_breaks_in_the_middle_of_a_call(day: story.Story) -> None:
    made = calling.place_call(day.world.line, caller=story.CALLER, outcome=calling.hangs_up())
    day.has_heard_of_a_call()

    day.world.account.stream.end_sessions()
    day.ovh(events_down=True)
    day.clock_shows(made.ended_at)
    day.minutes_pass(1)
    day.everything_settles()
    assert cards(day) == []
    the_records_come(day)

    day.card("Appel manqué", "06 •• •• •• 01", "chez Léa, puis ", "chez Tom")
    assert len(cards(day)) == 1


def test_the_stream_comes_back(day: story.Story) -> None:
    day.ovh(events_down=True)
    day.somebody_calls(caller="+33639980202")
    the_records_come(day)
    day.card("06 •• •• •• 02")

    day.ovh(events_down=False)
    deskbot_listens(day)
    day.somebody_calls()

    day.card("Appel manqué", "06 •• •• •• 01")
    the_records_come(day)
    assert len(cards(day)) == 2


@pytest.mark.parametrize(
    "fault",
    [
        {"events_absent": True},
        {"events_doubled": True},
        {"events_out_of_order": True},
        {"events_late_s": 1200},
        {"events_garbage": "some"},
        {"events_garbage": "all"},
        {"events_session_gone_at_poll": 2},
        {"events_down": True},
        {"queue_end_names_its_reason": False},
    ],
    ids=lambda one: "-".join(f"{name}-{value}" for name, value in one.items()),
)
def test_however_it_breaks_there_is_one_card(day: story.Story, fault: dict[str, Any]) -> None:
    day.ovh(**fault)

    day.somebody_calls()
    day.somebody_calls(caller=None)
    the_records_come(day)
    day.minutes_pass(15)

    day.card("Appel manqué", "06 •• •• •• 01", "chez Léa, puis ", "chez Tom")
    day.card("Appel manqué", "numéro masqué")
    day.everything_settles()
    assert len(cards(day)) == 2
