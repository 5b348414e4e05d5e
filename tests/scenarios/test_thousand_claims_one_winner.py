"""A thousand claims of the same day, forty at a time: one wins, and everybody else learns who."""

import collections
import concurrent.futures
import pathlib
import tomllib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from structlog import testing

from tests import postgres, story, story_posts, story_wire

PEOPLE = 40
CLAIMS_EACH = 25


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.PostgresServer]:
    yield from postgres.running()


def crowd() -> dict[str, Any]:
    """Return forty members who may take a turn as Léa may."""
    written = tomllib.loads(story.CONFIG.read_text(encoding="utf-8"))
    like_lea = written["members"]["lea"]
    return {
        f"membre{place:02}": {**like_lea, "name": f"Membre {place:02}", "number": f"06 39 98 03 {place:02}"}
        for place in range(PEOPLE)
    }


def claims_of(day: story.Story, username: str) -> list[str]:
    """Claim the same day again and again, and return the answers."""
    with httpx.Client(base_url=day.world.callback_url, timeout=120) as client:
        return [
            story_wire.command(client, username=username, text="prendre 5 août") for _ in range(CLAIMS_EACH)
        ]


def race(day: story.Story) -> dict[str, list[str]]:
    """Have everybody claim at once, and return what each read."""
    with concurrent.futures.ThreadPoolExecutor(PEOPLE) as pool:
        answers = pool.map(lambda username: claims_of(day, username), crowd())
        return dict(zip(crowd(), answers, strict=True))


def slots_in(url: str) -> list[str]:
    """Return who holds a turn, as the database has it."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            held = connection.execute(sa.text("SELECT member FROM desk_slot WHERE ended_by IS NULL"))
            return [row.member for row in held]
    finally:
        engine.dispose()


def one_wins(day: story.Story, url: str) -> None:
    """Race, and check everything that must then be so."""
    with testing.capture_logs() as lines:
        answers = race(day)
        day.everything_settles()

    assert not [line for line in lines if line["log_level"] in ("error", "critical")]
    assert not [line for line in lines if line["event"] == "A request was not served."]
    (winner,) = slots_in(url)
    name = crowd()[winner]["name"]
    won = [
        who for who, said in answers.items() for one in said if story_posts.says(one, "tu tiens", "sonnera")
    ]
    assert won == [winner]
    again = [one for one in answers[winner] if not story_posts.says(one, "tu tiens")]
    assert all(story_posts.says(one, "tu as déjà", "5 août") for one in again)
    others = [one for who, said in answers.items() if who != winner for one in said]
    assert not collections.Counter(one for one in others if not story_posts.says(one, name, "5 août"))
    assert len(story_posts.holding(day.posts(), name, "5 août", button="Annuler")) == 1


def test_thousand_claims_one_winner(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"members": crowd()}) as day:
        one_wins(day, f"sqlite:///{tmp_path / 'deskbot.sqlite3'}")


def test_thousand_claims_one_winner_on_postgresql(
    tmp_path: pathlib.Path, server: postgres.PostgresServer
) -> None:
    url = server.create_database()
    with story.Story(tmp_path, changes={"members": crowd(), "database_url": url}) as day:
        one_wins(day, url)
