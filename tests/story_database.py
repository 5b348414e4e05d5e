"""What deskbot has written down, for scenarios that must know it before they go on: read, never changed.

And an empty database to begin with, launched once for all of them: a start is half as long.
"""

import contextlib
import functools
import pathlib
import sqlite3
import tempfile
from typing import Any

import sqlalchemy as sa

from deskbot import engine
from deskbot.outside import clock
from deskbot.outside.database import migrate, store, vault

# What is deskbot's own, and what its engine keeps of flows: on PostgreSQL that has a schema of its own.
_SCHEMAS = "-csearch_path=public,dbos"


def rows(url: str, query: str, **values: str) -> list[sa.Row[Any]]:
    """Return what the query finds in deskbot's database at `url`.

    :raises sa.exc.OperationalError: if there is no such database: it is not made.
    """
    address = sa.make_url(url)
    arguments = {"options": _SCHEMAS}
    if address.get_backend_name() == "sqlite":
        address = address.set(database=f"file:{address.database}", query={"mode": "ro", "uri": "true"})
        arguments = {}
    reader = sa.create_engine(address, poolclass=sa.NullPool, connect_args=arguments)
    with reader.connect() as connection:
        return list(connection.execute(sa.text(query), values))


def make_empty(path: pathlib.Path) -> None:
    """Put an empty SQLite database, up to date, at `path`, unless there is one."""
    if not path.exists():
        path.write_bytes(_empty())


@functools.cache
def _empty() -> bytes:
    # The first job on a file that was never launched waits for a second (facts/engine.md, section 7).
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.sqlite3"
        opened = store.Store(url, seal=vault.Vault("of nothing"))
        migrate.upgrade(opened.writer)
        launched = engine.Engine(database=opened, url=url, clock=clock.SystemClock("Europe/Paris"))
        launched.launch()
        launched.stop()
        with opened.writer.begin() as connection:
            for table in (
                "desk_due",
                "operation_outputs",
                "workflow_input",
                "workflow_output",
                "workflow_status",
            ):
                connection.execute(sa.text(f"DELETE FROM {table}"))
        opened.close()
        with contextlib.closing(sqlite3.connect(f"{folder}/empty.sqlite3")) as database:
            return database.serialize()
