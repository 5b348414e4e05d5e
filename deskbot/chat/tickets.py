"""A signed address by which one person may hear one card's recordings, for a while."""

import base64
import binascii
import dataclasses
import datetime as dt
import hashlib
import hmac
import json


class NotATicket(Exception):
    """The signature is not ours."""


class TicketOver(Exception):
    """The ticket is ours and too old."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ticket:
    """Who may hear the recordings of which card (its key), until when."""

    card: str
    username: str
    until: dt.datetime


def sign(ticket: Ticket, *, secret: bytes) -> str:
    """Return the ticket as a word that stands in an address."""
    fields = [ticket.card, ticket.username, int(ticket.until.timestamp())]
    body = _encoded(json.dumps(fields).encode())
    return f"{body}.{_signature(body, secret)}"


def read(text: str, *, secret: bytes, now: dt.datetime) -> Ticket:
    """Return the ticket that `sign` wrote.

    :raises NotATicket: if it is not ours.
    :raises TicketOver: if it is too old at `now`.
    """
    body, _, signature = text.partition(".")
    given = signature.encode(errors="replace")
    if not hmac.compare_digest(_signature(body, secret).encode(), given):
        raise NotATicket
    try:
        card, username, until = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (binascii.Error, ValueError):
        # Another version of deskbot signed it.
        raise NotATicket from None
    ticket = Ticket(card=card, username=username, until=dt.datetime.fromtimestamp(until, dt.UTC))
    if now > ticket.until:
        raise TicketOver
    return ticket


def _signature(body: str, secret: bytes) -> str:
    signed = hmac.new(secret, body.encode(errors="replace"), hashlib.sha256)
    return _encoded(signed.digest())


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
