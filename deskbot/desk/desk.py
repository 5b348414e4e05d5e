"""A desk: a public number, when it is open, and who stands behind whoever took the turn."""

import collections.abc
import dataclasses

from deskbot.desk import hours as hours_module
from deskbot.desk import profile as profile_module
from deskbot.desk import public_number as number_module
from deskbot.people import member, permissions


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk:
    """What an administrator says of one desk (design, section 4).

    `second` rings after whoever is on duty; `fallback` rings, in this order, when nobody is.
    Numbers are E.164; `longest_wait_s` is the wait promised to callers before the voicemail. `takers` may
    take its turns; `instructions` (Markdown) are what whoever is on duty must know. `click_to_call_line` is
    the line whose telephone calls people back.
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
    kind: number_module.Kind = number_module.Kind.EASY_HUNTING
    other_numbers: tuple[number_module.PublicNumber, ...] = ()
    blocked: frozenset[str] = dataclasses.field(default=frozenset(), repr=False)
    most_waiting: int = 10
    click_to_call_line: str | None = None
    profiles: tuple[profile_module.Profile, ...] = ()
    in_force: tuple[profile_module.InForce, ...] = ()

    @property
    def numbers(self) -> tuple[number_module.PublicNumber, ...]:
        """Every number of the desk, the one that people know first."""
        return (number_module.PublicNumber(number=self.public_number, kind=self.kind), *self.other_numbers)

    def way(self, name: str) -> profile_module.Profile | None:
        """Return the profile of that name."""
        return next((one for one in self.profiles if one.name == name), None)

    def way_title(self, name: str | None) -> str:
        """Return how people call the profile of that name; empty when there is none."""
        found = self.way(name) if name else None
        return found.title if found else ""

    def as_known(
        self,
        *,
        team: member.Team,
        exceptions: collections.abc.Sequence[hours_module.Exceptional],
        in_force: collections.abc.Sequence[profile_module.InForce] = (),
    ) -> "Desk":
        """Return the desk once closings, openings, profiles, and what the team says of itself, are known."""
        return dataclasses.replace(
            self,
            hours=self.hours.with_exceptions(tuple(exceptions)),
            second=team.find(self.second.username) if self.second else None,
            fallback=_known(self.fallback, team=team),
            profiles=tuple(
                dataclasses.replace(one, rings=_known(one.rings, team=team)) for one in self.profiles
            ),
            in_force=tuple(in_force),
        )


def _known(
    people: collections.abc.Iterable[member.Member], *, team: member.Team
) -> tuple[member.Member, ...]:
    return tuple(found for one in people if (found := team.find(one.username)))
