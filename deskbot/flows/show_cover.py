"""The post of somebody who looks for a replacement says what is left to take."""

import collections.abc
import datetime as dt

from deskbot.chat import messages
from deskbot.desk import cover, interval, roster
from deskbot.desk import desk as desk_module
from deskbot.flows import claim_decided, ports, tell
from deskbot.flows import house as house_module
from deskbot.people import member


def key_of(wish: str) -> str:
    """Return the key of the post of a wish."""
    return f"cover-{wish}"


def refresh(work: ports.Work, key: str, *, house: house_module.House, now: dt.datetime) -> None:
    """Make the post of the wish `key` say who took it, or that nothing is left to take."""
    wish = work.covers.get(key)
    item = work.notices.get(key_of(key))
    if item is None or not isinstance(item.message, messages.CoverWanted):
        return
    desk = house.desk(wish.desk) if wish else None
    if wish is None or desk is None:
        # It was withdrawn.
        tell.again(work, item.message.withdrawn(), key=item.key, now=now)
        return
    left = waiting(work, wish, desk=desk, now=now)
    message = wanted(wish, desk=desk, team=house.team, over=wish.taken_by is None and not left)
    if message != item.message:
        tell.again(work, message, key=item.key, now=now)


def refresh_all(
    work: ports.Work, desk: desk_module.Desk, *, house: house_module.House, now: dt.datetime
) -> None:
    """Do so for every wish of a desk that nobody took yet."""
    for wish in work.covers.waiting(desk.key):
        refresh(work, wish.key, house=house, now=now)


def waiting(
    work: ports.Work, wish: cover.Cover, *, desk: desk_module.Desk, now: dt.datetime
) -> tuple[interval.Interval, ...]:
    """Return what of a wish its author still holds, is to come, and serves something."""
    theirs = [slot for slot in work.slots.held(desk.key, until_after=now) if slot.member == wish.asker]
    spans = common(interval.from_now(wish.spans, now=now), theirs)
    return tuple(span for span in spans if claim_decided.serves(span, desk=desk))


def wanted(
    wish: cover.Cover, *, desk: desk_module.Desk, team: member.Team, over: bool = False
) -> messages.CoverWanted:
    """Return the post of a wish."""
    return messages.CoverWanted(
        cover=wish.key,
        title=desk.title,
        name=team.name_of(wish.asker),
        spans=wish.spans,
        taken_by=team.name_of(wish.taken_by) or None,
        over=over,
    )


def common(
    spans: collections.abc.Iterable[interval.Interval], slots: collections.abc.Iterable[roster.Slot]
) -> tuple[interval.Interval, ...]:
    """Return what of `spans` these turns hold, each stretch once whatever its rank."""
    held = {shared for span in spans for slot in slots if (shared := span.common(slot.span))}
    return tuple(sorted(held))
