"""What callers should meet: numbers in order, then a voicemail. Values only."""

import dataclasses

from deskbot.desk import desk as desk_module
from deskbot.desk import resolver
from deskbot.line import assumptions as assumed
from deskbot.people import phone

# Ringing starts when OVH dials: a mobile has 3 to 4 s less, one French ring lasts 5 s, and the mobile
# operator's own voicemail takes the call from 20 s on (facts/ovh.md, "Lines and redirects").
SECONDS_BEFORE_THE_FIRST_RING = 4
SECONDS_A_RING = 5
LONGEST_RINGING_S = 24
# A phone stops ringing so long before its own voicemail would take the call.
_MARGIN_S = 2


@dataclasses.dataclass(frozen=True, kw_only=True)
class Step:
    """One number (E.164) rung for `ring_s` seconds."""

    number: str = dataclasses.field(repr=False)
    ring_s: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Chain:
    """Steps in ringing order, then the voicemail (E.164), within `longest_wait_s`."""

    steps: tuple[Step, ...]
    voicemail: str
    longest_wait_s: int


def ring_seconds(rings: int, *, known: assumed.Assumptions = assumed.AS_ASSUMED) -> int:
    """Return the ringing time to write for `rings` rings to be heard, 24 s of dialling at most."""
    setting_up_s = SECONDS_BEFORE_THE_FIRST_RING if known.ring_time_counts_from_dialling else 0
    heard_s = min(SECONDS_A_RING * rings, LONGEST_RINGING_S - SECONDS_BEFORE_THE_FIRST_RING)
    if known.mobile_voicemail_after_s is not None:
        heard_s = max(1, min(heard_s, known.mobile_voicemail_after_s - _MARGIN_S))
    return setting_up_s + heard_s


def setting_up_seconds(number: str) -> int:
    """Return how long `number` (E.164) is dialled before it begins to ring."""
    return SECONDS_BEFORE_THE_FIRST_RING if phone.kind(number) is phone.Kind.MOBILE else 0


def dialled_seconds(number: str, *, ring_s: int, known: assumed.Assumptions = assumed.AS_ASSUMED) -> int:
    """Return how long `number` is dialled by an agent whose ringing time is `ring_s`."""
    return ring_s if known.ring_time_counts_from_dialling else ring_s + setting_up_seconds(number)


def desired(
    answering: resolver.Answering,
    *,
    desk: desk_module.Desk,
    known: assumed.Assumptions = assumed.AS_ASSUMED,
) -> Chain:
    """Return the chain that serves `answering` on `desk`."""
    steps = tuple(
        Step(number=one.who.number, ring_s=ring_seconds(one.rings, known=known))
        for one in answering.ringing
        if one.who.number is not None
    )
    # One round, then the voicemail: a queue starts again until its wait is over ([A], facts/ovh.md).
    round_s = sum(dialled_seconds(step.number, ring_s=step.ring_s, known=known) for step in steps)
    wait_s = min(round_s, desk.longest_wait_s) if steps else desk.longest_wait_s
    return Chain(steps=steps, voicemail=desk.voicemail_number, longest_wait_s=wait_s)
