"""What a command answers."""

import dataclasses
import enum
from typing import Any


class Outcome(enum.IntEnum):
    """What a command ends with; what `CannotLook` stops ends with `TROUBLE` too."""

    AS_WANTED = 0
    TROUBLE = 2
    OTHERWISE = 3


@dataclasses.dataclass(frozen=True, kw_only=True)
class Report:
    """The answer for people, the same for programs, and how the process ends."""

    said: str
    data: dict[str, Any]
    outcome: Outcome
