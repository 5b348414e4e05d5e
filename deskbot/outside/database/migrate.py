"""Bring a database to the schema that this version needs."""

import pathlib

import alembic.command
import alembic.config
import alembic.runtime.migration
import alembic.script
import sqlalchemy as sa


def upgrade(engine: sa.Engine, *, revision: str = "head") -> None:
    """Run every migration that `engine`'s database lacks, up to `revision`."""
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, revision)


def is_current(engine: sa.Engine) -> bool:
    """Whether the database has every migration of this version."""
    with engine.connect() as connection:
        context = alembic.runtime.migration.MigrationContext.configure(
            connection, opts={"version_table": "desk_migration"}
        )
        return set(context.get_current_heads()) == set(
            alembic.script.ScriptDirectory.from_config(_config()).get_heads()
        )


def _config() -> alembic.config.Config:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(pathlib.Path(__file__).parent / "migrations"))
    return config
