"""When and where the sample messages are set."""

import datetime as dt
import zoneinfo

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
NOW = dt.datetime(2024, 8, 1, 10, 15, tzinfo=PARIS)
VERIFIED = dt.datetime(2024, 8, 1, 9, 0, 4, tzinfo=PARIS)
CALLED = dt.datetime(2024, 8, 1, 10, 12, 31, tzinfo=PARIS)
CALLER = "+33639980212"
DESK_NUMBER = "+33353010100"
TITLE = "le standard"


def at(day: int, hour: int, minute: int = 0, *, month: int = 8) -> dt.datetime:
    return dt.datetime(2024, month, day, hour, minute, tzinfo=PARIS)
