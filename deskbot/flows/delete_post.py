"""Take posts of deskbot's own back from the chat, whatever kills the process in between."""

import collections.abc
import datetime as dt

import structlog

from deskbot.chat import errors
from deskbot.flows import ports

log = structlog.get_logger(__name__)

KIND = "delete_post"
# The chat has its cards to show at the same time.
_APART = dt.timedelta(seconds=1)


def later(work: ports.Work, post_ids: collections.abc.Iterable[str], *, now: dt.datetime) -> None:
    """Have these posts deleted after this transaction, one after the other."""
    for place, post_id in enumerate(post_ids):
        work.due.put(KIND, post_id, at=now + place * _APART)


def run(key: str, *, step: ports.Step, chat: ports.Chat) -> None:
    """Delete the post `key`, if it is there."""

    def delete() -> bool:
        try:
            chat.delete(key)
        except errors.ChatRefused:
            # Somebody deleted it before, or the bot is not in that channel any more.
            log.warning("A post could not be taken back from the chat.", post=key)
            return False
        return True

    step("delete", delete)
