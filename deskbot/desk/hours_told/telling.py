"""From the pieces of a sentence to what it says of days and hours."""

import collections.abc
import dataclasses
import datetime as dt
from typing import Final

from deskbot.desk.hours_told import scanning, values, words

_Kind: Final = scanning.Kind
_ALL_DAY: Final = values.Stretch(start=dt.time(0), end=scanning.MIDNIGHT)


@dataclasses.dataclass
class _Group:
    """Days and hours that are said together, either first."""

    is_open: bool
    days: frozenset[int] | None = None
    left_out: frozenset[int] = frozenset()
    stretches: list[values.Stretch] = dataclasses.field(default_factory=list)
    part: values.Part | None = None
    is_further: bool = False
    hours_came_first: bool = False

    @property
    def is_empty(self) -> bool:
        return self.days is None and not self.stretches and self.part is None

    @property
    def has_hours(self) -> bool:
        return bool(self.stretches) or self.part is not None

    def as_statement(self) -> values.Statement:
        days = None if self.days is None else self.days - self.left_out
        return values.Statement(
            is_open=self.is_open,
            days=days,
            stretches=tuple(self.stretches),
            part=None if self.stretches else self.part,
            is_further=self.is_further,
        )


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, pieces: collections.abc.Sequence[scanning.Piece]) -> None:
        self._pieces = pieces
        self._at = 0
        self._group = _Group(is_open=True)
        self._groups: list[_Group] = []
        self._leaves_out = False

    def read(self) -> list[values.Statement]:
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            stretch = _stretch(self._pieces, self._at)
            if stretch is not None:
                self._take_hours(stretch[0])
                self._at = stretch[1]
            elif piece.kind is _Kind.DAYS:
                self._take_days()
            else:
                self._take_word(piece.word)
                self._at += 1
        self._flush()
        return [one.as_statement() for one in self._groups]

    def _take_hours(self, stretch: values.Stretch) -> None:
        if self._group.hours_came_first and self._group.days is not None:
            # "de 9h à 12h le lundi et de 14h à 18h le mardi"
            self._flush()
        self._group.hours_came_first |= self._group.days is None
        self._group.stretches.append(stretch)

    def _take_days(self) -> None:
        days, self._at = _days(self._pieces, self._at)
        if self._leaves_out:
            self._group.left_out |= days
            return
        if self._group.has_hours and self._group.days is not None:
            self._flush()
        self._group.days = (self._group.days or frozenset()) | days

    def _take_word(self, word: str) -> None:
        if word in words.CLOSED or word in words.OPEN:
            is_open = word in words.OPEN
            if is_open is not self._group.is_open and not self._group.is_empty:
                self._flush()
            self._group.is_open = is_open
            self._leaves_out = False
        elif word in words.EXCEPT:
            self._leaves_out = True
        elif word in words.FURTHER:
            self._group.is_further = True
        elif word in words.MORNING | words.AFTERNOON:
            part = values.Part.MORNING if word in words.MORNING else values.Part.AFTERNOON
            both = self._group.part not in (None, part)
            self._group.part = None if both else part

    def _flush(self) -> None:
        group, self._group = self._group, _Group(is_open=self._group.is_open)
        self._leaves_out = False
        before = self._groups[-1] if self._groups else None
        if group.days is None and before is not None and before.is_open is group.is_open:
            # "de 9h à 12h le lundi et de 14h à 18h": the days are those just said.
            before.stretches += group.stretches
        elif not group.is_empty:
            self._groups.append(group)


def statements(pieces: collections.abc.Sequence[scanning.Piece]) -> list[values.Statement]:
    """Return what a sentence about opening says; what closes without saying when is left out."""
    return [one for one in _Reader(pieces).read() if one.is_open or one.days or one.stretches]


def _days(pieces: collections.abc.Sequence[scanning.Piece], at: int) -> tuple[frozenset[int], int]:
    """Return the days that begin here, "du lundi au vendredi" as a whole, and the place after them."""
    first = pieces[at]
    after = pieces[at + 1 : at + 3]
    is_range = (
        len(after) == 2
        and (after[0].kind is _Kind.DASH or after[0].word in words.TO)
        and after[1].kind is _Kind.DAYS
        and len(first.days) == len(after[1].days) == 1
    )
    if not is_range:
        return first.days, at + 1
    start, end = next(iter(first.days)), next(iter(after[1].days))
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1)), at + 3


def _stretch(pieces: collections.abc.Sequence[scanning.Piece], at: int) -> tuple[values.Stretch, int] | None:
    """Return the hours that begin here and the place after them; an hour alone is none."""
    piece = pieces[at]
    if piece.kind is _Kind.ALL_DAY:
        return _ALL_DAY, at + 1
    if piece.kind in (_Kind.TIME, _Kind.NUMBER):
        return _from_to(pieces, at)
    return _one_end(pieces, at)


def _from_to(pieces: collections.abc.Sequence[scanning.Piece], at: int) -> tuple[values.Stretch, int] | None:
    between = at > 0 and pieces[at - 1].word == "entre"
    place = at + 1
    while place < len(pieces) and _joins(pieces[place], between=between):
        place += 1
    if place == at + 1 or place >= len(pieces):
        return None
    first, last = pieces[at], pieces[place]
    has_unit = _Kind.TIME in (first.kind, last.kind)
    if last.kind not in (_Kind.TIME, _Kind.NUMBER) or not has_unit or not 0 <= first.minutes < last.minutes:
        return None
    if last.minutes > 24 * 60:
        return None
    return values.Stretch(start=_wall(first.minutes), end=_wall(last.minutes)), place + 1


def _joins(piece: scanning.Piece, *, between: bool) -> bool:
    return (
        piece.kind is _Kind.DASH
        or piece.word in words.TO
        or piece.word in words.UNTIL
        or (between and piece.word == "et")
    )


def _one_end(pieces: collections.abc.Sequence[scanning.Piece], at: int) -> tuple[values.Stretch, int] | None:
    """Read "jusqu'à 18h", "à partir de 9h", "dès 9h"."""
    place = at + 1
    while place < len(pieces) and pieces[place].word in (*words.TO, "de"):
        place += 1
    if place >= len(pieces) or pieces[place].kind is not _Kind.TIME:
        return None
    wall = _wall(pieces[place].minutes)
    if pieces[at].word in words.UNTIL:
        return values.Stretch(start=None, end=wall), place + 1
    if pieces[at].word in words.SINCE and _from_to(pieces, place) is None:
        return values.Stretch(start=wall, end=None), place + 1
    return None


def _wall(minutes: int) -> dt.time:
    return scanning.MIDNIGHT if minutes == 24 * 60 else dt.time(minutes // 60, minutes % 60)
