"""Calls that people asked the desk's telephone to make."""

import datetime as dt

import sqlalchemy as sa

from deskbot.calls import call_back
from deskbot.outside.database import instants, tables

T = tables.call_backs


class CallBacks:
    """The calls asked for, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> call_back.CallBack | None:
        """Return a call that was asked for."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return _call_back(row) if row is not None else None

    def of(self, username: str, *, since: dt.datetime) -> tuple[call_back.CallBack, ...]:
        """Return the calls that a member asked for since that moment, in order."""
        query = sa.select(T).where(T.c.username == username, T.c.at >= instants.to_text(since))
        return tuple(_call_back(row) for row in self._connection.execute(query.order_by(T.c.at)))

    def add(self, one: call_back.CallBack) -> None:
        """Keep a call that was asked for."""
        row = {
            "key": one.key,
            "case_key": one.case,
            "username": one.username,
            "at": instants.to_text(one.at),
            "asked_at": instants.maybe_to_text(one.asked_at),
        }
        self._connection.execute(sa.insert(T).values(row))

    def passed_on(self, key: str, *, at: dt.datetime) -> None:
        """Remember that the operator is asked for it now."""
        self._connection.execute(sa.update(T).where(T.c.key == key).values(asked_at=instants.to_text(at)))


def _call_back(row: sa.Row[tuple[object, ...]]) -> call_back.CallBack:
    return call_back.CallBack(
        key=row.key,
        case=row.case_key,
        username=row.username,
        at=instants.from_text(row.at),
        asked_at=instants.maybe_from_text(row.asked_at),
    )
