"""Every setting, read from one TOML file, the environment and a file of secrets; checked as a whole.

The environment wins over the file: `DESKBOT_CHAT__BOT_TOKEN` is `bot_token` of `[chat]`. Tested in
`tests/unit/test_settings.py`; `config/deskbot.toml` shows every setting (`tests/packaging`).
"""

from deskbot.settings.problems import KINDS, BadSettings, MissingFile, Problem
from deskbot.settings.reading import STATE_FOLDER, Settings, build, load
from deskbot.settings.sections import (
    Chat,
    Closure,
    Desk,
    Duty,
    Hours,
    HoursSpan,
    OnCall,
    Ovh,
    Person,
    Speech,
    Takers,
    Web,
)

__all__ = [
    "KINDS",
    "STATE_FOLDER",
    "BadSettings",
    "Chat",
    "Closure",
    "Desk",
    "Duty",
    "Hours",
    "HoursSpan",
    "MissingFile",
    "OnCall",
    "Ovh",
    "Person",
    "Problem",
    "Settings",
    "Speech",
    "Takers",
    "Web",
    "build",
    "load",
]
