"""From what a number is to what it must be: the least writes, in an order that is safe at each step.

Safe means: in between, a caller reaches only numbers of the old or of the new chain, each at most once a
round, then the voicemail, and never nothing (facts/ovh.md, "Lines and redirects"). And a lease's end is armed
before its numbers are written. Tested in `tests/unit/line`.
"""

from deskbot.line.plan.between import between, unsafe_state
from deskbot.line.plan.refused import REFUSES_PEOPLE, without
from deskbot.line.plan.values import (
    NobodyReachable,
    NotEnoughAgents,
    NumberNotAllowed,
    Plan,
    Planned,
    TooManyChanges,
    TooManyToday,
    UnsafePlan,
    Why,
)

__all__ = [
    "REFUSES_PEOPLE",
    "NobodyReachable",
    "NotEnoughAgents",
    "NumberNotAllowed",
    "Plan",
    "Planned",
    "TooManyChanges",
    "TooManyToday",
    "UnsafePlan",
    "Why",
    "between",
    "unsafe_state",
    "without",
]
