"""What is known of each line."""

import sqlalchemy as sa

from deskbot.line import state
from deskbot.outside.database import instants, tables, upsert

T = tables.lines


class Lines:
    """What is known of lines, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, desk: str) -> state.LineState:
        """Return what is known; nothing yet is a state too."""
        row = self._connection.execute(sa.select(T).where(T.c.desk == desk)).one_or_none()
        if row is None:
            return state.LineState(desk=desk)
        return state.LineState(
            desk=desk,
            verified_at=instants.maybe_from_text(row.verified_at),
            told=row.told,
            failing_since=instants.maybe_from_text(row.failing_since),
            waiting_since=instants.maybe_from_text(row.waiting_since),
            polled_at=instants.maybe_from_text(row.polled_at),
            verified=row.verified,
            blind_since=instants.maybe_from_text(row.blind_since),
            blindness_told=row.blindness_told,
            trouble_told=row.trouble_told,
            drift=row.drift,
            greeting=row.greeting,
        )

    def save(self, known: state.LineState) -> None:
        """Keep what is known."""
        row = {
            "desk": known.desk,
            "verified_at": instants.maybe_to_text(known.verified_at),
            "told": known.told,
            "failing_since": instants.maybe_to_text(known.failing_since),
            "waiting_since": instants.maybe_to_text(known.waiting_since),
            "polled_at": instants.maybe_to_text(known.polled_at),
            "verified": known.verified,
            "blind_since": instants.maybe_to_text(known.blind_since),
            "blindness_told": known.blindness_told,
            "trouble_told": known.trouble_told,
            "drift": known.drift,
            "greeting": known.greeting,
        }
        upsert.save(self._connection, T, row)
