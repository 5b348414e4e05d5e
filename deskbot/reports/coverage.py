"""Whether the promise was kept: somebody answers 5 days a week, 7 hours a day (seed 001)."""

import collections.abc
import dataclasses
import datetime as dt
import enum
from typing import Final

from deskbot.desk import hours as hours_module
from deskbot.desk import interval, planning
from deskbot.reports import desk_log

_MINUTE = dt.timedelta(minutes=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Promise:
    """At least `days` a week, somebody answers during `minutes_a_day`."""

    days: int = 5
    minutes_a_day: int = 420


#: 5 days a week, 7 hours a day.
CERTIFIED: Final = Promise()


class Verdict(enum.StrEnum):
    """What became of the promise in a week."""

    KEPT = "kept"
    BROKEN = "broken"
    #: The week is not over, and the promise not kept yet.
    PENDING = "pending"
    #: No day of the week was surely open: nothing was promised.
    CLOSED = "closed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class DayCoverage:
    """One day, in whole minutes up to now: how long the desk was open, and how long somebody was first.

    `is_open`: the desk surely opens that day. `kept`: the promised time was staffed.
    """

    day: dt.date
    open_minutes: int
    staffed_minutes: int
    is_open: bool
    kept: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class WeekCoverage:
    """One whole ISO week, whatever the period asked for: the promise is about weeks.

    `is_partial`: the week was not over yet. `promised_days` is the promise's days, or those on which the
    desk surely opens when a holiday or a closure leaves fewer. A day that opens for less than the promised
    time counts, and cannot be kept: that is a fault of the hours, not of the people. A day of a summer
    closing counts for the promise when it is kept, never against it.
    """

    monday: dt.date
    iso_week: int
    days: tuple[DayCoverage, ...]
    promised_days: int
    is_partial: bool

    @property
    def open_minutes(self) -> int:
        """How long the desk was open, in minutes."""
        return sum(one.open_minutes for one in self.days)

    @property
    def staffed_minutes(self) -> int:
        """How long somebody was first while it was open, in minutes."""
        return sum(one.staffed_minutes for one in self.days)

    @property
    def days_open(self) -> int:
        """On how many days the desk surely opens."""
        return sum(one.is_open for one in self.days)

    @property
    def days_kept(self) -> int:
        """On how many days the promised time was staffed."""
        return sum(one.kept for one in self.days)

    @property
    def verdict(self) -> Verdict:
        """What became of the promise."""
        if not self.promised_days:
            return Verdict.CLOSED
        if self.days_kept >= self.promised_days:
            return Verdict.KEPT
        return Verdict.PENDING if self.is_partial else Verdict.BROKEN


@dataclasses.dataclass(frozen=True, kw_only=True)
class Coverage:
    """The weeks that touch the period from `first_day` to `last_day`, both included.

    The minutes are those of the days of the period alone, so that two months never count one day.
    """

    first_day: dt.date
    last_day: dt.date
    weeks: tuple[WeekCoverage, ...]

    @property
    def days(self) -> tuple[DayCoverage, ...]:
        """The days of the period."""
        every = (day for week in self.weeks for day in week.days)
        return tuple(one for one in every if self.first_day <= one.day <= self.last_day)

    @property
    def open_minutes(self) -> int:
        """How long the desk was open in the period, in minutes."""
        return sum(one.open_minutes for one in self.days)

    @property
    def staffed_minutes(self) -> int:
        """How long somebody was first in the period while it was open, in minutes."""
        return sum(one.staffed_minutes for one in self.days)

    @property
    def staffed_share(self) -> float | None:
        """The share (0 to 1) of open time that was staffed; None when the desk was never open."""
        return self.staffed_minutes / self.open_minutes if self.open_minutes else None


def of_period(
    first_day: dt.date,
    last_day: dt.date,
    *,
    log: desk_log.DeskLog,
    now: dt.datetime,
    promise: Promise = CERTIFIED,
) -> Coverage:
    """Return how one desk was covered from the first day to the last, both included, up to `now` (aware)."""
    mondays = dict.fromkeys(map(planning.monday_of, planning.days_between(first_day, last_day)))
    weeks = tuple(_week(monday, log=log, now=now, promise=promise) for monday in mondays)
    return Coverage(first_day=first_day, last_day=last_day, weeks=weeks)


def _week(monday: dt.date, *, log: desk_log.DeskLog, now: dt.datetime, promise: Promise) -> WeekCoverage:
    sunday = monday + dt.timedelta(days=6)
    days = tuple(
        _day(day, log=log, now=now, promise=promise) for day in planning.days_between(monday, sunday)
    )
    return WeekCoverage(
        monday=monday,
        iso_week=monday.isocalendar().week,
        days=days,
        promised_days=min(promise.days, sum(one.is_open for one in days)),
        is_partial=_may_still_serve((one.day for one in days), hours=log.hours, now=now),
    )


def _may_still_serve(
    days: collections.abc.Iterable[dt.date], *, hours: hours_module.OpeningHours, now: dt.datetime
) -> bool:
    # A week is over with its last opening: on Friday evening it is judged, whatever the weekend brings.
    openings = (one for day in days for one in hours.served_spans_on(day))
    return any(interval.instant(one.end) > interval.instant(now) for one in openings)


def _day(day: dt.date, *, log: desk_log.DeskLog, now: dt.datetime, promise: Promise) -> DayCoverage:
    stretches = log.open_stretches(planning.whole_days(day, day, hours=log.hours), until=now)
    staffed = _minutes(one for one in stretches if one.first is not None)
    return DayCoverage(
        day=day,
        open_minutes=_minutes(stretches),
        staffed_minutes=staffed,
        is_open=bool(log.hours.spans_on(day)),
        kept=staffed >= promise.minutes_a_day,
    )


def _minutes(stretches: collections.abc.Iterable[planning.Stretch]) -> int:
    return sum((one.length for one in stretches), start=dt.timedelta()) // _MINUTE
