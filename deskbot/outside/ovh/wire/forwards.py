"""A SIP line's four forwards, and a redirect's destination."""

from deskbot.line import observed
from deskbot.outside.ovh.wire import shapes

Payload = shapes.Payload


def sip_line_of(options: Payload) -> observed.SipLine:
    """Return the forwards that a line's options describe.

    :raises LineUnavailable: if they are not what the schema says.
    """
    with shapes.understood():
        return observed.SipLine(
            unconditional=_forward(options, "Unconditional"),
            no_reply=_forward(options, "NoReply"),
            no_reply_delay=int(options["forwardNoReplyDelay"]),
            busy=_forward(options, "Busy"),
            unreachable=_forward(options, "Backup"),
        )


def options_of(line: observed.SipLine) -> dict[str, object]:
    """Return the options that set the four forwards of `line`, all of them named."""
    return {
        **_options(line.unconditional, "Unconditional"),
        **_options(line.no_reply, "NoReply"),
        "forwardNoReplyDelay": line.no_reply_delay,
        **_options(line.busy, "Busy"),
        **_options(line.unreachable, "Backup"),
    }


def redirect_of(payload: Payload) -> observed.Redirect:
    """Return a redirect; its destination is empty where it leads nowhere.

    :raises LineUnavailable: if it is not what the schema says.
    """
    with shapes.understood():
        return observed.Redirect(destination=shapes.from_ovh_number(payload["destination"]) or "")


def _forward(options: Payload, name: str) -> observed.Forward:
    number = shapes.from_ovh_number(options[f"forward{name}Number"])
    to = None
    if number is not None:
        to = observed.Destination(nature=observed.Nature(options[f"forward{name}Nature"]), number=number)
    active = options[f"forward{name}"]
    if not isinstance(active, bool):
        raise TypeError("neither true nor false")
    return observed.Forward(active=active, to=to)


def _options(forward: observed.Forward, name: str) -> dict[str, object]:
    found: dict[str, object] = {f"forward{name}": forward.active}
    if forward.to is not None:
        found[f"forward{name}Nature"] = forward.to.nature.value
        found[f"forward{name}Number"] = shapes.to_ovh_number(forward.to.number)
    return found
