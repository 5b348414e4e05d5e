"""The language of dates: what people type, and the same dates said back to them (design, section 5).

Text goes through `tokens`, `tidy`, `grammar` and `arrange` to a `spec`, which knows no clock; `resolve` and
`subtract` turn it into runs of days, `reading` into intervals. `telling` writes French that reads back
the same.
"""

from deskbot.desk.dates.behind import days_behind
from deskbot.desk.dates.moment import moment_named
from deskbot.desk.dates.past import month_named
from deskbot.desk.dates.period import Period, period_named
from deskbot.desk.dates.reading import parse
from deskbot.desk.dates.refusal import NotUnderstood, Reason
from deskbot.desk.dates.sentence import parse_with_reason
from deskbot.desk.dates.telling import describe, describe_date, describe_each, describe_moment
from deskbot.desk.dates.until import until_named

__all__ = [
    "NotUnderstood",
    "Period",
    "Reason",
    "days_behind",
    "describe",
    "describe_date",
    "describe_each",
    "describe_moment",
    "moment_named",
    "month_named",
    "parse",
    "parse_with_reason",
    "period_named",
    "until_named",
]
