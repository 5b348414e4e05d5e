"""The urgent things."""

import sqlalchemy as sa

from deskbot.alerts import escalation
from deskbot.outside.database import instants, tables, upsert, vault

T = tables.alerts
P = tables.alert_posts


class Alerts:
    """The alerts, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def get(self, key: str) -> escalation.Alert | None:
        """Return an alert."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return None if row is None else self._alert(row)

    def of_case(self, case: str) -> tuple[escalation.Alert, ...]:
        """Return the alerts that come from a card."""
        rows = self._connection.execute(sa.select(T).where(T.c.case_key == case).order_by(T.c.key))
        return tuple(self._alert(row) for row in rows)

    def save(self, alert: escalation.Alert) -> None:
        """Keep an alert, or what changed of it."""
        row = {
            "key": alert.key,
            "desk": alert.desk,
            "text_sealed": self._vault.seal(alert.text),
            "raised_by": alert.raised_by,
            "case_key": alert.case,
            "state": alert.state.value,
            "told": alert.told,
            "last_told_at": instants.maybe_to_text(alert.last_told_at),
            "taken_by": alert.taken_by,
            "taken_at": instants.maybe_to_text(alert.taken_at),
        }
        upsert.save(self._connection, T, row)

    def posts(self, key: str) -> tuple[escalation.AlertPost, ...]:
        """Return the posts that told of an alert."""
        rows = self._connection.execute(sa.select(P).where(P.c.alert == key).order_by(P.c.post_id))
        return tuple(
            escalation.AlertPost(post_id=row.post_id, username=row.username, direct=row.direct)
            for row in rows
        )

    def save_post(self, key: str, post: escalation.AlertPost) -> None:
        """Keep a post that told of an alert."""
        row = {"post_id": post.post_id, "alert": key, "username": post.username, "direct": post.direct}
        upsert.save(self._connection, P, row)

    def _alert(self, row: sa.Row[tuple[object, ...]]) -> escalation.Alert:
        return escalation.Alert(
            key=row.key,
            desk=row.desk,
            text=self._vault.unseal(row.text_sealed) or "",
            raised_by=row.raised_by,
            case=row.case_key,
            state=escalation.State(row.state),
            told=row.told,
            last_told_at=instants.maybe_from_text(row.last_told_at),
            taken_by=row.taken_by,
            taken_at=instants.maybe_from_text(row.taken_at),
        )
