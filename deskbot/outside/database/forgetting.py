"""Rows that are about a number lose what is personal in them, or go (`held` finds them)."""

import collections.abc
import datetime as dt
import json
from typing import Any

import sqlalchemy as sa

from deskbot.alerts import escalation
from deskbot.calls import case
from deskbot.outside.database import instants, purging, tables, vault, walls
from deskbot.people import privacy

_Rows = collections.abc.Sequence[sa.Row[Any]]
# What of a row is personal; the rest is kept to be counted, or so that nothing is noted twice.
_BLANKED: collections.abc.Mapping[str, tuple[str, ...]] = {
    "desk_call": ("caller_sealed", "caller_hash", "legs_sealed"),
    "desk_source": ("event_at", "event_sealed"),
    "desk_change": ("note_sealed",),
    "desk_exception": ("reason_sealed",),
    "desk_member": ("number_sealed", "number_hash", "proved_at", "proved_by"),
}
_TEXTS = ("note_sealed", "transcript_sealed")
_CALLER = ("caller_sealed", "caller_hash")


class Forgetting:
    """Erases what is about a number, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def erase(
        self, place: str, keys: collections.abc.Sequence[str], *, run: privacy.Run, now: dt.datetime
    ) -> privacy.Erased:
        """Erase these rows of a place, for a run; those that are gone already do not count."""
        table = tables.METADATA.tables[place]
        names = tuple(table.primary_key)
        mine = sa.tuple_(*names).in_([tuple(json.loads(key)) for key in keys])
        rows = self._connection.execute(sa.select(table).where(mine)).all()
        match place:
            case "desk_notice":
                return self._drop_messages(rows)
            case "desk_alert":
                return self._drop_alerts(rows, run=run)
            case "desk_case":
                return self._empty_cards(rows, run=run, now=now)
            case "desk_kept_line":
                return self._drop_kept_lines(rows, now=now)
            case "desk_privacy_run":
                return self._drop_runs(rows, run=run)
        stamp = {"erased_at": instants.to_text(now)} if "erased_at" in table.c else {}
        blanked = _BLANKED.get(place)
        change = (
            sa.delete(table).where(mine)
            if blanked is None
            else sa.update(table).where(mine).values({**dict.fromkeys(blanked), **stamp})
        )
        return privacy.Erased(count=self._connection.execute(change).rowcount)

    def _drop_messages(self, rows: _Rows) -> privacy.Erased:
        self._drop(tables.notices, [row.key for row in rows])
        # A channel's post shows no whole number, and may be about others too.
        direct = tuple(row.post_id for row in rows if row.username is not None and row.post_id is not None)
        return privacy.Erased(count=len(rows), post_ids=direct)

    def _drop_alerts(self, rows: _Rows, *, run: privacy.Run) -> privacy.Erased:
        kept = [row for row in rows if row.state == escalation.State.RINGING.value and not run.with_open]
        gone = [row.key for row in rows if row not in kept]
        dropped = purging.drop_alerts(self._connection, gone)
        return privacy.Erased(count=len(gone), left=len(kept), post_ids=dropped.post_ids)

    def _drop_kept_lines(self, rows: _Rows, *, now: dt.datetime) -> privacy.Erased:
        edge = walls.surely_before(now)
        # What holds now is how the line rings: it is for an admin to change.
        gone = [row.number for row in rows if row.ended_at is not None or row.ends < edge]
        self._drop(tables.kept_lines, gone)
        return privacy.Erased(count=len(gone), left=len(rows) - len(gone))

    def _drop_runs(self, rows: _Rows, *, run: privacy.Run) -> privacy.Erased:
        others = [row for row in rows if row.key != run.key]
        self._drop(tables.privacy_runs, [row.key for row in others])
        return privacy.Erased(
            count=len(others), post_ids=tuple(row.post_id for row in others if row.post_id is not None)
        )

    def _drop(self, table: sa.Table, keys: collections.abc.Sequence[object]) -> None:
        (name,) = table.primary_key
        self._connection.execute(sa.delete(table).where(name.in_(keys)))

    def _empty_cards(self, rows: _Rows, *, run: privacy.Run, now: dt.datetime) -> privacy.Erased:
        still_open = self._still_open(rows)
        erased = [self._empty_card(row, is_open=row.key in still_open, run=run, now=now) for row in rows]
        return privacy.Erased(
            count=sum(one.count for one in erased),
            left=sum(one.left for one in erased),
            post_ids=tuple(post for one in erased for post in one.post_ids),
            cards=tuple(row.key for row in rows),
            sounds=tuple(sound for one in erased for sound in one.sounds),
        )

    def _still_open(self, rows: _Rows) -> frozenset[str]:
        """Return the keys of those cards that are open, or in the thread of one that is."""
        table = tables.cases
        is_open = table.c.state != case.State.DONE.value
        names = {name for row in rows for name in (row.key, row.joined_to) if name is not None}
        query = sa.select(table.c.key).where(table.c.key.in_(names), is_open)
        found = frozenset(self._connection.execute(query).scalars())
        return frozenset(row.key for row in rows if row.key in found or row.joined_to in found)

    def _empty_card(
        self, row: sa.Row[Any], *, is_open: bool, run: privacy.Run, now: dt.datetime
    ) -> privacy.Erased:
        is_theirs = row.caller_hash == self._vault.hash(run.number)
        if is_theirs and is_open and not run.with_open:
            # Somebody still has to deal with it: it only loses the number.
            self._change_card(row, dict.fromkeys(_CALLER))
            return privacy.Erased(count=0, left=1)
        values: dict[str, Any] = dict.fromkeys(_TEXTS)
        if is_theirs:
            values |= {**dict.fromkeys(_CALLER), "erased_at": instants.to_text(now)}
            values |= _closed(row, run=run, now=now)
        sounds: tuple[str, ...] = ()
        if row.recording_name is not None:
            values["recording_erased_at"] = instants.to_text(now)
            sounds = (row.key,)
        posts = (row.recording_post_id, row.transcript_post_id)
        values |= {"recording_post_id": None, "transcript_post_id": None}
        self._change_card(row, values)
        return privacy.Erased(
            count=1, post_ids=tuple(post for post in posts if post is not None), sounds=sounds
        )

    def _change_card(self, row: sa.Row[Any], values: collections.abc.Mapping[str, object]) -> None:
        table = tables.cases
        change = sa.update(table).where(table.c.key == row.key)
        self._connection.execute(change.values({**values, "version": row.version + 1}))


def _closed(row: sa.Row[Any], *, run: privacy.Run, now: dt.datetime) -> dict[str, object]:
    """Return what closes a card that is open, for whoever asked that it be forgotten."""
    if row.state == case.State.DONE.value:
        return {}
    return {
        "state": case.State.DONE.value,
        "closing": case.Closing.NOTHING_TO_DO.value,
        "done_by": run.asked_by,
        "done_at": instants.to_text(now),
    }
