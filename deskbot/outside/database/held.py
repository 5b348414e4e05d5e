"""All that is kept about one number: by its keyed hash, and wherever a sealed text tells it.

Every table that has something sealed or hashed is looked at but for `EXEMPT`: a new one cannot be left out.
"""

import collections.abc
import json
from typing import Any

import sqlalchemy as sa

from deskbot.calls import case, numbers
from deskbot.outside.database import tables, vault
from deskbot.people import phone, privacy
from deskbot.voicemail import transcript

# What is not about callers: secrets that open pages, and what is read anew of each line every minute.
EXEMPT = (tables.addresses, tables.readings)
_AT_ONCE = 500
_SEALED, _HASH = "_sealed", "_hash"
# Texts in which people say numbers as they like; in the others they are as deskbot writes them.
_SPOKEN = ("note_sealed", "transcript_sealed", "text_sealed", "question_sealed", "reason_sealed")
_KINDS: collections.abc.Mapping[str, privacy.Kind] = {
    "desk_notice": privacy.Kind.MESSAGES,
    "desk_alert": privacy.Kind.ALERTS,
    "desk_source": privacy.Kind.SOURCES,
    "desk_call": privacy.Kind.CALLS,
    "desk_text_sent": privacy.Kind.TEXTS,
    "desk_question": privacy.Kind.QUESTIONS,
    "desk_change": privacy.Kind.JOURNAL,
    "desk_exception": privacy.Kind.JOURNAL,
    "desk_privacy_run": privacy.Kind.JOURNAL,
    "desk_kept_line": privacy.Kind.LINES,
    "desk_member": privacy.Kind.MEMBERS,
    # Last: what else is about a number is known by its cards too.
    "desk_case": privacy.Kind.CARDS,
}
PLACES = tuple(_KINDS)


class Held:
    """What is kept about numbers, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def preview(self, number: str) -> privacy.Preview:
        """Return how much is kept under a number, without reading a text."""
        mine = self._vault.hash(number)
        calls, cards = tables.calls, tables.cases
        of_cards = sa.select(cards.c.state, cards.c.recording_name, cards.c.joined_to)
        rows = self._connection.execute(of_cards.where(cards.c.caller_hash == mine)).all()
        of_calls = sa.select(sa.func.count()).select_from(calls).where(calls.c.caller_hash == mine)
        # One that is in the thread of another is no card to anybody.
        is_done = [row.state == case.State.DONE.value for row in rows if row.joined_to is None]
        return privacy.Preview(
            calls=self._connection.execute(of_calls).scalar_one(),
            cards=sum(is_done),
            open_cards=len(is_done) - sum(is_done),
            recordings=sum(row.recording_name is not None for row in rows),
        )

    def page(self, number: str, *, after: str | None, limit: int) -> privacy.Page:
        """Look at the next `limit` rows for what is about a number; the first ones if `after` is None."""
        place, rows, on = self._read(after, limit=limit)
        about = _About(number, seal=self._vault, cards=self._cards(number))
        keys = tuple(_key(place, row) for row in rows if about.holds(row))
        return privacy.Page(place=place, kind=_KINDS[place], keys=keys, after=on)

    def told(self, number: str) -> collections.abc.Iterator[tuple[privacy.Kind, dict[str, Any]]]:
        """Give all that is kept about a number, other people's numbers masked."""
        about = _About(number, seal=self._vault, cards=self._cards(number))
        after: str | None = ""
        while after is not None:
            place, rows, after = self._read(after, limit=_AT_ONCE)
            yield from ((_KINDS[place], about.told(row)) for row in rows if about.holds(row))

    def _cards(self, number: str) -> frozenset[str]:
        cards = tables.cases
        mine = sa.select(cards.c.key).where(cards.c.caller_hash == self._vault.hash(number))
        return frozenset(self._connection.execute(mine).scalars())

    def _read(
        self, after: str | None, *, limit: int
    ) -> tuple[str, collections.abc.Sequence[sa.Row[Any]], str | None]:
        """Return the place, the next rows of it that hold something personal, and where to go on."""
        place, last = json.loads(after) if after else (PLACES[0], None)
        table = tables.METADATA.tables[place]
        names = tuple(table.primary_key)
        query = sa.select(table).where(sa.or_(*(one.is_not(None) for one in personal(table))))
        if last is not None:
            query = query.where(sa.tuple_(*names) > sa.tuple_(*last))
        rows = self._connection.execute(query.order_by(*names).limit(limit)).all()
        if len(rows) == limit:
            return place, rows, json.dumps([place, json.loads(_key(place, rows[-1]))])
        following = PLACES[PLACES.index(place) + 1 :]
        return place, rows, json.dumps([following[0], None]) if following else None


class _About:
    """Tells whether rows are about one number, and what they say."""

    def __init__(self, number: str, *, seal: vault.Vault, cards: frozenset[str]) -> None:
        self._number = number
        self._hash = seal.hash(number)
        self._vault = seal
        self._cards = cards

    def holds(self, row: sa.Row[Any]) -> bool:
        """Whether a row is of the number, of one of its cards, or tells it."""
        fields = row._mapping
        if any(value == self._hash for name, value in fields.items() if name.endswith(_HASH)):
            return True
        if fields.get("case_key") in self._cards:
            return True
        # What a channel reads may name many cards.
        cards = self._cards if fields.get("channel") is None else frozenset[str]()
        sealed = ((name, value) for name, value in fields.items() if name.endswith(_SEALED))
        return any(self._tells(name, self._vault.unseal(value), cards=cards) for name, value in sealed)

    def told(self, row: sa.Row[Any]) -> dict[str, Any]:
        """Return what a row says, unsealed; other people's numbers are masked."""
        found: dict[str, Any] = {}
        for name, value in row._mapping.items():
            if name.endswith(_SEALED):
                found[name.removesuffix(_SEALED)] = self._shown(name, self._vault.unseal(value))
            elif not name.endswith(_HASH):
                found[name] = value
        return found

    def _tells(self, name: str, text: str | None, *, cards: frozenset[str]) -> bool:
        if text is None:
            return False
        if self._number in text or any(f'"{key}"' in text for key in cards):
            return True
        if name not in _SPOKEN:
            return False
        words = _words(name, text)
        spoken = (one.e164 for one in numbers.spoken_in(words))
        return self._number in (*phone.found_in(words), *spoken)

    def _shown(self, name: str, text: str | None) -> Any:
        if text is None:
            return None
        if name in _SPOKEN:
            return numbers.masked_in(_words(name, text), keep=(self._number,))
        shown = phone.masked_in(text, keep=(self._number,))
        try:
            return json.loads(shown)
        except ValueError:
            return shown


def personal(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    """Return the columns of a table that hold something sealed or hashed."""
    return tuple(one for one in table.c if one.name.endswith((_SEALED, _HASH)))


def _words(name: str, text: str) -> str:
    """Return the words of a text: of a transcript, which is kept word by word, what was said."""
    if name != "transcript_sealed":
        return text
    try:
        return transcript.Transcript.from_json(text).text
    except transcript.BadTranscript:
        return text


def _key(place: str, row: sa.Row[Any]) -> str:
    """Return the primary key of a row as one text."""
    return json.dumps([row._mapping[one.name] for one in tables.METADATA.tables[place].primary_key])
