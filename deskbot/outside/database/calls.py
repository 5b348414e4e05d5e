"""What happened on the line."""

import collections.abc
import datetime as dt
import json
from typing import Any

import pydantic
import sqlalchemy as sa

from deskbot.calls import case, merge
from deskbot.desk import interval
from deskbot.outside.database import instants, tables, upsert, vault
from deskbot.reports import facts

T = tables.calls
_CARD = tables.cases
# What rings still, and what the desk dialled itself, is no call that it got.
_IS_TO_THE_DESK = T.c.outcome.not_in((merge.Outcome.RUNNING.value, merge.Outcome.CALLED.value))
_EARLIER = T.alias("earlier")
_HAS_EARLIER = sa.exists().where(
    _EARLIER.c.case_key == T.c.case_key,
    sa.or_(_EARLIER.c.at < T.c.at, sa.and_(_EARLIER.c.at == T.c.at, _EARLIER.c.key < T.c.key)),
)
# Column by column: what is sealed in both tables is most of what they hold, and nobody counts it.
_COUNTED = (
    sa.select(
        *(T.c.at, T.c.outcome, T.c.waited_s, _HAS_EARLIER.label("has_earlier")),
        *(_CARD.c.opened_at, _CARD.c.taken_at, _CARD.c.done_at, _CARD.c.done_by),
        *(_CARD.c.closing, _CARD.c.topic),
    )
    .join_from(T, _CARD, _CARD.c.key == T.c.case_key, isouter=True)
    .where(sa.func.coalesce(_CARD.c.closing, "") != case.Closing.PROOF.value, _IS_TO_THE_DESK)
)
# The call of a message began no longer before or after it.
_AROUND = dt.timedelta(hours=2)
_OUTCOMES = {one.value: one for one in merge.Outcome}
_CLOSINGS = {one.value: one for one in case.Closing}
_LEGS = pydantic.TypeAdapter(list[merge.Leg])


class Calls:
    """The calls, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def near(self, desk: str, *, span: interval.Interval) -> tuple[merge.Call, ...]:
        """Return the calls to the desk that began inside `span` and are over, in order."""
        query = sa.select(T).where(
            T.c.desk == desk,
            T.c.at >= instants.to_text(span.start),
            T.c.at < instants.to_text(span.end),
            _IS_TO_THE_DESK,
        )
        return tuple(self._call(row) for row in self._connection.execute(query.order_by(T.c.at)))

    def running(self, desk: str) -> tuple[merge.Call, ...]:
        """Return the desk's calls that still ring, as far as was told, in order."""
        query = sa.select(T).where(T.c.desk == desk, T.c.outcome == merge.Outcome.RUNNING.value)
        return tuple(self._call(row) for row in self._connection.execute(query.order_by(T.c.at)))

    def of_card(self, card: str) -> tuple[merge.Call, ...]:
        """Return the calls whose card that is, in order."""
        query = sa.select(T).where(T.c.case_key == card)
        return tuple(self._call(row) for row in self._connection.execute(query.order_by(T.c.at, T.c.key)))

    def about(self, card: str) -> merge.Call | None:
        """Return the call that a card is named after; the first one of it, where that was another one."""
        return self.get(card) or next(iter(self.of_card(card)), None)

    def spoken(self, caller: str, *, after: dt.datetime) -> merge.Call | None:
        """Return the first call since then, to any desk or from one, in which `caller` was talked to."""
        query = sa.select(T).where(
            T.c.caller_hash == self._vault.hash(caller),
            T.c.at > instants.to_text(after),
            T.c.outcome.in_((merge.Outcome.ANSWERED.value, merge.Outcome.CALLED.value)),
        )
        row = self._connection.execute(query.order_by(T.c.at).limit(1)).one_or_none()
        return None if row is None else self._call(row)

    def remove(self, key: str) -> None:
        """Forget a call: it was another one."""
        self._connection.execute(sa.delete(T).where(T.c.key == key))

    def get(self, key: str) -> merge.Call | None:
        """Return a call."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return None if row is None else self._call(row)

    def has_message(self, key: str, *, desks: collections.abc.Collection[str], around: dt.datetime) -> bool:
        """Whether a call to one of `desks`, of about that time, left the message `key` of the box."""
        query = sa.select(T.c.key).where(
            T.c.desk.in_(desks),
            T.c.voicemail == key,
            T.c.at > instants.to_text(around - _AROUND),
            T.c.at < instants.to_text(around + _AROUND),
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def facts(self, desk: str, *, span: interval.Interval) -> tuple[facts.CallKept, ...]:
        """Return what is counted of the desk's calls that began inside `span`, in order."""
        query = _COUNTED.where(
            T.c.desk == desk, T.c.at >= instants.to_text(span.start), T.c.at < instants.to_text(span.end)
        )
        return tuple(_counted(row) for row in self._connection.execute(query.order_by(T.c.at)))

    def save(self, call: merge.Call, *, desk: str) -> None:
        """Keep a call, or what changed of it."""
        row = {
            "key": call.key,
            "desk": desk,
            "number": call.number,
            "caller_sealed": self._vault.seal(call.caller),
            "caller_hash": self._vault.hash(call.caller),
            "caller_told": call.caller_told,
            "at": instants.to_text(call.at),
            "knows_rings": call.knows_rings,
            "legs_sealed": self._vault.seal(_written(call.legs)),
            "voicemail": call.voicemail,
            "mail": call.mail,
            "message_s": call.message_s,
            "outcome": call.outcome.value,
            "waited_s": call.waited_s,
            "was_open": call.was_open,
            "case_key": call.case,
        }
        if call.caller is not None or call.legs:
            # There is something to erase again.
            row["erased_at"] = None
        upsert.save(self._connection, T, row)

    def _call(self, row: sa.Row[tuple[object, ...]]) -> merge.Call:
        return merge.Call(
            key=row.key,
            number=row.number,
            caller=self._vault.unseal(row.caller_sealed),
            caller_told=row.caller_told,
            at=instants.from_text(row.at),
            knows_rings=row.knows_rings,
            legs=_read(self._vault.unseal(row.legs_sealed)),
            voicemail=row.voicemail,
            mail=row.mail,
            message_s=row.message_s,
            outcome=merge.Outcome(row.outcome),
            waited_s=row.waited_s,
            was_open=row.was_open,
            case=row.case_key,
        )


def _counted(row: sa.Row[*tuple[Any, ...]]) -> facts.CallKept:
    # Unpacked: of a year there are tens of thousands, and somebody waits for them.
    at, outcome, waited_s, has_earlier, opened_at, taken_at, done_at, done_by, closing, topic = row
    if has_earlier:
        return facts.CallKept(
            at=instants.from_text(at), outcome=_OUTCOMES[outcome], waited_s=waited_s, is_gathered=True
        )
    return facts.CallKept(
        at=instants.from_text(at),
        outcome=_OUTCOMES[outcome],
        waited_s=waited_s,
        opened_at=instants.maybe_from_text(opened_at),
        taken_at=instants.maybe_from_text(taken_at),
        done_at=instants.maybe_from_text(done_at),
        by_somebody=done_by is not None,
        closing=_CLOSINGS[closing] if closing else None,
        topic=topic,
    )


def _written(legs: tuple[merge.Leg, ...]) -> str | None:
    return _LEGS.dump_json(list(legs)).decode() if legs else None


def _read(written: str | None) -> tuple[merge.Leg, ...]:
    if not written:
        return ()
    found = json.loads(written)
    # Until 0003 a leg was a pair.
    return tuple(
        _LEGS.validate_python(
            [one if isinstance(one, dict) else {"at": one[0], "number": one[1]} for one in found]
        )
    )
