"""What was last read back of a number."""

import dataclasses
import datetime as dt

from deskbot.line import observed as observed_module
from deskbot.line import wanted as wanted_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reading:
    """What the operator showed of `number` (E.164) at `read_at`.

    `wanted` is what it was brought to, and read back as; None since a write began that was not read back yet.
    `asked_at`: it was only asked to become `wanted` then, and the operator takes its time (a redirect).
    `blocked` are the callers (E.164) that deskbot had refused, until they are read back gone. `drifted` is
    what somebody else made of it since, as long as nobody settled that.
    """

    number: str = dataclasses.field(repr=False)
    desk: str
    read_at: dt.datetime
    observed: observed_module.Observed
    wanted: wanted_module.Wanted | None
    asked_at: dt.datetime | None = None
    drifted: observed_module.Observed | None = None
    blocked: frozenset[str] = dataclasses.field(default=frozenset(), repr=False)
