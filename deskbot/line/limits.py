"""What a kind of number cannot do: said by the plan and the doctor, never pretended (facts/ovh.md)."""

import enum

from deskbot.desk import public_number
from deskbot.line import chain


class Limit(enum.StrEnum):
    """One thing that this number cannot do of what is wanted."""

    NOT_ARMABLE = "not_armable"
    SECOND_NOT_RUNG = "second_not_rung"
    #: Whoever is rung does not answer: their own voicemail takes the call, not the house's.
    OWN_VOICEMAIL_ANSWERS = "own_voicemail_answers"
    RINGS_NOT_COUNTED = "rings_not_counted"
    CALLERS_NOT_REFUSED = "callers_not_refused"
    WAITING_NOT_SEEN = "waiting_not_seen"


def of_kind(kind: public_number.Kind) -> tuple[Limit, ...]:
    """Return what numbers of this kind never do, whoever is to ring."""
    return () if kind is public_number.Kind.EASY_HUNTING else tuple(Limit)


def met(
    number: public_number.PublicNumber, *, desired: chain.Chain, has_more: bool = False
) -> tuple[Limit, ...]:
    """Return what of `desired` the number does not do; `has_more`: others would ring where that can be."""
    if number.kind is public_number.Kind.EASY_HUNTING or not desired.steps:
        return ()
    rings_own_phone = number.kind is public_number.Kind.LINE and desired.steps[0].number == number.number
    rung = 2 if rings_own_phone else 1
    found = [Limit.SECOND_NOT_RUNG] if has_more or len(desired.steps) > rung else []
    if not rings_own_phone or len(desired.steps) > 1:
        found += [Limit.OWN_VOICEMAIL_ANSWERS, Limit.RINGS_NOT_COUNTED]
    return tuple(found)
