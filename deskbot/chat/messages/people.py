"""A member's number and rings: asked, noted, proved, listed for the admins."""

import dataclasses
import datetime as dt

from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base
from deskbot.desk import interval


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberState(base.Message):
    """What deskbot knows of one's number (masked): None when there is none."""

    number: str | None
    proved: bool
    rings: int
    public_number: str
    accepted_at: dt.datetime | None

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Changer mon numéro*."""
        return (buttons_module.Button(action=buttons_module.Action.SET_NUMBER, entity=""),)


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberNoted(base.Message):
    """By direct message: the number (masked) is kept; call the desk from it to prove it."""

    number: str
    public_number: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberForgotten(base.Message):
    """The number is forgotten; `upcoming` is how many turns to come have nobody to ring."""

    upcoming: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberLost(base.Message):
    """To the admins: `name` took their number back, and holds turns that nobody is rung for now.

    `changed`: they gave another one, which is not proved yet.
    """

    name: str
    changed: bool
    spans: tuple[interval.Interval, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProveNumber(base.Message):
    """By direct message: a call came from your number (masked); was it you?"""

    proof: str
    number: str
    at: dt.datetime
    title: str
    was_them: bool | None = None

    def answered(self, *, was_them: bool) -> "ProveNumber":
        """Return the question once it was answered."""
        return dataclasses.replace(self, was_them=was_them)

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Oui, c'était moi* and *Non, pas moi*, until one was clicked."""
        if self.was_them is not None:
            return ()
        return (
            buttons_module.Button(action=buttons_module.Action.PROVE, entity=self.proof),
            buttons_module.Button(action=buttons_module.Action.NOT_ME, entity=self.proof),
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberProved(base.Message):
    """The number is proved: calls may be sent to it."""

    again: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class NumberDenied(base.Message):
    """The person says that the call was not theirs: the number stays unproved, the admins are told."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallerForged(base.Message):
    """To the admins: somebody called with the number of `name`, who says that it was not them."""

    name: str
    at: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class MemberVouched(base.Message):
    """An admin vouched for the number of `name`; `had_number` is false when there was none to vouch for."""

    name: str
    had_number: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class VouchedForYou(base.Message):
    """By direct message: the admin `by` vouched for your number."""

    by: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class RingsSet(base.Message):
    """One's usual number of rings; turns taken before keep theirs."""

    rings: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class MemberShown:
    """A member, for the admins: no number."""

    username: str
    name: str
    has_number: bool
    proved: bool
    accepted_at: dt.datetime | None
    accepted: bool
    is_active: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Members(base.Message):
    """Who gave a number, who proved it, who accepted the confidentiality note, and when."""

    members: tuple[MemberShown, ...]
