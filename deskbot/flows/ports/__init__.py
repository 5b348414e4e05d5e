"""What the flows need from the world, named by its role; `outside` has the adapters.

Errors that cross a port belong to its trade: `line.errors`, `chat.errors`, `voicemail.transcript`.
One module a kind of need; callers see them all here.
"""

from deskbot.flows.ports.calling import CallBacks, Calls, Cases, Intakes, Sources, TextsSent
from deskbot.flows.ports.erasing import Forgetting, Held, PrivacyRuns, Purging
from deskbot.flows.ports.outside import (
    CallLog,
    Chat,
    Contacts,
    Dialler,
    Directory,
    Mailbox,
    PhoneLine,
    RateSheets,
    Recordings,
    Rules,
    Sheets,
    Speech,
    Texts,
)
from deskbot.flows.ports.rostering import Changes, Contributions, Covers, Exceptions, Members, Premises, Slots
from deskbot.flows.ports.routing import Agreements, KeptLines, LineChanges, Lines, Profiles, Readings
from deskbot.flows.ports.running import Clock, Step, StepResult
from deskbot.flows.ports.storing import Due, Store, Work
from deskbot.flows.ports.telling import Addresses, Alerts, Boards, GapPosts, Notices, Questions

__all__ = [
    "Addresses",
    "Agreements",
    "Alerts",
    "Boards",
    "CallBacks",
    "CallLog",
    "Calls",
    "Cases",
    "Changes",
    "Chat",
    "Clock",
    "Contacts",
    "Contributions",
    "Covers",
    "Dialler",
    "Directory",
    "Due",
    "Exceptions",
    "Forgetting",
    "GapPosts",
    "Held",
    "Intakes",
    "KeptLines",
    "LineChanges",
    "Lines",
    "Mailbox",
    "Members",
    "Notices",
    "PhoneLine",
    "Premises",
    "PrivacyRuns",
    "Profiles",
    "Purging",
    "Questions",
    "RateSheets",
    "Readings",
    "Recordings",
    "Rules",
    "Sheets",
    "Slots",
    "Sources",
    "Speech",
    "Step",
    "StepResult",
    "Store",
    "Texts",
    "TextsSent",
    "Work",
]
