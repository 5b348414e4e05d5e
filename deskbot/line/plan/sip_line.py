"""The writes for a line with its four forwards, and for a redirect: one each, with nothing in between."""

from deskbot.line import assumptions as assumed
from deskbot.line import chain, observed, writes
from deskbot.line import wanted as wanted_module
from deskbot.line.plan import values


def writes_for(
    line: observed.SipLine, *, wanted: wanted_module.Wanted, own_number: str, known: assumed.Assumptions
) -> tuple[values.Planned, ...]:
    """Return the write that sets the forwards, if they are others."""
    present = line.no_reply_delay
    forwards = forwards_of(wanted.chain, own_number=own_number, known=known, present_delay=present)
    if forwards == line:
        return ()
    why = values.Why.TURN if wanted.chain.steps else values.Why.NOBODY_HERE
    return (values.Planned(write=writes.SetForwards(line=forwards), why=why),)


def forwards_of(
    desired: chain.Chain,
    *,
    own_number: str,
    known: assumed.Assumptions = assumed.AS_ASSUMED,
    present_delay: int = 0,
) -> observed.SipLine:
    """Return the four forwards that serve `desired` on the line `own_number`; the delay stays where unused.

    Where the first who rings is the line's own phone, the forwards take over when it does not answer; where
    it is somebody else, every call goes there at once, and the house's voicemail cannot take it back.
    """
    voicemail = _to(observed.Nature.VOICEMAIL, desired.voicemail)
    if not desired.steps:
        return _forwards(always=voicemail, otherwise=voicemail, delay=present_delay)
    first, *rest = desired.steps
    if first.number != own_number:
        # Should the others apply nevertheless ([A]), the house's voicemail takes the call after so long.
        always = _to(observed.Nature.NUMBER, first.number)
        return _forwards(always=always, otherwise=voicemail, delay=_delay(first.ring_s, known=known))
    second = _to(observed.Nature.NUMBER, rest[0].number) if rest else voicemail
    return observed.SipLine(
        unconditional=observed.Forward(active=False, to=voicemail.to),
        no_reply=second,
        no_reply_delay=_delay(first.ring_s, known=known),
        busy=second,
        unreachable=second,
    )


def _delay(ring_s: int, *, known: assumed.Assumptions) -> int:
    return ring_s if known.forward_delay_in_seconds else max(1, ring_s // chain.SECONDS_A_RING)


def redirect_writes_for(
    line: observed.Redirect, *, wanted: wanted_module.Wanted
) -> tuple[values.Planned, ...]:
    """Return the write that sets the destination, if it is another: who rings first, else the voicemail."""
    destination = destination_of(wanted.chain)
    if line.destination == destination:
        return ()
    why = values.Why.TURN if wanted.chain.steps else values.Why.NOBODY_HERE
    return (values.Planned(write=writes.SetDestination(number=destination), why=why),)


def destination_of(desired: chain.Chain) -> str:
    """Return where a redirect sends to serve `desired`: whoever rings first, else the voicemail (E.164)."""
    return desired.steps[0].number if desired.steps else desired.voicemail


def _to(nature: observed.Nature, number: str) -> observed.Forward:
    return observed.Forward(active=True, to=observed.Destination(nature=nature, number=number))


def _forwards(*, always: observed.Forward, otherwise: observed.Forward, delay: int) -> observed.SipLine:
    # The others do not apply while the first does; they are where callers end if somebody takes it off.
    return observed.SipLine(
        unconditional=always,
        no_reply=otherwise,
        no_reply_delay=delay,
        busy=otherwise,
        unreachable=otherwise,
    )
