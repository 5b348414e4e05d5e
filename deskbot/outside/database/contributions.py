"""What members claim for a month at the desk."""

import datetime as dt

import sqlalchemy as sa

from deskbot.outside.database import tables, upsert
from deskbot.reports import contribution

T = tables.contributions


class Contributions:
    """The months' claims, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, month: dt.date, *, member: str) -> contribution.Contribution | None:
        """Return what a member claims for the month that starts on `month`."""
        query = sa.select(T).where(T.c.month == month.isoformat(), T.c.member == member)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _contribution(row)

    def of(self, month: dt.date) -> tuple[contribution.Contribution, ...]:
        """Return what everybody claims for the month that starts on `month`, by username."""
        query = sa.select(T).where(T.c.month == month.isoformat()).order_by(T.c.member)
        return tuple(_contribution(row) for row in self._connection.execute(query))

    def save(self, claimed: contribution.Contribution) -> None:
        """Keep what a member claims, or what changed of it."""
        row = {
            "month": claimed.month.isoformat(),
            "member": claimed.member,
            "minutes": claimed.minutes,
            "mended": claimed.mended,
        }
        upsert.save(self._connection, T, row)


def _contribution(row: sa.Row[tuple[object, ...]]) -> contribution.Contribution:
    return contribution.Contribution(
        month=dt.date.fromisoformat(row.month),
        member=row.member,
        minutes=row.minutes,
        mended=row.mended,
    )
