"""Telephones of SIP lines that call somebody when told to: OVH's Click2Call.

The line's telephone rings first, then the number is called from the line (facts/ovh.md, "Lines and
redirects"). `callingNumber` is left out: OVH's guide says that it is the line's own, and nobody has seen it
ring another telephone.
"""

import collections.abc

from deskbot.line import errors
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import paths, shapes


class OvhDialler:
    """SIP lines by their number (E.164)."""

    def __init__(
        self, api: api_module.OvhApi, *, lines: collections.abc.Mapping[str, services.Service]
    ) -> None:
        self._api = api
        self._paths = {
            number: paths.click_to_call(one.billing_account, one.number) for number, one in lines.items()
        }

    def dial(self, number: str, *, line: str) -> None:
        """Ring the telephone of `line`, and once it is picked up `number` (both E.164).

        :raises LineUnavailable: nobody knows whether it rings.
        :raises LineRefused: OVH said no.
        """
        if line not in self._paths:
            raise errors.NotThere("no line of the settings")
        self._api.post(self._paths[line], {"calledNumber": shapes.to_ovh_number(number)})
