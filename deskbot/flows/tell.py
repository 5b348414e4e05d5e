"""Post a message once, whatever kills the process in between."""

import datetime as dt

from deskbot.chat import messages, notice
from deskbot.flows import ports

KIND = "tell"


def later(
    work: ports.Work, message: messages.Message, *, place: messages.Place, key: str, now: dt.datetime
) -> None:
    """Have `message` posted to `place` right after this transaction; the same key twice is one post."""
    work.notices.add(notice.Notice(key=key, place=place, message=message))
    work.due.put(KIND, key, at=now)


def run(key: str, *, step: ports.Step, store: ports.Store, chat: ports.Chat) -> None:
    """Post the notice `key`, if that was not done."""
    step("post", lambda: _post(key, store=store, chat=chat))


def _post(key: str, *, store: ports.Store, chat: ports.Chat) -> bool:
    with store.read() as work:
        item = work.notices.get(key)
    if item is None or item.post_id is not None:
        return False
    post_id = chat.post(item.message, place=item.place, key=item.key)
    with store.write() as work:
        work.notices.posted(key, post_id=post_id)
    return True
