"""The address book as a file that people replace while deskbot runs."""

import os
import pathlib

import pytest
import structlog.testing

from deskbot.outside.contacts import file

MARIE = "+33639980201"


@pytest.fixture
def book(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "annuaire.csv"
    path.write_text("nom;tel\nMarie Dupont;06 39 98 02 01\n", encoding="utf-8")
    return path


class TestFileContacts:
    def test_knows_nobody_without_a_file(self):
        assert file.FileContacts(None).name_of(MARIE) is None

    def test_names_who_is_in_the_file(self, book):
        contacts = file.FileContacts(book)

        assert contacts.name_of(MARIE) == "Marie Dupont"
        assert contacts.name_of("+33639980209") is None

    def test_reads_a_file_again_that_changed(self, book):
        contacts = file.FileContacts(book)
        contacts.name_of(MARIE)

        book.write_text("nom;tel\nMarie Durand;06 39 98 02 01\n", encoding="utf-8")

        assert contacts.name_of(MARIE) == "Marie Durand"

    def test_does_not_read_again_what_did_not_change(self, book):
        contacts = file.FileContacts(book)

        with structlog.testing.capture_logs() as logged:
            contacts.name_of(MARIE)
            contacts.name_of(MARIE)

        assert [one["event"] for one in logged] == ["The directory was read."]
        assert (logged[0]["people"], logged[0]["numbers"]) == (1, 1)

    def test_keeps_what_it_read_last_while_the_file_is_away(self, book):
        contacts = file.FileContacts(book)
        contacts.name_of(MARIE)
        aside = book.rename(book.with_name("aside.csv"))

        with structlog.testing.capture_logs() as logged:
            assert contacts.name_of(MARIE) == "Marie Dupont"
            assert contacts.name_of(MARIE) == "Marie Dupont"
            os.utime(aside)
            aside.rename(book)
            assert contacts.name_of(MARIE) == "Marie Dupont"

        assert [one["log_level"] for one in logged] == ["warning", "info", "info"]

    def test_keeps_what_it_read_last_while_the_file_is_none(self, book):
        contacts = file.FileContacts(book)
        contacts.name_of(MARIE)
        book.write_text("rien", encoding="utf-8")

        with structlog.testing.capture_logs() as logged:
            assert contacts.name_of(MARIE) == "Marie Dupont"

        assert [one["error"] for one in logged] == ["no_columns"]

    def test_logs_bad_lines_by_their_number_alone(self, book):
        book.write_text("nom;tel\nPaul Durand;06 39 98 02\nMarie Dupont;06 39 98 02 01\n", encoding="utf-8")

        with structlog.testing.capture_logs() as logged:
            file.FileContacts(book).name_of(MARIE)

        assert logged[1]["lines"] == [2]
        assert "Paul" not in str(logged)
        assert "39" not in str(logged)


class TestRead:
    def test_reads_vcards_whatever_the_file_is_called(self, book):
        book.write_text("BEGIN:VCARD\nFN:Marie Dupont\nTEL:0639980201\nEND:VCARD\n", encoding="utf-8")

        assert file.read(book).directory.name_of(MARIE) == "Marie Dupont"

    def test_refuses_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(file.CannotRead, match="no_directory"):
            file.read(tmp_path / "nothing.csv")

    def test_refuses_what_is_no_file(self, tmp_path):
        with pytest.raises(file.CannotRead, match="directory_not_readable"):
            file.read(tmp_path)

    def test_refuses_what_would_fill_the_memory(self, book):
        os.truncate(book, 200_000_000)

        with pytest.raises(file.CannotRead, match="directory_too_large"):
            file.read(book)
