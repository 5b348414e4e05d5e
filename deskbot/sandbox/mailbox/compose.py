"""An e-mail of a message as bytes, and what people make of it when they forward it."""

import email.message
import email.policy
import html
from collections.abc import Mapping
from typing import Any

from deskbot.sandbox.mailbox import layouts
from deskbot.sandbox.ovh import recordings

_COLLEAGUE = "Accueil <accueil@coop.example>"


def mails_of(
    announced: recordings.Announced, to: Mapping[str, Any], *, layout: str, comes: str
) -> list[bytes]:
    """Return what arrives of the e-mail to one address, in order."""
    first = _mail(announced, to, layout=layout)
    if comes == "twice":
        return [first.as_bytes(), first.as_bytes()]
    if comes == "forwarded":
        return [_attached(first).as_bytes()]
    if comes == "forwarded_in_text":
        return [_quoted(first).as_bytes()]
    return [first.as_bytes()]


def _mail(
    announced: recordings.Announced, to: Mapping[str, Any], *, layout: str
) -> email.message.EmailMessage:
    message, settings = announced.message, announced.settings
    words = layouts.words_of(message, layout=layout)
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"] = f"{settings['fromName']} <{settings['fromEmail']}>"
    made["To"] = to["email"]
    made["Subject"] = words.subject
    made["Date"] = announced.at
    made["Message-ID"] = f"<{message.message_id}.{to['email'].partition('@')[0]}@voicemail.example>"
    made.set_content(words.text, subtype="html" if words.is_page else "plain")
    if to["type"] == "attachment":
        # The name is that of a sound, whatever is in the file.
        made.add_attachment(
            message.sound,
            maintype="audio",
            subtype="x-wav",
            filename=f"message-{message.message_id}.{settings['audioFormat']}",
        )
    return made


def _forward(first: email.message.EmailMessage) -> email.message.EmailMessage:
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"] = _COLLEAGUE
    made["To"] = first["To"]
    made["Subject"] = f"TR: {first['Subject']}"
    made["Date"] = first["Date"].datetime
    made["Message-ID"] = f"<forward-{first['Message-ID'].strip('<>')}>"
    return made


def _attached(first: email.message.EmailMessage) -> email.message.EmailMessage:
    made = _forward(first)
    made.set_content("Pour vous, je crois.\n")
    made.add_attachment(first)
    return made


def _quoted(first: email.message.EmailMessage) -> email.message.EmailMessage:
    made = _forward(first)
    made["References"] = first["Message-ID"]
    body = first.get_body(("plain", "html"))
    head = (
        "Pour vous, je crois.\n\n---- Message transféré ----\n"
        f"De : {first['From']}\n"
        f"Date : {first['Date'].datetime:%d/%m/%Y %H:%M}\n"
        f"Objet : {first['Subject']}\n\n"
    )
    if body is not None and body.get_content_subtype() == "html":
        shown = html.escape(head).replace("\n", "<br>")
        made.set_content(f"<p>{shown}</p>{body.get_content()}", subtype="html")
    elif body is not None:
        made.set_content(head + body.get_content())
    for part in first.iter_attachments():
        made.add_attachment(
            part.get_content(), maintype="application", subtype="octet-stream", filename=part.get_filename()
        )
    return made
