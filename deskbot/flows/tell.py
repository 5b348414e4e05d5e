"""Post a message once, whatever kills the process in between."""

import datetime as dt

import structlog

from deskbot.chat import errors, messages, notice
from deskbot.flows import ports

log = structlog.get_logger(__name__)

KIND = "tell"
EDIT_KIND = "tell_again"


def later(
    work: ports.Work, message: messages.Message, *, place: messages.Place, key: str, now: dt.datetime
) -> None:
    """Have `message` posted to `place` right after this transaction; the same key twice is one post."""
    work.notices.add(notice.Notice(key=key, place=place, message=message, at=now))
    work.due.put(KIND, key, at=now)


def again(work: ports.Work, message: messages.Message, *, key: str, now: dt.datetime) -> None:
    """Make the post under `key` say `message`, posted already or not; nothing when there is none."""
    if work.notices.get(key) is not None:
        work.notices.say(key, message)
        work.due.put(EDIT_KIND, key, at=now)


def run(key: str, *, step: ports.Step, store: ports.Store, chat: ports.Chat, clock: ports.Clock) -> None:
    """Post the notice `key`, if that was not done."""
    step("post", lambda: _post(key, store=store, chat=chat, clock=clock))


def _post(key: str, *, store: ports.Store, chat: ports.Chat, clock: ports.Clock) -> bool:
    with store.read() as work:
        item = work.notices.get(key)
    if item is None or item.post_id is not None:
        return False
    stale_at = item.message.stale_at
    if stale_at is not None and clock.now() >= stale_at:
        log.warning("A message came too late and is dropped.", notice=key)
        return False
    post_id = chat.post(item.message, place=item.place, key=item.key)
    with store.write() as work:
        work.notices.posted(key, post_id=post_id)
        fresh = work.notices.get(key)
        if fresh is not None and fresh.message != item.message:
            # It was to say something else while it was being posted.
            work.due.put(EDIT_KIND, key, at=clock.now())
    return True


def edit(key: str, *, step: ports.Step, store: ports.Store, chat: ports.Chat) -> None:
    """Make the post of the notice `key` say what its row does."""
    step("edit", lambda: _edit(key, store=store, chat=chat))


def _edit(key: str, *, store: ports.Store, chat: ports.Chat) -> bool:
    with store.read() as work:
        item = work.notices.get(key)
    if item is None or item.post_id is None:
        return False
    try:
        chat.edit(item.post_id, message=item.message, place=item.place, key=item.key)
    except errors.ChatRefused:
        log.warning("A post that should say something else is gone.", notice=key)
        return False
    return True
