"""The cards."""

import pydantic
import sqlalchemy as sa

from deskbot.calls import case
from deskbot.desk import interval
from deskbot.outside.database import instants, tables, upsert, vault

T = tables.cases
_OPEN = T.c.state.in_((case.State.OPEN.value, case.State.TAKEN.value))

_ENDED = pydantic.TypeAdapter(case.Ended)


class Cases:
    """The cards, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def get(self, key: str) -> case.Case | None:
        """Return a card."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return None if row is None else self._card(row)

    def open_of(self, desk: str) -> tuple[case.Case, ...]:
        """Return the desk's cards that are not done, the oldest call first."""
        calls = tables.calls
        query = sa.select(T).join(calls, calls.c.key == T.c.key, isouter=True).where(T.c.desk == desk, _OPEN)
        rows = self._connection.execute(query.order_by(sa.func.coalesce(calls.c.at, ""), T.c.key))
        return tuple(self._card(row) for row in rows)

    def open_of_caller(self, caller: str, *, desk: str | None = None) -> tuple[case.Case, ...]:
        """Return the cards of calls of `caller` that are not done, of one desk or of all, in order."""
        query = sa.select(T).where(
            T.c.caller_hash == self._vault.hash(caller), _OPEN, T.c.origin == case.Origin.CALL.value
        )
        if desk is not None:
            query = query.where(T.c.desk == desk)
        rows = self._connection.execute(query.order_by(T.c.opened_at, T.c.key))
        return tuple(self._card(row) for row in rows)

    def settled_of_caller(self, caller: str) -> tuple[case.Case, ...]:
        """Return the cards of calls of `caller` that later calls settled, and nobody, in order."""
        query = sa.select(T).where(
            T.c.caller_hash == self._vault.hash(caller),
            T.c.state == case.State.DONE.value,
            T.c.closing.in_([one.value for one in case.BY_ITSELF]),
            T.c.done_by.is_(None),
        )
        rows = self._connection.execute(query.order_by(T.c.opened_at, T.c.key))
        return tuple(self._card(row) for row in rows)

    def joined_to(self, key: str) -> tuple[case.Case, ...]:
        """Return the cards that another one stands for."""
        rows = self._connection.execute(sa.select(T).where(T.c.joined_to == key).order_by(T.c.key))
        return tuple(self._card(row) for row in rows)

    def count_open(self, desk: str) -> int:
        """Return how many of the desk's cards are not done."""
        query = sa.select(sa.func.count()).select_from(T).where(T.c.desk == desk, _OPEN)
        return self._connection.execute(query).scalar_one()

    def closed_as(self, desk: str, closing: case.Closing) -> frozenset[str]:
        """Return the keys of the desk's cards, those of their calls, of which that came."""
        query = sa.select(T.c.key).where(T.c.desk == desk, T.c.closing == closing.value)
        return frozenset(self._connection.execute(query).scalars())

    def done_in(self, desk: str, *, span: interval.Interval) -> tuple[case.Case, ...]:
        """Return the desk's cards that were done in that time, in order."""
        query = sa.select(T).where(
            T.c.desk == desk,
            T.c.state == case.State.DONE.value,
            T.c.done_at >= instants.to_text(span.start),
            T.c.done_at < instants.to_text(span.end),
        )
        rows = self._connection.execute(query.order_by(T.c.done_at, T.c.key))
        return tuple(self._card(row) for row in rows)

    def closed_with(self, together: str) -> tuple[case.Case, ...]:
        """Return the cards that were ended together and that nobody opened again since."""
        query = sa.select(T).where(T.c.closed_with == together, T.c.state == case.State.DONE.value)
        return tuple(self._card(row) for row in self._connection.execute(query.order_by(T.c.key)))

    def save(self, card: case.Case) -> None:
        """Keep a card, or what changed of it."""
        row = {
            "key": card.key,
            "desk": card.desk,
            "origin": card.origin.value,
            "channel": card.channel,
            "caller_sealed": self._vault.seal(card.caller),
            "caller_hash": self._vault.hash(card.caller),
            "opened_at": instants.maybe_to_text(card.opened_at),
            "opened_by": card.opened_by,
            "state": card.state.value,
            "taken_by": card.taken_by,
            "taken_at": instants.maybe_to_text(card.taken_at),
            "assigned_by": card.assigned_by,
            "taken_before": card.taken_before,
            "assigned_before": card.assigned_before,
            "ended": _ENDED.dump_json(card.ended).decode() if card.ended else None,
            "closing": card.closing.value if card.closing else None,
            "note_sealed": self._vault.seal(card.note),
            "done_by": card.done_by,
            "done_at": instants.maybe_to_text(card.done_at),
            "version": card.version,
            "shown_version": card.shown_version,
            "post_id": card.post_id,
            "posted_in": card.posted_in,
            "left_post_id": card.left_post_id,
            "left_channel": card.left_channel,
            "moves": card.moves,
            "channel_by": card.channel_by,
            "refused_channel": card.refused_channel,
            "recording_post_id": card.recording_post_id,
            "transcript_post_id": card.transcript_post_id,
            "recording_name": card.recording_name,
            "hearing": card.hearing.value,
            "hearing_why": card.hearing_why,
            "transcript_sealed": self._vault.seal(card.transcript),
            "topic": card.topic,
            "topic_by": card.topic_by,
            "urgent": card.urgent,
            "urgent_by": card.urgent_by,
            "calls": card.calls,
            "last_call_at": instants.maybe_to_text(card.last_call_at),
            "reminded": card.reminded,
            "closed_with": card.closed_with,
            "tried": card.tried,
            "tried_in": card.tried_in,
            "reopened_at": instants.maybe_to_text(card.reopened_at),
            "reopened_by": card.reopened_by,
            "erased_at": instants.maybe_to_text(card.erased_at),
            "recording_erased_at": instants.maybe_to_text(card.recording_erased_at),
            "joined_to": card.joined_to,
        }
        upsert.save(self._connection, T, row)

    def _card(self, row: sa.Row[tuple[object, ...]]) -> case.Case:
        return case.Case(
            key=row.key,
            desk=row.desk,
            channel=row.channel,
            origin=case.Origin(row.origin),
            caller=self._vault.unseal(row.caller_sealed),
            opened_at=instants.maybe_from_text(row.opened_at),
            opened_by=row.opened_by,
            state=case.State(row.state),
            taken_by=row.taken_by,
            taken_at=instants.maybe_from_text(row.taken_at),
            assigned_by=row.assigned_by,
            taken_before=row.taken_before,
            assigned_before=row.assigned_before,
            ended=_ENDED.validate_json(row.ended) if row.ended else None,
            closing=case.Closing(row.closing) if row.closing else None,
            note=self._vault.unseal(row.note_sealed),
            done_by=row.done_by,
            done_at=instants.maybe_from_text(row.done_at),
            version=row.version,
            shown_version=row.shown_version,
            post_id=row.post_id,
            posted_in=row.posted_in,
            left_post_id=row.left_post_id,
            left_channel=row.left_channel,
            moves=row.moves,
            channel_by=row.channel_by,
            refused_channel=row.refused_channel,
            transcript_post_id=row.transcript_post_id,
            recording_post_id=row.recording_post_id,
            recording_name=row.recording_name,
            hearing=case.Hearing(row.hearing),
            hearing_why=row.hearing_why,
            transcript=self._vault.unseal(row.transcript_sealed),
            topic=row.topic,
            topic_by=row.topic_by,
            urgent=row.urgent,
            urgent_by=row.urgent_by,
            calls=row.calls,
            last_call_at=instants.maybe_from_text(row.last_call_at),
            reminded=row.reminded,
            closed_with=row.closed_with,
            tried=row.tried,
            tried_in=row.tried_in,
            reopened_at=instants.maybe_from_text(row.reopened_at),
            reopened_by=row.reopened_by,
            erased_at=instants.maybe_from_text(row.erased_at),
            recording_erased_at=instants.maybe_from_text(row.recording_erased_at),
            joined_to=row.joined_to,
        )
