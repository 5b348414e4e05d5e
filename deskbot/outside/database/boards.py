"""The pinned post of each desk."""

import dataclasses

import sqlalchemy as sa

from deskbot.desk import board
from deskbot.outside.database import tables, upsert

T = tables.boards


class Boards:
    """The pinned posts, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, desk: str) -> board.Board:
        """Return a desk's pinned post; none yet is a value too."""
        row = self._connection.execute(sa.select(T).where(T.c.desk == desk)).one_or_none()
        if row is None:
            return board.Board(desk=desk)
        return board.Board(desk=row.desk, channel=row.channel, post_id=row.post_id, shown=row.shown)

    def save(self, pinned: board.Board) -> None:
        """Keep where a desk's pinned post is, and what it shows."""
        row = dataclasses.asdict(pinned)
        upsert.save(self._connection, T, row)
