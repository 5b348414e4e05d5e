"""The journal of what was done to the roster, and undoing it."""

import datetime as dt

import sqlalchemy as sa

from deskbot.desk import roster
from deskbot.outside.database import covers, exceptions, instants, profiles, tables, upsert, vault, walls

T = tables.changes


class Changes:
    """The changes, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def add(self, change: roster.Change) -> None:
        """Keep a change; adding the same one again changes nothing."""
        row = {
            "key": change.key,
            "desk": change.desk,
            "kind": change.kind.value,
            "member": change.member,
            "done_by": change.by,
            "at": instants.to_text(change.at),
            "spans": walls.all_written(change.spans),
            "note_sealed": self._vault.seal(change.note or None),
            "undone_by": change.undone_by,
            "undone_at": instants.maybe_to_text(change.undone_at),
        }
        upsert.add_once(self._connection, T, row)

    def get(self, key: str) -> roster.Change | None:
        """Return a change."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return None if row is None else self._change(row)

    def recent(self, limit: int, *, desk: str | None = None) -> tuple[roster.Change, ...]:
        """Return the last `limit` changes, of one desk or of all, the newest first."""
        query = sa.select(T).order_by(T.c.at.desc(), T.c.key.desc()).limit(limit)
        if desk is not None:
            query = query.where(T.c.desk == desk)
        return tuple(self._change(row) for row in self._connection.execute(query))

    def first_at(self) -> dt.datetime | None:
        """Return when the first change was made, of any desk; None before there is one."""
        first = self._connection.execute(sa.select(sa.func.min(T.c.at))).scalar_one()
        return instants.maybe_from_text(first)

    def undo(self, key: str, *, by: str, at: dt.datetime) -> None:
        """End the exceptions, wishes and profiles that the change made, and make former ones what they were.

        Its slots are the flow's: only what is still to come of them changes.
        """
        ended_by = roster.undo_of(key)
        exceptions.take_back(self._connection, change=key, ended_by=ended_by)
        covers.take_back(self._connection, change=key, ended_by=ended_by)
        profiles.take_back(self._connection, change=key, ended_by=ended_by)
        row = {"undone_by": by, "undone_at": instants.to_text(at)}
        self._connection.execute(sa.update(T).where(T.c.key == key).values(row))

    def _change(self, row: sa.Row[tuple[object, ...]]) -> roster.Change:
        return roster.Change(
            key=row.key,
            desk=row.desk,
            kind=roster.ChangeKind(row.kind),
            member=row.member,
            by=row.done_by,
            at=instants.from_text(row.at),
            spans=walls.all_read(row.spans),
            note=self._vault.unseal(row.note_sealed) or "",
            undone_by=row.undone_by,
            undone_at=instants.maybe_from_text(row.undone_at),
        )
