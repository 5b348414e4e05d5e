"""`deskbot trace`: what one call meets, by the roster and at the operator."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import typer.testing

from deskbot import cli, inspection
from tests import story
from tests.adapters.cli import house as houses


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path) -> Iterator[houses.House]:
    made = houses.House(tmp_path, kinds=getattr(request, "param", ()))
    made.day.world.start()
    yield made
    made.day.people.close()
    made.day.world.stop()


with_a_redirect = pytest.mark.parametrize("house", [("redirect",)], indirect=True)


class TestTrace:
    def test_agrees_once_the_line_is_brought(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))
        house.is_brought()
        before = house.writes

        found = inspection.trace(house.settings)

        assert found.outcome == 0
        assert "Selon le planning (tour de Léa)\n  ça sonne 24 s chez Léa, puis 24 s chez Tom" in found.said
        assert found.said.endswith("✓ Les deux sont d'accord.")
        assert house.writes == before

    def test_says_that_the_line_does_something_else_now(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))

        found = inspection.trace(house.settings)

        assert found.outcome == 3
        assert "Chez OVH (personne dans la file)\n  le répondeur, tout de suite." in found.said
        assert "⚠ Les deux ne sont pas d'accord." in found.said

    def test_goes_to_the_moment_that_is_named(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))
        house.is_brought()

        found = inspection.trace(house.settings, "lundi 10h")

        assert found.data["at"] == "2024-08-05T10:00:00+02:00"
        assert found.data["line"]["why"] == ["event"]
        assert found.data["line"]["ends_turn_of"] == ["Léa"]
        assert found.data["roster"]["reason"] == "fallback"
        assert "Chez OVH, si rien n'y change d'ici là (fin du tour de Léa)" in found.said
        assert found.outcome == 0

    @with_a_redirect
    def test_calls_another_number_of_the_desk(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))

        found = inspection.trace(house.settings, number="03 53 01 01 01")

        assert found.data["number"] == houses.REDIRECT
        assert found.data["withheld"] == ["Léa", "Tom"]
        assert "Attend l'accord d'un admin" in found.said

    @with_a_redirect
    def test_says_whose_own_phone_rings_out_of_their_turn(self, house):
        house.takes("lea", story.at(1, 9), story.at(1, 17, 30))
        house.agrees_to("lea")
        house.is_brought()

        found = inspection.trace(house.settings, "18h", number="03 53 01 01 01")

        assert "!!! Téléphone personnel, hors de son tour : Léa." in found.said
        assert found.data["strays"] == ["Léa"]
        assert "639980101" not in found.said + json.dumps(found.data)

    @pytest.mark.parametrize("when", ["bientôt", "hier 10h"])
    def test_refuses_what_is_no_moment_to_come(self, house, when):
        with pytest.raises(inspection.CannotLook, match=f"Je ne lis pas de moment à venir dans « {when} »"):
            inspection.trace(house.settings, when)

    @pytest.mark.parametrize("number", ["06 39 98 01 01", "bonjour"])
    def test_refuses_a_number_that_is_not_the_houses(self, house, number):
        with pytest.raises(inspection.CannotLook, match="connus : 03 53 01 01 00"):
            inspection.trace(house.settings, number=number)


class TestCommand:
    @pytest.fixture(autouse=True)
    def _environment(self, house: houses.House, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in house.day.environment.items():
            monkeypatch.setenv(name, value)

    def trace(self, *arguments: str) -> Any:
        given = ["trace", "--config", str(story.CONFIG), *arguments]
        return typer.testing.CliRunner().invoke(cli.app, given)

    def test_takes_the_moment_as_words(self):
        done = self.trace("samedi", "22h")

        assert (done.exit_code, done.stderr) == (0, "")
        assert "File d'appels, samedi 3 août à 22h" in done.stdout

    def test_writes_json(self):
        done = self.trace("demain", "10h", "--json")

        assert json.loads(done.stdout)["agrees"] is False

    def test_says_that_the_operator_is_down_and_ends_with_2(self, house):
        house.day.ovh(down=True)

        done = self.trace()

        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith("OVH ne répond pas")

    def test_says_that_the_operator_refuses_and_ends_with_2(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_OVH__APPLICATION_SECRET", "not the secret")

        done = self.trace()

        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith("OVH refuse")
