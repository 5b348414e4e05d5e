"""Who may do what, decided from plain facts."""

import enum

from deskbot.people import member as member_module


class Refusal(enum.StrEnum):
    """Why somebody may not; each has its sentence in `prompts/fr/refused.md.j2`."""

    UNKNOWN_MEMBER = "unknown_member"
    NO_PROVED_NUMBER = "no_proved_number"
    NOT_YOURS = "not_yours"


def to_hold_the_desk(person: member_module.Member | None) -> Refusal | None:
    """Return why this person may not be given the line, or None when they may."""
    if person is None or not person.has_account:
        return Refusal.UNKNOWN_MEMBER
    return None if person.can_be_rung else Refusal.NO_PROVED_NUMBER


def to_act(person: member_module.Member | None) -> Refusal | None:
    """Return why this person may not take cards, close them or raise alerts, or None when they may."""
    return None if person is not None and person.has_account else Refusal.UNKNOWN_MEMBER


def to_undo(*, owner: str, username: str, admins: frozenset[str]) -> Refusal | None:
    """Return why `username` may not undo a change made by `owner`, or None."""
    return None if username == owner or username in admins else Refusal.NOT_YOURS
