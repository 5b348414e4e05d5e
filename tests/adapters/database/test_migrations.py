"""Migrations make the tables that the code sees, and keep what was there."""

import alembic.autogenerate
import alembic.runtime.migration
import pytest
import sqlalchemy as sa

from deskbot.desk import roster
from deskbot.outside.database import connect, instants, migrate, store, tables, vault
from tests.adapters.database import conftest, roster_book

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

    def test_leaves_the_engine_s_tables_alone(self, engine):
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE workflow_status (id TEXT)")

        migrate.upgrade(engine)

        assert "workflow_status" in sa.inspect(engine).get_table_names()

    def test_names_our_tables_after_us(self, data):
        assert all(name.startswith("desk_") for name in sa.inspect(data.reader).get_table_names())

    def test_keeps_the_roster_of_the_first_version(self, engine):
        migrate.upgrade(engine, revision="0001")
        with engine.begin() as connection:
            connection.execute(sa.insert(sa.table("desk_slot", *map(sa.column, SLOT_0001))), [SLOT_0001])
            connection.execute(
                sa.insert(sa.table("desk_change", *map(sa.column, CHANGE_0001))), [CHANGE_0001]
            )

        migrate.upgrade(engine)

        assert differences(engine) == []
        url = engine.url.render_as_string(hide_password=False)
        kept = store.Store(url, seal=vault.Vault(conftest.SECRET))
        with kept.write() as work:
            assert work.slots.held("standard", until_after=roster_book.NOW) == (
                roster_book.slot(1, 2, key="s1"),
            )
            assert work.changes.get("c1") == roster_book.change("c1", roster.ChangeKind.CLAIM)
        roster_book.Book(kept).undoes("c1")
        assert roster_book.Book(kept).shows() == []
        kept.close()
