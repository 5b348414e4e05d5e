"""Messages to post once."""

import dataclasses

from deskbot.chat import messages


@dataclasses.dataclass(frozen=True, kw_only=True)
class Notice:
    """One message to post once."""

    key: str
    place: messages.Place
    message: messages.Message
    post_id: str | None = None
