"""The roster's slots."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from deskbot.desk import interval, roster
from deskbot.outside.database import instants, tables, upsert, walls

T = tables.slots
_HOLDS = T.c.ended_by.is_(None)


class Slots:
    """The slots, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> roster.Slot | None:
        """Return a slot that holds."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key, _HOLDS)).one_or_none()
        return None if row is None else _slot(row)

    def held(self, desk: str, *, until_after: dt.datetime) -> tuple[roster.Slot, ...]:
        """Return the desk's slots that end after that moment, in order."""
        return self._ending_after(until_after, where=T.c.desk == desk)

    def held_by(self, member: str, *, until_after: dt.datetime) -> tuple[roster.Slot, ...]:
        """Return the member's slots, of every desk, that end after that moment, in order."""
        return self._ending_after(until_after, where=T.c.member == member)

    def between(self, desk: str, *, span: interval.Interval) -> tuple[roster.Slot, ...]:
        """Return the desk's slots that still hold and touch `span`, past or to come, in order."""
        begun = (T.c.desk == desk) & (T.c.starts <= walls.surely_after(span.end))
        found = self._ending_after(span.start, where=begun)
        return tuple(slot for slot in found if slot.span.overlaps(span))

    def desks_with_slots(self, *, until_after: dt.datetime) -> tuple[str, ...]:
        """Return the keys of the desks, known or not any more, with a slot that ends after that moment."""
        columns = (T.c.desk, T.c.ends, T.c.zone)
        query = sa.select(*columns).distinct().where(_HOLDS, T.c.ends >= walls.surely_before(until_after))
        rows = self._connection.execute(query)
        return tuple(sorted({row.desk for row in rows if _ends_after(row.ends, row.zone, until_after)}))

    def add(self, slot: roster.Slot, *, change: str) -> None:
        """Keep a slot made by `change`; adding the same one again changes nothing."""
        row = {
            **dataclasses.asdict(slot),
            "starts": walls.to_text(slot.starts),
            "ends": walls.to_text(slot.ends),
            "rank": slot.rank.value,
            "confirmed_at": instants.maybe_to_text(slot.confirmed_at),
            "made_by": change,
        }
        upsert.add_once(self._connection, T, row)

    def confirm(self, key: str, *, at: dt.datetime) -> None:
        """Remember when the holder said that they will be there."""
        mine = sa.update(T).where(T.c.key == key)
        self._connection.execute(mine.values(confirmed_at=instants.to_text(at)))

    def end(self, key: str, *, change: str) -> None:
        """End a slot: `change` gave it back, or cut it."""
        self._connection.execute(sa.update(T).where(T.c.key == key).values(ended_by=change))

    def ended_by(self, change: str) -> tuple[roster.Slot, ...]:
        """Return the slots that `change` ended, whole."""
        ended = sa.select(T).where(T.c.ended_by == change)
        return tuple(_slot(row) for row in self._connection.execute(ended))

    def grown_from(self, change: str) -> tuple[roster.Slot, ...]:
        """Return what still holds of the slots that `change` made, whatever cut them since."""
        parents = list(self._connection.execute(sa.select(T).where(T.c.made_by == change)))
        for parent in parents:  # grows while it is walked through
            inside = (T.c.starts >= parent.starts) & (T.c.ends <= parent.ends)
            same = (T.c.member == parent.member) & (T.c.desk == parent.desk) & (T.c.rank == parent.rank)
            # What a later change left of it, and what undoing that change gave back.
            later = T.c.made_by.in_((parent.ended_by, roster.undo_of(parent.ended_by or "")))
            parents += self._connection.execute(sa.select(T).where(later & same & inside))
        return tuple(_slot(row) for row in parents if row.ended_by is None)

    def _ending_after(self, moment: dt.datetime, *, where: sa.ColumnElement[bool]) -> tuple[roster.Slot, ...]:
        query = sa.select(T).where(where, _HOLDS, T.c.ends >= walls.surely_before(moment))
        found = (_slot(row) for row in self._connection.execute(query))
        kept = [slot for slot in found if interval.instant(slot.span.end) > interval.instant(moment)]
        return tuple(sorted(kept, key=lambda slot: (interval.instant(slot.span.start), slot.rank, slot.key)))


def _ends_after(ends: str, zone: str, moment: dt.datetime) -> bool:
    return interval.instant(walls.moment(ends, zone)) > interval.instant(moment)


def _slot(row: sa.Row[tuple[object, ...]]) -> roster.Slot:
    return roster.Slot(
        key=row.key,
        desk=row.desk,
        member=row.member,
        starts=walls.from_text(row.starts),
        ends=walls.from_text(row.ends),
        zone=row.zone,
        rings=row.rings,
        rank=roster.Rank(row.rank),
        confirmed_at=instants.maybe_from_text(row.confirmed_at),
    )
