"""Open the database: one engine for writes, which begin at once, and one for reads."""

import pathlib
from typing import Any

import sqlalchemy as sa

# A person waits 3 s at most for an answer (design, section 2): half of it may go to waiting for another
# process, most of it to waiting for those who came before in this one.
BUSY_S = 1.5
TURN_S = 2.5
# Background work may wait longer: nobody looks.
PATIENT_S = 20.0
# As many as the web server has threads: opening one costs more than a command.
_KEPT_CONNECTIONS = 40
_CONNECT_S = 2
_WRITERS = 0x6465736B  # "desk", a number of our own for PostgreSQL's advisory locks


def writer(url: str, *, busy_s: float = PATIENT_S) -> sa.Engine:
    """Return an engine whose transactions take the write lock as they begin."""
    engine = _engine(url, busy_s=busy_s)
    if engine.dialect.name == "sqlite":
        opening: tuple[str, ...] = ("BEGIN IMMEDIATE",)
    else:
        # The same rule as SQLite's: one writer at a time, so that what a story reads is still true when it
        # writes. deskbot writes some tens of times an hour.
        opening = (
            f"SET LOCAL lock_timeout = {int(busy_s * 1000)}",
            f"SELECT pg_advisory_xact_lock({_WRITERS})",
        )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        for statement in opening:
            connection.exec_driver_sql(statement)

    return engine


def reader(url: str, *, busy_s: float = PATIENT_S) -> sa.Engine:
    """Return an engine for reads, which never wait for writers."""
    return _engine(url, busy_s=busy_s)


def is_embedded(url: str) -> bool:
    """Whether `url` names a SQLite file."""
    return sa.make_url(url).get_backend_name() == "sqlite"


def file_of(url: str) -> pathlib.Path:
    """Return the file behind an embedded database's `url`.

    :raises ValueError: if it has none.
    """
    name = sa.make_url(url).database
    if not name:
        raise ValueError("this database has no file")
    return pathlib.Path(name)


def _engine(url: str, *, busy_s: float) -> sa.Engine:
    if not is_embedded(url):
        return sa.create_engine(
            url,
            pool_pre_ping=True,
            pool_size=_KEPT_CONNECTIONS // 4,
            max_overflow=_KEPT_CONNECTIONS - _KEPT_CONNECTIONS // 4,
            pool_timeout=busy_s,
            connect_args={"connect_timeout": _CONNECT_S},
        )
    engine = sa.create_engine(
        url, connect_args={"timeout": busy_s, "check_same_thread": False}, pool_size=_KEPT_CONNECTIONS
    )

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        # The driver must not begin transactions of its own: `writer` does (SQLAlchemy, pysqlite notes).
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    return engine
