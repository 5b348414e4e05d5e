"""The rows that wait (design, section 2: one rule for time)."""

import collections.abc
import dataclasses
import datetime as dt
import uuid

import sqlalchemy as sa

from deskbot.outside.database import instants, tables, upsert

T = tables.due


@dataclasses.dataclass(frozen=True, kw_only=True)
class DueRow:
    """A flow to run for a key; `attempt` counts the runs that failed before.

    `nonce` tells it from another row of the same moment: a clock that was set back by a blink may ask for a
    moment that was served already.
    """

    kind: str
    key: str
    due_at: dt.datetime
    attempt: int
    nonce: str


class Due:
    """The rows that wait, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, kind: str, key: str, *, at: dt.datetime, attempt: int = 0) -> None:
        """Have the flow `kind` run for `key` once the clock reaches `at`; the earliest wish wins."""
        row = {"kind": kind, "key": key, "due_at": instants.to_text(at), "attempt": attempt}
        row["nonce"] = uuid.uuid4().hex[:8]
        statement = upsert.insert(self._connection, T).values(row)
        earlier = statement.excluded.due_at < T.c.due_at
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "key"],
                set_={name: statement.excluded[name] for name in ("due_at", "attempt", "nonce")},
                where=earlier,
            )
        )

    def drop(self, kind: str, key: str) -> None:
        """Forget what was due, if it was."""
        self._connection.execute(sa.delete(T).where(T.c.kind == kind, T.c.key == key))

    def any_until(self, now: dt.datetime, *, kinds: collections.abc.Iterable[str]) -> bool:
        """Whether a row of these kinds is due."""
        query = sa.select(T.c.key).where(_ripe(now, kinds)).limit(1)
        return self._connection.execute(query).first() is not None

    def pop_until(self, now: dt.datetime, *, kinds: collections.abc.Iterable[str]) -> tuple[DueRow, ...]:
        """Delete and return the rows of these kinds that are due, earliest first."""
        rows = self._connection.execute(sa.delete(T).where(_ripe(now, kinds)).returning(T)).all()
        found = [
            DueRow(
                kind=row.kind,
                key=row.key,
                due_at=instants.from_text(row.due_at),
                attempt=row.attempt,
                nonce=row.nonce,
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda row: row.due_at))


def _ripe(now: dt.datetime, kinds: collections.abc.Iterable[str]) -> sa.ColumnElement[bool]:
    return (T.c.due_at <= instants.to_text(now)) & T.c.kind.in_(list(kinds))
