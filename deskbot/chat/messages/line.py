"""What callers meet, as the operator said it, and trouble with the operator."""

import dataclasses
import datetime as dt
import enum

from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base
from deskbot.line import agreement, arming
from deskbot.line import limits as limits_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineVerified(base.Message):
    """What callers meet now, as read back from the operator; `reason` is a `desk.resolver.Reason`.

    `names` are those who ring. `holder` has the turn and cannot be rung: their number is missing, or not
    proved. `limits` is what the number cannot do for this turn; the people `withheld` ring once an admin
    agrees; `profile` is the title of the one in force.
    """

    title: str
    reason: str
    names: tuple[str, ...]
    holder: str | None
    verified_at: dt.datetime
    limits: tuple[limits_module.Limit, ...] = ()
    withheld: tuple[str, ...] = ()
    profile: str = ""


class LineTroubleWhy(enum.StrEnum):
    """Why the line does not do what the roster says."""

    NO_ANSWER = "no_answer"
    OPERATOR_REFUSED = "operator_refused"
    NOT_ENOUGH_AGENTS = "not_enough_agents"
    NUMBER_NOT_ALLOWED = "number_not_allowed"
    NOBODY_REACHABLE = "nobody_reachable"
    TOO_MANY_CHANGES = "too_many_changes"
    TOO_MANY_TODAY = "too_many_today"
    NOT_READ_BACK = "not_read_back"
    REDIRECT_TOO_SLOW = "redirect_too_slow"


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineTrouble(base.Message):
    """The line has not done what the roster says, since when, and why."""

    title: str
    since: dt.datetime
    why: LineTroubleWhy


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineBack(base.Message):
    """The operator does what the roster says again."""

    title: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineNeedsAgreement(base.Message):
    """To the admins: what deskbot does not do on a line before one of them agrees.

    `name` is the member's whose number it is about, or empty; `why` the number cannot be armed; `count` how
    many changes it is about. Once `agreed_by` is there, nothing is left to click.
    """

    key: str
    title: str
    subject: agreement.Subject
    name: str
    why: arming.NotArmable | None
    count: int = 0
    agreed_by: str | None = None

    def agreed(self, *, by: str) -> "LineNeedsAgreement":
        """Return the post once an admin agreed."""
        return dataclasses.replace(self, agreed_by=by)

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*D'accord*, until somebody is."""
        if self.agreed_by is not None:
            return ()
        return (buttons_module.Button(action=buttons_module.Action.AGREE_LINE, entity=self.key),)


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineAgreed(base.Message):
    """To an admin who agrees: `name` is the member's, or empty; `by` agreed before."""

    name: str
    title: str
    by: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class GreetingSwitched(base.Message):
    """The voicemail plays the greeting of a closed house (`on`), or its usual one again."""

    title: str
    on: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallLogTrouble(base.Message):
    """The operator's log of calls cannot be read, since when: cards do not come."""

    title: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallLogBack(base.Message):
    """The operator's log of calls can be read again."""

    title: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class MailboxTrouble(base.Message):
    """The mailbox of the voicemail e-mails cannot be read, since when."""

    since: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class MailboxBack(base.Message):
    """The mailbox of the voicemail e-mails can be read again."""

    since: dt.datetime
