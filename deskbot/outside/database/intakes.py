"""What is known of the places where calls are told of."""

import sqlalchemy as sa

from deskbot.calls import intake
from deskbot.outside.database import instants, tables, upsert

T = tables.intakes


class Intakes:
    """What is known of those places, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> intake.Intake:
        """Return what is known; nothing yet is a state too."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        if row is None:
            return intake.Intake(key=key)
        return intake.Intake(
            key=key,
            begun_at=instants.maybe_from_text(row.begun_at),
            looked_at=instants.maybe_from_text(row.looked_at),
            blind_since=instants.maybe_from_text(row.blind_since),
            blindness_told=row.blindness_told,
        )

    def save(self, known: intake.Intake) -> None:
        """Keep what is known."""
        row = {
            "key": known.key,
            "begun_at": instants.maybe_to_text(known.begun_at),
            "looked_at": instants.maybe_to_text(known.looked_at),
            "blind_since": instants.maybe_to_text(known.blind_since),
            "blindness_told": known.blindness_told,
        }
        upsert.save(self._connection, T, row)
