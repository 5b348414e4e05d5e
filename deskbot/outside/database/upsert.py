"""Insert or update one row by its primary key, on SQLite and PostgreSQL alike."""

import collections.abc

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: sa.Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT of this database's dialect, which knows ON CONFLICT."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def save(connection: sa.Connection, table: sa.Table, row: collections.abc.Mapping[str, object]) -> None:
    """Insert `row`, or make the row of the same primary key equal to it."""
    keys = [column.name for column in table.primary_key]
    statement = insert(connection, table).values(dict(row))
    others = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))


def add_once(connection: sa.Connection, table: sa.Table, row: collections.abc.Mapping[str, object]) -> bool:
    """Insert `row` unless its primary key is there already; say whether it was not."""
    statement = insert(connection, table).values(dict(row)).on_conflict_do_nothing()
    # How many rows were made is not told alike by both databases.
    return connection.execute(statement.returning(*table.primary_key)).first() is not None
