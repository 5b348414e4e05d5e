"""A mobile that got nobody is told, by one text message a day, that somebody calls back."""

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from deskbot.sandbox.ovh import switches, texts
from tests import story

KIND = "acknowledge_caller"
SMS = {"sms": {"service": "sms-de12345-1", "sender": "Standard", "delay_s": 300}}


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    with story.Story(tmp_path, changes=SMS) as told:
        told.clock_shows(story.at(1, 9))
        told.line_rings(told.bureau)
        yield told


def sent(day: story.Story) -> list[texts.Job]:
    return list(day.world.account.outbox.jobs.values())


def waits(day: story.Story, minutes: float = 6) -> None:
    """Let the delay pass, and what is to be done then be done."""
    day.nothing_is_left_to_do()
    day.minutes_pass(minutes)
    day.nothing_is_left_to_do()


def test_a_mobile_is_told_that_somebody_calls_back(day: story.Story) -> None:
    day.somebody_calls()
    day.card("06 •• •• •• 01")
    day.nothing_is_left_to_do()
    assert sent(day) == []

    waits(day)

    (text,) = sent(day)
    assert (text.receiver, text.sender) == (story.CALLER, "Standard")
    assert "vous avez appelé Standard" in text.message
    assert text.parts == 1


def test_who_left_a_message_learns_that_it_arrived(day: story.Story) -> None:
    day.somebody_calls(outcome="message")
    day.card("Message vocal")

    waits(day)

    (text,) = sent(day)
    assert "votre message est bien arrivé" in text.message


def test_a_call_while_closed_is_told_too(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, start=story.at(1, 18, 30), changes=SMS) as day:
        day.somebody_calls(outcome="silent")
        day.waits_for(KIND)
        day.minutes_pass(6)

        day.sees(lambda: [one.receiver for one in sent(day)] == [story.CALLER], "the text")


def test_nobody_is_written_to_at_night_nor_in_the_morning_after(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, start=story.at(1, 22), changes=SMS) as day:
        day.somebody_calls(outcome="silent")
        day.waits_for(KIND)
        day.minutes_pass(6)
        day.everything_settles()

        day.clock_shows(story.at(2, 8, 30))
        day.everything_settles()

        assert sent(day) == []


def test_five_calls_are_one_text(day: story.Story) -> None:
    for _ in range(5):
        day.somebody_calls()
    waits(day)
    day.somebody_calls()
    waits(day)

    assert len(sent(day)) == 1

    day.clock_shows(story.at(2, 9))
    day.line_rings(day.bureau)
    day.somebody_calls()
    day.waits_for(KIND)
    day.minutes_pass(6)

    day.sees(lambda: len(sent(day)) == 2, "the text of the next day")


@pytest.mark.parametrize("caller", [None, "+33353010120", "+41791234567", "+33899701234"])
def test_other_numbers_get_none(day: story.Story, caller: str | None) -> None:
    day.somebody_calls(caller)
    day.card("Appel manqué")

    waits(day)

    assert sent(day) == []


def test_a_member_gets_none(day: story.Story) -> None:
    day.somebody_calls(day.tom.number)

    waits(day)

    assert sent(day) == []


def test_who_was_called_back_meanwhile_gets_none(day: story.Story) -> None:
    day.somebody_calls()
    card = day.card("•• 01")
    day.tom.clicks("Terminé", card)
    day.tom.fills(day.tom.gets_form(), closing="reached")

    waits(day)

    assert sent(day) == []


def test_nothing_is_sent_unless_a_service_is_given(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        day.somebody_calls()
        day.card("•• 01")

        waits(day)

        assert sent(day) == []


def test_a_sender_that_is_not_allowed_is_told_to_the_admins_once(tmp_path: pathlib.Path) -> None:
    changes: dict[str, Any] = {"sms": {**SMS["sms"], "sender": "Autre"}}
    with story.Story(tmp_path, changes=changes) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        for caller in (story.CALLER, "+33639980207"):
            day.somebody_calls(caller)
        waits(day)

        day.one_post("admins", "refuse d'envoyer les SMS")
        assert sent(day) == []


def test_a_stop_of_deskbot_leaves_old_calls_alone(day: story.Story) -> None:
    day.deskbot_stops()
    day.somebody_calls()
    day.minutes_pass(90)
    day.deskbot_starts()
    day.card("•• 01")

    waits(day)

    assert sent(day) == []


def test_a_record_that_comes_late_is_still_told(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes=SMS, line_switches=switches.Switches(records_late_s=600)) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        day.somebody_calls()
        day.minutes_pass(10)
        day.card("•• 01")

        waits(day)

        assert len(sent(day)) == 1
