"""A call queue at OVH (easyHunting): read whole, looked at in turn, written one call at a time."""

import collections.abc
import contextlib

from deskbot.desk import interval
from deskbot.line import errors, observed, writes
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import remembered
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import hunting, paths, shapes, times
from deskbot.outside.ovh.wire import writes as wire_writes

# What another person on the line takes: a look, the callers who wait, the end of the lease and the agents,
# written and read back.
_CALLS_A_CHANGE = 12


class OvhHuntGroup:
    """One call queue, whose calendar is that of the service `calendar`."""

    def __init__(
        self,
        api: api_module.OvhApi,
        *,
        service: services.Service,
        calendar: str,
        calls_a_look: int,
        titles: wire_writes.Titles,
    ) -> None:
        self._api = api
        self._calls_a_look = calls_a_look
        self._titles = titles
        self._known = remembered.Remembered(
            api,
            hunting=paths.hunting(service.billing_account, service.number),
            scheduler=paths.scheduler(service.billing_account, calendar),
        )

    def look(self) -> observed.HuntGroup:
        """Return what rings now, and some of the rest, in turn; the others as last read."""
        # A look that waited for its own calls would have whatever comes meanwhile wait too.
        return self._known.part(calls=min(self._calls_a_look, self._api.calls_at_once))

    def glance(self) -> observed.HuntGroup:
        """Return what rings now; of the rest no more than leaves a change its calls."""
        left = self._api.calls_at_once - _CALLS_A_CHANGE
        return self._known.part(calls=min(self._calls_a_look, left), at_least=0)

    def read(self) -> observed.HuntGroup:
        """Return all that OVH shows now."""
        return self._known.whole()

    def armed(self) -> observed.HuntGroup:
        """Return whether the times count and which events there are, the rest as last read."""
        return self._known.these([self._known.at.times, self._known.at.events])

    def read_back(self, made: collections.abc.Iterable[writes.Write]) -> observed.HuntGroup:
        """Return what OVH shows of what these writes touched, the rest as last read."""
        pieces = [
            self._known.at.touched(self._call(write))
            for write in made
            # Where its uid is kept, one call tells what the list and the event would.
            if not (isinstance(write, writes.AddClosing) and self._shows(write))
        ]
        return self._known.since_written(pieces)

    def caller_waiting(self) -> bool:
        """Whether somebody waits in the queue or is rung from it."""
        listing = f"{self._known.at.place.queue}/liveCalls"
        for call in shapes.keys_of(self._api.get(listing)):
            # It may be over by the time that it is asked about.
            with contextlib.suppress(errors.NotThere):
                if hunting.is_waiting(self._api.get(f"{listing}/{call}")):
                    return True
        return False

    def apply(self, write: writes.Write) -> None:
        """Make one write; what it would make and is there, or would remove and is not, is well."""
        call = self._call(write)
        self._known.distrust(self._known.at.touched(call))
        if isinstance(write, writes.AddClosing):
            self._known.forget(self._event(write.key))
            self._arm(write, call)
        elif call.method == "POST":
            with contextlib.suppress(api_module.AlreadyThere):
                self._api.post(call.path, call.body)
        elif call.method == "DELETE":
            with contextlib.suppress(errors.NotThere):
                self._api.delete(call.path)
        else:
            known = self._known.payload(call.path) if call.keeps else {}
            self._api.put(call.path, wire_writes.with_kept(call, known))

    def _call(self, write: writes.Write) -> wire_writes.Call:
        return wire_writes.hunting_call_of(write, at=self._known.at.place, titles=self._titles)

    def _event(self, key: str) -> str:
        return paths.event(self._known.at.place.scheduler, key)

    def _arm(self, write: writes.AddClosing, call: wire_writes.Call) -> None:
        try:
            self._api.post(call.path, call.body)
        except api_module.AlreadyThere:
            if not _is_armed(write, self._api.get(self._event(write.key))):
                # Somebody changed it since: it stays as it is until what is wanted stands beside it.
                named = {name: value for name, value in call.body.items() if name != "uid"}
                self._api.post(call.path, named)

    def _shows(self, write: writes.AddClosing) -> bool:
        found = self._known.added(self._known.at.events, key=write.key)
        return found is not None and _is_armed(write, found)


def _is_armed(write: writes.AddClosing, payload: shapes.Payload) -> bool:
    found = times.event_of(payload)
    shown = (interval.instant(found.start), interval.instant(found.end), found.category)
    return shown == (
        interval.instant(write.span.start),
        interval.instant(write.span.end),
        write.category,
    )
