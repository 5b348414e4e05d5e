"""Whether a number takes a caller at all: screen lists, and those who hide their number."""

from deskbot.sandbox.ovh import destinations
from deskbot.sandbox.ovh import line as lines

_BLACK, _WHITE = "incomingBlackList", "incomingWhiteList"


def refusal(line: lines.Line, *, caller: str | None, is_hidden: bool) -> destinations.Destination | None:
    """Return why the number called refuses this caller (in OVH's form), or None when it takes the call."""
    if is_hidden and _refuses_hidden(line):
        return _rejected("Les appels masqués sont refusés.")
    status = line.screening["status"]
    if status == _BLACK and caller in _listed(line, _BLACK):
        return _rejected("L'appelant est sur la liste noire.")
    if status == _WHITE and caller not in _listed(line, _WHITE):
        return _rejected("L'appelant n'est pas sur la liste blanche.")
    return None


def _refuses_hidden(line: lines.Line) -> bool:
    if line.kind == "line":
        return bool(line.options["anonymousCallRejection"])
    return bool(line.service.get("anonymousRejection"))


def _listed(line: lines.Line, kind: str) -> set[str]:
    """Return the callers of a list; a condition on another number than a caller's lists nobody."""
    return {
        condition["callerIdNumber"]
        for condition in line.screen_conditions.values()
        if condition["screenListType"] == kind and condition["callerIdNumber"]
    }


def _rejected(why: str) -> destinations.Destination:
    return destinations.Destination(kind="rejected", why=why)
