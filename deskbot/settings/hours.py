"""When a desk is open: the sections below `[desks.<name>.hours]`."""

import datetime as dt
import itertools
from typing import Annotated, Self

import pydantic
import pydantic_core

from deskbot.settings import section


class HoursSpan(section.Section):
    """A stretch of the opening day, in local wall time."""

    start: dt.time
    end: dt.time

    @pydantic.model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo or not self.start < self.end:
            raise pydantic_core.PydanticCustomError("bad_span", "not a stretch of a day")
        return self


def _in_order(spans: list[HoursSpan]) -> list[HoursSpan]:
    ordered = sorted(spans, key=lambda span: span.start)
    if any(not earlier.end < later.start for earlier, later in itertools.pairwise(ordered)):
        raise pydantic_core.PydanticCustomError("overlapping_spans", "the spans overlap or touch")
    return ordered


Spans = Annotated[list[HoursSpan], pydantic.AfterValidator(_in_order)]
Weekday = Annotated[int, pydantic.Field(ge=0, le=6)]


class Closure(section.Section):
    """Days closed for one reason, the last included; `if_taken`: not while somebody holds the turn."""

    first: dt.date
    last: dt.date
    reason: str = ""
    if_taken: bool = False

    @pydantic.model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.last < self.first:
            raise pydantic_core.PydanticCustomError("reversed_dates", "the last day is before the first")
        return self


class Hours(section.Section):
    """Opening hours: the spans of each weekday (0 is Monday), and the closures known in advance."""

    spans: Spans = pydantic.Field(default=[HoursSpan(start=dt.time(9), end=dt.time(17, 30))], min_length=1)
    weekdays: list[Weekday] = pydantic.Field(default=[0, 1, 2, 3, 4], min_length=1)
    by_weekday: dict[Weekday, Spans] = pydantic.Field(default={})
    closures: list[Closure] = pydantic.Field(default=[])
    closed: dict[dt.date, str] = pydantic.Field(default={})
    alsace_moselle: bool = False

    def spans_of(self, weekday: int) -> list[HoursSpan]:
        """Return the spans of a weekday, in order: its own if written, else those of any open day."""
        if weekday in self.by_weekday:
            return self.by_weekday[weekday]
        return self.spans if weekday in self.weekdays else []
