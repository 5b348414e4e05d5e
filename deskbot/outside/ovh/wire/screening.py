"""Which callers are let through."""

import collections.abc

from deskbot.line import observed
from deskbot.outside.ovh.wire import shapes

REFUSED = observed.ScreenStatus.NOT_THE_LISTED.value
"""The list of refused callers, in OVH's word."""


def screen_of(
    *, settings: shapes.Payload, conditions: collections.abc.Iterable[shapes.Payload]
) -> observed.Screen:
    """Return the screen that these payloads describe; conditions that name no number are somebody else's.

    :raises LineUnavailable: if they are not what the schema says.
    """
    with shapes.understood():
        listed = [
            observed.Blocked(key=str(one["conditionId"]), number=number)
            for one in conditions
            if (number := shapes.from_ovh_number(one["callerIdNumber"])) is not None
        ]
        return observed.Screen(status=observed.ScreenStatus(settings["status"]), listed=tuple(listed))
