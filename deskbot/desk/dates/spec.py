"""What was typed, as values: nothing here knows what day it is."""

import dataclasses
from collections.abc import Iterator
from typing import Final


@dataclasses.dataclass(frozen=True, kw_only=True)
class Clock:
    """A part of a day in minutes since midnight; None is the opening, or the closing."""

    start: int | None = None
    end: int | None = None

    @property
    def is_whole_day(self) -> bool:
        """Say whether it goes from the opening to the closing."""
        return self.start is None and self.end is None


WHOLE_DAY: Final = Clock()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Month:
    """A month by its number, or `ahead` months from the current one when `number` is None."""

    number: int | None = None
    year: int | None = None
    ahead: int = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Week:
    """A week, Monday to Friday: by ISO number, around a day, or `ahead` weeks from the current one."""

    number: int | None = None
    year: int | None = None
    around: "Day | None" = None
    ahead: int = 0
    #: From today on, when it is the current week.
    remaining: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Day:
    """One day: by its name, its date, or its distance from today; `later` days are added at the end."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    #: "du mois prochain".
    of_month: Month | None = None
    offset: int | None = None
    #: "lundi de Pâques": days after Easter Monday.
    after_easter: int | None = None
    months_ahead: int = 0
    strictly_after_today: bool = False
    #: "lundi et mardi prochains": what is said of this day holds for the ones before it.
    qualifies_list: bool = False
    later: int = 0
    in_week: Week | None = None
    #: The month was written for a later date of the same list or range.
    inherited: bool = False

    @property
    def is_weekday_alone(self) -> bool:
        """Say whether only the name of the day was given."""
        bare = self.weekday is not None and self.day is None and self.in_week is None
        return bare and not self.later and not self.strictly_after_today

    @property
    def lacks_month(self) -> bool:
        """Say whether it is a day number without a month."""
        return self.day is not None and self.month is None and self.of_month is None


@dataclasses.dataclass(frozen=True, kw_only=True)
class NextWeeks:
    """So many weeks after the current one."""

    count: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class MonthWeeks:
    """The nth weeks of a month (1 is that of its first Monday), or its `last` ones."""

    month: Month
    nths: tuple[int, ...] = ()
    last: int = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class MonthWeekday:
    """Such weekdays of a month, by their places; -1 is the last. A weekend is a Saturday and one more day."""

    month: Month
    weekday: int
    nths: tuple[int, ...]
    days: int = 1


@dataclasses.dataclass(frozen=True, kw_only=True)
class Fortnight:
    """The 1st to the 15th of a month, or the 16th to its end; the next such one without a month."""

    second: bool
    month: Month | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Weekend:
    """Saturday and Sunday: the current or next one, or that of a given week."""

    this: bool = False
    strictly_after_today: bool = False
    in_week: Week | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class End:
    """The last day of a month or of a week."""

    of: Month | Week


@dataclasses.dataclass(frozen=True, kw_only=True)
class Holidays:
    """The public holidays, in an exclusion."""


Unit = Day | Week | Month | NextWeeks | MonthWeeks | MonthWeekday | Fortnight | Weekend | End | Holidays


@dataclasses.dataclass(frozen=True, kw_only=True)
class Range:
    """From the first day of one to the last day of the other, at given hours of these two days or none."""

    first: Unit
    last: Unit
    clock: Clock = WHOLE_DAY
    #: "lundi 14-16": the two numbers may be days, or hours of the day that is named.
    maybe_hours: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lasting:
    """So many days from one on."""

    first: Unit
    days: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Now:
    """From this minute to the closing, to an hour of today, for so many minutes, or to the end of a day."""

    until: int | None = None
    lasting: int | None = None
    last: Unit | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Every:
    """Each of these weekdays within a period, which stands beside it when it is empty."""

    weekdays: tuple[int, ...]
    within: tuple["Unit | Range", ...]


When = Unit | Range | Lasting | Now | Every


def days_of(when: When | None) -> Iterator[Day]:
    """Give the days that are written as such, in the order of the text."""
    ends = (when.first, when.last) if isinstance(when, Range) else (when,)
    yield from (end for end in ends if isinstance(end, Day))


def is_bare(when: When | None) -> bool:
    """Say whether it is names of days only ("lundi", "du mardi au jeudi")."""
    days = tuple(days_of(when))
    return bool(days) and all(day.is_weekday_alone for day in days)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Item:
    """One thing asked for: days, the parts of each of them, and where it stands in the text."""

    when: When | None
    clocks: tuple[Clock, ...]
    start: int
    end: int
    #: The hours came before the date: they also hold for the items that follow.
    hours_first: bool = False
    #: Nothing, or nothing but a space, stands between this and the item before.
    follows_directly: bool = False
    #: Nothing but a comma stands between this and the item before.
    follows_comma: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for, and what is left out of it."""

    wanted: tuple[Item, ...]
    excluded: tuple[Item, ...] = ()
