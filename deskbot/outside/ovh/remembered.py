"""What was last read of a call queue: asked for piece by piece, and kept between looks."""

import collections.abc
import contextlib
from typing import Any

from deskbot.line import errors, observed
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh.wire import layout, shapes
from deskbot.outside.ovh.wire import writes as wire_writes

# Settings and lists tell of any change but that of one thing on a list: they are read so much oftener.
_OFTENER = 3


class Remembered:
    """The pieces of one call queue. Its identifiers are remembered too, so that a look asks for little."""

    def __init__(self, api: api_module.OvhApi, *, hunting: str, scheduler: str) -> None:
        self._api = api
        self._hunting = hunting
        self._scheduler = scheduler
        self._layout: layout.Layout | None = None
        self._payloads: dict[str, Any] = {}
        self._on_list: dict[str, set[str]] = {}
        self._read_at: dict[str, int] = {}
        self._looks = 0
        self._stale: set[str] = set()
        self._is_whole = False

    @property
    def at(self) -> layout.Layout:
        """Return where the pieces are, asked for once.

        :raises LineRefused: if there is no queue.
        """
        return self._find() if self._layout is None else self._layout

    def payload(self, piece: str) -> Any:
        """Return a piece as last read, asked for if it never was."""
        if piece not in self._payloads:
            self._fetch(piece)
        return self._payloads[piece]

    def distrust(self, piece: str) -> None:
        """Have a piece read again by the next look: it was written."""
        self._stale.add(piece)

    def whole(self) -> observed.HuntGroup:
        """Read every piece."""
        self._is_whole = False
        self._payloads, self._on_list, self._read_at, self._stale = {}, {}, {}, set()
        self._find()
        for piece in (*self.at.settings, *self.at.lists):
            self._refresh(piece)
        self._is_whole = True
        return layout.hunt_group_of(self.at, self._payloads)

    def forget(self, piece: str) -> None:
        """Have a thing on a list taken for unknown until it is read again: it is about to be added."""
        self._payloads.pop(piece, None)

    def part(self, *, calls: int, at_least: int = 1) -> observed.HuntGroup:
        """Read what rings or was written, then what has waited longest, within so many calls where it can.

        `at_least` so many of the rest are read whatever it takes.
        """
        if not self._is_whole:
            return self.whole()
        self._looks += 1
        ringing = self._ringing()
        first = (*ringing, *sorted(self._stale.difference(ringing)))
        others = [piece for piece in self._payloads if piece not in first]
        in_turn = sorted(others, key=self._waits, reverse=True)[: max(at_least, calls - len(first))]
        return self.these((*first, *in_turn))

    def added(self, listing: str, *, key: str) -> shapes.Payload | None:
        """Return a thing that was added to a list, read once, without the list; None if it is not there."""
        if not self._is_whole:
            return None
        (item,) = self.at.items(listing, key=key)
        if item not in self._payloads:
            try:
                self._fetch(item)
            except errors.NotThere:
                return None
        if item not in self._on_list[listing]:
            self._on_list[listing].add(item)
            self._payloads[listing] = [*(self._payloads[listing] or []), key]
        found: shapes.Payload = self._payloads[item]
        return found

    def since_written(self, pieces: collections.abc.Iterable[str]) -> observed.HuntGroup:
        """Read those of these pieces that were written and not read since."""
        return self.these([piece for piece in pieces if piece in self._stale])

    def these(self, pieces: collections.abc.Iterable[str]) -> observed.HuntGroup:
        """Read these pieces again, those that are known; everything when one of them is gone."""
        if not self._is_whole:
            return self.whole()
        queue = layout.first_queue(self._payloads[self.at.queues])
        known = [piece for piece in dict.fromkeys(pieces) if piece in self._payloads]
        try:
            for piece in known:
                # A list that was just read may no longer name it.
                if piece in self._payloads:
                    self._refresh(piece)
        except errors.NotThere:
            return self.whole()
        if layout.first_queue(self._payloads[self.at.queues]) != queue:
            return self.whole()
        return layout.hunt_group_of(self.at, self._payloads)

    def _find(self) -> layout.Layout:
        listing = layout.queues(self._hunting)
        self._fetch(listing)
        queue = layout.first_queue(self._payloads[listing])
        place = wire_writes.Place(
            hunting=self._hunting, queue=f"{listing}/{queue}", scheduler=self._scheduler
        )
        self._layout = layout.Layout(place=place)
        return self._layout

    def _ringing(self) -> tuple[str, ...]:
        at = self.at
        agents = (at.items(at.agents, key=key)[0] for key in shapes.keys_of(self._payloads[at.agents]))
        return (*(one for one in agents if one in self._payloads), at.place.queue)

    def _waits(self, piece: str) -> int:
        age = self._looks - self._read_at[piece]
        is_listed = any(piece in items for items in self._on_list.values())
        return age if is_listed else age * _OFTENER

    def _refresh(self, piece: str) -> None:
        try:
            self._fetch(piece)
        except errors.NotThere:
            if piece not in self.at.may_be_missing:
                raise
            self._keep(piece, None)
        if piece in self.at.lists:
            self._follow(piece)

    def _follow(self, listing: str) -> None:
        """Forget what a list no longer names, and read what it did not name before."""
        # Until all of it is read: a list of which half is known says that the other half is not there.
        self._stale.add(listing)
        items = {
            item: None
            for key in shapes.keys_of(self._payloads[listing] or [])
            for item in self.at.items(listing, key=key)
        }
        for gone in self._on_list.get(listing, set()) - items.keys():
            self._payloads.pop(gone, None)
        self._on_list[listing] = set(items)
        for item in items:
            if item not in self._payloads:
                # It may be gone by the time that it is asked for.
                with contextlib.suppress(errors.NotThere):
                    self._fetch(item)
        self._stale.discard(listing)

    def _fetch(self, piece: str) -> None:
        self._keep(piece, self._api.get(piece))

    def _keep(self, piece: str, payload: Any) -> None:
        self._payloads[piece] = payload
        self._read_at[piece] = self._looks
        self._stale.discard(piece)
