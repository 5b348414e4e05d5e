"""What somebody changed at the operator and the house keeps for a while, sealed: it is full of numbers."""

import dataclasses
import datetime as dt

import sqlalchemy as sa
import structlog
from cryptography import fernet

from deskbot.line import kept
from deskbot.outside.database import instants, line_text, tables, upsert, vault, walls

log = structlog.get_logger(__name__)

T = tables.kept_lines


class KeptLines:
    """The lines that are kept, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def at(self, desk: str, *, moment: dt.datetime) -> kept.Kept | None:
        """Return what is kept of a desk's numbers at `moment`; the last said, of several.

        None when this version cannot read it: what was said before it was replaced, and counts no more.
        """
        near = (T.c.ends >= walls.surely_before(moment)) & (T.c.starts <= walls.surely_after(moment))
        holds = T.c.ended_at.is_(None) | (T.c.ended_at > instants.to_text(moment))
        query = sa.select(T).where(T.c.desk == desk, near, holds).order_by(T.c.number.desc())
        for row in self._connection.execute(query):
            if walls.read(row.starts, row.ends, row.zone).holds(moment):
                return self._kept(row)
        return None

    def add(self, one: kept.Kept) -> None:
        """Keep what was seen; adding the same one again changes nothing."""
        row = {
            **dataclasses.asdict(walls.written(one.span)),
            "key": one.key,
            "desk": one.desk,
            "said_by": one.by,
            "on_duty": " ".join(one.on_duty),
            "lines_sealed": self._vault.seal(line_text.written(one.lines)),
        }
        upsert.add_once(self._connection, T, row)

    def end(self, desk: str, *, at: dt.datetime) -> None:
        """Keep nothing of that desk any more from `at` on."""
        moment = instants.to_text(at)
        holding = (T.c.desk == desk) & (T.c.ended_at.is_(None) | (T.c.ended_at > moment))
        self._connection.execute(sa.update(T).where(holding).values(ended_at=moment))

    def _kept(self, row: sa.Row[tuple[object, ...]]) -> kept.Kept | None:
        try:
            lines = line_text.read_lines(self._vault.unseal(row.lines_sealed) or "")
        except (line_text.UnreadableText, fernet.InvalidToken):
            log.warning("What was kept of a line is of no use any more.", desk=row.desk)
            return None
        return kept.Kept(
            key=row.key,
            desk=row.desk,
            span=walls.read(row.starts, row.ends, row.zone),
            by=row.said_by,
            on_duty=tuple(row.on_duty.split()),
            lines=lines,
        )
