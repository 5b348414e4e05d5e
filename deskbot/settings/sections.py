"""The sections of the file, but for the desks and the operator."""

import datetime as dt
import itertools
import pathlib
from typing import Annotated, Literal

import pydantic
import pydantic_core

from deskbot.calls import triage
from deskbot.people import member
from deskbot.settings import section, values


class Web(section.Section):
    """Where deskbot listens, the address at which the chat finds it, and that at which browsers do."""

    host: str = "127.0.0.1"
    port: int = pydantic.Field(default=8080, ge=0, le=65535)
    callback_url: values.Address
    public_url: values.Address | None = None

    @property
    def address_for_people(self) -> str:
        """The address to give to people: the planning page and the calendar feeds are behind it."""
        return self.public_url or self.callback_url


class Chat(section.Section):
    """The Mattermost server."""

    url: values.Address
    team: str
    bot_token: values.Secret
    command_token: values.Secret
    admins_channel: str
    cards_channel: str
    recordings: Literal["channel", "link"] = "channel"
    topics: dict[triage.Topic, str] = pydantic.Field(default={})


class HelpCase(section.Section):
    """What cards of a topic say instead where one of `words` begins a word of what was said."""

    words: list[Annotated[str, pydantic.StringConstraints(strip_whitespace=True, min_length=1)]] = (
        pydantic.Field(min_length=1)
    )
    question: str = ""
    link: values.Link | None = None
    label: str = ""


class Help(section.Section):
    """What cards of a topic say: the rule that answers a question, what to send, who is at the premises."""

    question: str = ""
    link: values.Link | None = None
    label: str = ""
    premises: bool = False
    cases: list[HelpCase] = pydantic.Field(default=[])


class Person(section.Section):
    """A member, or a post of the house that can be rung."""

    name: str
    number: values.Number | None = pydantic.Field(default=None, repr=False)
    proved: bool = False
    rings: int = pydantic.Field(default=member.MAX_RINGS, ge=member.MIN_RINGS, le=member.MAX_RINGS)
    account: bool = True
    accepted: bool = False


class OnCall(section.Section):
    """Who is told of urgent things, in this order, and the seconds each has to answer."""

    members: list[values.Username] = pydantic.Field(default=[])
    delay_s: float = pydantic.Field(default=300, gt=0)


class Cards(section.Section):
    """What people are reminded of about cards, in opening hours, and what a desk's day is told by."""

    remind_taken_h: float = pydantic.Field(default=2, gt=0)
    remind_open_h: float = pydantic.Field(default=0.5, gt=0)
    old_days: int = pydantic.Field(default=7, ge=1)
    list_at_opening: bool = True
    sum_up_at_closing: bool = True


class Directory(section.Section):
    """The organisation's address book: a CSV or vCard file, read again when it changes."""

    file: pathlib.Path | None = None


class Speech(section.Section):
    """The speech model, by its name, or the folder of one."""

    model: str = "large-v3-turbo"
    folder: pathlib.Path | None = None
    words: list[str] = pydantic.Field(default=[])


_Positive = Annotated[float, pydantic.Field(gt=0)]


class Duty(section.Section):
    """The life of a turn: when it is confirmed, announced, told to the next and counted."""

    confirm_before_h: _Positive = 48
    warn_before_h: list[_Positive] = pydantic.Field(default=[24, 1], validate_default=True)
    gaps_ahead_days: list[Annotated[int, pydantic.Field(gt=0)]] = pydantic.Field(default=[7, 2])
    gaps_at: values.LocalTime = dt.time(10)
    week_post_weekday: int = pydantic.Field(default=4, ge=0, le=6)
    week_post_at: values.LocalTime = dt.time(16)
    month_post_at: values.LocalTime = dt.time(9)
    directory_s: float = pydantic.Field(default=600, ge=10)
    norm_h: list[_Positive] = pydantic.Field(default=[2, 3])
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


_Days = Annotated[int, pydantic.Field(ge=1)]
# The buttons under a message work for so long (`outside/mattermost`), and need it to be known.
_BUTTON_DAYS = 60


class Retention(section.Section):
    """How many days what is personal is kept, kind by kind, and when what is older goes."""

    recordings_days: _Days = 90
    cards_days: _Days = 180
    calls_days: _Days = 180
    sources_days: _Days = 62
    seen_days: _Days = 400
    messages_days: int = pydantic.Field(default=90, ge=_BUTTON_DAYS)
    alerts_days: _Days = 180
    texts_days: int = pydantic.Field(default=2, ge=2)
    questions_days: _Days = 365
    lines_days: _Days = 365
    journal_days: _Days = 1095
    members_days: _Days = 30
    workflows_days: _Days = 1
    backups_days: _Days | None = None
    delete_posts: bool = True
    purge_at: values.LocalTime = dt.time(3, 30)

    @pydantic.model_validator(mode="after")
    def _what_is_needed_is_kept(self) -> "Retention":
        """Refuse a sound without its card, and names forgotten before what was told under them."""
        if self.recordings_days > self.cards_days:
            raise pydantic_core.PydanticCustomError("sound_without_card", "kept longer than its card")
        if self.sources_days > self.seen_days:
            raise pydantic_core.PydanticCustomError("source_without_name", "kept longer than its name")
        return self
