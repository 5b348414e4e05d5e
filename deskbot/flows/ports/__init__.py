"""What the flows need from the world, named by its role; `outside` has the adapters.

Errors that cross a port belong to its trade: `line.errors`, `chat.errors`, `voicemail.transcript`.
One module a kind of need; callers see them all here.
"""

from deskbot.flows.ports.outside import CallLog, Chat, Directory, PhoneLine, Recordings, Rules, Sheets, Speech
from deskbot.flows.ports.running import Clock, Step, StepResult
from deskbot.flows.ports.storing import (
    Addresses,
    Alerts,
    Boards,
    Calls,
    Cases,
    Changes,
    Contributions,
    Covers,
    Due,
    Exceptions,
    GapPosts,
    Lines,
    Members,
    Notices,
    Premises,
    Questions,
    Slots,
    Store,
    Work,
)

__all__ = [
    "Addresses",
    "Alerts",
    "Boards",
    "CallLog",
    "Calls",
    "Cases",
    "Changes",
    "Chat",
    "Clock",
    "Contributions",
    "Covers",
    "Directory",
    "Due",
    "Exceptions",
    "GapPosts",
    "Lines",
    "Members",
    "Notices",
    "PhoneLine",
    "Premises",
    "Questions",
    "Recordings",
    "Rules",
    "Sheets",
    "Slots",
    "Speech",
    "Step",
    "StepResult",
    "Store",
    "Work",
]
