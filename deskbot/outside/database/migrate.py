"""Bring a database to the schema that this version needs."""

import pathlib

import sqlalchemy as sa

_MIGRATIONS = pathlib.Path(__file__).parent / "migrations"
_VERSION = sa.table("desk_migration", sa.column("version_num"))


def upgrade(engine: sa.Engine, *, revision: str = "head") -> None:
    """Run every migration that `engine`'s database lacks, up to `revision`."""
    # Imported here: a database is brought up to date once, and Alembic would stay in memory for good.
    import alembic.command
    import alembic.config

    with engine.begin() as connection:
        config = alembic.config.Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, revision)


def is_current(engine: sa.Engine) -> bool:
    """Whether the database has every migration of this version, and no other."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table(_VERSION.name):
            return False
        return set(connection.execute(sa.select(_VERSION.c.version_num)).scalars()) == {_newest()}


def _newest() -> str:
    """Return the last revision: each is a file whose name begins with it, and follows the one before."""
    return max(path.name for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]
