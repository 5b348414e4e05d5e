"""Who may do what, decided from plain facts."""

import dataclasses
import enum

from deskbot.people import member as member_module


class Refusal(enum.StrEnum):
    """Why somebody may not; each has its sentence in `prompts/fr/refused.md.j2`."""

    UNKNOWN_MEMBER = "unknown_member"
    NOT_A_TAKER = "not_a_taker"
    NOT_YOURS = "not_yours"
    NOT_AN_ADMIN = "not_an_admin"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Takers:
    """Who may take the turns of a desk: everybody of the team, members of channels, or people by name."""

    everybody: bool = True
    channels: frozenset[str] = frozenset()
    usernames: frozenset[str] = frozenset()


EVERYBODY = Takers()


def to_take(person: member_module.Member | None, *, takers: Takers) -> Refusal | None:
    """Return why this person may not take a turn, or None when they may.

    A guest of the chat may only by name: the house let them in for something else.
    """
    if person is None or not person.has_account or not person.is_active:
        return Refusal.UNKNOWN_MEMBER
    by_name = person.username in takers.usernames
    by_circle = bool(person.circles & takers.channels)
    by_all = takers.everybody and not person.is_guest
    return None if by_name or by_circle or by_all else Refusal.NOT_A_TAKER


def to_act(person: member_module.Member | None) -> Refusal | None:
    """Return why this person may not take cards, close them or raise alerts, or None when they may."""
    may = person is not None and person.has_account and person.is_active and not person.is_guest
    return None if may else Refusal.UNKNOWN_MEMBER


def may_see_number(username: str, *, taken_by: str | None, is_on_duty: bool, admins: frozenset[str]) -> bool:
    """Say whether `username` may see the whole number of a card that is not done.

    Whoever has it must call it back; so may whoever is on duty at its desk, who answers those who call again;
    admins read the same at the operator.
    """
    return username == taken_by or is_on_duty or username in admins


def to_tell_of_oneself(person: member_module.Member | None) -> Refusal | None:
    """Return why this person may not give, change or take back their number and rings, or None."""
    may = person is not None and person.has_account and person.is_active
    return None if may else Refusal.UNKNOWN_MEMBER


def to_undo(*, concerned: frozenset[str], username: str, admins: frozenset[str]) -> Refusal | None:
    """Return why `username` may not undo a change that concerns these members, or None."""
    return None if username in concerned or username in admins else Refusal.NOT_YOURS


def to_administer(username: str, *, admins: frozenset[str]) -> Refusal | None:
    """Return why `username` may not do what admins do, or None."""
    return None if username in admins else Refusal.NOT_AN_ADMIN
