"""What a call should meet: the path that a number takes once it is what it must be."""

import datetime as dt

from deskbot.desk import public_number
from deskbot.line import assumptions as assumed
from deskbot.line import chain, observed, trace
from deskbot.line import wanted as wanted_module
from deskbot.line.plan import sip_line


def path(
    wanted: wanted_module.Wanted,
    *,
    number: public_number.PublicNumber,
    at: dt.datetime,
    known: assumed.Assumptions,
) -> trace.Path:
    """Return what a call to `number` at `at` meets once the number is `wanted`, as far as its kind can."""
    if number.kind is public_number.Kind.EASY_HUNTING:
        return _through_queue(wanted, known=known)
    ideal: observed.Observed = observed.Redirect(destination=sip_line.destination_of(wanted.chain))
    if number.kind is public_number.Kind.LINE:
        ideal = sip_line.forwards_of(wanted.chain, own_number=number.number, known=known)
    return trace.walk(ideal, at=at, own_number=number.number, voicemail=wanted.chain.voicemail, known=known)


def _through_queue(wanted: wanted_module.Wanted, *, known: assumed.Assumptions) -> trace.Path:
    rings, at_s = [], 0
    for step in wanted.chain.steps:
        left_s = wanted.chain.longest_wait_s - at_s
        if left_s > 0:
            dialled_s = chain.dialled_seconds(step.number, ring_s=step.ring_s, known=known)
            rings.append(trace.Ring(number=step.number, starts_s=at_s, ring_s=min(dialled_s, left_s)))
            at_s += rings[-1].ring_s
    return trace.Path(
        rings=tuple(rings),
        end=trace.End.VOICEMAIL,
        end_number=wanted.chain.voicemail,
        ends_s=at_s,
        why=(trace.Why.WAIT_OVER if rings else trace.Why.NOBODY_AVAILABLE,),
    )
