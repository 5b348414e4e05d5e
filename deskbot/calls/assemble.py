"""All that was told of some hours -> its calls, each with the pieces that are about it.

A function of the set of what was told: the order in which it came, doubles and lateness change nothing.
"""

import collections
import collections.abc
import dataclasses

from deskbot.calls import events, fitting, merge, reading
from deskbot.calls.pieces import Kind, Piece


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cluster:
    """One call: what all its sources say of it, in the order of `pieces.Kind`."""

    pieces: tuple[Piece, ...]

    @property
    def told(self) -> tuple[events.Told, ...]:
        """What was told of it, doubles too."""
        return tuple(one for piece in self.pieces for one in piece.told)

    def of(self, kind: Kind) -> Piece | None:
        """Return its first piece of that kind."""
        return next((piece for piece in self.pieces if piece.kind is kind), None)


class _Draft:
    """A call that is being put together."""

    def __init__(self, first: Piece, *, line: merge.Line) -> None:
        self.pieces = [first]
        self._line = line

    def fits(self, piece: Piece) -> bool:
        # The end of somebody's talk must not make an unanswered call of theirs an answered one.
        if piece.is_vague and not any(one.is_exact or one.answered for one in self.pieces):
            return False
        return all(fitting.fit(one, piece, line=self._line) for one in self.pieces)

    def distance(self, piece: Piece) -> fitting.Distance:
        # Phones that rang for other callers rang at the same time: what they say of time is little.
        telling = [one for one in self.pieces if one.kind is not Kind.LEG] or self.pieces
        return min(fitting.distance(one, piece) for one in telling)


class _Drafts:
    """The calls that are being put together, found by who called."""

    def __init__(self, *, line: merge.Line) -> None:
        self.every: list[_Draft] = []
        self._by_caller: dict[str | None, list[int]] = collections.defaultdict(list)
        self._of_nobody: list[int] = []
        self._line = line

    def begin(self, piece: Piece) -> None:
        self.every.append(_Draft(piece, line=self._line))
        self._know(len(self.every) - 1, piece)

    def join(self, place: int, piece: Piece) -> None:
        self.every[place].pieces.append(piece)
        self._know(place, piece)

    def around(self, piece: Piece) -> list[tuple[fitting.Distance, int]]:
        """Return the calls that the piece may be about, the nearest first."""
        places = (
            sorted({*self._by_caller[piece.caller], *self._of_nobody})
            if piece.tells_caller
            else range(len(self.every))
        )
        found = [
            (self.every[place].distance(piece), place) for place in places if self.every[place].fits(piece)
        ]
        return sorted(found)

    def _know(self, place: int, piece: Piece) -> None:
        if piece.tells_caller:
            self._by_caller[piece.caller].append(place)
        else:
            self._of_nobody.append(place)


def clusters(told: collections.abc.Iterable[events.Told], *, line: merge.Line) -> tuple[Cluster, ...]:
    """Return the calls that all this is about, in the order in which they began.

    First those whose beginning is told, by a record, by live events or both; then the phones that can have
    rung for one of them alone; then what each ended with: the phone that was picked up, the way to the
    voicemail, a message that nothing else tells of; then the other phones and messages, each to the nearest
    call that it fits, and the mails that tell of a message once more. What fits none is a call by itself.
    """
    by_kind: dict[Kind, list[Piece]] = collections.defaultdict(list)
    for piece in reading.pieces_of(told, line=line):
        by_kind[piece.kind].append(piece)
    drafts = _Drafts(line=line)
    _one_each(by_kind[Kind.RECORD], drafts)
    _one_each(by_kind[Kind.SESSION], drafts)
    answered = [leg for leg in by_kind[Kind.LEG] if leg.answered and _is_recorded(leg)]
    rung = [leg for leg in by_kind[Kind.LEG] if leg not in answered]
    # What can be about one call alone leaves the others to what may be about several.
    certain = [leg for leg in rung if len(drafts.around(leg)) == 1]
    _legs(certain, drafts)
    # A call has one end, and one message: what no other source tells of needs a call of its own.
    ends, messages = [*answered, *by_kind[Kind.DIVERTED]], by_kind[Kind.MESSAGE]
    mailed, retold = _apart(messages, by_kind[Kind.MAIL], line=line)
    alone, left = _apart(ends, [*messages, *mailed], line=line)
    _one_each([*ends, *alone], drafts)
    _legs([leg for leg in rung if leg not in certain], drafts)
    _one_each(left, drafts)
    _one_each(retold, drafts)
    made = [Cluster(pieces=tuple(sorted(one.pieces, key=_by_kind))) for one in drafts.every]
    return tuple(sorted(made, key=lambda one: min(piece.order for piece in one.pieces)))


def _apart(known: list[Piece], others: list[Piece], *, line: merge.Line) -> tuple[list[Piece], list[Piece]]:
    """Return those of `others` that none of `known` can be about, and those that one of them can."""
    again = [one for one in others if any(fitting.fit(each, one, line=line) for each in known)]
    return [one for one in others if one not in again], again


def _is_recorded(piece: Piece) -> bool:
    return isinstance(piece.told[0].event, events.CallRecord)


def _by_kind(piece: Piece) -> tuple[object, ...]:
    return (piece.kind, *piece.order)


def _one_each(those: list[Piece], drafts: _Drafts) -> None:
    """Give each piece to a call that has none of that kind: the nearest pairs first, as many as can be."""
    around = [drafts.around(piece) for piece in those]
    near = [[place for _, place in found] for found in around]
    pairs = sorted(
        (distance, piece.order, place, index)
        for index, (piece, found) in enumerate(zip(those, around, strict=True))
        for distance, place in found
    )
    owners: dict[int, int] = {}
    for _, _, place, index in pairs:
        if place not in owners and index not in owners.values():
            owners[place] = index
    # Of callers who wait one behind the other, the nearest call may be that of the next one.
    for index in sorted(set(range(len(those))) - set(owners.values())):
        _make_room(index, near=near, owners=owners, asked=set())
    for place, index in owners.items():
        drafts.join(place, those[index])
    for index in sorted(set(range(len(those))) - set(owners.values())):
        drafts.begin(those[index])


def _make_room(index: int, *, near: list[list[int]], owners: dict[int, int], asked: set[int]) -> bool:
    """Give the piece a call that it fits, another piece moving to another one if it must; say if it could."""
    for place in near[index]:
        if place in asked:
            continue
        asked.add(place)
        if place not in owners or _make_room(owners[place], near=near, owners=owners, asked=asked):
            owners[place] = index
            return True
    return False


def _legs(legs: list[Piece], drafts: _Drafts) -> None:
    """Give each phone that was rung to the call that it is nearest to: a call may ring many."""
    for leg in sorted(legs, key=lambda one: one.is_vague):
        near = drafts.around(leg)
        if near:
            drafts.join(near[0][1], leg)
        else:
            drafts.begin(leg)
