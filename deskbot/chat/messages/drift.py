"""A line that somebody else changed at the operator: told, then restored or kept for a while."""

import dataclasses
import datetime as dt
import enum

from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base, route


class DriftOutcome(enum.StrEnum):
    """What came of a change that somebody else made."""

    OPEN = "open"
    RESTORED = "restored"
    #: Callers met nothing, or a number that is not allowed: nobody was asked.
    RESTORED_AT_ONCE = "restored_at_once"
    KEPT = "kept"
    #: The operator shows what was expected again, and deskbot did nothing.
    GONE = "gone"
    #: A change of turn wrote the line anew.
    OVERTAKEN = "overtaken"


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineDrift(base.Message):
    """The line does not do what deskbot wrote; what came of it, by whom, `until` when it is kept.

    `numbers` are those (public, E.164) that were changed, where the desk has several: what is shown is of the
    first.
    """

    key: str
    title: str
    seen_at: dt.datetime
    expected: route.RouteSaid
    actual: route.RouteSaid
    outcome: DriftOutcome = DriftOutcome.OPEN
    by: str | None = None
    until: dt.datetime | None = None
    numbers: tuple[str, ...] = ()

    def settled(
        self, outcome: DriftOutcome, *, by: str | None = None, until: dt.datetime | None = None
    ) -> "LineDrift":
        """Return the post once something came of it."""
        return dataclasses.replace(self, outcome=outcome, by=by, until=until)

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Rétablir* and *Garder jusqu'à…*, until something came of it."""
        if self.outcome is not DriftOutcome.OPEN:
            return ()
        return (
            buttons_module.Button(action=buttons_module.Action.RESTORE_LINE, entity=self.key),
            buttons_module.Button(action=buttons_module.Action.KEEP_LINE, entity=self.key),
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineRestored(base.Message):
    """To whoever clicked: the line is being brought back to what was expected."""

    title: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class LineKept(base.Message):
    """To whoever filled the form in: the line stays as it is until then."""

    title: str
    until: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class DriftSettled(base.Message):
    """To whoever clicked too late: what came of it already, and by whom (None: deskbot, or the operator)."""

    outcome: DriftOutcome
    by: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class NotAMoment(base.Message):
    """What was typed is no moment, or one that is past."""

    text: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class TooFarAhead(base.Message):
    """The moment is more than 31 days ahead."""

    until: dt.datetime
