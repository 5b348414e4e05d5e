"""What happened on the line."""

import collections.abc
import datetime as dt
import json

import sqlalchemy as sa

from deskbot.calls import merge
from deskbot.desk import interval
from deskbot.outside.database import instants, tables, upsert, vault

T = tables.calls
S = tables.seen


class Calls:
    """The calls, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def near(self, desk: str, *, span: interval.Interval) -> tuple[merge.Call, ...]:
        """Return the desk's calls that began inside `span`, in order."""
        query = sa.select(T).where(
            T.c.desk == desk, T.c.at >= instants.to_text(span.start), T.c.at < instants.to_text(span.end)
        )
        return tuple(self._call(row) for row in self._connection.execute(query.order_by(T.c.at)))

    def get(self, key: str) -> merge.Call | None:
        """Return a call."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return None if row is None else self._call(row)

    def save(self, call: merge.Call, *, desk: str) -> None:
        """Keep a call, or what changed of it."""
        row = {
            "key": call.key,
            "desk": desk,
            "caller_sealed": self._vault.seal(call.caller),
            "caller_hash": self._vault.hash(call.caller),
            "at": instants.to_text(call.at),
            "incoming_s": call.incoming_s,
            "leg_answered": call.leg_answered,
            "leg_unanswered": call.leg_unanswered,
            "reached_voicemail": call.reached_voicemail,
            "legs_sealed": self._vault.seal(_written(call.legs)),
            "voicemail": call.voicemail,
            "message_s": call.message_s,
        }
        upsert.save(self._connection, T, row)

    def unseen(self, desk: str, keys: collections.abc.Sequence[str]) -> tuple[str, ...]:
        """Return those of `keys` (of source events) that were never marked as seen."""
        query = sa.select(S.c.source).where(S.c.desk == desk, S.c.source.in_(list(keys)))
        known = {row.source for row in self._connection.execute(query)}
        return tuple(key for key in keys if key not in known)

    def mark_seen(self, desk: str, key: str, *, at: dt.datetime) -> None:
        """Remember that this source event is in a call."""
        upsert.add_once(self._connection, S, {"desk": desk, "source": key, "at": instants.to_text(at)})

    def _call(self, row: sa.Row[tuple[object, ...]]) -> merge.Call:
        return merge.Call(
            key=row.key,
            caller=self._vault.unseal(row.caller_sealed),
            at=instants.from_text(row.at),
            incoming_s=row.incoming_s,
            leg_answered=row.leg_answered,
            leg_unanswered=row.leg_unanswered,
            reached_voicemail=row.reached_voicemail,
            legs=_read(self._vault.unseal(row.legs_sealed)),
            voicemail=row.voicemail,
            message_s=row.message_s,
        )


def _written(legs: tuple[merge.Leg, ...]) -> str | None:
    return json.dumps([[instants.to_text(leg.at), leg.number] for leg in legs]) if legs else None


def _read(written: str | None) -> tuple[merge.Leg, ...]:
    pairs = json.loads(written) if written else []
    return tuple(merge.Leg(at=instants.from_text(at), number=number) for at, number in pairs)
