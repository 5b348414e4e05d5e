"""The people deskbot knows."""

import collections.abc
import dataclasses

from deskbot.people import phone

MIN_RINGS = 1
MAX_RINGS = 4


@dataclasses.dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of the team, or a post of the house that can be rung (the second, the fallback).

    `number` is E.164; `proved` says that it was shown to be theirs. `rings` is 1 to 4. A post of the house
    has no account of the chat: whoever takes its name there may do nothing.
    """

    username: str
    name: str
    number: str | None = dataclasses.field(default=None, repr=False)
    proved: bool = False
    rings: int = MAX_RINGS
    has_account: bool = True

    @property
    def can_be_rung(self) -> bool:
        """Whether calls may be sent to this person: a number, and a proved one."""
        return self.number is not None and self.proved


@dataclasses.dataclass(frozen=True, kw_only=True)
class Team:
    """Every member, by username."""

    members: collections.abc.Mapping[str, Member]

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
