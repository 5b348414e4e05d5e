"""Mails as bytes to what they tell of voicemail messages; no I/O."""

from deskbot.outside.mailbox.wire.letters import Expected, bare, read
from deskbot.outside.mailbox.wire.parts import NotReadable

__all__ = ["Expected", "NotReadable", "bare", "read"]
