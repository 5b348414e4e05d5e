"""Wishes to be replaced: one row for each change of a wish, so that each can be undone."""

import sqlalchemy as sa

from deskbot.desk import cover
from deskbot.outside.database import instants, tables, upsert, walls

T = tables.covers
_HOLDS = T.c.ended_by.is_(None)


class Covers:
    """The wishes to be replaced, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> cover.Cover | None:
        """Return a wish that was not taken back."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key, _HOLDS)).one_or_none()
        return None if row is None else _cover(row)

    def waiting(self, desk: str) -> tuple[cover.Cover, ...]:
        """Return the wishes of a desk that nobody took."""
        rows = self._connection.execute(sa.select(T).where(T.c.desk == desk, T.c.taken_by.is_(None), _HOLDS))
        return tuple(_cover(row) for row in rows)

    def of_change(self, change: str) -> tuple[str, ...]:
        """Return the keys of the wishes that `change` made or changed."""
        mine = sa.select(T.c.key).where(T.c.made_by == change).distinct()
        return tuple(self._connection.execute(mine).scalars())

    def add(self, wish: cover.Cover, *, change: str) -> None:
        """Keep a wish that `change` made."""
        self.save(wish, change=change)

    def save(self, wish: cover.Cover, *, change: str) -> None:
        """Keep what `change` made of a wish: who took it, or which of its stretches are left."""
        former = (T.c.key == wish.key) & (T.c.made_by != change) & _HOLDS
        self._connection.execute(sa.update(T).where(former).values(ended_by=change))
        row = {
            "key": wish.key,
            "made_by": change,
            "desk": wish.desk,
            "asker": wish.asker,
            "spans": walls.all_written(wish.spans),
            "at": instants.to_text(wish.at),
            "taken_by": wish.taken_by,
        }
        upsert.save(self._connection, T, row)


def _cover(row: sa.Row[tuple[object, ...]]) -> cover.Cover:
    return cover.Cover(
        key=row.key,
        desk=row.desk,
        asker=row.asker,
        spans=walls.all_read(row.spans),
        at=instants.from_text(row.at),
        taken_by=row.taken_by,
    )


def take_back(connection: sa.Connection, *, change: str, ended_by: str) -> None:
    """Make the wishes again what they were before `change`."""
    former = sa.select(T.c.key).where(T.c.ended_by == change)
    later = T.c.key.in_(former) & _HOLDS
    connection.execute(sa.update(T).where((T.c.made_by == change) | later).values(ended_by=ended_by))
    connection.execute(sa.update(T).where(T.c.ended_by == change).values(ended_by=None))
