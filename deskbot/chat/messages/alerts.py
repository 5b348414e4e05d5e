"""Urgent things, and what the rules of the house say."""

import dataclasses
import datetime as dt

from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base


@dataclasses.dataclass(frozen=True, kw_only=True)
class UrgencyReceived(base.Message):
    """The admins are being told; `first` is the first one's name."""

    first: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class RuleQuoted(base.Message):
    """A paragraph of the house's rules."""

    text: str
    page: str
    section: str
    url: str | None
    last_verified: dt.date | None
    stale: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class RuleUnknown(base.Message):
    """The rules do not say."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class AlertTaken(base.Message):
    """The person answers for this alert now."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Urgent(base.Message):
    """Something urgent, and who must answer for it; nobody named means everybody.

    `card_url` is the card that it comes from. `calmed_by` said that it is not urgent.
    `settled`: the caller was talked to since, nobody has to answer any more.
    """

    alert: str
    title: str
    username: str | None
    text: str
    raised_by: str | None
    from_call: bool
    taken_by: str | None = None
    taken_at: dt.datetime | None = None
    settled: bool = False
    calmed_by: str | None = None
    card_url: str | None = None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Je m'en occupe*, until somebody does."""
        if self.taken_by is not None or self.calmed_by is not None or self.settled:
            return ()
        return (buttons_module.Button(action=buttons_module.Action.ACKNOWLEDGE, entity=self.alert),)
