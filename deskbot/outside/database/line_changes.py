"""The journal of what deskbot wrote on lines."""

import datetime as dt
import json

import sqlalchemy as sa

from deskbot.line import change
from deskbot.outside.database import instants, tables

T = tables.line_changes


class LineChanges:
    """The changes of lines, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, one: change.LineChange) -> None:
        """Keep what was written."""
        row = {
            "desk": one.desk,
            "at": instants.to_text(one.at),
            "reason": one.reason,
            "usernames": json.dumps(one.usernames),
            "writes": one.writes,
            "adds_people": one.adds_people,
        }
        self._connection.execute(sa.insert(T).values(row))

    def since(self, desk: str, *, at: dt.datetime) -> tuple[change.LineChange, ...]:
        """Return what was written on a desk's line since that moment, in order."""
        query = sa.select(T).where(T.c.desk == desk, T.c.at >= instants.to_text(at))
        rows = self._connection.execute(query.order_by(T.c.at, T.c.number))
        return tuple(_change(row) for row in rows)

    def recent(self, limit: int) -> tuple[change.LineChange, ...]:
        """Return the last `limit` changes of any line, the newest first."""
        query = sa.select(T).order_by(T.c.at.desc(), T.c.number.desc()).limit(limit)
        return tuple(_change(row) for row in self._connection.execute(query))


def _change(row: sa.Row[tuple[object, ...]]) -> change.LineChange:
    return change.LineChange(
        desk=row.desk,
        at=instants.from_text(row.at),
        reason=row.reason,
        usernames=tuple(json.loads(row.usernames)),
        writes=row.writes,
        adds_people=row.adds_people,
    )
