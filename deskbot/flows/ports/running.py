"""What runs a flow: steps that are remembered, and the time."""

import collections.abc
import datetime as dt
from typing import Protocol

StepResult = None | bool | int | str


class Step(Protocol):
    """Runs `call` once and remembers its result, whatever kills the process in between.

    The result may only be None, a bool, an int or a key (design, section 2).
    """

    def __call__(self, name: str, call: collections.abc.Callable[[], StepResult], /) -> StepResult:
        """Run `call` as the step `name` of this flow, or return what it returned the first time."""


class Clock(Protocol):
    """Tells the time; aware."""

    def now(self) -> dt.datetime:
        """Return the time."""
