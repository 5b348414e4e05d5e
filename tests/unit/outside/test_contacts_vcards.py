"""vCards, as phones and address books write them."""

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.outside.contacts import wire
from deskbot.people import directory

MARIE = directory.Entry(name="Marie Dupont", numbers=("+33639980201",))


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(written: str) -> wire.Reading:
    return wire.read(written.encode())


def entries(written: str) -> tuple[directory.Entry, ...]:
    return read(written).directory.entries


class TestRead:
    @pytest.mark.parametrize(
        "lines",
        [
            ("FN:Marie Dupont", "TEL:06 39 98 02 01"),
            ("N:Dupont;Marie;;;", "TEL;TYPE=CELL:+33639980201"),
            ("FN:", "N:Dupont;Marie", "tel;type=cell:0639980201"),
            ("FN:Marie Dupont", "item1.TEL;type=pref:06 39 98 02 01", "item1.X-ABLabel:perso"),
            ("FN:Marie Dupont", 'TEL;VALUE=uri;TYPE="voice,home":tel:+33-6-39-98-02-01;ext=12'),
            ("FN:Marie Du", " pont", "TEL:06 39 98", "\t 02 01"),
            ("FN:Marie Dupont", "TEL:0639980201", "TEL;WORK;FAX:0353010129", "TEL:-"),
            ("FN:Marie Dupont", "TEL:0639980201", "NOTE:06 39 98 02 09", "PHOTO;ENCODING=b:/9j/4A=", " bad="),
        ],
    )
    def test_reads_what_each_program_writes(self, lines):
        assert read(card(*lines)) == wire.Reading(directory=directory.Directory(entries=(MARIE,)))

    def test_reads_version_2_1_of_old_phones(self):
        (found,) = entries(
            card(
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=44=75=70=C3=A9;=48=C3=A9=6C=C3=A8=6E=65;;;",
                "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=48=C3=A9=6C=C3=A8=6E=65=20=44=75=",
                "=70=C3=A9",
                "NOTE;ENCODING=QUOTED-PRINTABLE:=0D=0A=",
                "TEL:0639980209",
                "TEL;CELL;PREF:0639980201",
                version="2.1",
            )
        )

        assert found == directory.Entry(name="Hélène Dupé", numbers=("+33639980201",))

    @pytest.mark.parametrize("charset", ["ISO-8859-1", "no-such-charset", "UTF-8"])
    def test_reads_the_charset_that_is_told_or_else_a_likely_one(self, charset):
        lines = (f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:H=E9l=E8ne", "TEL:0639980201")

        assert entries(card(*lines, version="2.1"))[0].name == "Hélène"

    def test_keeps_every_number_and_the_organisation(self):
        (found,) = entries(
            card("FN:Marie\\, Dupont", "ORG:Mairie\\; Lille;Accueil", "TEL:0353010120", "TEL:0639980201")
        )

        assert found == directory.Entry(
            name="Marie, Dupont", organisation="Mairie; Lille", numbers=("+33353010120", "+33639980201")
        )

    def test_passes_over_who_has_no_number(self):
        assert read(card("FN:Paul") + card("FN:Marie Dupont", "TEL:0639980201")) == wire.Reading(
            directory=directory.Directory(entries=(MARIE,))
        )

    @pytest.mark.parametrize(
        ("bad", "line"),
        [
            (card("FN:Paul", "no property 0639980209"), 4),
            (card("FN:Paul", "TEL:12"), 4),
            (card("TEL:0639980209"), 1),
            ("BEGIN:VCARD\nVERSION:3.0\nFN:Paul\n", 1),
        ],
    )
    def test_names_a_bad_line_and_reads_the_others(self, bad, line):
        found = read(bad + card("FN:Marie Dupont", "TEL:0639980201"))

        assert (found.directory.entries, found.bad_lines) == ((MARIE,), (line,))

    def test_reads_a_card_that_is_cut(self):
        found = read("BEGIN:VCARD\nFN:Marie Dupont\nTEL:0639980201\n")

        assert (found.directory.entries, found.bad_lines) == ((MARIE,), (1,))

    @hypothesis.given(st.text() | st.lists(st.sampled_from(["TEL:0639980201", "FN:=", " ", "END:VCARD"])))
    def test_never_fails(self, written):
        lines = written if isinstance(written, str) else "\n".join(written)

        read(f"BEGIN:VCARD\n{lines}")
