"""The real client on a real mailbox."""

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterator

from deskbot.outside.mailbox import client, session
from tests import dovecot, mails

SINCE = mails.SENT - dt.timedelta(hours=1)


def address(server: dovecot.DovecotServer, **changes) -> session.Server:
    """Return how `server` is reached, with `changes`."""
    known = session.Server(
        host="127.0.0.1",
        port=server.port,
        tls=session.Tls.NONE,
        user=dovecot.USER,
        password=server.password,
        folder="INBOX",
        done_folder=None,
        timeout_s=5,
    )
    return dataclasses.replace(known, **changes)


@contextlib.contextmanager
def reading(server: dovecot.DovecotServer, **changes) -> Iterator[client.ImapMailbox]:
    """Yield the client, and let its connections go after."""
    made = client.ImapMailbox(address(server, **changes), expected=mails.expected())
    try:
        yield made
    finally:
        made.close()


def deliver(
    server: dovecot.DovecotServer, subject: str = "Message vocal", *, at: dt.datetime = mails.SENT, **about
):
    """Put a voicemail e-mail in the mailbox."""
    made = mails.mail(subject=subject, files=(("message.mp3", mails.SOUND),), **about)
    server.deliver(made.as_bytes(), at=at)
