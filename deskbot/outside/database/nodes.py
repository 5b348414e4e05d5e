"""The processes that share a PostgreSQL database, and when each was last seen alive."""

import sqlalchemy as sa

from deskbot.outside.database import tables, upsert

T = tables.nodes
# The database's own clock: the machines' may differ.
_NOW = sa.func.extract("epoch", sa.func.clock_timestamp())
_FORGET_S = 86_400


def beat(connection: sa.Connection, executor: str) -> None:
    """Say that `executor` is alive."""
    statement = upsert.insert(connection, T).values(executor=executor, beat=_NOW)
    connection.execute(statement.on_conflict_do_update(index_elements=["executor"], set_={"beat": _NOW}))
    connection.execute(sa.delete(T).where(T.c.beat < _NOW - _FORGET_S))


def alive(connection: sa.Connection, *, ttl_s: float) -> set[str]:
    """Return the executors seen within `ttl_s` seconds."""
    rows = connection.execute(sa.select(T.c.executor).where(T.c.beat >= _NOW - ttl_s))
    return {row.executor for row in rows}
