"""An RFC 822 mail to what counts of it: who sent it, when, its words and the sounds attached to it.

What is attached is known by its content: a name or a type says nothing. A mail may hold others (forwarded as
attachments); each is read like one that came by itself.
"""

import base64
import binascii
import collections.abc
import dataclasses
import datetime as dt
import email
import email.message
import email.utils
import re

from deskbot.outside.mailbox.wire import text as text_module
from deskbot.voicemail import audio

_HEAD_BYTES = 16
_MOST_DEPTH = 6
_MOST_PARTS = 500
_LONGEST_TYPE = 8_000
_TYPE = b"content-"
_FOLDED_LINE = re.compile(rb"(?:[^\r\n]|(?:\r\n|\r|\n)[ \t])*")
_MAIL_BEGINS = re.compile(
    rb"(?:return-path|received|from|date|subject|message-id|delivered-to|mime-version|dkim-signature"
    rb"|x-[a-z0-9-]+): ",
    re.IGNORECASE,
)


class NotReadable(ValueError):
    """This is no mail that can be read within bounds."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail. `origins` are the names of those that it forwards or answers, the first of all first.

    `inner` are the mails attached to it.
    """

    name: str | None
    origins: tuple[str, ...] = ()
    sender: str
    subject: str
    sent: dt.datetime | None
    text: str = ""
    sounds: tuple[bytes, ...] = dataclasses.field(default=(), repr=False)
    inner: "tuple[Mail, ...]" = ()


def mail_of(raw: bytes, *, most_sound_bytes: int) -> Mail:
    """Return the mail that `raw` is; of a longer sound the beginning is kept.

    :raises NotReadable: if it is none that can be read within bounds.
    """
    try:
        return _mail(_parsed(raw), most=most_sound_bytes, depth=0)
    # The library goes into itself once a level.
    except RecursionError:
        raise NotReadable("too deep") from None


def headers_of(raw: bytes) -> Mail:
    """Return a mail as its headers alone say it is, whatever follows them."""
    head = re.split(rb"\r?\n\r?\n", raw[:_LONGEST_TYPE], maxsplit=1)[0]
    return _headed(email.message_from_bytes(head, email.message.Message))


def _parsed(raw: bytes) -> email.message.Message:
    if raw.count(b"\n--") + raw.count(b"\r--") > _MOST_PARTS:
        raise NotReadable("too many parts")
    # The library reads a part's type in a time that grows with the square of its length.
    if any(length > _LONGEST_TYPE for length in _type_lengths(raw)):
        raise NotReadable("too long a type")
    return email.message_from_bytes(raw, email.message.Message)


def _type_lengths(raw: bytes) -> collections.abc.Iterator[int]:
    """Give the length of each header that tells what a part is, wherever it stands."""
    small = raw.lower()
    place = small.find(_TYPE)
    while place >= 0:
        end = place + len(_TYPE)
        if place == 0 or small[place - 1 : place] in (b"\r", b"\n"):
            found = _FOLDED_LINE.match(small, place)
            end = found.end() if found else end
            yield end - place
        place = small.find(_TYPE, end)


def _mail(message: email.message.Message, *, most: int, depth: int) -> Mail:
    texts: list[str] = []
    sounds: list[bytes] = []
    inner: list[Mail] = []
    for part in _parts(message):
        content = _content(part)
        held = _inner(part, content) if depth < _MOST_DEPTH else None
        if held is not None:
            inner.append(_mail(held, most=most, depth=depth + 1))
        elif _is_sound(part, content):
            sounds.append(content[:most])
        elif _is_shown(part):
            texts.append(_text(part, content))
    return dataclasses.replace(
        _headed(message), text="\n".join(texts), sounds=tuple(sounds), inner=tuple(inner)
    )


def _parts(message: email.message.Message) -> collections.abc.Iterator[email.message.Message]:
    """Give the leaves; a mail inside is one of them."""
    held = _held(message)
    if message.get_content_maintype() == "multipart" and held is not None:
        for part in held:
            yield from _parts(part)
    else:
        yield message


def _held(part: email.message.Message) -> list[email.message.Message] | None:
    """Return the parts of a part, or None where it holds a text.

    The text itself is only ever asked for in bytes: as words, a charset that is none makes the library raise.
    """
    payload = part.get_payload() if part.is_multipart() else None
    if not isinstance(payload, list):
        return None
    return [one for one in payload if isinstance(one, email.message.Message)]


def _inner(part: email.message.Message, content: bytes) -> email.message.Message | None:
    """Return the mail that this part is, by its type or by its first words."""
    held = _held(part)
    if held is not None:
        # `message/rfc822`; `message/delivery-status` is a list too, and never holds a sound.
        return _unpacked(part, held[0]) if held else None
    is_mail = not _is_shown(part) and _MAIL_BEGINS.match(content) is not None
    return _parsed(content) if is_mail else None


def _unpacked(part: email.message.Message, inner: email.message.Message) -> email.message.Message:
    """Return the mail inside, though it be in base64: forbidden, and done."""
    is_packed = str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64"
    if not is_packed or inner.is_multipart():
        return inner
    try:
        return _parsed(base64.b64decode(_content(inner)))
    except binascii.Error:
        return inner


def _is_shown(part: email.message.Message) -> bool:
    return part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"


def _is_sound(part: email.message.Message, content: bytes) -> bool:
    # A sentence may begin like a sound ("ID3..."), and has no zeros.
    is_words = _is_shown(part) and b"\0" not in content[:_LONGEST_TYPE]
    return not is_words and audio.sniff(content[:_HEAD_BYTES]) is not None


def _content(part: email.message.Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: email.message.Message, content: bytes) -> str:
    charset = part.get_param("charset")
    said = text_module.decoded(
        content[: 4 * text_module.LONGEST], charset=charset if isinstance(charset, str) else None
    )
    return text_module.of_html(said) if part.get_content_subtype() == "html" else said


def _headed(message: email.message.Message) -> Mail:
    # The first of the references began it all; the other two are what programs write instead.
    told = ("References", "X-Forwarded-Message-Id", "In-Reply-To")
    return Mail(
        name=_header(message, "Message-ID") or None,
        origins=tuple(one for header in told for one in _header(message, header).split()),
        sender=email.utils.parseaddr(_header(message, "From"))[1].lower(),
        subject=_header(message, "Subject"),
        sent=_moment(_header(message, "Date")),
    )


def _header(message: email.message.Message, name: str) -> str:
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return text_module.header(str(raw))


def _moment(written: str) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # "-0000" says that the zone is not known: mail servers without one live on UTC.
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
