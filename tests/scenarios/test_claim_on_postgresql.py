"""The same day on PostgreSQL, for whom one machine is not enough."""

import concurrent.futures
import pathlib
from collections.abc import Iterator

import pytest

from deskbot.sandbox import observer
from tests import postgres, story


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.PostgresServer]:
    yield from postgres.running()


def test_claim_on_postgresql(tmp_path: pathlib.Path, server: postgres.PostgresServer) -> None:
    with story.Story(tmp_path, changes={"database_url": server.create_database()}) as day:
        assert "du jeudi 1er au jeudi 15 août" in day.lea.types("/standard prendre 2024-08-01..15")
        day.channel_says("Léa", "prend")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        day.channel_says("**Léa** répond", "Vérifié")

        day.somebody_calls(outcome="message")
        card = day.card("Message vocal", "06 •• •• •• 01", "deskbot models download")
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            answers = list(pool.map(lambda one: one.clicks("Je prends", card), [day.lea, day.tom, day.simon]))
        assert len([said for said in answers if "C'est pour toi" in said]) == 1

        day.deskbot_stops()
        day.clock_shows(story.at(2, 17, 31))
        day.deskbot_starts()
        private = {day.lea.number, day.tom.number}
        day.sees(lambda: not private & day.numbers_on_the_line(), "no member's number on the line")


def test_only_one_of_two_claims_wins(tmp_path: pathlib.Path, server: postgres.PostgresServer) -> None:
    with story.Story(tmp_path, changes={"database_url": server.create_database()}) as day:
        people = [day.lea, day.tom, day.simon, day.patricia]

        with concurrent.futures.ThreadPoolExecutor(len(people)) as pool:
            answers = list(pool.map(lambda one: one.types("/standard prendre 5 août"), people))

        assert len([said for said in answers if "Tu tiens" in said]) == 1
        assert len([said for said in answers if "déjà pris" in said]) == 3
        day.everything_settles()
        assert len(observer.those_with(day.posts(), "prend le standard")) == 1
