"""Migrations make the tables that the code sees, and keep what was there."""

import contextlib
import dataclasses
from collections.abc import Iterator

import alembic.autogenerate
import alembic.runtime.migration
import pytest
import sqlalchemy as sa

from deskbot.desk import roster
from deskbot.line import state
from deskbot.outside.database import connect, instants, migrate, store, tables, vault
from tests.adapters.database import conftest, line_read, roster_book

SLOT_0001 = {
    "key": "s1",
    "desk": "standard",
    "member": "lea",
    "starts": "2024-08-01T09:00:00",
    "ends": "2024-08-02T17:30:00",
    "zone": "Europe/Paris",
    "rings": 3,
    "made_by": "c1",
}
CHANGE_0001 = {
    "key": "c1",
    "desk": "standard",
    "kind": "claim",
    "member": "lea",
    "at": instants.to_text(roster_book.NOW),
}
LINE_0002 = {
    "desk": "standard",
    "verified_at": instants.to_text(roster_book.NOW),
    "told": "on_duty:lea:lea",
    "verified": "lea",
    "blindness_told": False,
    "trouble_told": True,
}


def insert(engine: sa.Engine, table: str, row: dict[str, object]) -> None:
    """Add a row as the version of that time did, whatever columns came since."""
    with engine.begin() as connection:
        connection.execute(sa.insert(sa.table(table, *map(sa.column, row))), [row])


@contextlib.contextmanager
def opened(engine: sa.Engine) -> Iterator[store.Store]:
    """Open the database of `engine` as this version does."""
    kept = store.Store(engine.url.render_as_string(hide_password=False), seal=vault.Vault(conftest.SECRET))
    yield kept
    kept.close()


def differences(engine: sa.Engine) -> list[object]:
    with engine.connect() as connection:
        context = alembic.runtime.migration.MigrationContext.configure(
            connection,
            opts={
                "version_table": "desk_migration",
                "compare_type": True,
                "include_name": lambda name, kind, _parents: kind != "table" or name.startswith("desk_"),
            },
        )
        return alembic.autogenerate.compare_metadata(context, tables.METADATA)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, file):
    """The writer of a database where deskbot never was."""
    if request.param == "sqlite":
        url = f"sqlite:///{file}"
    else:
        url = request.getfixturevalue("postgres_server").create_database()
    made = connect.writer(url)
    yield made
    made.dispose()


class TestUpgrade:
    def test_makes_every_table_from_nothing(self, engine):
        assert not migrate.is_current(engine)

        migrate.upgrade(engine)

        assert differences(engine) == []
        assert migrate.is_current(engine)

    def test_changes_nothing_the_second_time(self, engine):
        migrate.upgrade(engine)

        migrate.upgrade(engine)

        assert differences(engine) == []

    @pytest.mark.parametrize("revision", ["0001", "9999"])
    def test_is_not_done_where_another_version_was(self, engine, revision):
        migrate.upgrade(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE desk_migration SET version_num = '{revision}'")

        assert not migrate.is_current(engine)

    def test_leaves_the_engine_s_tables_alone(self, engine):
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE workflow_status (id TEXT)")

        migrate.upgrade(engine)

        assert "workflow_status" in sa.inspect(engine).get_table_names()

    def test_names_our_tables_after_us(self, data):
        assert all(name.startswith("desk_") for name in sa.inspect(data.reader).get_table_names())

    def test_keeps_the_roster_of_the_first_version(self, engine):
        migrate.upgrade(engine, revision="0001")
        insert(engine, "desk_slot", SLOT_0001)
        insert(engine, "desk_change", CHANGE_0001)

        migrate.upgrade(engine)

        assert differences(engine) == []
        with opened(engine) as kept:
            with kept.write() as work:
                assert work.slots.held("standard", until_after=roster_book.NOW) == (
                    roster_book.slot(1, 2, key="s1"),
                )
                assert work.changes.get("c1") == roster_book.change("c1", roster.ChangeKind.CLAIM)
            roster_book.Book(kept).undoes("c1")
            assert roster_book.Book(kept).shows() == []

    def test_keeps_the_roster_and_the_lines_of_the_second_version(self, engine):
        migrate.upgrade(engine, revision="0002")
        slot = {**SLOT_0001, "rank": "second", "confirmed_at": instants.to_text(roster_book.NOW)}
        insert(engine, "desk_slot", slot)
        insert(engine, "desk_line", LINE_0002)

        migrate.upgrade(engine)

        assert differences(engine) == []
        with opened(engine) as kept, kept.write() as work:
            (held,) = work.slots.held("standard", until_after=roster_book.NOW)
            assert (held.rank, held.confirmed_at) == (roster.Rank.SECOND, roster_book.NOW)
            known = work.lines.get("standard")
            assert known == state.LineState(
                desk="standard",
                verified_at=roster_book.NOW,
                told="on_duty:lea:lea",
                verified="lea",
                trouble_told=True,
            )
            work.lines.save(dataclasses.replace(known, drift="d1"))
            work.readings.save(line_read.READING)
            assert work.readings.get(line_read.NUMBER) == line_read.READING
