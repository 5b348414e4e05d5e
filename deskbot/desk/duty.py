"""When people are asked, warned and reminded around their turns, and what the house promised."""

import collections.abc
import dataclasses
import datetime as dt
import zoneinfo


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reminders:
    """The delays around a turn: when its holder is asked to confirm, when the admins are warned."""

    confirm_before: dt.timedelta = dt.timedelta(hours=48)
    warn_before: tuple[dt.timedelta, ...] = (dt.timedelta(hours=24), dt.timedelta(hours=1))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rhythm:
    """What comes back: gaps told some days ahead, next week's post (0 is Monday), the 1st of the month, the
    purge.

    Times are the wall clock's of `zone`.
    """

    zone: zoneinfo.ZoneInfo
    gaps_ahead_days: tuple[int, ...] = (7, 2)
    gaps_at: dt.time = dt.time(10)
    week_post_weekday: int = 4
    week_post_at: dt.time = dt.time(16)
    month_post_at: dt.time = dt.time(9)
    purge_at: dt.time = dt.time(3, 30)

    def next_gaps(self, now: dt.datetime) -> dt.datetime:
        """Return when gaps are looked for next, strictly after `now`."""
        return self._next(now, at=self.gaps_at, on=lambda day: True)

    def next_week_post(self, now: dt.datetime) -> dt.datetime:
        """Return when it is asked next, strictly after `now`, whether next week is posted that day."""
        return self._next(now, at=self.week_post_at, on=lambda day: True)

    def next_month_post(self, now: dt.datetime) -> dt.datetime:
        """Return when the month is closed, strictly after `now`."""
        return self._next(now, at=self.month_post_at, on=lambda day: day.day == 1)

    def next_purge(self, now: dt.datetime) -> dt.datetime:
        """Return when what is too old goes, strictly after `now`."""
        return self._next(now, at=self.purge_at, on=lambda day: True)

    def _next(
        self, now: dt.datetime, *, at: dt.time, on: collections.abc.Callable[[dt.date], bool]
    ) -> dt.datetime:
        day = now.astimezone(self.zone).date()
        while True:
            moment = dt.datetime.combine(day, at, tzinfo=self.zone)
            if on(day) and moment.astimezone(dt.UTC) > now.astimezone(dt.UTC):
                return moment
            day += dt.timedelta(days=1)
