"""The grammar of what follows `/standard`: text in, a command out (design, section 7).

`values` are the commands, `vocabulary` the words that call them, `turn` what may be said of a turn beside its
dates, `reading` the parser. Callers see what they need here.
"""

from deskbot.chat.commands.reading import LONGEST_TEXT, parse
from deskbot.chat.commands.values import (
    Ask,
    Assign,
    BadRings,
    Bilan,
    Calendar,
    Close,
    Command,
    Cover,
    ForgetNumber,
    Gaps,
    IgnoreGaps,
    Journal,
    Members,
    MyNumber,
    Open,
    Plan,
    Premises,
    Release,
    SetRings,
    Show,
    Take,
    TooLong,
    Unknown,
    Urge,
    Vouch,
    Who,
)
from deskbot.chat.commands.vocabulary import ADMIN_ONLY, FRENCH

__all__ = [
    "ADMIN_ONLY",
    "FRENCH",
    "LONGEST_TEXT",
    "Ask",
    "Assign",
    "BadRings",
    "Bilan",
    "Calendar",
    "Close",
    "Command",
    "Cover",
    "ForgetNumber",
    "Gaps",
    "IgnoreGaps",
    "Journal",
    "Members",
    "MyNumber",
    "Open",
    "Plan",
    "Premises",
    "Release",
    "SetRings",
    "Show",
    "Take",
    "TooLong",
    "Unknown",
    "Urge",
    "Vouch",
    "Who",
    "parse",
]
