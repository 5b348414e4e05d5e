"""The cards."""

import sqlalchemy as sa

from deskbot.calls import case
from deskbot.outside.database import instants, tables, upsert, vault

T = tables.cases
_OPEN = T.c.state.in_((case.State.OPEN.value, case.State.TAKEN.value))


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

    def count_open(self, desk: str) -> int:
        """Return how many of the desk's cards are not done."""
        query = sa.select(sa.func.count()).select_from(T).where(T.c.desk == desk, _OPEN)
        return self._connection.execute(query).scalar_one()

    def closed_as(self, desk: str, closing: case.Closing) -> frozenset[str]:
        """Return the keys of the desk's cards, those of their calls, of which that came."""
        query = sa.select(T.c.key).where(T.c.desk == desk, T.c.closing == closing.value)
        return frozenset(self._connection.execute(query).scalars())

    def save(self, card: case.Case) -> None:
        """Keep a card, or what changed of it; what the chat shows is left to `shown`."""
        row = {
            "key": card.key,
            "desk": card.desk,
            "channel": card.channel,
            "state": card.state.value,
            "taken_by": card.taken_by,
            "taken_at": instants.maybe_to_text(card.taken_at),
            "closing": card.closing.value if card.closing else None,
            "note_sealed": self._vault.seal(card.note),
            "done_by": card.done_by,
            "version": card.version,
            "shown_version": card.shown_version,
            "post_id": card.post_id,
            "recording_post_id": card.recording_post_id,
            "recording_name": card.recording_name,
            "hearing": card.hearing.value,
            "hearing_why": card.hearing_why,
            "transcript_sealed": self._vault.seal(card.transcript),
            "topic": card.topic,
            "urgent": card.urgent,
        }
        upsert.save(self._connection, T, row)

    def shown(self, key: str, *, version: int, post_id: str) -> None:
        """Remember that the chat shows this version of the card."""
        self._connection.execute(
            sa.update(T).where(T.c.key == key).values(shown_version=version, post_id=post_id)
        )

    def _card(self, row: sa.Row[tuple[object, ...]]) -> case.Case:
        return case.Case(
            key=row.key,
            desk=row.desk,
            channel=row.channel,
            state=case.State(row.state),
            taken_by=row.taken_by,
            taken_at=instants.maybe_from_text(row.taken_at),
            closing=case.Closing(row.closing) if row.closing else None,
            note=self._vault.unseal(row.note_sealed),
            done_by=row.done_by,
            version=row.version,
            shown_version=row.shown_version,
            post_id=row.post_id,
            recording_post_id=row.recording_post_id,
            recording_name=row.recording_name,
            hearing=case.Hearing(row.hearing),
            hearing_why=row.hearing_why,
            transcript=self._vault.unseal(row.transcript_sealed),
            topic=row.topic,
            urgent=row.urgent,
        )
