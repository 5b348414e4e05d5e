"""`deskbot export`: all that is kept of a number, read on the machine, nothing changed."""

import json
import pathlib
from collections.abc import Iterator

import pytest
import typer.testing

from deskbot import cli, inspection
from deskbot.calls import case, merge
from tests import story
from tests.adapters.cli import house as houses

CALLER, MEMBER = story.CALLER, "+33639980101"


@pytest.fixture
def house(tmp_path: pathlib.Path) -> Iterator[houses.House]:
    made = houses.House(tmp_path)
    made.day.world.start()
    yield made
    made.day.people.close()
    made.day.world.stop()


@pytest.fixture
def called(house: houses.House) -> houses.House:
    """Somebody called and left a message, which was dealt with."""
    at = story.at(1, 9)
    with house.parts() as parts, parts.data.write() as work:
        call = merge.Call(key="c1", caller=CALLER, at=at, legs=(merge.Leg(at=at, number=MEMBER),))
        work.calls.save(call, desk="standard")
        card = case.Case(
            key="c1",
            desk="standard",
            channel="standard",
            caller=CALLER,
            opened_at=at,
            note="Dupont, ou Léa au 06 39 98 01 01",
        )
        work.cases.save(card)
    return house


class TestCaller:
    def test_tells_all_that_is_kept_and_masks_others(self, called: houses.House) -> None:
        found = inspection.caller(called.settings, "06 39 98 02 01")

        assert set(found.data["held"]) == {"calls", "cards"}
        assert found.data["held"]["calls"][0]["legs"][0]["number"] == "06 •• •• •• 01"
        assert found.data["held"]["cards"][0]["caller"] == CALLER
        assert "Dupont, ou Léa au 06 •• •• •• 01" in found.said
        assert "39980101" not in json.dumps(found.data)

    def test_tells_nothing_of_a_number_that_is_not_known(self, called: houses.House) -> None:
        found = inspection.caller(called.settings, "06 39 98 02 99")

        assert found.data["held"] == {}
        assert "Je n'ai rien à ce numéro" in found.said

    def test_makes_no_database_where_deskbot_never_ran(self, house: houses.House) -> None:
        assert inspection.caller(house.settings, "06 39 98 02 01").data["held"] == {}

        assert not house.database.exists()

    def test_refuses_what_is_no_number(self, house: houses.House) -> None:
        with pytest.raises(inspection.CannotLook, match="numéro"):
            inspection.caller(house.settings, "le monsieur de ce matin")


class TestExport:
    def test_writes_json(self, called: houses.House, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in called.day.environment.items():
            monkeypatch.setenv(name, value)

        asked = ["export", "--number", "0639980201", "--config", str(story.CONFIG), "--json"]
        answer = typer.testing.CliRunner().invoke(cli.app, asked)

        assert (answer.exit_code, answer.stderr) == (0, "")
        assert json.loads(answer.stdout)["number"] == CALLER
