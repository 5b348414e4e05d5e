"""What became of the calls of a period."""

import dataclasses
import datetime as dt

from deskbot.chat.messages import base
from deskbot.reports import grid
from deskbot.reports import rates as rates_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallRates(base.Message):
    """The rates of one desk's calls from one day to another, both included, and the table of their hours.

    `files_follow`: the tables and the image come by direct message.
    """

    title: str
    first: dt.date
    last: dt.date
    rates: rates_module.Rates
    table: grid.Grid
    files_follow: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallRatesFiles(base.Message):
    """The tables as CSV, and the heat map where one can be drawn, by direct message."""

    title: str
    first: dt.date
    last: dt.date
    chart: bool
