"""A call's path in words: names of the team, masked numbers for anybody else."""

from deskbot.chat import messages
from deskbot.line import trace
from deskbot.people import member


def of(path: trace.Path, *, voicemail: str, team: member.Team) -> messages.RouteSaid:
    """Return `path` as people read it; no private number is in it. `voicemail` (E.164) is the house's."""
    is_house = path.end is trace.End.VOICEMAIL and path.end_number == voicemail
    return messages.RouteSaid(
        rings=tuple(
            messages.RungSaid(name=team.name_behind(one.number), seconds=one.ring_s) for one in path.rings
        ),
        end=path.end,
        end_name=team.name_behind(path.end_number) if path.end_number and not is_house else "",
        ends_s=path.ends_s,
    )
