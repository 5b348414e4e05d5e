"""The rates as tables for a spreadsheet: one row for each hour of the week, and one row that sums all up."""

import collections.abc
import dataclasses
import datetime as dt
import enum
from typing import Final

from deskbot.calls import triage
from deskbot.desk.dates import words as date_words
from deskbot.reports import rates as rates_module
from deskbot.reports import spreadsheet

_MINUTE_S: Final = 60


class HourWord(enum.StrEnum):
    """The headers of the table of hours in order, then the name of its last row."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    WEEKDAY = "weekday"
    HOUR = "hour"
    CALLS = "calls"
    ANSWERED = "answered"
    MISSED = "missed"
    MISSED_RATE = "missed_rate"
    WHILE_CLOSED = "while_closed"
    TOTAL = "total"


HOUR_HEADERS: Final = tuple(word for word in HourWord if word is not HourWord.TOTAL)


class SumWord(enum.StrEnum):
    """The headers of the row that sums up, in order; a column for each subject follows them."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    EVERY_CALL = "every_call"
    CALLS = "calls"
    ANSWERED = "answered"
    MISSED = "missed"
    MISSED_RATE = "missed_rate"
    ABANDONED = "abandoned"
    WHILE_CLOSED = "while_closed"
    BLOCKED = "blocked"
    LEFT_MESSAGE = "left_message"
    REPEATS = "repeats"
    WAITING_MEDIAN_S = "waiting_median_s"
    WAITING_P90_S = "waiting_p90_s"
    TAKEN = "taken"
    TAKING_MEDIAN_MIN = "taking_median_min"
    TAKING_P90_MIN = "taking_p90_min"
    CALLED_BACK = "called_back"
    CALLING_BACK_MEDIAN_MIN = "calling_back_median_min"
    CALLING_BACK_P90_MIN = "calling_back_p90_min"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Days:
    """The days that the rates are those of, both included."""

    first: dt.date
    last: dt.date

    @property
    def cells(self) -> list[str]:
        """The two as a spreadsheet reads dates."""
        return [f"{self.first:%d/%m/%Y}", f"{self.last:%d/%m/%Y}"]


def hours_to_csv(
    rates: rates_module.Rates, *, days: Days, words: collections.abc.Mapping[HourWord, str]
) -> str:
    """Return a row for each hour of the week that was open or had a call, then the total."""
    every = [_counts(one.calls, missed=one.missed, while_closed=one.while_closed) for one in rates.hours]
    rows = [
        [*days.cells, date_words.WEEKDAY_NAMES[one.weekday], str(one.hour), *counts]
        for one, counts in zip(rates.hours, every, strict=True)
    ]
    whole = rates.missed_share.whole
    total = _counts(whole, missed=rates.missed, while_closed=rates.while_closed)
    last = [*days.cells, words[HourWord.TOTAL], "", *total]
    return spreadsheet.written([[words[word] for word in HOUR_HEADERS], *rows, last])


def sum_to_csv(
    rates: rates_module.Rates,
    *,
    days: Days,
    words: collections.abc.Mapping[SumWord, str],
    topics: collections.abc.Mapping[triage.Topic, str],
) -> str:
    """Return one row, which goes under that of another period; `words` and `topics` name its columns."""
    counts = {one.topic: one.calls for one in rates.topics}
    row = [*days.cells, *_counted(rates), *(str(counts.get(topic, 0)) for topic in topics)]
    return spreadsheet.written([[*(words[word] for word in SumWord), *topics.values()], row])


def _counted(rates: rates_module.Rates) -> list[str]:
    share = rates.missed_share
    return [
        *map(str, (rates.calls, share.whole, rates.answered, rates.missed)),
        _rate(share),
        *map(str, (rates.abandoned, rates.while_closed, rates.blocked, rates.left_message, rates.repeats)),
        *_times(rates.waiting, unit_s=1)[1:],
        *_times(rates.taking, unit_s=_MINUTE_S),
        *_times(rates.calling_back, unit_s=_MINUTE_S),
    ]


def _counts(calls: int, *, missed: int, while_closed: int) -> list[str]:
    share = rates_module.Share(part=missed, whole=calls)
    return [str(calls), str(calls - missed), str(missed), _rate(share), str(while_closed)]


def _rate(share: rates_module.Share) -> str:
    return "" if share.rate is None else spreadsheet.decimal(100 * share.rate)


def _times(spread: rates_module.Spread | None, *, unit_s: int) -> list[str]:
    """Return how many there are, their median and what nine in ten did not exceed; empty when unknown."""
    if spread is None:
        return ["0", "", ""]
    p90_s = spread.p90_s
    return [
        str(spread.count),
        spreadsheet.decimal(spread.median_s / unit_s),
        "" if p90_s is None else spreadsheet.decimal(p90_s / unit_s),
    ]
