"""Walk a call through the account as it is: who would ring, how long, where it ends, and why."""

import datetime as dt

from deskbot.sandbox.ovh import destinations, forwarding, numbers, queueing, screening, walk
from deskbot.sandbox.ovh import line as lines

Ring = walk.Ring
Route = walk.Route
waiting = queueing.waiting

_LOOPS = "Les renvois tournent en rond : l'appel est coupé."


def who_would_ring(
    line: lines.Line, *, at: dt.datetime, is_hidden: bool = False, caller: str | None = None
) -> walk.Route:
    """Return the route of a call that arrives at `at`; `caller` is E.164, None for just anybody."""
    calling = None if caller is None else numbers.to_ovh(caller)
    with line.lock:
        refusal = screening.refusal(line, caller=calling, is_hidden=is_hidden)
        if refusal is not None:
            return walk.ends(refusal)
        return _walked(line, at=at)


def _walked(line: lines.Line, *, at: dt.datetime) -> walk.Route:
    """Follow the call from number to number; each of ours is met at most once."""
    route, met = _step(line, at=at), {line.public}
    while route.then.kind == "number":
        number = str(route.then.number)
        ours = line.account.services.get(number)
        if ours is None:
            return route.followed_by(_outside(line, route.then))
        if number in met:
            return route.followed_by(walk.hangs_up(_LOOPS))
        met.add(number)
        route = route.followed_by(_step(ours, at=at + dt.timedelta(seconds=route.then_at_s)))
    return route


def _step(line: lines.Line, *, at: dt.datetime) -> walk.Route:
    """Return what one number does with a call; it may end at another number."""
    if line.kind == "line":
        return forwarding.through_line(line)
    if line.kind == "redirect":
        return forwarding.through_redirect(line, at=at)
    first = destinations.by_time(line, at=at)
    return queueing.through_queue(line, at=at) if first.kind == "queue" else walk.ends(first)


def _outside(line: lines.Line, to: destinations.Destination) -> walk.Route:
    """Ring a phone that is not ours for as long as the network lets it."""
    ring = walk.phone(line, str(to.number), dialled_s=walk.FORWARD_RINGS_S, why=to.why)
    why = "Personne ne répond à ce numéro : l'appel est coupé."
    return walk.hangs_up(why, at_s=walk.FORWARD_RINGS_S, rings=(ring,))
