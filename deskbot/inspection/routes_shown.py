"""The path of a call as it is said to whoever runs the house."""

import dataclasses

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.flows import route_said
from deskbot.line import trace
from deskbot.people import member, phone


def of(path: trace.Path, *, desk: desk_module.Desk, team: member.Team) -> messages.RouteSaid:
    """Return `path` with no private number in it; the public ones are whole."""
    said = route_said.of(path, voicemail=desk.voicemail_number, team=team)
    public = {one.number for one in desk.numbers}
    rings = tuple(
        dataclasses.replace(told, name=phone.national(rung.number)) if rung.number in public else told
        for told, rung in zip(said.rings, path.rings, strict=True)
    )
    return dataclasses.replace(said, rings=rings)
