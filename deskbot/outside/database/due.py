"""The rows that wait (design, section 2: one rule for time)."""

import collections.abc
import dataclasses
import datetime as dt
import uuid

import sqlalchemy as sa

from deskbot.outside.database import instants, tables, upsert

T = tables.due
# After every moment that is written.
_NEVER = "9999"


@dataclasses.dataclass(frozen=True, kw_only=True)
class DueRow:
    """A flow to run for a key; `attempt` counts the runs that failed before; `first`: before the others.

    `nonce` tells it from another row of the same moment: a clock that was set back by a blink may ask for a
    moment that was served already.
    """

    kind: str
    key: str
    due_at: dt.datetime
    attempt: int
    nonce: str
    first: bool = False


class Due:
    """The rows that wait, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, kind: str, key: str, *, at: dt.datetime, attempt: int = 0, first: bool = False) -> None:
        """Have the flow `kind` run for `key` once the clock reaches `at`; the earliest wish wins.

        `first`: from then on it goes before whatever else waits in its lane, whoever wished it earlier.
        """
        moment = instants.to_text(at)
        row = {"kind": kind, "key": key, "due_at": moment, "attempt": attempt}
        row |= {"nonce": uuid.uuid4().hex[:8], "first_at": moment if first else None}
        statement = upsert.insert(self._connection, T).values(row)
        new = statement.excluded
        earlier = new.due_at < T.c.due_at
        sooner_first = new.first_at < sa.func.coalesce(T.c.first_at, _NEVER)
        kept = {
            name: sa.case((earlier, new[name]), else_=T.c[name]) for name in ("due_at", "attempt", "nonce")
        }
        kept["first_at"] = sa.case((sooner_first, new.first_at), else_=T.c.first_at)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "key"], set_=kept, where=earlier | sooner_first
            )
        )

    def drop(self, kind: str, key: str) -> None:
        """Forget what was due, if it was."""
        self._connection.execute(sa.delete(T).where(T.c.kind == kind, T.c.key == key))

    def kinds_until(
        self, now: dt.datetime, *, kinds: collections.abc.Iterable[str]
    ) -> frozenset[tuple[str, bool]]:
        """Return which of these kinds have a row that is due, each with whether such a row goes first."""
        goes_first = sa.func.coalesce(T.c.first_at <= instants.to_text(now), sa.false())
        query = sa.select(T.c.kind, goes_first).where(_ripe(now, kinds)).distinct()
        return frozenset((kind, bool(first)) for kind, first in self._connection.execute(query))

    def pop_first(
        self,
        now: dt.datetime,
        *,
        kinds: collections.abc.Iterable[str],
        always: collections.abc.Iterable[str],
        most: int,
        busy: collections.abc.Iterable[tuple[str, str]] = (),
    ) -> tuple[DueRow, ...]:
        """Delete and return what goes before the other rows that are due: `most` of it, as `pop_until` does.

        All rows of the kinds `always` do.
        """
        goes_first = (T.c.first_at <= instants.to_text(now)) | T.c.kind.in_(list(always))
        return self._popped(_ripe(now, kinds) & goes_first, now=now, most=most, busy=busy)

    def pop_until(
        self,
        now: dt.datetime,
        *,
        kinds: collections.abc.Iterable[str],
        most: int | None = None,
        busy: collections.abc.Iterable[tuple[str, str]] = (),
    ) -> tuple[DueRow, ...]:
        """Delete and return the rows of these kinds that are due, `most` of them at most, earliest first.

        Those of `busy`, each a kind and a key, wait: they are run now, and would run again right after.
        """
        return self._popped(_ripe(now, kinds), now=now, most=most, busy=busy)

    def _popped(
        self,
        wanted: sa.ColumnElement[bool],
        *,
        now: dt.datetime,
        most: int | None,
        busy: collections.abc.Iterable[tuple[str, str]],
    ) -> tuple[DueRow, ...]:
        row = sa.tuple_(T.c.kind, T.c.key)
        if others := list(busy):
            wanted &= row.not_in(others)
        # Keys of one moment grow with what they are about: of two calls, the earlier one has its card first.
        chosen = sa.select(T.c.kind, T.c.key).where(wanted).order_by(T.c.due_at, T.c.key).limit(most)
        rows = self._connection.execute(sa.delete(T).where(row.in_(chosen)).returning(T)).all()
        found = [
            DueRow(
                kind=row.kind,
                key=row.key,
                due_at=instants.from_text(row.due_at),
                attempt=row.attempt,
                nonce=row.nonce,
                first=row.first_at is not None and row.first_at <= instants.to_text(now),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda row: (row.due_at, row.key)))


def _ripe(now: dt.datetime, kinds: collections.abc.Iterable[str]) -> sa.ColumnElement[bool]:
    return (T.c.due_at <= instants.to_text(now)) & T.c.kind.in_(list(kinds))
