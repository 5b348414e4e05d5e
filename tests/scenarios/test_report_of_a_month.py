"""What became of the calls: for everybody as a table, for the admins as files too, and on the 1st."""

import importlib.util
import pathlib
from collections.abc import Iterator

import pytest

from tests import services, story, story_posts

FIRST, SECOND = "+33639980201", "+33639980202"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Friday 30 August 2024, 10:00: one call was answered, one missed, one came before the opening."""
    with story.Story(tmp_path, start=story.at(30, 8, 50, 0)) as told:
        told.lea.types("/standard prendre aujourd'hui")
        told.somebody_calls(caller=SECOND)
        told.card("06 •• •• •• 02")
        told.clock_shows(story.at(30, 9))
        told.line_rings(told.lea, told.tom)
        told.somebody_calls(outcome="answered")
        told.somebody_calls(caller=FIRST)
        told.card("06 •• •• •• 01")
        told.clock_shows(story.at(30, 10))
        yield told


def called_back(day: story.Story) -> None:
    """Have Tom take the card of the call that was missed, and phone."""
    day.tom.clicks("Je prends", day.card("06 •• •• •• 01"))
    card = day.card("06 •• •• •• 01", "Tom")
    day.minutes_pass(30)
    day.tom.clicks("Terminé", card)
    assert day.tom.fills(day.tom.gets_form(), closing="reached") == {}
    day.card("06 •• •• •• 01", "Rappelé")


def test_report_of_a_month(day: story.Story) -> None:
    called_back(day)

    report = day.lea.types("/standard rapport août")

    assert story_posts.says(report, "Appels du standard", "01/08/2024", "30/08/2024")
    assert story_posts.says(report, "1 sur 2", "1 aux heures de fermeture", "Rappel en")
    assert "| **9h** |" in report
    assert "•" not in report
    assert "06" not in report


def test_nobody_but_admins_gets_the_files(day: story.Story) -> None:
    assert "message direct" not in day.lea.types("/standard rapport")

    assert "message direct" in day.simon.types("/standard rapport")

    names = day.sees(
        lambda: [file["name"] for post in day.simon.direct_messages() for file in post["files"]], "the files"
    )
    assert "appels-standard-2024-08-01-2024-08-30.csv" in names
    assert "appels-standard-2024-08-01-2024-08-30-par-heure.csv" in names
    assert not [file for post in day.lea.direct_messages() for file in post["files"]]


def test_an_admin_gets_the_map_of_the_hours(day: story.Story) -> None:
    services.require(
        importlib.util.find_spec("matplotlib") is not None, "the extra `charts` is not installed"
    )

    day.simon.types("/standard stats la semaine dernière")

    day.sees(
        lambda: [
            file
            for post in day.simon.direct_messages()
            for file in post["files"]
            if file["mime"] == "image/png"
        ],
        "a map",
    )


def test_a_period_to_come_has_no_report(day: story.Story) -> None:
    answer = day.lea.types("/standard rapport demain")

    assert story_posts.says(answer, "demain", "pas encore passé")


def test_on_the_first_the_admins_read_how_callers_fared(day: story.Story) -> None:
    called_back(day)

    day.clock_shows(story.at(1, 9, month=9))

    table = day.reads("admins", "Bilan", "août")
    assert story_posts.says(table["message"], "dont 1 manqué", "Rappel en")
