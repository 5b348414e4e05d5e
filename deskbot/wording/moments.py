"""Moments and days said as of one moment, which decides whether "demain" or a year is said."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.desk import dates, interval
from deskbot.desk import hours as opening
from deskbot.wording import french


@dataclasses.dataclass(frozen=True)
class Moments:
    """What templates call to say when; each method has the name that they use."""

    now: dt.datetime
    hours: opening.OpeningHours

    def when(self, spans: collections.abc.Iterable[interval.Interval]) -> str:
        """Return "du jeudi 1er au jeudi 15 août"."""
        return dates.describe(tuple(spans), now=self.now, hours=self.hours)

    def each(self, spans: collections.abc.Iterable[interval.Interval]) -> tuple[str, ...]:
        """Return the same as a list: "du lundi 5 au mercredi 7 août", "le vendredi 9 août"."""
        return dates.describe_each(tuple(spans), now=self.now, hours=self.hours)

    def days(self, found: collections.abc.Iterable[dt.date]) -> str:
        """Return the same of whole days, those that follow each other as a range."""
        return self.when(french.runs(found, hours=self.hours))

    def moment(self, at: dt.datetime) -> str:
        """Return "demain à 9h"."""
        return dates.describe_moment(at, now=self.now)

    def date(self, at: dt.datetime) -> str:
        """Return "jeudi 1er août à 9h", for posts that are read on other days too."""
        return dates.describe_date(at, now=self.now)

    def up_to(self, at: dt.datetime) -> str:
        """Return "jusqu'à 17h30" for today, "jusqu'à demain à 9h", "jusqu'au lundi 5 août à 9h"."""
        said = self.moment(at).removeprefix("aujourd'hui à ")
        return self.up_to_date(at) if said == self.date(at) else f"jusqu'à {said}"

    def up_to_date(self, at: dt.datetime) -> str:
        """Return "jusqu'au lundi 5 août à 9h", for posts that are read on other days too."""
        return f"jusqu'au {self.date(at)}"

    def since_when(self, at: dt.datetime) -> str:
        """Return "10h12" for today, "hier à 9h", "le dimanche 28 juillet à 9h"."""
        said = self.moment(at).removeprefix("aujourd'hui à ")
        return f"le {said}" if said == self.date(at) else said

    def brief(self, at: dt.datetime) -> str:
        """Return "1/8 10h12"."""
        there = at.astimezone(self.now.tzinfo)
        return f"{there.day}/{there.month} {french.clock(there)}"

    def clock(self, at: dt.datetime) -> str:
        """Return "10h12"."""
        return french.clock(at.astimezone(self.now.tzinfo))
