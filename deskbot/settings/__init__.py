"""Every setting, read from one TOML file, the environment and a file of secrets; checked as a whole.

The environment wins over the file: `DESKBOT_CHAT__BOT_TOKEN` is `bot_token` of `[chat]`. Tested in
`tests/unit/test_settings*.py`; `config/deskbot.toml` shows every setting (`tests/packaging`).
"""

from deskbot.settings.desks import Desk, Greeting, OtherNumber, Profile, Takers
from deskbot.settings.hours import Closure, Hours, HoursSpan
from deskbot.settings.mailbox import Mailbox
from deskbot.settings.operator import Assumptions, Ovh, Sms, Tolls
from deskbot.settings.problems import KINDS, BadSettings, MissingFile, Problem
from deskbot.settings.reading import STATE_FOLDER, Settings, build, load
from deskbot.settings.sections import (
    Cards,
    Chat,
    Directory,
    Duty,
    Help,
    OnCall,
    Person,
    Retention,
    Speech,
    Web,
)

__all__ = [
    "KINDS",
    "STATE_FOLDER",
    "Assumptions",
    "BadSettings",
    "Cards",
    "Chat",
    "Closure",
    "Desk",
    "Directory",
    "Duty",
    "Greeting",
    "Help",
    "Hours",
    "HoursSpan",
    "Mailbox",
    "MissingFile",
    "OnCall",
    "OtherNumber",
    "Ovh",
    "Person",
    "Problem",
    "Profile",
    "Retention",
    "Settings",
    "Sms",
    "Speech",
    "Takers",
    "Tolls",
    "Web",
    "build",
    "load",
]
