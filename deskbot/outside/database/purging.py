"""What is older than it is kept goes: a few rows at a time, so that nobody waits for the write lock.

Each rule is one statement on an index. What reports count stays, without the number and the texts.
"""

import collections.abc
import dataclasses
import datetime as dt

import sqlalchemy as sa

from deskbot.alerts import escalation
from deskbot.calls import case
from deskbot.outside.database import instants, tables, walls
from deskbot.people import privacy

_CASES = tables.cases
_WHOLE = sa.alias(_CASES, "whole")
# What is in the thread of another card is done once that one is.
_DONE = (_CASES.c.state == case.State.DONE.value) & ~sa.exists().where(
    _WHOLE.c.key == _CASES.c.joined_to, _WHOLE.c.state != case.State.DONE.value
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Rule:
    """Rows of `table` whose `age` is before the edge, and for which `where` holds if there is one.

    They go, or the columns of `blanked` are emptied, `stamped` says when, and `grown` counts one more.
    `on_the_wall`: the age is a wall time.
    """

    table: sa.Table
    age: sa.Column[str]
    where: sa.ColumnElement[bool] | None = None
    blanked: tuple[str, ...] = ()
    stamped: str | None = None
    grown: str | None = None
    on_the_wall: bool = False

    @property
    def conditions(self) -> tuple[sa.ColumnElement[bool], ...]:
        """What holds of the rows beside their age."""
        return () if self.where is None else (self.where,)

    def values(self, now: dt.datetime) -> dict[str, object]:
        """Return what the columns become; none when the rows go."""
        found: dict[str, object] = dict.fromkeys(self.blanked)
        if self.stamped is not None:
            found[self.stamped] = instants.to_text(now)
        if self.grown is not None:
            found[self.grown] = self.table.c[self.grown] + 1
        return found


def _of_cards(stamp: str, blanked: tuple[str, ...], where: sa.ColumnElement[bool]) -> tuple[_Rule, _Rule]:
    """Return the rules for cards that are done; not every row says when."""
    todo = _DONE & _CASES.c[stamp].is_(None) & where
    dated = _Rule(
        table=_CASES, age=_CASES.c.done_at, where=todo, blanked=blanked, stamped=stamp, grown="version"
    )
    undated = dataclasses.replace(dated, age=_CASES.c.opened_at, where=todo & _CASES.c.done_at.is_(None))
    return dated, undated


_RULES: collections.abc.Mapping[privacy.Kind, tuple[_Rule, ...]] = {
    privacy.Kind.RECORDINGS: _of_cards(
        "recording_erased_at",
        ("transcript_sealed",),
        _CASES.c.recording_name.is_not(None) | _CASES.c.transcript_sealed.is_not(None),
    ),
    privacy.Kind.CARDS: _of_cards(
        "erased_at", ("caller_sealed", "caller_hash", "note_sealed", "transcript_sealed"), sa.true()
    ),
    privacy.Kind.CALLS: (
        _Rule(
            table=tables.calls,
            age=tables.calls.c.at,
            where=tables.calls.c.erased_at.is_(None),
            blanked=("caller_sealed", "caller_hash", "legs_sealed"),
            stamped="erased_at",
        ),
    ),
    privacy.Kind.SOURCES: (
        _Rule(table=tables.sources, age=tables.sources.c.event_at, blanked=("event_at", "event_sealed")),
    ),
    privacy.Kind.SEEN: (_Rule(table=tables.sources, age=tables.sources.c.at),),
    privacy.Kind.TEXTS: (_Rule(table=tables.texts_sent, age=tables.texts_sent.c.day),),
    privacy.Kind.QUESTIONS: (_Rule(table=tables.questions, age=tables.questions.c.at),),
    privacy.Kind.JOURNAL: (
        _Rule(table=tables.changes, age=tables.changes.c.at),
        _Rule(
            table=tables.exceptions,
            age=tables.exceptions.c.ends,
            where=tables.exceptions.c.reason_sealed.is_not(None),
            blanked=("reason_sealed",),
            on_the_wall=True,
        ),
        _Rule(table=tables.privacy_runs, age=tables.privacy_runs.c.at),
        _Rule(table=tables.call_backs, age=tables.call_backs.c.at),
    ),
    privacy.Kind.LINES: (
        _Rule(table=tables.line_changes, age=tables.line_changes.c.at),
        _Rule(table=tables.kept_lines, age=tables.kept_lines.c.ends, on_the_wall=True),
        _Rule(table=tables.readings, age=tables.readings.c.read_at),
    ),
    privacy.Kind.MEMBERS: (
        _Rule(
            table=tables.members,
            age=tables.members.c.left_at,
            where=tables.members.c.number_hash.is_not(None),
            blanked=("number_sealed", "number_hash", "proved_at", "proved_by"),
        ),
    ),
}
_ENDED = tables.alerts.c.state.in_(
    [one.value for one in escalation.State if one is not escalation.State.RINGING]
)


class Purging:
    """What is too old, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def erase(
        self, kind: privacy.Kind, *, before: dt.datetime, limit: int, now: dt.datetime
    ) -> tuple[str, ...]:
        """Erase at most `limit` things of that kind from before that moment; return their keys.

        The cards among them are to be shown again.
        """
        if kind is privacy.Kind.MEMBERS:
            self._see_who_left(now)
        keys: list[str] = []
        for rule in _RULES[kind]:
            keys += self._apply(rule, before=before, limit=limit - len(keys), now=now)
        return tuple(keys)

    def drop_messages(
        self,
        *,
        before: dt.datetime,
        limit: int,
        now: dt.datetime,
        private: collections.abc.Collection[str],
    ) -> privacy.Dropped:
        """Forget at most `limit` messages from before that moment; the posts of `private` kinds are to go."""
        table = tables.notices
        # Those of before it was noted when: they are as old as this night.
        unknown = sa.select(table.c.key).where(table.c.at.is_(None)).limit(limit)
        stamp = sa.update(table).where(table.c.key.in_(unknown)).values(at=instants.to_text(now))
        self._connection.execute(stamp)
        old = sa.select(table.c.key).where(table.c.at < instants.to_text(before)).order_by(table.c.at)
        gone = sa.delete(table).where(table.c.key.in_(old.limit(limit)))
        rows = self._connection.execute(gone.returning(table.c.key, table.c.kind, table.c.post_id)).all()
        return privacy.Dropped(
            keys=tuple(row.key for row in rows),
            post_ids=tuple(row.post_id for row in rows if row.post_id and row.kind in private),
        )

    def drop_runs(
        self, *, before: dt.datetime, unconfirmed_before: dt.datetime, limit: int
    ) -> privacy.Dropped:
        """Forget at most `limit` exports from before that moment, and what nobody confirmed."""
        table = tables.privacy_runs
        exported = (table.c.task == privacy.Task.EXPORT.value) & (table.c.at < instants.to_text(before))
        asked = (table.c.task == privacy.Task.FORGET.value) & table.c.confirmed_at.is_(None)
        stale = asked & (table.c.at < instants.to_text(unconfirmed_before))
        old = sa.select(table.c.key).where(exported | stale).limit(limit)
        gone = sa.delete(table).where(table.c.key.in_(old)).returning(table.c.key, table.c.post_id)
        rows = self._connection.execute(gone).all()
        return privacy.Dropped(
            keys=tuple(row.key for row in rows),
            post_ids=tuple(row.post_id for row in rows if row.post_id is not None),
        )

    def drop_alerts(self, *, before: dt.datetime, limit: int) -> privacy.Dropped:
        """Forget at most `limit` alerts that ended before that moment, and the posts that told of them."""
        table = tables.alerts
        old = sa.select(table.c.key).where(_ENDED, table.c.last_told_at < instants.to_text(before))
        return drop_alerts(self._connection, self._connection.execute(old.limit(limit)).scalars().all())

    def _see_who_left(self, now: dt.datetime) -> None:
        table = tables.members
        gone = sa.update(table).where(table.c.is_active.is_(False), table.c.left_at.is_(None))
        self._connection.execute(gone.values(left_at=instants.to_text(now)))
        back = sa.update(table).where(table.c.is_active.is_(True), table.c.left_at.is_not(None))
        self._connection.execute(back.values(left_at=None))

    def _apply(
        self, rule: _Rule, *, before: dt.datetime, limit: int, now: dt.datetime
    ) -> collections.abc.Iterable[str]:
        edge = walls.surely_before(before) if rule.on_the_wall else instants.to_text(before)
        names = tuple(rule.table.primary_key)
        old = sa.select(*names).where(*rule.conditions, rule.age < edge).order_by(rule.age).limit(limit)
        mine = sa.tuple_(*names).in_(old) if len(names) > 1 else names[0].in_(old)
        values = rule.values(now)
        change = (
            sa.update(rule.table).where(mine).values(values) if values else sa.delete(rule.table).where(mine)
        )
        rows = self._connection.execute(change.returning(names[-1]))
        return [str(key) for key in rows.scalars()]


def drop_alerts(connection: sa.Connection, keys: collections.abc.Sequence[str]) -> privacy.Dropped:
    """Forget these alerts, and the posts that told of them."""
    table, posts = tables.alerts, tables.alert_posts
    connection.execute(sa.delete(table).where(table.c.key.in_(keys)))
    gone = sa.delete(posts).where(posts.c.alert.in_(keys)).returning(posts.c.post_id)
    return privacy.Dropped(keys=tuple(keys), post_ids=tuple(connection.execute(gone).scalars()))
