"""A desk: a public number, when it is open, and who stands behind whoever took the turn."""

import collections.abc
import dataclasses

from deskbot.desk import hours as hours_module
from deskbot.people import member, permissions


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk:
    """What an administrator says of one desk (design, section 4).

    `second` rings after whoever is on duty; `fallback` rings, in this order, when nobody is.
    Numbers are E.164; `longest_wait_s` is the wait promised to callers before the voicemail. `takers` may
    take its turns; `instructions` (Markdown) are what whoever is on duty must know.
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
    takers: permissions.Takers = permissions.EVERYBODY
    instructions: str = ""

    def as_known(
        self, *, team: member.Team, exceptions: collections.abc.Sequence[hours_module.Exceptional]
    ) -> "Desk":
        """Return the desk once these closings and openings, and what the team says of itself, are known."""
        return dataclasses.replace(
            self,
            hours=self.hours.with_exceptions(tuple(exceptions)),
            second=team.find(self.second.username) if self.second else None,
            fallback=tuple(found for one in self.fallback if (found := team.find(one.username))),
        )
