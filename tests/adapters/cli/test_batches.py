"""`deskbot dates`, `triage` and `ask`: rows in, rows out, as section 10 of the design writes them."""

import json
import os
import pathlib
import subprocess
import sys
from typing import Any

import pytest
import typer.testing

from deskbot import cli

NOW = "2024-07-29T10:00:00+02:00"
BAD_LINE = "Cette ligne n'est pas un objet JSON."
BAD_TEXT = "Il manque le texte, ou ce n'est pas un texte."
BAD_NOW = "« now » n'est pas un moment comme 2024-08-01T09:00:00+02:00."
STUCK = "Bonjour, c'est Karim Diallo, je suis coincé dehors, rappelez-moi au 06 39 98 01 12."
TRIAGE_KEYS = ["id", "urgent", "topic", "callback_number", "caller_name", "empty", "reasons"]
ASK_KEYS = ["id", "abstained", "page", "section", "answer", "url", "confidence"]

KEYS = """\
---
title: Les clefs
url: https://wiki.example.org/Clefs
last_verified: 2024-06-17
---

Le trousseau de secours est dans la boîte à code du hall.

## Ce qu'il faut apporter

Pour l'inscription, les pièces à apporter sont :

- une pièce d'identité
- un justificatif de domicile
- un RIB
"""
PARKING = """\
## Le local à vélos

Le local à vélos ferme à 20 heures.
"""
BROKEN = "---\ntitle: [\n---\nUne page."

Row = dict[str, Any]


@pytest.fixture
def pages(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder of one's own pages: one with a header, one without."""
    (tmp_path / "clefs.md").write_text(KEYS, encoding="utf-8")
    (tmp_path / "velos.md").write_text(PARKING, encoding="utf-8")
    return tmp_path


def deskbot(*arguments: str, given: str | bytes = "") -> Any:
    return typer.testing.CliRunner().invoke(cli.app, list(arguments), input=given)


def lines_of(*rows: Any) -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)


def rows_of(said: str) -> list[Row]:
    return [json.loads(line) for line in said.splitlines()]


def refused(row_id: object, message: str) -> Row:
    return {"id": row_id, "error": True, "message": message}


class TestDates:
    def test_answers_each_row_with_its_slots(self):
        rows = [
            {"id": 1, "now": NOW, "text": "du 1er au 15 août"},
            {"id": "b", "now": NOW, "text": "2024-08-01 9h-12h"},
            {"id": None, "now": NOW, "text": "demain et vendredi"},
        ]

        done = deskbot("dates", "--batch", given=lines_of(*rows))

        assert done.exit_code == 0
        assert rows_of(done.stdout) == [
            {"id": 1, "slots": [["2024-08-01T09:00:00+02:00", "2024-08-15T17:30:00+02:00"]]},
            {"id": "b", "slots": [["2024-08-01T09:00:00+02:00", "2024-08-01T12:00:00+02:00"]]},
            {
                "id": None,
                "slots": [
                    ["2024-07-30T09:00:00+02:00", "2024-07-30T17:30:00+02:00"],
                    ["2024-08-02T09:00:00+02:00", "2024-08-02T17:30:00+02:00"],
                ],
            },
        ]

    def test_takes_a_moment_of_any_zone_and_answers_in_that_of_paris(self):
        # 23:30 in London is the 30th in Paris.
        given = lines_of({"id": 1, "now": "2024-07-29T23:30:00+01:00", "text": "demain"})

        done = deskbot("dates", "--batch", given=given)

        assert rows_of(done.stdout)[0]["slots"] == [
            ["2024-07-31T09:00:00+02:00", "2024-07-31T17:30:00+02:00"]
        ]

    def test_takes_a_moment_without_a_zone_as_that_of_paris(self):
        done = deskbot("dates", "--batch", given=lines_of({"id": 1, "now": "2024-12-02", "text": "demain"}))

        assert rows_of(done.stdout)[0]["slots"] == [
            ["2024-12-03T09:00:00+01:00", "2024-12-03T17:30:00+01:00"]
        ]

    def test_answers_what_it_does_not_understand_with_an_error_and_all_is_read(self):
        done = deskbot("dates", "--batch", given=lines_of({"id": 7, "now": NOW, "text": "bonjour"}))

        (answer,) = rows_of(done.stdout)
        assert done.exit_code == 0
        assert list(answer) == ["id", "error", "message"]
        assert answer["error"] is True
        assert "bonjour" in answer["message"]

    @pytest.mark.parametrize(
        ("bad", "row_id", "message"),
        [
            ("pas du JSON", None, BAD_LINE),
            ('{"id": 1, "text": "demain"', None, BAD_LINE),
            ([1, 2], None, BAD_LINE),
            ("null", None, BAD_LINE),
            ("[" * 100_000, None, BAD_LINE),
            ({"id": 4, "now": NOW, "text": None}, 4, BAD_TEXT),
            ({"id": 4, "now": NOW}, 4, BAD_TEXT),
            ({"id": 4, "now": NOW, "text": ["demain"]}, 4, BAD_TEXT),
            ({"id": 5, "now": "hier", "text": "demain"}, 5, BAD_NOW),
            ({"id": 5, "now": 20240729, "text": "demain"}, 5, BAD_NOW),
            ({"id": 5, "now": "0001-01-01T00:00:00+14:00", "text": "demain"}, 5, BAD_NOW),
            ({"id": 5, "now": "9999-12-31T23:59:00", "text": "demain"}, 5, BAD_NOW),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_refuses_a_bad_row_and_answers_the_rest(self, bad, row_id, message):
        good = {"id": 9, "now": NOW, "text": "demain"}

        done = deskbot("dates", "--batch", given=lines_of(good, bad, good))

        slots = {"id": 9, "slots": [["2024-07-30T09:00:00+02:00", "2024-07-30T17:30:00+02:00"]]}
        assert rows_of(done.stdout) == [slots, refused(row_id, message), slots]
        assert done.exit_code == 1

    def test_passes_over_empty_lines(self):
        done = deskbot("dates", "--batch", given="\n  \n")

        assert (done.exit_code, done.stdout) == (0, "")

    def test_writes_one_text_for_people(self):
        done = deskbot("dates", "demain", "9h-12h")

        assert done.exit_code == 0
        assert "de 9h à 12h" in done.stdout

    def test_writes_one_text_as_json(self):
        done = deskbot("dates", "--json", "demain 9h-12h")

        found = json.loads(done.stdout)
        assert list(found) == ["slots"]
        ((start, end),) = found["slots"]
        assert (start[10:19], end[10:19]) == ("T09:00:00", "T12:00:00")
        assert start[19:] in ("+01:00", "+02:00")

    def test_asks_for_a_text_in_one_sentence(self):
        done = deskbot("dates")

        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == "Donne un texte, ou --batch avec des lignes JSON sur l'entrée.\n"


class TestDatesAsAProcess:
    def test_reads_and_writes_utf_8_whatever_the_locale(self):
        given = "\n".join(["\ufeff" + '{"id": "é", "text": "bonjour"}', '{"id": "\\ud800", "text": "dîner"}'])

        done = subprocess.run(
            [sys.executable, "-m", "deskbot", "dates", "--batch"],
            input=given.encode() + b'\n{"id": 3, "text": "\xff"}\n',
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
            capture_output=True,
            timeout=30,
            check=False,
        )

        answers = rows_of(done.stdout.decode("utf-8"))
        assert [one["id"] for one in answers] == ["é", "\ud800", None]
        assert "dîner" in answers[1]["message"]
        assert answers[2]["message"] == BAD_LINE
        assert (done.returncode, done.stderr) == (1, b"")


class TestTriage:
    def test_answers_each_row_with_what_the_words_say(self):
        rows = [{"id": 1, "text": STUCK}, {"id": 2, "text": "Sous-titrage Société Radio-Canada"}]

        done = deskbot("triage", "--batch", given=lines_of(*rows))

        stuck, silent = rows_of(done.stdout)
        assert done.exit_code == 0
        assert list(stuck) == list(silent) == TRIAGE_KEYS
        assert stuck["id"] == 1
        assert stuck["urgent"] is True
        assert stuck["topic"] == "accueil"
        assert stuck["callback_number"] == "+33639980112"
        assert stuck["caller_name"] == "Karim Diallo"
        assert stuck["empty"] is False
        assert stuck["reasons"]
        assert silent == {
            "id": 2,
            "urgent": False,
            "topic": "autre",
            "callback_number": None,
            "caller_name": None,
            "empty": True,
            "reasons": ["empty"],
        }

    def test_refuses_bad_rows_and_answers_the_rest(self):
        done = deskbot(
            "triage", "--batch", given=lines_of("{", 3, {"id": 4, "text": None}, {"id": 5, "text": "Merci."})
        )

        *bad, good = rows_of(done.stdout)
        assert bad == [refused(None, BAD_LINE), refused(None, BAD_LINE), refused(4, BAD_TEXT)]
        assert list(good) == TRIAGE_KEYS
        assert done.exit_code == 1

    def test_writes_one_text_for_people(self):
        done = deskbot("triage", STUCK)

        assert done.exit_code == 0
        assert done.stdout.splitlines() == [
            "Urgent",
            "Sujet : accueil et locaux",
            "À rappeler au 06 39 98 01 12",
            "Nom : Karim Diallo",
        ]

    def test_says_that_a_message_is_empty(self):
        assert deskbot("triage", " ").stdout == "Message vide\n"

    def test_writes_one_text_as_json(self):
        found = json.loads(deskbot("triage", "--json", STUCK).stdout)

        assert list(found) == TRIAGE_KEYS[1:]
        assert found["callback_number"] == "+33639980112"


class TestAsk:
    def test_quotes_the_pages_of_the_folder(self, pages):
        rows = [
            {"id": 1, "question": "Où est le trousseau de secours ?"},
            {"id": 2, "question": "À quelle heure ferme le local à vélos ?"},
            {"id": 3, "question": "Quel est le prix du camembert ?"},
        ]

        done = deskbot("ask", "--rules", str(pages), "--batch", given=lines_of(*rows))

        before_heading, without_header, none = rows_of(done.stdout)
        assert done.exit_code == 0
        assert list(before_heading) == list(without_header) == list(none) == ASK_KEYS
        assert before_heading | {"confidence": 1} == {
            "id": 1,
            "abstained": False,
            "page": "clefs",
            "section": "Les clefs",
            "answer": "Le trousseau de secours est dans la boîte à code du hall.",
            "url": "https://wiki.example.org/Clefs",
            "confidence": 1,
        }
        assert 0 < before_heading["confidence"] <= 1
        assert without_header["page"] == "velos"
        assert without_header["section"] == "Le local à vélos"
        assert without_header["answer"] == "Le local à vélos ferme à 20 heures."
        assert without_header["url"] is None
        assert none["abstained"] is True
        assert {none[key] for key in ("page", "section", "answer", "url")} == {None}

    def test_quotes_a_list_whole(self, pages):
        row = {"id": 1, "question": "Quelles pièces apporter pour l'inscription ?"}

        done = deskbot("ask", "--rules", str(pages), "--batch", given=lines_of(row))

        (found,) = rows_of(done.stdout)
        assert found["section"] == "Ce qu'il faut apporter"
        for piece in ("une pièce d'identité", "un justificatif de domicile", "un RIB"):
            assert piece in found["answer"]

    def test_refuses_bad_rows_and_answers_the_rest(self, pages):
        good = {"id": 5, "question": "Où est le trousseau de secours ?"}
        given = lines_of("{", ["x"], {"id": 4, "question": None}, {"id": 4, "text": "x"}, good)

        done = deskbot("ask", "--rules", str(pages), "--batch", given=given)

        *bad, found = rows_of(done.stdout)
        assert bad == [refused(None, BAD_LINE)] * 2 + [refused(4, BAD_TEXT)] * 2
        assert found["page"] == "clefs"
        assert done.exit_code == 1

    def test_says_a_broken_page_beside_the_answers(self, pages):
        (pages / "casse.md").write_text(BROKEN, encoding="utf-8")
        row = {"id": 1, "question": "Où est le trousseau de secours ?"}

        done = deskbot("ask", "--rules", str(pages), "--batch", given=lines_of(row))

        assert [one["page"] for one in rows_of(done.stdout)] == ["clefs"]
        assert "casse.md" in done.stderr

    def test_writes_one_text_for_people(self, pages):
        done = deskbot("ask", "--rules", str(pages), "Où est le trousseau de secours ?")

        assert done.exit_code == 0
        assert done.stdout.startswith("> Le trousseau de secours est dans la boîte à code du hall.\n")
        assert "[Les clefs](https://wiki.example.org/Clefs) · vérifié le 17/06/2024" in done.stdout

    def test_writes_one_text_as_json(self, pages):
        done = deskbot("ask", "--rules", str(pages), "--json", "Où est le trousseau de secours ?")

        assert list(json.loads(done.stdout)) == ASK_KEYS[1:]

    def test_asks_the_sample_pages_when_no_folder_is_named(self):
        found = json.loads(deskbot("ask", "--json", "Qui peut tenir le standard ?").stdout)

        assert found["page"] == "standard-telephonique"

    @pytest.mark.parametrize("batch", [["--batch"], ["Où ?"]], ids=["batch", "one text"])
    @pytest.mark.parametrize("name", ["", "nowhere"], ids=["empty", "missing"])
    def test_says_that_a_folder_has_no_page(self, tmp_path, name, batch):
        folder = tmp_path / name

        done = deskbot("ask", "--rules", str(folder), *batch, given=lines_of({"id": 1, "question": "Où ?"}))

        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == f"Il n'y a pas de page .md dans ce dossier : {folder}\n"
