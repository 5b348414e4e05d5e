"""A SIP line and a redirect at OVH: one call to read, one to write, and nothing to arm."""

import collections.abc

from deskbot.line import errors, observed, writes
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import forwards, paths, shapes
from deskbot.outside.ovh.wire import writes as wire_writes


class OvhSipLine:
    """One SIP line, by its four forwards."""

    def __init__(self, api: api_module.OvhApi, *, service: services.Service) -> None:
        self._api = api
        self._options = paths.line_options(service.billing_account, service.number)

    def read(self) -> observed.SipLine:
        """Return its forwards."""
        return forwards.sip_line_of(self._api.get(self._options))

    look = read
    glance = read

    def armed(self) -> observed.SipLine:
        """Return its forwards: nothing can be armed."""
        return self.read()

    def read_back(self, made: collections.abc.Iterable[writes.Write]) -> observed.SipLine:
        """Return its forwards."""
        return self.read()

    def caller_waiting(self) -> bool:
        """Return False: OVH does not tell."""
        return False

    def apply(self, write: writes.Write) -> None:
        """Set the forwards.

        :raises TypeError: if it is not a write for a line.
        """
        if not isinstance(write, writes.SetForwards):
            raise TypeError(f"{type(write).__name__} on a line")
        call = wire_writes.forwards_call(write, at=self._options)
        self._api.put(call.path, wire_writes.with_kept(call, self._api.get(self._options)))


class OvhRedirect:
    """One redirect."""

    def __init__(self, api: api_module.OvhApi, *, service: services.Service) -> None:
        self._api = api
        self._at = paths.redirect(service.billing_account, service.number)

    def read(self) -> observed.Redirect:
        """Return where it leads."""
        return forwards.redirect_of(self._api.get(self._at))

    look = read
    glance = read

    def armed(self) -> observed.Redirect:
        """Return where it leads: nothing can be armed."""
        return self.read()

    def read_back(self, made: collections.abc.Iterable[writes.Write]) -> observed.Redirect:
        """Return where it leads: what was asked shows once OVH has done it."""
        return self.read()

    def caller_waiting(self) -> bool:
        """Return False: OVH does not tell."""
        return False

    def apply(self, write: writes.Write) -> None:
        """Ask for another destination.

        :raises LineRefused: if OVH will not do it.
        :raises TypeError: if it is not a write for a redirect.
        """
        if not isinstance(write, writes.SetDestination):
            raise TypeError(f"{type(write).__name__} on a redirect")
        call = wire_writes.destination_call(write, at=self._at)
        task = self._api.post(call.path, call.body)
        with shapes.understood():
            if task.get("status") == "error":
                raise errors.LineRefused("task")
