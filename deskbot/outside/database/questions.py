"""Questions that the rules did not answer, for the page's keeper."""

import datetime as dt

import sqlalchemy as sa

from deskbot.outside.database import instants, tables, upsert, vault


class Questions:
    """The questions, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def add(self, *, key: str, asked_by: str, question: str, at: dt.datetime) -> None:
        """Keep a question."""
        row = {
            "key": key,
            "asked_by": asked_by,
            "question_sealed": self._vault.seal(question),
            "at": instants.to_text(at),
        }
        upsert.add_once(self._connection, tables.questions, row)
