"""One pinned post a desk: who until when, verified when, open cards; edited in place (design, section 1)."""

import dataclasses
import datetime as dt
import hashlib

import structlog

from deskbot.chat import errors, messages
from deskbot.desk import board, resolver, roster
from deskbot.desk import desk as desk_module
from deskbot.flows import addresses, desk_now, ports
from deskbot.flows import house as house_module

log = structlog.get_logger(__name__)

KIND = addresses.BOARD_KIND
_UPCOMING = 3


def soon(work: ports.Work, desk: str, *, now: dt.datetime) -> None:
    """Have the pinned post of `desk` say what is so now."""
    work.due.put(KIND, desk, at=now)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    links: addresses.Links,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Post the state of the desk `key` and pin it, or edit it when what it says has changed."""

    def show() -> bool:
        now = clock.now()
        with store.read() as work:
            known = house.known(work, since=now)
            desk = known.desk(key)
            if desk is None:
                return False
            pinned = work.boards.get(key)
            message = _message(work, desk=desk, house=known, url=links.page(work, desk=key), now=now)
        shown = dataclasses.replace(pinned, channel=desk.channel, shown=_digest(message))
        if shown == pinned:
            return False
        post_id = _shown(message, pinned=pinned, channel=desk.channel, chat=chat)
        with store.write() as work:
            work.boards.save(dataclasses.replace(shown, post_id=post_id))
        return True

    step("show", show)


def _shown(message: messages.Board, *, pinned: board.Board, channel: str, chat: ports.Chat) -> str:
    """Edit the pinned post, or make another where there is none, or none any more; return its id."""
    place, key = messages.Channel(name=channel), f"board-{pinned.desk}"
    if pinned.post_id is not None and pinned.channel == channel:
        try:
            chat.edit(pinned.post_id, message=message, place=place, key=key)
        except errors.ChatRefused:
            log.warning("The pinned post of a desk is gone: another one is made.", desk=pinned.desk)
        else:
            return pinned.post_id
    post_id = chat.post(message, place=place, key=key)
    chat.pin(post_id)
    return post_id


def _message(
    work: ports.Work,
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    url: str | None,
    now: dt.datetime,
) -> messages.Board:
    slots = work.slots.held(desk.key, until_after=now)
    line = work.lines.get(desk.key)
    kept = work.kept_lines.at(desk.key, moment=now)
    answering = resolver.who_rings(now, desk=desk, slots=slots, team=house.team)
    firsts = [slot for slot in slots if slot.rank is roster.Rank.FIRST and slot.span.start > now]
    return messages.Board(
        title=desk.title,
        open=answering.reason is not resolver.Reason.CLOSED,
        names=tuple(one.who.name for one in answering.ringing),
        until=desk_now.until(answering, desk=desk, slots=slots, now=now),
        verified_at=line.verified_at if line.verified == answering.key else None,
        open_cards=work.cases.count_open(desk.key),
        upcoming=tuple(
            messages.HeldBy(name=house.team.name_of(slot.member), span=slot.span)
            for slot in firsts[:_UPCOMING]
        ),
        premises=desk_now.premises_now(work, team=house.team, now=now),
        page_url=url,
        drifted=line.drift is not None,
        own_voicemail=desk_now.ends_elsewhere(answering, desk=desk),
        kept_until=kept.span.end if kept else None,
        profile=desk.way_title(answering.profile),
    )


def _digest(message: messages.Board) -> str:
    """Return what tells two boards apart; a line read back again within the hour is no news."""
    hour = message.verified_at.replace(minute=0, second=0, microsecond=0) if message.verified_at else None
    said = dataclasses.replace(message, verified_at=hour)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]
