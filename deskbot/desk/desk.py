"""A desk: a public number, when it is open, and who stands behind whoever took the turn."""

import dataclasses

from deskbot.desk import hours as hours_module
from deskbot.people import member


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk:
    """What an administrator says of one desk (design, section 4).

    `second` rings after whoever is on duty; `fallback` rings, in this order, when nobody is.
    Numbers are E.164; `longest_wait_s` is the wait promised to callers before the voicemail.
    """

    key: str
    title: str
    public_number: str
    voicemail_number: str
    channel: str
    hours: hours_module.OpeningHours
    second: member.Member | None
    fallback: tuple[member.Member, ...]
    longest_wait_s: int = 180
