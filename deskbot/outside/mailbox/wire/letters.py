"""Which mails tell of a voicemail message, and what they tell."""

import collections.abc
import dataclasses
import datetime as dt
import hashlib
import zoneinfo

from deskbot.calls import events, letter
from deskbot.outside.mailbox.wire import forwards, moments, parts, told
from deskbot.outside.mailbox.wire import text as text_module

_KEY_LENGTH = 32
# The clock of who sent it may be ahead; a mail from tomorrow has a wrong date.
_AHEAD = dt.timedelta(minutes=10)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Expected:
    """What tells voicemail e-mails from others, and how they are read.

    `senders` are addresses, or domains ("@example.org"); none: whoever writes like a voicemail is believed.
    `own_numbers` (E.164) are those that callers dial, and the voicemails'. `zone` is where dates are written.
    Of a longer sound than `most_sound_bytes` the beginning is kept, as of one in the voicemail box.
    """

    senders: tuple[str, ...]
    own_numbers: frozenset[str]
    zone: zoneinfo.ZoneInfo
    most_sound_bytes: int = 20_000_000

    def knows(self, sender: str) -> bool:
        """Whether this address sends voicemail e-mails."""
        return any(sender == one or (one.startswith("@") and sender.endswith(one)) for one in self.senders)


def read(raw: bytes, *, expected: Expected, received_at: dt.datetime) -> tuple[letter.Letter, ...]:
    """Return what the mail `raw` tells of messages: nothing when it is no voicemail e-mail.

    A forwarded mail is read as what it was, and one that holds several as each of them.

    :raises NotReadable: if it is no mail that can be read within bounds.
    """
    mail = parts.mail_of(raw, most_sound_bytes=expected.most_sound_bytes)
    found = _letters(mail, expected=expected, received_at=received_at)
    return tuple({one.mail.key: one for one in found}.values())


def bare(raw: bytes, *, expected: Expected, received_at: dt.datetime) -> tuple[letter.Letter, ...]:
    """Return what the headers alone tell, where a mail cannot be read: that a known sender sent one."""
    mail = parts.headers_of(raw)
    if not expected.knows(mail.sender):
        return ()
    return (_Reading(mail, expected=expected, received_at=received_at).letter(),)


def _letters(
    mail: parts.Mail, *, expected: Expected, received_at: dt.datetime
) -> collections.abc.Iterator[letter.Letter]:
    reading = _Reading(mail, expected=expected, received_at=received_at)
    inside = [
        one for held in mail.inner for one in _letters(held, expected=expected, received_at=reading.sent)
    ]
    # Who forwards such a mail writes like one, and who answers it quotes it: what is inside says it all.
    if inside or told.answers(reading.subject):
        yield from inside
        return
    original = forwards.original(mail, zone=expected.zone, sent=reading.sent)
    if original is not None:
        before = _Reading(original, expected=expected, received_at=reading.sent)
        reading = before if before.is_voicemail else reading
    if reading.is_voicemail:
        yield reading.letter()


class _Reading:
    """One mail, and what its words tell."""

    def __init__(self, mail: parts.Mail, *, expected: Expected, received_at: dt.datetime) -> None:
        self._mail = mail
        self._expected = expected
        self.sent = _sent(mail, received_at=received_at)
        self.subject = text_module.folded(mail.subject)
        self._text = f"{self.subject}\n{text_module.folded(mail.text)}"
        self._caller = told.caller_in(self._text, subject_length=len(self.subject), own=expected.own_numbers)
        self._at = moments.moment_in(self._text, zone=expected.zone, sent=self.sent)
        self._duration_s = moments.length_in(self._text)

    @property
    def is_voicemail(self) -> bool:
        """Whether this tells of a message."""
        says_so = told.says_voicemail(self._text)
        if self._expected.senders:
            # They may change their words one day: a sound is enough.
            return self._expected.knows(self._mail.sender) and (says_so or bool(self._mail.sounds))
        return says_so and (bool(self._mail.sounds) or self._is_rich)

    @property
    def _is_rich(self) -> bool:
        """Whether a person would know whom to call back, and for what."""
        return self._caller.is_told and (self._at is not None or self._duration_s is not None)

    def letter(self) -> letter.Letter:
        """Return what it tells."""
        sound = self._mail.sounds[0] if self._mail.sounds else None
        return letter.Letter(
            mail=events.VoicemailMail(
                key=_key(self._mail),
                caller=self._caller.number,
                tells_caller=self._caller.is_told,
                dialled=told.dialled_in(self._text, own=self._expected.own_numbers, caller=self._caller),
                at=self._at or self.sent,
                is_exact=self._at is not None,
                duration_s=self._duration_s,
                has_sound=sound is not None,
            ),
            sound=sound,
        )


def _sent(mail: parts.Mail, *, received_at: dt.datetime) -> dt.datetime:
    """Return when a mail was sent; when it was received, where its date is none or is to come."""
    if mail.sent is None or mail.sent > received_at + _AHEAD:
        return received_at
    return mail.sent


def _key(mail: parts.Mail) -> str:
    """Return what names the mail, the same when it comes again or forwarded.

    Hashed: senders put numbers in the names of their mails.
    """
    name = (mail.name or "").strip("<> ")
    if not name:
        sound = mail.sounds[0] if mail.sounds else b""
        sent = mail.sent.isoformat() if mail.sent else ""
        name = " ".join((sent, mail.subject, mail.text, hashlib.sha256(sound).hexdigest()))
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]
