"""The roster's slots and the changes that made them."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from deskbot.desk import roster
from deskbot.outside.database import instants, tables, upsert

T = tables.slots
C = tables.changes
# A slot's end is local wall time: no zone is further than a day from another.
_ZONE_MARGIN = dt.timedelta(days=1)


class Slots:
    """The slots, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def held(self, desk: str, *, until_after: dt.datetime) -> tuple[roster.Slot, ...]:
        """Return the desk's slots that end after that moment, in order."""
        edge = (until_after.astimezone(dt.UTC).replace(tzinfo=None) - _ZONE_MARGIN).isoformat()
        query = sa.select(T).where(T.c.desk == desk, T.c.ended_by.is_(None), T.c.ends >= edge)
        found = [_slot(row) for row in self._connection.execute(query)]
        kept = [slot for slot in found if slot.span.end > until_after]
        return tuple(sorted(kept, key=lambda slot: slot.span))

    def add(self, slot: roster.Slot, *, change: str) -> None:
        """Keep a slot made by `change`; adding the same one again changes nothing."""
        row = {**dataclasses.asdict(slot), "made_by": change}
        row |= {"starts": slot.starts.isoformat(), "ends": slot.ends.isoformat()}
        upsert.add_once(self._connection, T, row)

    def end(self, key: str, *, change: str) -> None:
        """End a slot: `change` gave it back, or cut it."""
        self._connection.execute(sa.update(T).where(T.c.key == key).values(ended_by=change))

    def add_change(self, change: roster.Change) -> None:
        """Keep a change, so that it can be undone."""
        row = {**dataclasses.asdict(change), "at": instants.to_text(change.at), "kind": change.kind.value}
        upsert.add_once(self._connection, C, row)

    def change(self, key: str) -> roster.Change | None:
        """Return a change."""
        row = self._connection.execute(sa.select(C).where(C.c.key == key)).one_or_none()
        if row is None:
            return None
        return roster.Change(
            key=row.key,
            desk=row.desk,
            kind=roster.ChangeKind(row.kind),
            member=row.member,
            at=instants.from_text(row.at),
            undone_by=row.undone_by,
        )

    def touched_by(self, change: str) -> tuple[tuple[roster.Slot, ...], tuple[roster.Slot, ...]]:
        """Return the slots that `change` made and that still hold, and those that it ended."""
        made = sa.select(T).where(T.c.made_by == change, T.c.ended_by.is_(None))
        ended = sa.select(T).where(T.c.ended_by == change)
        return (
            tuple(_slot(row) for row in self._connection.execute(made)),
            tuple(_slot(row) for row in self._connection.execute(ended)),
        )

    def undo(self, key: str, *, by: str) -> None:
        """End the slots that the change made, hold again those that it ended."""
        # What it ended comes back first: the second statement writes `ended_by` anew.
        self._connection.execute(sa.update(T).where(T.c.ended_by == key).values(ended_by=None))
        mine = T.c.key.in_(self._grown_from(key))
        self._connection.execute(sa.update(T).where(mine).values(ended_by=f"undo:{key}"))
        self._connection.execute(sa.update(C).where(C.c.key == key).values(undone_by=by))

    def _grown_from(self, change: str) -> list[str]:
        """Return the slots that `change` made, and what releases left of them since."""
        parents = list(self._connection.execute(sa.select(T).where(T.c.made_by == change)))
        for parent in parents:  # grows while it is walked through
            inside = (T.c.starts >= parent.starts) & (T.c.ends <= parent.ends)
            cut = (T.c.made_by == parent.ended_by) & (T.c.member == parent.member) & inside
            parents += self._connection.execute(sa.select(T).where(cut))
        return [row.key for row in parents]


def _slot(row: sa.Row[tuple[object, ...]]) -> roster.Slot:
    return roster.Slot(
        key=row.key,
        desk=row.desk,
        member=row.member,
        starts=dt.datetime.fromisoformat(row.starts),
        ends=dt.datetime.fromisoformat(row.ends),
        zone=row.zone,
        rings=row.rings,
    )
