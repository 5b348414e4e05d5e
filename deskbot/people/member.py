"""The people deskbot knows."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.people import phone

MIN_RINGS = 1
MAX_RINGS = 4
# What `Profile.proved_by` says of a number that its owner called from.
BY_CALL = "call"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of the team, or a post of the house that can be rung (the second, the fallback).

    `number` is E.164; `proved` says that it was shown to be theirs. `rings` is 1 to 4. A post of the house
    has no account of the chat: whoever takes its name there may do nothing. `accepted`: they accepted the
    confidentiality note. `is_active`: they are still of the team; `circles` are the channels they are in,
    of those that decide who may take a turn.
    """

    username: str
    name: str
    number: str | None = dataclasses.field(default=None, repr=False)
    proved: bool = False
    rings: int = MAX_RINGS
    has_account: bool = True
    accepted: bool = False
    is_active: bool = True
    is_guest: bool = False
    circles: frozenset[str] = frozenset()

    @property
    def is_introduced(self) -> bool:
        """Whether this person gave a number and accepted the confidentiality note."""
        return self.number is not None and self.accepted

    @property
    def can_be_rung(self) -> bool:
        """Whether calls may be sent to this person: a number, and a proved one."""
        return self.number is not None and self.proved and self.is_active


@dataclasses.dataclass(frozen=True, kw_only=True)
class Profile:
    """What somebody said of themselves in the chat, and what deskbot reads of them there.

    `declared_at` is when they gave `number` (E.164), or took it back (None): what the configuration says of
    it counts only before. `proved_by` is "call", or the username of the admin who vouched for it. `stays`:
    somebody said that they are of the team, though the chat does not list them.
    """

    username: str
    name: str
    number: str | None = dataclasses.field(default=None, repr=False)
    declared_at: dt.datetime | None = None
    proved_at: dt.datetime | None = None
    proved_by: str | None = None
    rings: int | None = None
    accepted_at: dt.datetime | None = None
    is_active: bool = True
    is_guest: bool = False
    stays: bool = False
    circles: frozenset[str] = frozenset()

    def over(self, configured: Member | None) -> Member:
        """Return the member that this profile and the configuration make; the profile wins."""
        known = configured or Member(username=self.username, name=self.name)
        if self.declared_at is not None:
            known = dataclasses.replace(known, number=self.number, proved=self.proved_at is not None)
        return dataclasses.replace(
            known,
            rings=self.rings or known.rings,
            accepted=known.accepted or self.accepted_at is not None,
            is_active=self.is_active,
            is_guest=self.is_guest,
            circles=self.circles,
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Team:
    """Every member, by username."""

    members: collections.abc.Mapping[str, Member]

    def with_profiles(self, profiles: collections.abc.Iterable[Profile]) -> "Team":
        """Return the team once these profiles are known."""
        known = {one.username: one.over(self.members.get(one.username)) for one in profiles}
        return Team(members={**self.members, **known})

    def find(self, username: str) -> Member | None:
        """Return the member of that name, whatever its case and leading @."""
        return self.members.get(username.removeprefix("@").lower())

    def name_of(self, username: str | None) -> str:
        """Return how people call `username`; the username itself when it is not known."""
        member = self.find(username) if username else None
        return member.name if member else (username or "")

    def name_behind(self, number: str) -> str:
        """Return whose number (E.164) that is; the number masked when it is nobody's of the team."""
        found = next((one for one in self.members.values() if one.number == number), None)
        return found.name if found else phone.mask(number)
