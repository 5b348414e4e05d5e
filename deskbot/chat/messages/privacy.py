"""What is kept about a caller: erased or handed out at an admin's wish, and what cannot be from here."""

import dataclasses
import datetime as dt

from deskbot.chat import buttons as buttons_module
from deskbot.chat.messages import base
from deskbot.people import privacy


@dataclasses.dataclass(frozen=True, kw_only=True)
class ForgetCaller(base.Message):
    """What would be forgotten of a number (masked), to be confirmed; how much, never what."""

    run: str
    number: str
    found: privacy.Preview

    @property
    def buttons(self) -> tuple[buttons_module.Button, ...]:
        """*Oublier*, and with the open cards too where there are any."""
        forget = buttons_module.Button(action=buttons_module.Action.FORGET, entity=self.run)
        with_open = buttons_module.Button(action=buttons_module.Action.FORGET_OPEN, entity=self.run)
        return (forget, with_open) if self.found.open_cards else (forget,)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ForgettingBegun(base.Message):
    """It is being done; the receipt comes by direct message."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Forgotten(base.Message):
    """By direct message, the receipt: what was erased of a number (masked), what stays and where.

    `erased` and `left` say how many of each kind; what is left is open, or in force.
    """

    receipt: str
    number: str
    erased: tuple[tuple[privacy.Kind, int], ...]
    left: tuple[tuple[privacy.Kind, int], ...]
    elsewhere: privacy.Elsewhere


@dataclasses.dataclass(frozen=True, kw_only=True)
class ExportBegun(base.Message):
    """It is being gathered, and comes by direct message."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Told:
    """One thing that is kept about a caller: `words` are those that somebody said or wrote."""

    kind: privacy.Kind
    at: dt.datetime | None
    words: tuple[str, ...] = dataclasses.field(default=(), repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallerExported(base.Message):
    """All that is kept about a number (masked), the newest first; the file beside it has every word.

    `more` is how many things of the list are in the file only.
    """

    is_private = True
    number: str
    counts: tuple[tuple[privacy.Kind, int], ...]
    told: tuple[Told, ...]
    more: int
    elsewhere: privacy.Elsewhere
