"""Transactions: whole or not at all, and never a long wait."""

import sqlite3

import pytest
import sqlalchemy as sa

from deskbot.line import state
from deskbot.outside.database import connect, store, vault
from tests.adapters.database import conftest

KNOWN = state.LineState(desk="standard", told="closed")


class TestWrite:
    def test_keeps_everything_or_nothing(self, data):
        class Stop(Exception):
            """Something went wrong in the middle."""

        def write_and_fail() -> None:
            with data.write() as work:
                work.lines.save(KNOWN)
                raise Stop

        with pytest.raises(Stop):
            write_and_fail()

        with data.read() as work:
            assert work.lines.get("standard") == state.LineState(desk="standard")

    def test_says_that_it_is_busy_while_somebody_else_writes(self, data, file):
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(store.StoreBusy) as busy, data.write() as work:
            work.lines.save(KNOWN)

        assert str(busy.value) == "OperationalError"
        other.execute("ROLLBACK")
        other.close()
        with data.read() as work:
            assert work.lines.get("standard") == state.LineState(desk="standard")
        with data.write() as work:
            work.lines.save(KNOWN)

    def test_sees_what_the_transaction_before_it_wrote(self, data, file):
        second = store.Store(f"sqlite:///{file}", seal=vault.Vault(conftest.SECRET), busy_s=0.1)
        with data.write() as work:
            work.lines.save(KNOWN)
            with pytest.raises(store.StoreBusy), second.write():
                pass

        with second.write() as work:
            assert work.lines.get("standard") == KNOWN
        second.close()


class TestRead:
    def test_never_waits_for_a_writer(self, data, file):
        with data.write() as work:
            work.lines.save(KNOWN)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE desk_line SET told = 'other'")

        with data.read() as work:
            assert work.lines.get("standard") == KNOWN
        other.close()

    def test_does_not_call_a_database_without_our_tables_busy(self, tmp_path):
        empty = store.Store(f"sqlite:///{tmp_path / 'empty.sqlite3'}", seal=vault.Vault(conftest.SECRET))

        with pytest.raises(sa.exc.OperationalError), empty.read() as work:
            work.lines.get("standard")
        empty.close()


class TestConnect:
    def test_keeps_what_was_written_through_a_power_cut(self, data):
        for engine in (data.writer, data.reader):
            with engine.connect() as connection:
                mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
                synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()

            assert (mode, synchronous) == ("wal", 2)

    def test_knows_its_file(self, file):
        assert connect.file_of(f"sqlite:///{file}") == file

    @pytest.mark.parametrize("url", ["sqlite://", "postgresql+psycopg://host"])
    def test_refuses_a_database_without_a_file(self, url):
        with pytest.raises(ValueError, match="no file"):
            connect.file_of(url)

    @pytest.mark.parametrize(
        ("url", "embedded"), [("sqlite:///x.db", True), ("postgresql+psycopg://h/d", False)]
    )
    def test_tells_a_file_from_a_server(self, url, embedded):
        assert connect.is_embedded(url) is embedded

    def test_begins_writes_at_once(self, data):
        with data.writer.begin() as connection:
            first = connection.connection.dbapi_connection.in_transaction

        assert first
        assert isinstance(data.writer, sa.Engine)
