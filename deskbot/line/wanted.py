"""What a number must be: whom it rings, where callers end, what is armed."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.desk import desk as desk_module
from deskbot.desk import public_number, resolver
from deskbot.line import arming, chain
from deskbot.line import assumptions as assumed


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a number must be. `timetable` is None where nothing can be armed, and `not_armable` says why.

    `withheld`: the usernames of those who would ring, and do not until an admin agrees: their private number
    could stay on a number that cannot be armed. `blocked` are the refused callers (E.164), `unblocked` those
    who were and are no more.
    """

    chain: chain.Chain
    timetable: arming.Timetable | None
    not_armable: arming.NotArmable | None
    withheld: tuple[str, ...]
    blocked: frozenset[str] = dataclasses.field(repr=False)
    unblocked: frozenset[str] = dataclasses.field(default=frozenset(), repr=False)
    most_waiting: int


def of(
    now: dt.datetime,
    *,
    number: public_number.PublicNumber,
    desk: desk_module.Desk,
    answering: resolver.Answering,
    known: assumed.Assumptions,
    shares_voicemail: bool = False,
    agreed: collections.abc.Set[str] = frozenset(),
    blocked_before: frozenset[str] = frozenset(),
) -> Wanted:
    """Return what `number` of `desk` must be while `answering` holds; `agreed` ring though not armed.

    `blocked_before` are the callers that were refused when the number was last brought to something.
    """
    not_armable = arming.why_not(number.kind, known=known, shares_voicemail=shares_voicemail)
    # Whoever is past the reach of the number stands in for those who wait, and is not asked about.
    every = (*answering.ringing, *answering.beyond)
    held_back = {
        one.who.username
        for one in every
        if not_armable is not None and one.who.has_account and one.who.username not in agreed
    }
    withheld = tuple(one.who.username for one in answering.ringing if one.who.username in held_back)
    ringing = tuple(one for one in every if one.who.username not in held_back)
    return Wanted(
        chain=chain.desired(dataclasses.replace(answering, ringing=ringing), desk=desk, known=known),
        timetable=None if not_armable else _timetable(now, desk=desk, answering=answering, known=known),
        not_armable=not_armable,
        withheld=withheld,
        blocked=desk.blocked,
        unblocked=blocked_before - desk.blocked,
        most_waiting=desk.most_waiting,
    )


def _timetable(
    now: dt.datetime,
    *,
    desk: desk_module.Desk,
    answering: resolver.Answering,
    known: assumed.Assumptions,
) -> arming.Timetable | None:
    category = arming.category_of(known)
    if category is None:
        return None
    return arming.timetable(now, desk=desk, answering=answering, category=category)
