"""Where calls may be sent, and how often that may change: a stolen forward costs money."""

import dataclasses

from deskbot.people import phone


@dataclasses.dataclass(frozen=True, kw_only=True)
class Tolls:
    """What is allowed. `changes_a_day`: how often people may be put on one desk's line in a day.

    `call_backs_a_day`: how many calls one member may have the desk's telephone make in a day.
    """

    allowed: phone.Allowed = phone.FRENCH
    changes_a_day: int = 50
    call_backs_a_day: int = 20


AS_USUAL = Tolls()
