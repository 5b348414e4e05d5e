"""Mails as programs write them, for the tests of what is read in them."""

import datetime as dt
import email.message
import email.policy
import pathlib
import zoneinfo

from deskbot.outside.mailbox import wire

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
SOUND = (pathlib.Path(__file__).parent / "samples" / "voicemail" / "message.mp3").read_bytes()
SENDER = "no-reply@voicemail.example"
SENT = dt.datetime(2024, 8, 1, 9, 14, 2, tzinfo=PARIS)
LEFT = dt.datetime(2024, 8, 1, 9, 12, 40, tzinfo=PARIS)
CALLER = "+33639980201"
OWN = frozenset({"+33353010100", "+33353010199"})
BODY = "Vous avez reçu un nouveau message vocal.\n\nAppelant : 0033639980201\nDate : 01/08/2024 09:12:40\n"


def expected(*senders: str) -> wire.Expected:
    return wire.Expected(senders=senders, own_numbers=OWN, zone=PARIS)


def mail(
    body: str = BODY,
    *,
    subject: str = "Nouveau message vocal",
    sender: str = f"Messagerie vocale <{SENDER}>",
    sent: dt.datetime | None = SENT,
    name: str | None = "<1.2.3@voicemail.example>",
    html: str | None = None,
    files: tuple[tuple[str, bytes], ...] = (),
    **headers: str,
) -> email.message.EmailMessage:
    """Return a mail; `files` are its attachments, each by its name, all of a type that says nothing."""
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"] = sender
    made["To"] = "standard@coop.example"
    made["Subject"] = subject
    if sent is not None:
        made["Date"] = sent
    if name is not None:
        made["Message-ID"] = name
    for key, value in headers.items():
        made[key.replace("_", "-")] = value
    if body or html is None:
        made.set_content(body)
    if html is not None:
        (made.add_alternative if body else made.set_content)(html, subtype="html")
    for filename, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=filename)
    return made


def forwarded(*inner: email.message.EmailMessage, **about: object) -> email.message.EmailMessage:
    """Return a mail of somebody in the house with others attached."""
    made = mail("Pour info.\n", subject="TR: message", sender="Simon <simon@coop.example>", name="<f@coop>")
    for one in inner:
        made.add_attachment(one)
    return made


def letters(
    raw: email.message.EmailMessage | bytes,
    *senders: str,
    received_at: dt.datetime = SENT + dt.timedelta(seconds=5),
):
    """Read a mail that came in at once."""
    data = raw if isinstance(raw, bytes) else raw.as_bytes()
    return wire.read(data, expected=expected(*senders), received_at=received_at)


def told(raw: email.message.EmailMessage | bytes, *senders: str):
    """Read the one message that a mail tells of."""
    (found,) = letters(raw, *senders)
    return found.mail
