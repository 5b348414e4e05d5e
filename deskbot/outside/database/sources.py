"""What the sources told of calls, sealed: a number is in it."""

import collections.abc
import datetime as dt
import functools

import pydantic
import sqlalchemy as sa

from deskbot.calls import events
from deskbot.desk import interval
from deskbot.outside.database import instants, tables, upsert, vault

T = tables.sources
# What tells one kind of event from another in the text: these names are in databases, and stay.
_KINDS: dict[str, type[events.Event]] = {
    "record": events.CallRecord,
    "message": events.VoicemailMessage,
    "mail": events.VoicemailMail,
    "live": events.LiveEvent,
}
_NAMES: dict[type, str] = {kind: name for name, kind in _KINDS.items()}


class Sources:
    """What was told, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def unseen(self, desk: str, names: collections.abc.Sequence[str]) -> tuple[str, ...]:
        """Return those of `names` that were never added."""
        query = sa.select(T.c.source).where(T.c.desk == desk, T.c.source.in_(list(names)))
        known = {row.source for row in self._connection.execute(query)}
        return tuple(name for name in names if name not in known)

    def add(self, desk: str, name: str, event: events.Event, *, at: dt.datetime) -> None:
        """Keep what was told at `at` under its name; the same name twice is one event."""
        kind = _NAMES[type(event)]
        row = {
            "desk": desk,
            "source": name,
            "at": instants.to_text(at),
            "event_at": instants.to_text(event.at),
            "event_sealed": self._vault.seal(f"{kind} {_adapter(kind).dump_json(event).decode()}"),
        }
        upsert.add_once(self._connection, T, row)

    def between(self, desk: str, *, span: interval.Interval) -> tuple[events.Told, ...]:
        """Return what was told of the time `span`, in order."""
        query = sa.select(T).where(
            T.c.desk == desk,
            T.c.event_at >= instants.to_text(span.start),
            T.c.event_at < instants.to_text(span.end),
        )
        rows = self._connection.execute(query.order_by(T.c.event_at, T.c.source))
        return tuple(self._told(row) for row in rows)

    def waiting(self, desk: str) -> tuple[events.Told, ...]:
        """Return what was told and belongs to no call yet, in order."""
        query = sa.select(T).where(T.c.desk == desk, T.c.call_key.is_(None), T.c.event_at.is_not(None))
        rows = self._connection.execute(query.order_by(T.c.event_at, T.c.source))
        return tuple(self._told(row) for row in rows)

    def belongs(self, desk: str, name: str, *, call: str) -> None:
        """Remember to which call this belongs; an empty key means that it belongs to none, and never will."""
        change = sa.update(T).where(T.c.desk == desk, T.c.source == name).values(call_key=call)
        self._connection.execute(change)

    def _told(self, row: sa.Row[tuple[object, ...]]) -> events.Told:
        kind, _, text = (self._vault.unseal(row.event_sealed) or "").partition(" ")
        event = _adapter(kind).validate_json(text)
        return events.Told(
            desk=row.desk,
            name=row.source,
            event=event,
            told_at=instants.from_text(row.at),
            call=row.call_key,
        )


@functools.cache
def _adapter(kind: str) -> pydantic.TypeAdapter[events.Event]:
    return pydantic.TypeAdapter(_KINDS[kind])
