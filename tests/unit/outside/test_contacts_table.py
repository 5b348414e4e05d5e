"""Tables of people, as spreadsheets and mail programs write them."""

import pytest

from deskbot.outside.contacts import wire
from deskbot.people import directory

MARIE = directory.Entry(name="Marie Dupont", numbers=("+33639980201",))


def read(written: str, *, encoding: str = "utf-8") -> wire.Reading:
    return wire.read(written.encode(encoding))


def entries(written: str) -> tuple[directory.Entry, ...]:
    return read(written).directory.entries


class TestRead:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_reads_each_encoding_of_spreadsheets(self, encoding):
        found = read("Nom;Prénom;Téléphone\nLœuvre;Hélène;06 39 98 02 01\n", encoding=encoding)

        assert [one.name for one in found.directory.entries] == ["Hélène Lœuvre"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("between", [";", ",", "\t"])
    def test_finds_what_stands_between_columns(self, between, end):
        rows = (["NOM", "Prénom", "Tél."], ["Dupont", "Marie", "06 39 98 02 01"])

        assert entries(end.join(between.join(row) for row in rows)) == (MARIE,)

    @pytest.mark.parametrize(
        ("header", "row"),
        [
            ("Prénom;Nom;Portable", "Marie;Dupont;0639980201"),
            ("N°;Nom complet;Numéro de téléphone", "7;Marie Dupont;+33 6 39 98 02 01"),
            ("Nom et prénom;Mobile", "Marie Dupont;0033639980201"),
            ("First Name,Last Name,Mobile Phone", "Marie,Dupont,06.39.98.02.01"),
            ("Name,Phone 1 - Type,Phone 1 - Value", "Marie Dupont,Mobile,06 39 98 02 01"),
            ("First Name,Last Name,Phone 1 - Label,Phone 1 - Value", "Marie,Dupont,2,06 39 98 02 01"),
            ("Prénom,Nom,Tél. mobile,Télécopie (bureau)", "Marie,Dupont,0639980201,03 53 01 01 29"),
            (
                "First Name,Last Name,Business Fax,Assistant's Phone,Mobile Phone",
                "Marie,Dupont,1,2,0639980201",
            ),
            ("Nom,Numéro de rue,Tél1", "Marie Dupont,12,0639980201"),
        ],
    )
    def test_finds_the_columns_by_their_names(self, header, row):
        assert entries(f"{header}\n{row}\n") == (MARIE,)

    def test_keeps_every_number_and_the_organisation(self):
        (found,) = entries("nom;société;fixe;mobile\nMarie Dupont;Mairie;03 53 01 01 20;06 39 98 02 01\n")

        assert found == directory.Entry(
            name="Marie Dupont", organisation="Mairie", numbers=("+33353010120", "+33639980201")
        )

    @pytest.mark.parametrize(
        ("row", "name"), [("Mairie;;0353010120", "Mairie"), ("mairie;Mairie;0353010120", "Mairie")]
    )
    def test_takes_an_organisation_for_a_name_where_there_is_no_other(self, row, name):
        (found,) = entries(f"société;nom;tel\n{row}\n")

        assert (found.name, found.organisation) == (name, None)

    @pytest.mark.parametrize(
        "cell",
        [
            "0639980201 ::: 0353010120",
            "06 39 98 02 01 / 03 53 01 01 20",
            '"0639980201\n0353010120"',
            "06 39 98 02 01 (perso), bureau 03 53 01 01 20",
            "639980201 | 353010120",
        ],
    )
    def test_finds_several_numbers_in_a_cell(self, cell):
        (found,) = entries(f"nom;tel\nMarie;{cell}\n")

        assert found.numbers == ("+33639980201", "+33353010120")

    @pytest.mark.parametrize("cell", ["'0639980201", '"=""0639980201"""', "639980201", "33639980201"])
    def test_reads_what_a_spreadsheet_makes_of_a_number(self, cell):
        assert entries(f"nom;tel\nMarie Dupont;{cell}\n") == (MARIE,)

    def test_passes_over_a_title_and_blank_lines(self):
        found = read("Annuaire 2024;;\n;;\nNom;Téléphone\n\n;\nMarie Dupont;06 39 98 02 01\n\n")

        assert found == wire.Reading(directory=directory.Directory(entries=(MARIE,)))

    @pytest.mark.parametrize("cell", ["", "-", "néant"])
    def test_passes_over_who_has_no_number(self, cell):
        assert read(f"nom;tel\nMarie Dupont;{cell}\n") == wire.Reading(directory=directory.Directory())

    @pytest.mark.parametrize(
        "row",
        [
            "Paul;12",
            "Paul;6,39998E+08",
            ";0639980209",
            'Paul;"0639980209',
            "Paul;perso : +999 99 99 99 99 99",
        ],
    )
    def test_names_a_bad_line_and_reads_the_others(self, row):
        found = read(f"nom;tel\n{row}\nMarie Dupont;06 39 98 02 01\n")

        assert (found.directory.entries, found.bad_lines) == ((MARIE,), (2,))

    def test_names_a_line_of_which_one_number_cannot_be_read(self):
        found = read("nom;fixe;mobile\nMarie Dupont;12;06 39 98 02 01\n")

        assert (found.directory.entries, found.bad_lines) == ((MARIE,), (2,))

    def test_counts_the_lines_inside_a_cell(self):
        found = read('nom;note;tel\nZoé;"deux\nlignes";0639980209\nPaul;;12\n')

        assert found.bad_lines == (4,)

    def test_takes_a_cell_without_end_for_one_bad_line(self):
        long_cell = f'Paul;"{"x" * 140_000}";0639980209\n'

        found = read(f"nom;note;tel\n{long_cell}Marie Dupont;;06 39 98 02 01\n")

        assert (found.directory.entries, found.bad_lines) == ((MARIE,), (2,))

    def test_keeps_names_short_and_on_one_line(self):
        (found,) = entries(f'nom;tel\n"Marie\n\u200bDupont {"x" * 200}";0639980201\n')

        assert found.name.startswith("Marie Dupont x")
        assert len(found.name) == 80

    @pytest.mark.parametrize(
        "written", ["", "bonjour", "nom;adresse\nMarie;ici", "tel;mobile\n1;2", f"{'x' * 200_000};tel"]
    )
    def test_refuses_what_has_no_such_columns(self, written):
        with pytest.raises(wire.NoColumns):
            read(written)
