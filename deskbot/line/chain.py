"""What callers should meet: numbers in order, then a voicemail. Values only."""

import dataclasses

from deskbot.desk import desk as desk_module
from deskbot.desk import resolver

# Ringing starts when OVH dials: a mobile has 3 to 4 s less, one French ring lasts 5 s, and the mobile
# operator's own voicemail takes the call from 20 s on (facts/ovh.md, "Lines and redirects").
SECONDS_BEFORE_THE_FIRST_RING = 4
SECONDS_A_RING = 5
LONGEST_RINGING_S = 24


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


def ring_seconds(rings: int) -> int:
    """Return how long a phone must be dialled for `rings` rings to be heard, 24 s at most."""
    return min(SECONDS_BEFORE_THE_FIRST_RING + SECONDS_A_RING * rings, LONGEST_RINGING_S)


def desired(answering: resolver.Answering, *, desk: desk_module.Desk) -> Chain:
    """Return the chain that serves `answering` on `desk`."""
    steps = tuple(
        Step(number=one.who.number, ring_s=ring_seconds(one.rings))
        for one in answering.ringing
        if one.who.number is not None
    )
    # One round, then the voicemail: a queue starts again until its wait is over ([A], facts/ovh.md).
    round_s = sum(step.ring_s for step in steps)
    wait_s = min(round_s, desk.longest_wait_s) if steps else desk.longest_wait_s
    return Chain(steps=steps, voicemail=desk.voicemail_number, longest_wait_s=wait_s)
