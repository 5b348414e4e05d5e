"""Messages to post once."""

import dataclasses
import datetime as dt

from deskbot.chat import messages


@dataclasses.dataclass(frozen=True, kw_only=True)
class Notice:
    """One message to post once; `at` is when it was to be said, None where that was not noted."""

    key: str
    place: messages.Place
    message: messages.Message
    post_id: str | None = None
    at: dt.datetime | None = None
