"""What was done about what is kept of people: purges, numbers forgotten, numbers exported."""

import json

import sqlalchemy as sa

from deskbot.outside.database import instants, tables, upsert, vault
from deskbot.people import privacy

T = tables.privacy_runs


class PrivacyRuns:
    """The runs, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def get(self, key: str) -> privacy.Run | None:
        """Return a run."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return None if row is None else self._run(row)

    def save(self, run: privacy.Run) -> None:
        """Keep a run, or what changed of it."""
        row = {
            "key": run.key,
            "task": run.task.value,
            "at": instants.to_text(run.at),
            "asked_by": run.asked_by,
            "number_sealed": self._vault.seal(run.number),
            "number_hash": self._vault.hash(run.number),
            "with_open": run.with_open,
            "confirmed_at": instants.maybe_to_text(run.confirmed_at),
            "done_at": instants.maybe_to_text(run.done_at),
            "post_id": run.post_id,
            "counts": json.dumps(run.counts),
        }
        upsert.save(self._connection, T, row)

    def _run(self, row: sa.Row[tuple[object, ...]]) -> privacy.Run:
        return privacy.Run(
            key=row.key,
            task=privacy.Task(row.task),
            at=instants.from_text(row.at),
            asked_by=row.asked_by,
            number=self._vault.unseal(row.number_sealed),
            with_open=row.with_open,
            confirmed_at=instants.maybe_from_text(row.confirmed_at),
            done_at=instants.maybe_from_text(row.done_at),
            post_id=row.post_id,
            counts=json.loads(row.counts),
        )
