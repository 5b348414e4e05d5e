"""The operator's records come when they come, in any order, after an outage or a stop: one card each time."""

import dataclasses
import datetime as dt

import pytest

from tests import story, story_posts

CALLER = "06 •• •• •• 01"


def cards(day: story.Story, *words: str) -> list[story.Json]:
    return [one for one in story_posts.holding(day.posts(), "(03 53 01 01 00)", *words) if not one["root_id"]]


@pytest.fixture
def morning(day: story.Story) -> story.Story:
    """Léa holds the desk, Tom is behind her."""
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    return day


def comes_late(day: story.Story, minutes: dict[str, float]) -> None:
    """Have the records of each way come so long after the call's end: they are hidden until then."""
    with day.world.line.lock:
        records = day.world.line.records
        for place, one in enumerate(records):
            late = dt.timedelta(minutes=minutes.get(one.way, 0))
            records[place] = dataclasses.replace(one, visible_at=one.visible_at + late)


@pytest.mark.parametrize(
    "minutes",
    [{"incoming": 9, "transfer": 0}, {"incoming": 0, "transfer": 9}, {"incoming": 8, "transfer": 9}],
    ids=["the call's own last", "the phones' last", "all"],
)
def test_records_arrive_late(morning: story.Story, minutes: dict[str, float]) -> None:
    # The clock stands until it is said when they come.
    morning.world.line.change_switches({"records_late_s": 3600})
    morning.somebody_calls(outcome="message")
    late = {way: late - 60 for way, late in minutes.items()}
    comes_late(morning, late)

    card = morning.card("Message vocal", CALLER)
    for _ in range(12):
        morning.minutes_pass(1)
    morning.sees_post(card, lambda one: "Léa, puis chez Tom" in one["message"])
    morning.nothing_is_left_to_do()

    assert len(cards(morning)) == 1
    assert len(morning.replies(card)) == 1


def test_after_days_of_an_outage_nothing_is_lost(morning: story.Story) -> None:
    morning.ovh(down=True)
    callers = [f"+336399802{number:02}" for number in range(20, 26)]
    for caller in callers:
        morning.somebody_calls(caller=caller)
        morning.minutes_pass(60 * 14)

    morning.ovh(down=False)
    morning.minutes_pass(2)

    for caller in callers:
        morning.card(f"06 •• •• •• {caller[-2:]}")
    morning.nothing_is_left_to_do()
    assert len(cards(morning)) == len(callers)


def test_after_a_long_stop_nothing_is_lost_nor_told_twice(morning: story.Story) -> None:
    morning.somebody_calls(caller="+33639980220")
    morning.card("06 •• •• •• 20")

    morning.deskbot_stops()
    morning.minutes_pass(60 * 24 * 4)
    morning.somebody_calls(caller="+33639980221", outcome="message")
    morning.minutes_pass(60 * 24 * 5)
    morning.somebody_calls(caller="+33639980222")
    morning.deskbot_starts()

    morning.card("Message vocal", "06 •• •• •• 21")
    morning.card("06 •• •• •• 22")
    morning.nothing_is_left_to_do()
    assert len(cards(morning)) == 3


def test_what_was_there_before_deskbot_makes_no_card(day: story.Story) -> None:
    day.deskbot_stops()
    (day.folder / "deskbot.sqlite3").unlink()
    day.somebody_calls(caller="+33639980220", outcome="message")
    day.minutes_pass(60 * 5)
    day.deskbot_starts()
    day.somebody_calls(caller="+33639980221")

    day.card("06 •• •• •• 21")
    day.nothing_is_left_to_do()
    assert not cards(day, "06 •• •• •• 20")
