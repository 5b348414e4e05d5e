"""The named ways of answering that were put in force."""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from deskbot.desk import interval, profile
from deskbot.outside.database import tables, upsert, walls

T = tables.profiles
_HOLDS = T.c.ended_by.is_(None)


class Profiles:
    """The profiles in force, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def of(self, desk: str, *, until_after: dt.datetime) -> tuple[profile.InForce, ...]:
        """Return the desk's profiles that end after that moment, in the order they were said."""
        near = T.c.ends >= walls.surely_before(until_after)
        rows = self._connection.execute(
            sa.select(T).where(T.c.desk == desk, _HOLDS, near).order_by(T.c.number)
        )
        found = (_in_force(row) for row in rows)
        return tuple(one for one in found if interval.instant(one.span.end) > interval.instant(until_after))

    def add(self, one: profile.InForce, *, change: str) -> None:
        """Keep a profile that `change` put in force; adding the same one again changes nothing."""
        row = {
            **dataclasses.asdict(walls.written(one.span)),
            "key": one.key,
            "desk": one.desk,
            "profile": one.profile,
            "said_by": one.by,
            "made_by": change,
        }
        upsert.add_once(self._connection, T, row)

    def end(self, key: str, *, change: str) -> None:
        """Take a profile back: `change` ended it, or put another in its place."""
        # Not what the same change made of it: the part that was over already may stay under its key.
        former = (T.c.key == key) & (T.c.made_by != change) & _HOLDS
        self._connection.execute(sa.update(T).where(former).values(ended_by=change))


def take_back(connection: sa.Connection, *, change: str, ended_by: str) -> None:
    """Make the profiles again what they were before `change`, as far as no later change ended them too."""
    made = T.c.made_by == change
    # Whatever took the place of what `change` made would have taken that of what was there before.
    later = connection.execute(sa.select(T.c.ended_by).where(made).order_by(T.c.number).limit(1)).scalar()
    connection.execute(sa.update(T).where(made).values(ended_by=ended_by))
    connection.execute(sa.update(T).where(T.c.ended_by == change).values(ended_by=later))


def _in_force(row: sa.Row[tuple[object, ...]]) -> profile.InForce:
    return profile.InForce(
        key=row.key,
        desk=row.desk,
        profile=row.profile,
        span=walls.read(row.starts, row.ends, row.zone),
        by=row.said_by,
    )
