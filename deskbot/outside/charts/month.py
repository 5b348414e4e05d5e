"""What the chart of a month shows: plain numbers, and words that are ready to be read."""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class MemberBar:
    """One member's bar: `hours` long, `label` at its end (the hours as people read them)."""

    name: str
    hours: float
    label: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class WeekBar:
    """One week's bars, in hours; `label` stands under them, `note` above (the share, the verdict).

    `is_partial`: the week is not over; its bars are hatched.
    """

    label: str
    open_hours: float
    staffed_hours: float
    note: str = ""
    is_partial: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Words:
    """What is written on the chart; each title is one line, `nobody` stands where no member held anything."""

    title: str
    members_title: str
    norm: str
    nobody: str
    weeks_title: str
    open_hours: str
    staffed_hours: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class MonthChart:
    """The chart of one month: hours per member beside the norm, then staffed and open hours per week.

    Bars are drawn in the order given, from the top and from the left. The norm is in hours.
    """

    members: tuple[MemberBar, ...]
    norm_low_h: float
    norm_high_h: float
    weeks: tuple[WeekBar, ...]
    words: Words
