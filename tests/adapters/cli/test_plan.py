"""`deskbot plan` and `deskbot plan --if-i-die`: what would be written, and what callers get without us."""

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
import typer.testing

from deskbot import cli, inspection
from deskbot.inspection import fold
from tests import story
from tests.adapters.cli import house as houses

PRIVATE = ("639980101", "39 98 01 01", "639980102", "39 98 01 02", "639980201")


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path) -> Iterator[houses.House]:
    made = houses.House(tmp_path, kinds=getattr(request, "param", ()))
    made.day.world.start()
    yield made
    made.day.people.close()
    made.day.world.stop()


with_a_redirect = pytest.mark.parametrize("house", [("redirect",)], indirect=True)
with_all = pytest.mark.parametrize("house", [("redirect", "line")], indirect=True)


class TestPlan:
    def test_is_made_before_the_first_run_and_leaves_nothing(self, house):
        found = inspection.plan(house.settings)

        assert found.outcome == 3
        assert "n'a encore jamais tourné" in found.said
        assert "(ce sont les horaires d'ouverture)\n" in found.said
        assert ". ouvre le lundi de 9h à 17h30\n" in found.said
        assert house.writes == 0
        assert not house.database.exists()

    def test_shows_the_phases_in_order_with_names(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))

        said = inspection.plan(house.settings).said

        assert said.index("ARMER") < said.index("APPELER")
        assert "place 1 : sonne 24 s, Léa" in said
        assert "tout au répondeur à partir du ven. 2 août 17h30" in said
        assert not any(number in said for number in PRIVATE)

    def test_says_that_nothing_is_to_be_changed_once_it_was_written(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))
        house.is_brought()
        before = house.writes

        found = inspection.plan(house.settings)

        assert found.outcome == 0
        assert "✓ Rien à changer." in found.said
        assert "Maintenant, comme prévu : ça sonne 24 s chez Léa, puis 24 s chez Tom" in found.said
        assert [one["writes"] for one in found.data["numbers"]] == [[]]
        assert house.writes == before

    @with_all
    def test_says_what_each_kind_cannot_do(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))

        found = inspection.plan(house.settings)

        kinds = {one["number"]: (one["kind"], one["armable"]) for one in found.data["numbers"]}
        assert kinds == {
            "+33353010100": ("easyHunting", True),
            houses.REDIRECT: ("redirect", False),
            houses.SIP_LINE: ("line", False),
        }
        assert "Redirection, NON ARMABLE" in found.said
        assert "Attend l'accord d'un admin avant de faire sonner ici : Léa et Tom." in found.said
        assert "renvoie tous les appels vers le répondeur" in found.said

    @with_a_redirect
    def test_shows_a_private_number_that_an_admin_agreed_to_by_its_name(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))
        house.agrees_to("lea")

        found = inspection.plan(house.settings)

        assert "redirige tous les appels vers Léa" in found.said
        assert not any(number in found.said + json.dumps(found.data) for number in PRIVATE)

    def test_explains_a_refusal_and_what_is_done_meanwhile(self, house):
        line = house.day.world.line
        with line.lock:
            for agent in list(line.agents)[1:]:
                del line.agents[agent]
            line.positions = {pair: place for pair, place in line.positions.items() if pair[0] in line.agents}
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))

        found = inspection.plan(house.settings)

        assert found.outcome == 3
        assert "✗ Refusé : la file a trop peu de membres" in found.said
        assert "En attendant, deskbot ne ferait sonner que les premiers" in found.said
        assert "sonne 24 s, Léa" in found.said
        assert "sonne 24 s, Tom" not in found.said
        assert found.data["numbers"][0]["refusal"] == "not_enough_agents"

    def test_shows_what_waits_for_an_agreement(self, house):
        line = house.day.world.line
        with line.lock:
            for day in range(10, 20):
                line.events[f"theirs-{day}"] = {
                    "uid": f"theirs-{day}",
                    "categories": "scheduler2",
                    "dateStart": f"2024-08-{day}T09:00:00+02:00",
                    "dateEnd": f"2024-08-{day}T12:00:00+02:00",
                    "title": "Fermé, voir 06 39 98 02 01",
                    "description": None,
                }

        found = inspection.plan(house.settings)

        assert "✗ Refusé sans l'accord d'un admin" in found.said
        assert found.said.count("retire de l'agenda « Fermé, voir 06 •• •• •• 01 »") == 10
        assert not any(number in found.said for number in PRIVATE)

    def test_says_that_somebody_else_changed_the_line(self, house):
        house.is_remembered()

        found = inspection.plan(house.settings)

        assert "⚠ Quelqu'un d'autre que deskbot a changé ce numéro." in found.said

    @with_a_redirect
    def test_says_that_a_redirect_was_asked_for_already(self, house):
        house.is_remembered(asked_at=story.at(1, 9, 2))

        assert "⏸ Déjà demandé à OVH à 9h02" in inspection.plan(house.settings).said

    def test_says_that_an_admin_keeps_the_line(self, house):
        house.keeps(until=story.at(1, 18, 0, 0))

        said = inspection.plan(house.settings).said

        assert "⏸ Simon garde la ligne comme elle est, jusqu'au jeudi 1er août à 18h" in said

    def test_says_that_the_operator_refuses_a_number_and_shows_the_others(self, house):
        changed = house.settings.model_copy(update={"desks": _with_a_stranger(house)})

        found = inspection.plan(changed)

        assert found.outcome == 2
        assert "✗ OVH ne montre pas ce numéro" in found.said
        assert "ouvre le lundi" in found.said


def _with_a_stranger(house: houses.House) -> dict[str, Any]:
    desk = house.settings.desks["standard"]
    other = type(desk.numbers[0])(
        number="+33353010177", kind="redirect", billing_account=desk.billing_account
    )
    return {"standard": desk.model_copy(update={"other_numbers": (other,)})}


class TestPlanWithoutUs:
    def test_ends_the_lease_and_marks_what_differs(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))
        house.takes("tom", story.at(5, 9), story.at(5, 17, 30))
        house.is_brought()

        found = inspection.plan_without_us(house.settings, days=5)

        lines = found.said.splitlines()
        assert "  du ven. 2 août 17h30 au lun. 5 août 9h : le répondeur (fin du tour de Léa)" in lines
        place = lines.index("≠ lun. 5 août, 9h-17h30 : le répondeur (fin du tour de Léa)")
        assert lines[place + 1] == "    au lieu de : ça sonne 24 s chez Tom, puis le répondeur (tour de Tom)"
        assert found.outcome == 0
        assert "!!!" not in found.said

    def test_covers_the_days_without_a_hole(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))
        house.is_brought()

        stretches = inspection.plan_without_us(house.settings, days=7).data["numbers"][0]["stretches"]

        for before, after in itertools.pairwise(stretches):
            assert before["end"] == after["start"]
        length = dt.datetime.fromisoformat(stretches[-1]["end"]) - dt.datetime.fromisoformat(
            stretches[0]["start"]
        )
        assert length == dt.timedelta(days=7)

    @with_a_redirect
    def test_says_loudly_whose_phone_would_go_on_ringing(self, house):
        house.takes("lea", story.at(1, 9), story.at(2, 17, 30))
        house.agrees_to("lea", "tom")
        house.is_brought()

        found = inspection.plan_without_us(house.settings, days=3)

        assert found.outcome == 3
        assert "!!! LE TÉLÉPHONE DE LÉA SONNERAIT HORS DE SON TOUR dès jeu. 1er août 17h30" in found.said
        assert [one["strays"] for one in found.data["numbers"]] == [
            [],
            [{"name": "Léa", "since": "2024-08-01T17:30:00+02:00"}],
        ]

    def test_says_that_nothing_was_written_yet(self, house):
        found = inspection.plan_without_us(house.settings, days=1)

        assert "n'a encore jamais tourné" in found.said
        assert "(personne dans la file)" in found.said


class TestCommand:
    @pytest.fixture(autouse=True)
    def _environment(self, house: houses.House, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in house.day.environment.items():
            monkeypatch.setenv(name, value)

    def plan(self, *arguments: str) -> Any:
        given = ["plan", "--config", str(story.CONFIG), *arguments]
        return typer.testing.CliRunner().invoke(cli.app, given)

    def test_ends_with_3_when_there_is_something_to_change(self):
        done = self.plan()

        assert (done.exit_code, done.stderr) == (3, "")
        assert "── Le standard · 03 53 01 01 00 ──" in done.stdout

    def test_ends_with_0_when_there_is_nothing(self, house):
        house.is_brought()

        assert self.plan().exit_code == 0

    def test_writes_json(self):
        done = self.plan("--json")

        (number,) = json.loads(done.stdout)["numbers"]
        assert {one["phase"] for one in number["writes"]} == {"arming", "routing"}

    def test_looks_ahead(self):
        done = self.plan("--if-i-die", "--days", "2")

        assert done.exit_code == 0
        assert "Si deskbot s'arrêtait maintenant, pendant 2 jours" in done.stdout

    def test_says_that_the_operator_is_down_and_ends_with_2(self, house):
        house.day.ovh(down=True)

        done = self.plan()

        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == "OVH ne répond pas : impossible de lire les lignes. Réessaie dans un moment.\n"

    def test_says_which_desks_there_are(self):
        done = self.plan("--desk", "accueil")

        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == "Ce bureau n'existe pas. Ceux de la configuration : standard\n"

    def test_says_that_the_database_is_of_an_older_deskbot(self, house):
        house.database.parent.mkdir(parents=True, exist_ok=True)
        house.database.touch()

        done = self.plan()

        assert done.exit_code == 2
        assert "lance d'abord `deskbot run`" in done.stderr

    def test_says_that_the_file_is_no_database(self, house):
        house.database.parent.mkdir(parents=True, exist_ok=True)
        house.database.write_text("a letter\n" * 200, encoding="utf-8")

        done = self.plan()

        assert done.exit_code == 2
        assert done.stderr.startswith("La base de données ne répond pas")


class TestFolded:
    def test_goes_on_under_the_beginning_of_the_line(self):
        assert fold.folded("   1. ouvre le lundi matin de 9h à 17h30", columns=30) == (
            "   1. ouvre le lundi matin de\n      9h à 17h30"
        )

    def test_keeps_the_lines(self):
        assert fold.folded("a\n\n  b", columns=80) == "a\n\n  b"
