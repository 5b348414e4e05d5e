"""The sections of the file."""

import datetime as dt
import itertools
import pathlib
from typing import Annotated, Any, Self

import pydantic
import pydantic_core

from deskbot.people import member
from deskbot.settings import values


class Section(pydantic.BaseModel):
    """A section of the file: no other name than its own goes in it."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Web(Section):
    """Where deskbot listens, the address at which the chat finds it, and that at which browsers do."""

    host: str = "127.0.0.1"
    port: int = pydantic.Field(default=8080, ge=0, le=65535)
    callback_url: values.Address
    public_url: values.Address | None = None

    @property
    def address_for_people(self) -> str:
        """The address to give to people: the planning page and the calendar feeds are behind it."""
        return self.public_url or self.callback_url


class Chat(Section):
    """The Mattermost server."""

    url: values.Address
    team: str
    bot_token: values.Secret
    command_token: values.Secret
    admins_channel: str
    cards_channel: str
    topics: dict[str, str] = {}


class Ovh(Section):
    """The OVHcloud account; `url` overrides the endpoint's address.

    `ringing_counts`: call records count the seconds of ringing too (facts/ovh.md assumes not).
    """

    endpoint: str = "ovh-eu"
    url: str | None = None
    application_key: str
    application_secret: values.Secret
    consumer_key: values.Secret
    ringing_counts: bool = False


class Person(Section):
    """A member, or a post of the house that can be rung."""

    name: str
    number: values.RungNumber | None = None
    proved: bool = False
    rings: int = pydantic.Field(default=member.MAX_RINGS, ge=member.MIN_RINGS, le=member.MAX_RINGS)
    account: bool = True
    accepted: bool = False


class OnCall(Section):
    """Who is told of urgent things, in this order, and the seconds each has to answer."""

    members: list[values.Username] = []
    delay_s: float = pydantic.Field(default=300, gt=0)


class Speech(Section):
    """The speech model, by its name, or the folder of one."""

    model: str = "large-v3-turbo"
    folder: pathlib.Path | None = None
    words: list[str] = []


_Positive = Annotated[float, pydantic.Field(gt=0)]


class Duty(Section):
    """The life of a turn: when it is confirmed, announced, told to the next and counted."""

    confirm_before_h: _Positive = 48
    warn_before_h: list[_Positive] = pydantic.Field(default=[24, 1], validate_default=True)
    gaps_ahead_days: list[Annotated[int, pydantic.Field(gt=0)]] = [7, 2]
    gaps_at: values.LocalTime = dt.time(10)
    week_post_weekday: int = pydantic.Field(default=4, ge=0, le=6)
    week_post_at: values.LocalTime = dt.time(16)
    month_post_at: values.LocalTime = dt.time(9)
    directory_s: float = pydantic.Field(default=600, ge=10)
    norm_h: list[_Positive] = [2, 3]
    promised_days: int = pydantic.Field(default=5, ge=1, le=7)
    promised_h: float = pydantic.Field(default=7, gt=0, le=24)
    confidentiality_url: values.Address | None = None

    @pydantic.field_validator("warn_before_h", "gaps_ahead_days")
    @classmethod
    def _nearer_and_nearer(cls, ahead: list[float]) -> list[float]:
        if any(not earlier > later for earlier, later in itertools.pairwise(ahead)):
            raise pydantic_core.PydanticCustomError("not_nearer", "not from the furthest to the nearest")
        return ahead

    @pydantic.field_validator("warn_before_h")
    @classmethod
    def _warned_once_asked(cls, warned: list[float], info: pydantic.ValidationInfo) -> list[float]:
        asked = info.data.get("confirm_before_h")
        if asked is not None and any(hours >= asked for hours in warned):
            raise pydantic_core.PydanticCustomError("warned_too_soon", "warned before anybody was asked")
        return warned

    @pydantic.field_validator("norm_h")
    @classmethod
    def _from_least_to_most(cls, norm: list[float]) -> list[float]:
        if len(norm) != 2 or norm[0] > norm[1]:
            raise pydantic_core.PydanticCustomError("not_a_range", "not a least and a most")
        return norm


class HoursSpan(Section):
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


class Closure(Section):
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


class Hours(Section):
    """Opening hours: the spans of each weekday (0 is Monday), and the closures known in advance."""

    spans: Spans = pydantic.Field(default=[HoursSpan(start=dt.time(9), end=dt.time(17, 30))], min_length=1)
    weekdays: list[Weekday] = pydantic.Field(default=[0, 1, 2, 3, 4], min_length=1)
    by_weekday: dict[Weekday, Spans] = {}
    closures: list[Closure] = []
    closed: dict[dt.date, str] = {}
    alsace_moselle: bool = False

    def spans_of(self, weekday: int) -> list[HoursSpan]:
        """Return the spans of a weekday, in order: its own if written, else those of any open day."""
        if weekday in self.by_weekday:
            return self.by_weekday[weekday]
        return self.spans if weekday in self.weekdays else []


class Takers(Section):
    """Who may take turns: everybody of the team, or the members of some channels and some by name."""

    everybody: bool = True
    channels: list[str] = []
    members: list[values.Username] = []

    @pydantic.model_validator(mode="before")
    @classmethod
    def _everybody_unless_some(cls, written: Any) -> Any:
        if isinstance(written, dict) and "everybody" not in written:
            return {**written, "everybody": not (written.get("channels") or written.get("members"))}
        return written

    @pydantic.model_validator(mode="after")
    def _everybody_or_some(self) -> Self:
        if self.everybody and (self.channels or self.members):
            raise pydantic_core.PydanticCustomError("everybody_and_some", "everybody, and yet some")
        if not (self.everybody or self.channels or self.members):
            raise pydantic_core.PydanticCustomError("nobody_takes", "nobody may take a turn")
        return self


class Desk(Section):
    """A desk: its numbers at OVH, its channel, who holds it and who stands behind.

    `instructions`: what whoever comes on duty must know, in Markdown, sent at each hand-over.
    """

    title: str
    channel: str
    billing_account: str
    number: values.Number
    voicemail: values.Number
    second: values.Username | None = None
    fallback: list[values.Username] = []
    longest_wait_s: int = pydantic.Field(default=180, ge=30, le=600)
    takers: Takers = Takers()
    instructions: str = ""
    hours: Hours = Hours()
