"""The secret addresses of the feeds and of the planning page."""

import datetime as dt

import sqlalchemy as sa

from deskbot.desk import address
from deskbot.outside.database import instants, tables, upsert, vault

T = tables.addresses


class Addresses:
    """The secret addresses, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def find(self, token: str) -> address.Address | None:
        """Return what the address with that secret shows; None, after the same work, when nothing does."""
        # Searched by a keyed hash: how long it takes says nothing of a secret that was nearly right.
        query = sa.select(T.c.kind, T.c.entity).where(T.c.token_hash == self._vault.hash(token))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else address.Address(kind=address.Kind(row.kind), entity=row.entity)

    def token_of(self, kind: str, entity: str) -> str | None:
        """Return the secret of an address; None when it has none yet."""
        query = sa.select(T.c.token_sealed).where(T.c.kind == kind, T.c.entity == entity)
        return self._vault.unseal(self._connection.execute(query).scalar_one_or_none())

    def put(self, kind: str, entity: str, token: str, *, at: dt.datetime) -> None:
        """Give an address a secret; the former one opens nothing any more."""
        row = {
            "kind": address.Kind(kind).value,
            "entity": entity,
            "token_sealed": self._vault.seal(token),
            "token_hash": self._vault.hash(token),
            "at": instants.to_text(at),
        }
        upsert.save(self._connection, T, row)
