"""What admins agreed to about lines."""

import datetime as dt

import sqlalchemy as sa

from deskbot.line import agreement
from deskbot.outside.database import instants, tables, upsert

T = tables.agreements


class Agreements:
    """The agreements, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def of(self, desk: str, *, at: dt.datetime) -> tuple[agreement.Agreement, ...]:
        """Return what holds for a desk at that moment, in the order it was agreed to."""
        moment = instants.to_text(at)
        holds = (T.c.at <= moment) & (T.c.until_at.is_(None) | (T.c.until_at > moment))
        query = sa.select(T).where(T.c.desk == desk, holds).order_by(T.c.at, T.c.subject, T.c.about)
        return tuple(_agreement(row) for row in self._connection.execute(query))

    def add(self, one: agreement.Agreement) -> None:
        """Keep an agreement; adding the same one again changes nothing."""
        row = {
            "desk": one.desk,
            "subject": one.subject.value,
            "about": one.about,
            "at": instants.to_text(one.at),
            "agreed_by": one.by,
            "until_at": instants.maybe_to_text(one.until),
        }
        upsert.add_once(self._connection, T, row)


def _agreement(row: sa.Row[tuple[object, ...]]) -> agreement.Agreement:
    return agreement.Agreement(
        desk=row.desk,
        subject=agreement.Subject(row.subject),
        about=row.about,
        by=row.agreed_by,
        at=instants.from_text(row.at),
        until=instants.maybe_from_text(row.until_at),
    )
