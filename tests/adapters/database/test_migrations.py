"""Migrations make the tables that the code sees."""

import alembic.autogenerate
import alembic.runtime.migration
import sqlalchemy as sa

from deskbot.outside.database import connect, migrate, tables


def differences(engine: sa.Engine) -> list[object]:
    with engine.connect() as connection:
        context = alembic.runtime.migration.MigrationContext.configure(
            connection, opts={"version_table": "desk_migration", "compare_type": True}
        )
        return alembic.autogenerate.compare_metadata(context, tables.METADATA)


class TestUpgrade:
    def test_makes_every_table_from_nothing(self, file):
        engine = connect.writer(f"sqlite:///{file}")
        assert not migrate.is_current(engine)

        migrate.upgrade(engine)

        assert differences(engine) == []
        assert migrate.is_current(engine)
        engine.dispose()

    def test_changes_nothing_the_second_time(self, data):
        migrate.upgrade(data.writer)

        assert differences(data.writer) == []

    def test_leaves_the_engine_s_tables_alone(self, file):
        engine = connect.writer(f"sqlite:///{file}")
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE workflow_status (id TEXT)")

        migrate.upgrade(engine)

        assert "workflow_status" in sa.inspect(engine).get_table_names()
        engine.dispose()

    def test_names_our_tables_after_us(self, data):
        assert all(name.startswith("desk_") for name in sa.inspect(data.reader).get_table_names())
