"""The page of the organisation's register of processing, as the settings make it (article 30 of the GDPR)."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot import settings, wording
from deskbot.chat import messages
from deskbot.people import privacy

# The page says no date that depends on it.
_ANY_DAY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Register(messages.Message):
    """What is processed, why, and for how long: `kept_days` by kind; which options are on.

    `delete_posts`: deskbot's own posts go with what they carry. `backups_days` is None where it was not said.
    """

    desks: tuple[str, ...]
    kept_days: collections.abc.Mapping[str, int]
    workflows_days: int
    backups_days: int | None
    delete_posts: bool
    model: str
    mailbox: bool
    live_events: bool
    directory: bool
    texts: bool
    posts_recordings: bool


def register(chosen: settings.Settings) -> str:
    """Return the page, in Markdown; what only the organisation knows is left to be filled in."""
    kept = chosen.retention
    page = Register(
        desks=tuple(one.title for one in chosen.desks.values()),
        kept_days={kind.value: getattr(kept, f"{kind.value}_days") for kind in privacy.Kind},
        workflows_days=kept.workflows_days,
        backups_days=kept.backups_days,
        delete_posts=kept.delete_posts,
        model=chosen.speech.model,
        mailbox=chosen.mailbox.host is not None,
        live_events=chosen.ovh.live_events,
        directory=chosen.directory.file is not None,
        texts=bool(chosen.sms.service),
        posts_recordings=chosen.chat.recordings == "channel",
    )
    return wording.Wording().render(page, now=_ANY_DAY)
