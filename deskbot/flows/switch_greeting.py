"""Have callers hear the temporary greeting while the house is closed by exception (design, section 4)."""

from deskbot.flows import line_aim, ports
from deskbot.line import errors

_ON, _OFF, _NONE = "on", "off", "none"


def bring(aimed: line_aim.Aim, *, line: ports.PhoneLine) -> str | None:
    """Switch the greeting of the desk's voicemail if it must be another, and return what is settled.

    That is a key of the day and the greeting: it is looked at once a day, and whenever it must change. None
    when nothing had to be looked at.

    :raises LineUnavailable: try again.
    :raises LineRefused: the operator said no.
    :raises NotReadBack: the voicemail does not show what was written.
    """
    # Desks that share a voicemail share its greeting: it says closed once all of them are.
    is_on = aimed.closed_exceptionally
    today = aimed.now.astimezone(aimed.desk.hours.zone).date()
    settled = f"{today}:{_ON if is_on else _OFF}"
    if aimed.known.greeting is not None and aimed.known.greeting.startswith(settled):
        return None
    voicemail = aimed.desk.voicemail_number
    found = line.greeting(voicemail)
    if not found.is_recorded and not found.is_on:
        return f"{settled}:{_NONE}"
    if found.is_on != is_on:
        line.switch_greeting(voicemail, on=is_on)
        if line.greeting(voicemail).is_on != is_on:
            raise errors.NotReadBack
    return settled


def switched(settled: str | None, *, before: str | None) -> bool | None:
    """Return which greeting callers hear since, where that changed and one is recorded; else None."""
    if settled is None or settled.endswith(_NONE):
        return None
    is_on = settled.endswith(_ON)
    was_on = before is not None and before.endswith(_ON)
    return is_on if is_on != was_on else None
