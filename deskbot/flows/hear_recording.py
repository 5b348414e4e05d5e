"""Hear a card's recordings on a page of deskbot's own, where the house does not post them in the chat.

Whoever may take cards gets an address of their own, for a while; it opens nothing once that person may not
any more, or the recording is erased.
"""

import dataclasses
import datetime as dt
import pathlib

from deskbot.calls import case
from deskbot.chat import messages, tickets
from deskbot.flows import house as house_module
from deskbot.flows import ports
from deskbot.people import permissions

_MINUTES = 15


@dataclasses.dataclass(frozen=True, kw_only=True)
class Booth:
    """Where browsers find the page (`base_url` without a slash at its end), and what signs its addresses."""

    base_url: str
    secret: bytes = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sound:
    """One recording: when the call was, how long it lasts; `is_playable` by a browser."""

    at: dt.datetime
    message_s: int | None
    name: str
    is_playable: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """What can be heard: the desk's name, the recordings, the oldest first; `is_over`: ask for it again."""

    title: str
    sounds: tuple[Sound, ...]
    is_over: bool = False


def offer(
    key: str,
    *,
    username: str,
    booth: Booth,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Return an address for `username` to hear the recordings of the card `key`."""
    with store.read() as work:
        if (refusal := permissions.to_act(house.people(work).find(username))) is not None:
            return messages.Refused(reason=refusal)
        card = work.cases.get(key)
        if card is None or not any_kept(work, card):
            return messages.InTrouble(trouble=messages.Trouble.GONE)
    until = clock.now() + dt.timedelta(minutes=_MINUTES)
    ticket = tickets.Ticket(card=key, username=username, until=until)
    address = tickets.sign(ticket, secret=booth.secret)
    return messages.RecordingOffered(url=f"{booth.base_url}/ecouter/{address}", minutes=_MINUTES)


def show(
    address: str,
    *,
    booth: Booth,
    house: house_module.House,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> Page | None:
    """Return what an address lets be heard; None when it opens nothing."""
    try:
        ticket = tickets.read(address, secret=booth.secret, now=clock.now())
    except tickets.NotATicket:
        return None
    except tickets.TicketOver:
        return Page(title="", sounds=(), is_over=True)
    with store.read() as work:
        if permissions.to_act(house.people(work).find(ticket.username)) is not None:
            return None
        card = work.cases.get(ticket.card)
        if card is None:
            return None
        sounds = tuple(
            _sound(work, part, recordings=recordings)
            for part in _parts(work, card)
            if is_kept(part) and recordings.has(str(part.recording_name))
        )
    return Page(title=house.title_of(card.desk), sounds=sounds) if sounds else None


def sound(
    address: str,
    number: int,
    *,
    booth: Booth,
    house: house_module.House,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> pathlib.Path | None:
    """Return the file of the recording of that place on the page, from 1 on; None when there is none."""
    page = show(address, booth=booth, house=house, recordings=recordings, store=store, clock=clock)
    if page is None or not 1 <= number <= len(page.sounds):
        return None
    return recordings.path(page.sounds[number - 1].name)


def is_kept(card: case.Case) -> bool:
    """Whether there is a recording of the card, and it is not to go."""
    return card.recording_name is not None and card.recording_erased_at is None


def any_kept(work: ports.Work, card: case.Case) -> bool:
    """Whether anything can be heard of a card, the later calls gathered in it included."""
    return any(is_kept(part) for part in _parts(work, card))


def _parts(work: ports.Work, card: case.Case) -> tuple[case.Case, ...]:
    return (card, *work.cases.joined_to(card.key))


def _sound(work: ports.Work, part: case.Case, *, recordings: ports.Recordings) -> Sound:
    call, name = work.calls.about(part.key), str(part.recording_name)
    return Sound(
        at=call.at if call else part.at,
        message_s=call.message_s if call else None,
        name=name,
        is_playable=recordings.is_playable(name),
    )
