"""Every sentence people read: templates of `prompts/fr`, one file for each message.

`rendering` fills them in, with the words of `french`, the dates of `moments`, what `labels` writes on
buttons, and free text made `harmless`. Tested in `tests/unit/test_wording.py` and `tests/prompts`.
"""

from deskbot.wording.french import duration, first_upper, month_title, short_weekday
from deskbot.wording.harmless import defused
from deskbot.wording.rendering import Wording, shared_folder, template_name

__all__ = [
    "Wording",
    "defused",
    "duration",
    "first_upper",
    "month_title",
    "shared_folder",
    "short_weekday",
    "template_name",
]
