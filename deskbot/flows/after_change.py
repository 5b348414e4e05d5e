"""What follows every change of the roster: it is told, the line is brought to it, what shows it is edited."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.flows import day_posts, line_aim, ports, show_board, show_cover, show_gaps, tell
from deskbot.flows import house as house_module


def announce(
    work: ports.Work,
    posted: messages.Message,
    *,
    key: str,
    desk: desk_module.Desk,
    house: house_module.House,
    now: dt.datetime,
) -> None:
    """Have the channel of `desk` told, under `key`, and everything brought up to date."""
    tell.later(work, posted, place=messages.Channel(name=desk.channel), key=key, now=now)
    bring(work, desk, house=house, now=now)


def bring(work: ports.Work, desk: desk_module.Desk, *, house: house_module.House, now: dt.datetime) -> None:
    """Have the line of `desk` looked at, its posts edited, and its day told of as its hours are now."""
    show_cover.refresh_all(work, desk, house=house, now=now)
    line_aim.look_soon(work, desk.key, now=now)
    show_board.soon(work, desk.key, now=now)
    show_gaps.soon(work, desk, now=now)
    day_posts.arm(work, desk, now=now)
