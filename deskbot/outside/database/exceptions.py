"""Exceptional openings and closings that people declared, and the gaps that they want unsaid."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from deskbot.desk import hours, interval
from deskbot.outside.database import tables, upsert, vault, walls

T = tables.exceptions
G = tables.ignored_gaps


class Exceptions:
    """The exceptions to the opening hours, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def of(self, desk: str, *, until_after: dt.datetime) -> tuple[hours.Exceptional, ...]:
        """Return the desk's exceptions that end after that moment, in the order they were declared."""
        query = _holding(T, desk, until_after).order_by(T.c.number)
        found = (self._exceptional(row) for row in self._connection.execute(query))
        return tuple(one for one in found if _ends_after(one.span, until_after))

    def add(self, desk: str, exceptional: hours.Exceptional, *, change: str) -> None:
        """Keep what `change` declared; adding the same one again changes nothing."""
        row = {
            **dataclasses.asdict(walls.written(exceptional.span)),
            "desk": desk,
            "kind": exceptional.kind.value,
            "reason_sealed": self._vault.seal(exceptional.reason or None),
            "made_by": change,
        }
        upsert.add_once(self._connection, T, row)

    def ignored(self, desk: str, *, until_after: dt.datetime) -> tuple[interval.Interval, ...]:
        """Return the stretches, not over at that moment, whose gaps are meant; in order."""
        rows = self._connection.execute(_holding(G, desk, until_after))
        found = (walls.read(row.starts, row.ends, row.zone) for row in rows)
        kept = [span for span in found if _ends_after(span, until_after)]
        return tuple(sorted(kept, key=lambda span: interval.instant(span.start)))

    def add_ignored(self, desk: str, span: interval.Interval, *, change: str) -> None:
        """Keep a stretch whose gaps `change` wants unsaid; adding the same one again changes nothing."""
        row = {**dataclasses.asdict(walls.written(span)), "desk": desk, "made_by": change}
        upsert.add_once(self._connection, G, row)

    def _exceptional(self, row: sa.Row[tuple[object, ...]]) -> hours.Exceptional:
        return hours.Exceptional(
            kind=hours.Opening(row.kind),
            span=walls.read(row.starts, row.ends, row.zone),
            reason=self._vault.unseal(row.reason_sealed) or "",
        )


def take_back(connection: sa.Connection, *, change: str, ended_by: str) -> None:
    """End what `change` declared."""
    for table in (T, G):
        made = sa.update(table).where(table.c.made_by == change)
        connection.execute(made.values(ended_by=ended_by))


def _holding(table: sa.Table, desk: str, until_after: dt.datetime) -> sa.Select[tuple[object, ...]]:
    edge = walls.surely_before(until_after)
    return sa.select(table).where(table.c.desk == desk, table.c.ended_by.is_(None), table.c.ends >= edge)


def _ends_after(span: interval.Interval, moment: dt.datetime) -> bool:
    return interval.instant(span.end) > interval.instant(moment)
