"""A SIP line's four forwards, and a redirect: where each sends a call."""

import datetime as dt

from deskbot.sandbox.ovh import destinations, numbers, walk
from deskbot.sandbox.ovh import line as lines

_RING_S = 5
_NAMES = {
    "Unconditional": "renvoi inconditionnel",
    "NoReply": "renvoi sur non-réponse",
    "Busy": "renvoi sur occupation",
    "Backup": "renvoi sur poste injoignable",
}


def through_line(line: lines.Line) -> walk.Route:
    """Return what a SIP line does with a call: its unconditional forward, else its own phone."""
    if line.options["forwardUnconditional"]:
        return _unconditional(line)
    if not line.phone_registered:
        return _forwarded(line, "Backup", why="Le poste est injoignable")
    if line.phone_busy:
        return _forwarded(line, "Busy", why="Le poste est occupé")
    return _own_phone(line)


def through_redirect(line: lines.Line, *, at: dt.datetime) -> walk.Route:
    """Return what a redirect does with a call at `at`: all of it goes to its destination."""
    number = line.destination(at=at)
    if number is None:
        return walk.hangs_up("La redirection n'a pas de destination : l'appel est coupé.")
    why = f"Redirection vers {numbers.to_e164(number)}."
    return walk.ends(destinations.Destination(kind="number", number=number, why=why))


def _unconditional(line: lines.Line) -> walk.Route:
    to = _target(line, "Unconditional", why="Tous les appels")
    is_last = line.switches.unconditional_forward_hides_others or not line.options["forwardNoReply"]
    if is_last or to.kind != "number":
        return walk.ends(to)
    return _rings_then_no_reply(line, str(to.number), why=to.why)


def _own_phone(line: lines.Line) -> walk.Route:
    number = numbers.to_e164(line.public)
    if line.options["forwardNoReply"]:
        return _rings_then_no_reply(line, line.public, why=f"Le poste {number} sonne.")
    ring = walk.phone(
        line, line.public, dialled_s=walk.FORWARD_RINGS_S, why=f"Le poste {number} sonne, sans renvoi."
    )
    why = "Personne ne répond et il n'y a pas de renvoi : l'appel est coupé."
    return walk.hangs_up(why, at_s=walk.FORWARD_RINGS_S, rings=(ring,))


def _rings_then_no_reply(line: lines.Line, number: str, *, why: str) -> walk.Route:
    delay_s = no_reply_s(line)
    rings = (walk.phone(line, number, dialled_s=delay_s, why=why),) if delay_s else ()
    then = _target(line, "NoReply", why=f"Pas de réponse après {delay_s} s")
    return walk.ends(then, at_s=delay_s, rings=rings)


def no_reply_s(line: lines.Line) -> int:
    """Return how long a phone rings before `forwardNoReply` applies."""
    delay = int(line.options["forwardNoReplyDelay"])
    return delay if line.switches.forward_delay_in_seconds else delay * _RING_S


def _forwarded(line: lines.Line, name: str, *, why: str) -> walk.Route:
    if not line.options[f"forward{name}"]:
        return walk.hangs_up(f"{why} et il n'y a pas de {_NAMES[name]} : l'appel est coupé.")
    return walk.ends(_target(line, name, why=why))


def _target(line: lines.Line, name: str, *, why: str) -> destinations.Destination:
    nature, number = line.options[f"forward{name}Nature"], line.options[f"forward{name}Number"]
    reason = f"{why} ({_NAMES[name]})"
    if nature == "voicemail":
        return destinations.to_voicemail(line, number=number, why=reason)
    if nature == "number":
        why = f"{reason} : vers {numbers.to_e164(number)}."
        return destinations.Destination(kind="number", number=number, why=why)
    return destinations.Destination(kind="hangup", why=f"{reason} : vers un fax, l'appel est coupé.")
