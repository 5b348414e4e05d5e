"""Urgent calls: who is told next, and when (design, section 1)."""

import collections.abc
import dataclasses
import datetime as dt
import enum


class State(enum.StrEnum):
    """Where an alert stands."""

    RINGING = "ringing"
    TAKEN = "taken"
    EVERYBODY_TOLD = "everybody_told"
    SETTLED = "settled"  # whoever called was talked to since: nobody has to answer any more
    CALMED = "calmed"  # somebody said that it is not urgent


class AlreadyTaken(Exception):
    """Somebody else answered this alert; `by` says who."""

    def __init__(self, *, by: str) -> None:
        super().__init__("this alert is taken")
        self.by = by


@dataclasses.dataclass(frozen=True, kw_only=True)
class AlertPost:
    """A post that told somebody (None: everybody) of an alert, in the channel or directly."""

    post_id: str
    username: str | None
    direct: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Alert:
    """Something urgent. `case` names the card it comes from, `raised_by` the member who typed it.

    `taken_by` answers for it, or said that it is not urgent where it is calmed.
    """

    key: str
    desk: str
    text: str = dataclasses.field(repr=False)
    raised_by: str | None
    case: str | None
    state: State = State.RINGING
    told: int = 0
    last_told_at: dt.datetime | None = None
    taken_by: str | None = None
    taken_at: dt.datetime | None = None

    def taken(self, *, by: str, at: dt.datetime) -> "Alert":
        """Return the alert once `by` answered it; taking it twice oneself changes nothing.

        :raises AlreadyTaken: if somebody else did.
        """
        if self.state is State.TAKEN and self.taken_by is not None:
            if self.taken_by == by:
                return self
            raise AlreadyTaken(by=self.taken_by)
        return dataclasses.replace(self, state=State.TAKEN, taken_by=by, taken_at=at)

    def calmed(self, *, by: str, at: dt.datetime) -> "Alert":
        """Return the alert once `by` said that it is not urgent; one that somebody answered stays theirs."""
        if self.state is State.TAKEN:
            return self
        return dataclasses.replace(self, state=State.CALMED, taken_by=by, taken_at=at)

    def ringing_again(self) -> "Alert":
        """Return the alert once what ended it is undone: whoever is next is told."""
        return dataclasses.replace(self, state=State.RINGING, taken_by=None, taken_at=None)

    @property
    def is_answered(self) -> bool:
        """Whether nobody has to be told of it any more."""
        return self.state in (State.TAKEN, State.SETTLED, State.CALMED)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Next:
    """Who must be told now; None means everybody, once each admin was told."""

    username: str | None


def next_telling(alert: Alert, *, on_call: collections.abc.Sequence[str]) -> Next | None:
    """Return who must be told next of `alert`; None when nobody must."""
    if alert.state is not State.RINGING:
        return None
    return Next(username=on_call[alert.told] if alert.told < len(on_call) else None)


def after_telling(alert: Alert, *, at: dt.datetime, everybody: bool) -> Alert:
    """Return the alert once its next person (or everybody) was told at `at`.

    The next delay counts from here, so that a jump of the clock never tells everybody at once.
    """
    # Somebody may have answered while it was being told.
    everybody_knows = everybody and alert.state is State.RINGING
    state = State.EVERYBODY_TOLD if everybody_knows else alert.state
    return dataclasses.replace(alert, told=alert.told + 1, last_told_at=at, state=state)
