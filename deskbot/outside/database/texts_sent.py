"""Which callers got a text message on which day: by the keyed hash of their number."""

import datetime as dt

import sqlalchemy as sa

from deskbot.outside.database import tables, upsert, vault

T = tables.texts_sent
_DAYS_KEPT = dt.timedelta(days=2)


class TextsSent:
    """The texts, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def claim(self, number: str, *, day: dt.date) -> bool:
        """Take the one text of that day for a number (E.164); False when it was taken.

        What is older than it takes to tell one day from the next is forgotten.
        """
        self._connection.execute(sa.delete(T).where(T.c.day < (day - _DAYS_KEPT).isoformat()))
        row = {"caller_hash": self._vault.hash(number), "day": day.isoformat()}
        return upsert.add_once(self._connection, T, row)
