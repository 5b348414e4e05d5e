"""A voicemail e-mail once it was read."""

import dataclasses

from deskbot.calls import events


@dataclasses.dataclass(frozen=True, kw_only=True)
class Letter:
    """What an e-mail tells of a message, and the sound that came with it."""

    mail: events.VoicemailMail
    sound: bytes | None = dataclasses.field(default=None, repr=False)
