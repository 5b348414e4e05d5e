"""Whatever was done, one button takes it back: the planning and the line are what they were."""

import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_posts

UNDO = "Annuler"
WEEK = "2024-08-05..09"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Monday 5 August 2024, 10:00, with deskbot running."""
    with story.Story(tmp_path, start=story.at(5, 10, second=0)) as told:
        told.line_rings(told.bureau)
        yield told


def plan(day: story.Story) -> str:
    """Return the planning of the week, as everybody can read it."""
    return day.tom.types(f"/standard planning {WEEK}")


def undone(day: story.Story, *words: str, by: story.Person) -> None:
    """Take back the change whose post holds `words`."""
    told = day.reads("standard", *words, button=UNDO)
    assert "annulé" in by.clicks(UNDO, told)


def lea_holds_today(day: story.Story) -> str:
    """Have Léa on the line, and return the planning."""
    day.lea.types("/standard prendre aujourd'hui")
    day.line_rings(day.lea, day.tom)
    return plan(day)


def test_a_claim(day: story.Story) -> None:
    before = plan(day)
    day.lea.types("/standard prendre aujourd'hui")
    day.line_rings(day.lea, day.tom)
    assert plan(day) != before

    undone(day, "Léa", "prend", by=day.lea)

    day.line_rings(day.bureau)
    assert plan(day) == before


def test_a_release(day: story.Story) -> None:
    before = lea_holds_today(day)
    day.lea.types("/standard rendre aujourd'hui")
    day.line_rings(day.bureau)

    undone(day, "Léa** rend", by=day.lea)

    day.line_rings(day.lea, day.tom)
    assert plan(day) == before


def test_a_release_of_half_a_day(day: story.Story) -> None:
    day.lea.types(f"/standard prendre {WEEK}")
    before = plan(day)
    day.lea.types("/standard rendre mercredi après-midi")
    assert plan(day) != before

    undone(day, "Léa** rend", by=day.lea)

    assert plan(day) == before


def test_a_cover(day: story.Story) -> None:
    before = lea_holds_today(day)
    day.lea.types("/standard remplacer aujourd'hui")
    wanted = day.reads("standard", "Léa", button="Je remplace")
    day.simon.clicks("Je remplace", wanted)
    day.line_rings(day.simon, day.tom)

    undone(day, "Simon", "Léa", by=day.lea)

    day.line_rings(day.lea, day.tom)
    assert plan(day) == before


def test_an_assignment(day: story.Story) -> None:
    before = plan(day)
    assert "Patricia" in day.simon.types("/standard attribuer @patricia aujourd'hui")
    day.line_rings(day.patricia, day.tom)
    day.patricia.reads("Simon")

    undone(day, "Patricia", by=day.simon)

    day.line_rings(day.bureau)
    assert plan(day) == before


def test_a_closing(day: story.Story) -> None:
    before = lea_holds_today(day)
    day.simon.types("/standard fermer aujourd'hui inventaire")
    day.line_rings()
    assert plan(day) != before

    undone(day, "inventaire", by=day.simon)

    day.line_rings(day.lea, day.tom)
    assert plan(day) == before


def test_an_opening(day: story.Story) -> None:
    before = plan(day)
    day.simon.types("/standard ouvrir aujourd'hui 18h-19h")
    opened = day.reads("standard", "18h", button=UNDO)
    day.clock_shows(story.at(5, 18))
    day.line_rings(day.bureau)

    assert "annulé" in day.simon.clicks(UNDO, opened)

    day.line_rings()
    assert plan(day) == before


def test_gaps_that_were_ignored(day: story.Story) -> None:
    before = story_posts.button_names(day.tom.asks(f"/standard trous {WEEK}"))
    day.simon.types("/standard trous ignorer 2024-08-07..09")
    assert len(story_posts.button_names(day.tom.asks(f"/standard trous {WEEK}"))) < len(before)

    undone(day, "9 août", by=day.simon)

    assert story_posts.button_names(day.tom.asks(f"/standard trous {WEEK}")) == before


def test_only_who_is_concerned_or_an_admin_undoes(day: story.Story) -> None:
    day.lea.types("/standard prendre aujourd'hui")
    told = day.reads("standard", "Léa", "prend", button=UNDO)

    assert "Seule" in day.tom.clicks(UNDO, told)
    assert "annulé" in day.patricia.clicks(UNDO, told)

    day.channel_says("Patricia", "annulé", "Léa")


class TestJournal:
    """Who did what, what was undone too; for admins."""

    def test_lists_everything(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 6 août")
        day.lea.types("/standard rendre 6 août matin")
        day.simon.types("/standard attribuer @patricia 7 août")
        day.simon.types("/standard fermer 8 août inventaire")
        undone(day, "inventaire", by=day.patricia)

        journal = day.simon.types("/standard journal")

        assert story_posts.says(journal, "Léa", "Simon", "Patricia", "inventaire", "annulé")
        assert story_posts.says(journal, "6 août", "7 août", "8 août")
        assert journal == day.patricia.types("/standard journal")

    def test_is_for_admins(self, day: story.Story) -> None:
        assert story_posts.says(day.lea.types("/standard journal"), "admin")
