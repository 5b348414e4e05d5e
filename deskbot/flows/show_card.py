"""The one flow that writes a card, its thread and what it leaves behind: from its row, as it is then.

A card whose channel changed is posted there, its recording again under it, and then what it leaves becomes a
link. One that its channel will not have goes to the desk's, and says so.
"""

import dataclasses
import datetime as dt
import enum

import structlog

from deskbot.calls import case, reminding
from deskbot.chat import errors, messages
from deskbot.flows import card_shown, card_thread, ports, remind_cards, show_board, tell

log = structlog.get_logger(__name__)

KIND = "show_card"


def run(
    key: str,
    *,
    step: ports.Step,
    view: card_shown.View,
    delays: reminding.Delays,
    recordings: ports.Recordings,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Make the chat show the card `key` as its row says; changes made meanwhile are shown in one go.

    What is shown is what people are reminded of, after `delays`.
    """

    def show() -> int:
        return int(_show(key, view=view, delays=delays, store=store, chat=chat, clock=clock))

    left = step("show", show)
    if left in (_Left.THREAD, _Left.BOTH):
        step("thread", lambda: _fill(key, view=view, recordings=recordings, chat=chat, store=store))
        step("show with thread", show)
    if left in (_Left.LINK, _Left.BOTH):
        step("leave", lambda: _leave(key, view=view, store=store, chat=chat, clock=clock))


class _Left(enum.IntEnum):
    """What is left to do once a card is shown."""

    NOTHING = 0
    THREAD = 1
    LINK = 2
    BOTH = 3


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Post:
    """The post of a card: which, where, the how manieth of that card."""

    post_id: str
    channel: str
    moves: int


def soon(work: ports.Work, card: case.Case, *, now: dt.datetime, first: bool = False) -> None:
    """Have a changed card shown; what is in the thread of another one changes that one.

    `first`: before the cards that can wait.
    """
    if card.joined_to is not None and (whole := work.cases.get(card.joined_to)) is not None:
        work.cases.save(whole.changed())
        work.due.put(KIND, whole.key, at=now, first=first)
    work.due.put(KIND, card.key, at=now, first=first)


def _show(
    key: str,
    *,
    view: card_shown.View,
    delays: reminding.Delays,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> _Left:
    """Show the card, and say what is left to do around it."""
    with store.read() as work:
        card = work.cases.get(key)
        message = view.of(work, card, now=clock.now()) if card and not card.is_shown else None
        left = _left(work, card, view=view) if card else _Left.NOTHING
    if card is None or (card.joined_to is not None and card.post_id is None):
        # It is in the thread of another one.
        return _Left.NOTHING
    if message is None:
        return left
    card = _with_what_was_tried(card, store=store, chat=chat, now=clock.now())
    if card.left_post_id is not None and card.channel != card.posted_in:
        # It moves again: a link to where it was is better than none.
        _leave(key, view=view, store=store, chat=chat, clock=clock)
    post = _posted(card, message, view=view, store=store, chat=chat)
    now = clock.now()
    with store.write() as work:
        fresh = work.cases.get(key)
        if fresh is None:
            return _Left.NOTHING
        if post.post_id != card.post_id:
            card_thread.leave(work, fresh, now=now)
        fresh = _after(fresh, card, post)
        work.cases.save(fresh)
        show_board.soon(work, card.desk, now=now)
        remind_cards.arm(work, fresh, house=view.house, delays=delays, now=now)
        if post.channel != card.channel:
            _tell_admins(work, card, instead=post.channel, view=view, now=now)
        return _left(work, fresh, view=view)


def _fill(
    key: str, *, view: card_shown.View, recordings: ports.Recordings, chat: ports.Chat, store: ports.Store
) -> bool:
    return card_thread.fill(
        key, with_sounds=view.posts_recordings, recordings=recordings, chat=chat, store=store
    )


def _left(work: ports.Work, card: case.Case, *, view: card_shown.View) -> _Left:
    lacks = card_thread.lacks_something(work, card, with_sounds=view.posts_recordings)
    return _Left(_Left.THREAD * lacks + _Left.LINK * (card.left_post_id is not None))


def _with_what_was_tried(
    card: case.Case, *, store: ports.Store, chat: ports.Chat, now: dt.datetime
) -> case.Case:
    """Return the card with the post that was made elsewhere before we were stopped, if there is one.

    Where it goes may have changed since: that post would keep its buttons for ever.
    """
    moves = card.moves if card.post_id is None else card.moves + 1
    if card.tried_in in (None, card.channel) or card.tried != post_key(card.key, moves):
        return card
    try:
        found = chat.find(messages.Channel(name=str(card.tried_in)), key=card.tried)
    except errors.ChatRefused:
        log.warning("Where a card was to be posted, nothing is.", card=card.key)
        return card
    if found is None:
        return card
    with store.write() as work:
        fresh = work.cases.get(card.key)
        if fresh is None or fresh.post_id != card.post_id:
            return card
        card_thread.leave(work, fresh, now=now)
        fresh = _with_post(fresh, _Post(post_id=found, channel=str(card.tried_in), moves=moves))
        work.cases.save(fresh)
    return _with_post(card, _Post(post_id=found, channel=str(card.tried_in), moves=moves))


def _is_first_try(card: case.Case, *, key: str, channel: str, store: ports.Store) -> bool:
    """Note that a post of a card is about to be made, and say whether nobody ever tried to make the first.

    Of 300 cards at once each is then one call to the chat; to look for each of them first is another, and the
    longest of all.
    """
    is_first = card.post_id is None and card.tried != key
    if (card.tried, card.tried_in) != (key, channel):
        with store.write() as work:
            fresh = work.cases.get(card.key)
            if fresh is not None:
                work.cases.save(dataclasses.replace(fresh, tried=key, tried_in=channel))
    return is_first


def _posted(
    card: case.Case, message: messages.Card, *, view: card_shown.View, store: ports.Store, chat: ports.Chat
) -> _Post:
    """Show the card in its channel, or where it goes when that one refuses.

    :raises errors.ChatRefused: if every channel does.
    """
    places = (card.channel, *view.channels.instead_of(card.channel, desk=card.desk))
    for channel in places:
        said = message if channel == card.channel else _refused(message, card.channel)
        try:
            return _posted_in(channel, card, said, store=store, chat=chat)
        except errors.ChatRefused:
            log.error("A channel will not have a card.", channel=channel, card=card.key)
            if channel == places[-1]:
                raise
    raise AssertionError(places)


def _refused(message: messages.Card, channel: str) -> messages.Card:
    return dataclasses.replace(message, refused_channel=channel)


def _posted_in(
    channel: str, card: case.Case, message: messages.Card, *, store: ports.Store, chat: ports.Chat
) -> _Post:
    stays = card.post_id is not None and channel == card.posted_in
    moves = card.moves if stays or card.post_id is None else card.moves + 1
    place, key = messages.Channel(name=channel), post_key(card.key, moves)
    if stays and card.post_id is not None:
        try:
            chat.edit(card.post_id, message=message, place=place, key=key)
        except errors.ChatRefused:
            log.warning("The post of a card is gone, or its channel is.", card=card.key)
            if card.erased_at is not None:
                # There is nothing left to show.
                return _Post(post_id=card.post_id, channel=channel, moves=moves)
        else:
            return _Post(post_id=card.post_id, channel=channel, moves=moves)
    is_new = _is_first_try(card, key=key, channel=channel, store=store)
    post_id = chat.post(message, place=place, key=key, is_new=is_new)
    if card.version > 1 and not is_new:
        # A post found again under its key may be older than the row.
        chat.edit(post_id, message=message, place=place, key=key)
    return _Post(post_id=post_id, channel=channel, moves=moves)


def _after(fresh: case.Case, shown: case.Case, post: _Post) -> case.Case:
    """Return the row once `shown` is what that post says."""
    known = dataclasses.replace(fresh, shown_version=shown.version)
    if post.channel != shown.channel and fresh.channel == shown.channel:
        known = dataclasses.replace(known, channel=post.channel, refused_channel=shown.channel)
    return _with_post(known, post)


def _with_post(card: case.Case, post: _Post) -> case.Case:
    """Return the row once its post is that one; it leaves the one that it had elsewhere."""
    known = dataclasses.replace(card, post_id=post.post_id, posted_in=post.channel, moves=post.moves)
    if post.post_id == card.post_id:
        return known
    # Nothing hangs under a new post yet.
    known = dataclasses.replace(known, recording_post_id=None, transcript_post_id=None)
    if post.moves == card.moves:
        return known
    return dataclasses.replace(known, left_post_id=card.post_id, left_channel=card.posted_in)


def _leave(
    key: str, *, view: card_shown.View, store: ports.Store, chat: ports.Chat, clock: ports.Clock
) -> bool:
    """Make what the card moved away from a link to it."""
    with store.read() as work:
        card = work.cases.get(key)
        message = view.of(work, card, now=clock.now()) if card else None
    if card is None or message is None or card.left_post_id is None or card.post_id is None:
        return False
    moved = messages.CardMoved(
        outcome=message.outcome if card.origin is case.Origin.CALL else None,
        caller=message.caller,
        at=message.at,
        channel=card.posted_in or card.channel,
        url=chat.link(card.post_id),
    )
    place = messages.Channel(name=card.left_channel or card.channel)
    try:
        chat.edit(card.left_post_id, message=moved, place=place, key=post_key(key, max(card.moves - 1, 0)))
    except errors.ChatRefused:
        log.warning("What a card left behind is gone, or its channel is.", card=key)
    with store.write() as work:
        fresh = work.cases.get(key)
        if fresh is not None and fresh.left_post_id == card.left_post_id:
            work.cases.save(dataclasses.replace(fresh, left_post_id=None, left_channel=None))
    return True


def _tell_admins(
    work: ports.Work, card: case.Case, *, instead: str, view: card_shown.View, now: dt.datetime
) -> None:
    """Have the admins told that a channel refuses cards, once a month for each."""
    told = messages.ChannelRefusesCards(channel=card.channel, instead=instead)
    place = messages.Channel(name=view.channels.admins)
    tell.later(work, told, place=place, key=f"refuses-{card.channel}-{now:%Y-%m}", now=now)


def post_key(key: str, moves: int) -> str:
    """Return what the post is found under: each has one of its own, were the card to come back."""
    return f"card-{key}-{moves}" if moves else f"card-{key}"
