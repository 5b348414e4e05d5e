"""When a desk is open: the one source for the line, the planning, the answers and the statistics.

Each day is made of layers, the later one winning: the weekly hours, a public holiday, the closures of the
configuration, then the exceptional closings and openings in the order in which they were said. Tested in
`tests/unit/desk/test_hours*.py`.
"""

from deskbot.desk.hours.opening_hours import DEFAULT, LONGEST_SEARCH_DAYS, OpeningHours
from deskbot.desk.hours.public_holidays import holiday_name
from deskbot.desk.hours.values import (
    OFFICE_SPAN,
    OFFICE_WEEK,
    PARIS,
    ClosedKind,
    ClosedReason,
    Closure,
    Exceptional,
    Opening,
    OverlappingSpans,
    Span,
)

__all__ = [
    "DEFAULT",
    "LONGEST_SEARCH_DAYS",
    "OFFICE_SPAN",
    "OFFICE_WEEK",
    "PARIS",
    "ClosedKind",
    "ClosedReason",
    "Closure",
    "Exceptional",
    "Opening",
    "OpeningHours",
    "OverlappingSpans",
    "Span",
    "holiday_name",
]
