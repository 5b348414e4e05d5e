"""Which pieces a call queue is read in, each by one GET; a piece is named by its path."""

import collections.abc
import dataclasses
from typing import Any

from deskbot.line import errors, observed
from deskbot.outside.ovh.wire import hunting, paths, screening, shapes, times, writes

Payloads = collections.abc.Mapping[str, Any]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Layout:
    """Where the pieces of one call queue are; `queue` is the key of the queue that counts."""

    place: writes.Place

    @property
    def agents(self) -> str:
        """Return the list of the queue's agents."""
        return f"{self.place.queue}/agent"

    @property
    def times(self) -> str:
        """Return the settings of the time conditions."""
        return f"{self.place.hunting}/timeConditions"

    @property
    def spans(self) -> str:
        """Return the list of time conditions."""
        return f"{self.times}/conditions"

    @property
    def events(self) -> str:
        """Return the list of the calendar's events."""
        return f"{self.place.scheduler}/events"

    @property
    def screen(self) -> str:
        """Return the settings of the screen."""
        return f"{self.place.hunting}/screenListConditions"

    @property
    def blocked(self) -> str:
        """Return the list of refused callers."""
        return f"{self.screen}/conditions?screenListType={screening.REFUSED}"

    @property
    def queues(self) -> str:
        """Return the list of queues."""
        return queues(self.place.hunting)

    @property
    def settings(self) -> tuple[str, ...]:
        """Return the pieces that stand alone."""
        return (self.place.hunting, self.place.queue, self.times, self.place.scheduler, self.screen)

    @property
    def lists(self) -> tuple[str, ...]:
        """Return the pieces that name others."""
        return (self.agents, self.spans, self.events, self.blocked)

    @property
    def may_be_missing(self) -> tuple[str, ...]:
        """Return the pieces that a number may be without: it can then not be armed, and still rings."""
        return (self.place.scheduler, self.events)

    def items(self, listing: str, *, key: str) -> tuple[str, ...]:
        """Return the pieces of what `listing` names `key`."""
        if listing == self.events:
            return (paths.event(self.place.scheduler, key),)
        if listing == self.agents:
            # Itself, and its place in the queue.
            return (f"{self.place.hunting}/hunting/agent/{key}", f"{listing}/{key}")
        return (f"{listing.partition('?')[0]}/{key}",)

    def touched(self, call: writes.Call) -> str:
        """Return the piece that a call changes: the thing itself, or the list that it is on."""
        if call.method == "PUT":
            return call.path
        (found,) = (one for one in self.lists if call.path.startswith(one.partition("?")[0]))
        return found


def queues(at: str) -> str:
    """Return the list of the queues of the service `at`."""
    return f"{at}/hunting/queue"


def first_queue(payload: object) -> str:
    """Return the key of the queue that counts.

    :raises LineRefused: if there is none.
    """
    found = shapes.keys_of(payload)
    if not found:
        raise errors.LineRefused("no queue")
    return found[0]


def hunt_group_of(layout: Layout, payloads: Payloads) -> observed.HuntGroup:
    """Return the call queue whose pieces these are; what a list names and is not there went in between.

    :raises LineUnavailable: if they are not what the schema says.
    """
    return hunting.hunt_group_of(
        service=payloads[layout.place.hunting],
        queue=payloads[layout.place.queue],
        agents=[(agent, place) for agent, place in _named(layout, payloads, listing=layout.agents)],
        times=times.times_of(
            settings=payloads[layout.times],
            conditions=[one for (one,) in _named(layout, payloads, listing=layout.spans)],
            scheduler=payloads[layout.place.scheduler],
            events=[one for (one,) in _named(layout, payloads, listing=layout.events)],
        ),
        screen=screening.screen_of(
            settings=payloads[layout.screen],
            conditions=[one for (one,) in _named(layout, payloads, listing=layout.blocked)],
        ),
    )


def _named(
    layout: Layout, payloads: Payloads, *, listing: str
) -> collections.abc.Iterator[tuple[shapes.Payload, ...]]:
    for key in shapes.keys_of(payloads[listing] or []):
        items = layout.items(listing, key=key)
        if all(item in payloads for item in items):
            yield tuple(payloads[item] for item in items)
