"""What was last read back of each number, sealed: it is full of numbers."""

import sqlalchemy as sa
import structlog
from cryptography import fernet

from deskbot.line import reading
from deskbot.outside.database import instants, line_text, tables, upsert, vault

log = structlog.get_logger(__name__)

T = tables.readings


class Readings:
    """The readings, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def get(self, number: str) -> reading.Reading | None:
        """Return the last reading of a number (E.164); None too when this version cannot read it."""
        query = sa.select(T).where(T.c.number_hash == self._vault.hash(number))
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        try:
            return line_text.read_reading(self._vault.unseal(row.reading_sealed) or "")
        except (line_text.UnreadableText, fernet.InvalidToken):
            log.warning("What was read of a line is of no use any more.", desk=row.desk)
            return None

    def save(self, one: reading.Reading) -> None:
        """Keep a reading instead of the one before."""
        row = {
            "number_hash": self._vault.hash(one.number),
            "desk": one.desk,
            "read_at": instants.to_text(one.read_at),
            "reading_sealed": self._vault.seal(line_text.written(one)),
        }
        upsert.save(self._connection, T, row)
