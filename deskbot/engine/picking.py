"""Which rows start now: those that are due, as far as their lane has room."""

import collections.abc
import datetime as dt

from deskbot.engine import lanes, registered
from deskbot.outside.database import due

Flows = collections.abc.Mapping[str, registered.Flow]
KindAndKey = tuple[str, str]


def lanes_with_room(
    ripe: collections.abc.Iterable[tuple[str, bool]],
    *,
    flows: Flows,
    unfinished: collections.abc.Mapping[lanes.Lane, collections.abc.Sequence[KindAndKey]],
    processes: int,
) -> set[lanes.Lane]:
    """Return the lanes that may start something of the kinds `ripe`, each with whether it goes first."""
    found = set()
    for kind, goes_first in ripe:
        flow = flows[kind]
        room = lanes.ROOMS[flow.lane]
        if room.left(len(unfinished[flow.lane]), first=goes_first or flow.first, processes=processes) > 0:
            found.add(flow.lane)
    return found


def pop(
    rows: due.Due,
    lane: lanes.Lane,
    *,
    flows: Flows,
    busy: collections.abc.Sequence[KindAndKey],
    processes: int,
    now: dt.datetime,
) -> tuple[due.DueRow, ...]:
    """Take the rows of a lane that may start now: what goes first first, then the earliest.

    `busy` is what runs or waits in the lane already.
    """
    room = lanes.ROOMS[lane]
    kinds = [name for name, flow in flows.items() if flow.lane is lane]
    always = [name for name in kinds if flows[name].first]
    most = room.left(len(busy), first=True, processes=processes)
    first = rows.pop_first(now, kinds=kinds, always=always, most=most, busy=busy)
    left = room.left(len(busy) + len(first), first=False, processes=processes)
    return (*first, *rows.pop_until(now, kinds=kinds, most=left, busy=busy))
