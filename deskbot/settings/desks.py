"""A desk: its numbers, who holds it and who stands behind, how it is opened and answered."""

import itertools
from typing import Any, Self

import pydantic
import pydantic_core

from deskbot.desk import public_number
from deskbot.settings import hours as hours_module
from deskbot.settings import section, values


class Takers(section.Section):
    """Who may take turns: everybody of the team, or the members of some channels and some by name."""

    everybody: bool = True
    channels: list[str] = pydantic.Field(default=[])
    members: list[values.Username] = pydantic.Field(default=[])

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


class OtherNumber(section.Section):
    """A number that callers dial too; its billing account is the desk's unless it is written."""

    number: values.Number
    kind: public_number.Kind = public_number.Kind.EASY_HUNTING
    billing_account: str | None = None


class Profile(section.Section):
    """A named way of answering: who rings while it is in force, in this order; nobody: the voicemail."""

    title: str
    rings: list[values.Username] = pydantic.Field(default=[])


class Greeting(section.Section):
    """What the recorded greetings of the voicemail say, word for word: kept to be compared with the hours."""

    text: str = ""
    temporary_text: str = ""


class Desk(section.Section):
    """A desk: its numbers at OVH, its channel, who holds it and who stands behind.

    `blocked`: the callers refused by the line. `most_waiting`: how many callers may wait at once.
    `click_to_call_line`: the SIP line of the same billing account whose telephone calls people back.
    `instructions`: what whoever comes on duty must know, in Markdown, sent at each hand-over.
    """

    title: str
    channel: str
    billing_account: str
    number: values.Number
    kind: public_number.Kind = public_number.Kind.EASY_HUNTING
    voicemail: values.Number
    other_numbers: list[OtherNumber] = pydantic.Field(default=[])
    blocked: list[values.Number] = pydantic.Field(default=[], repr=False)
    most_waiting: int = pydantic.Field(default=10, ge=1, le=100)
    click_to_call_line: values.Number | None = None
    second: values.Username | None = None
    fallback: list[values.Username] = pydantic.Field(default=[])
    longest_wait_s: int = pydantic.Field(default=180, ge=30, le=600)
    takers: Takers = Takers()
    instructions: str = ""
    profiles: dict[values.ProfileName, Profile] = pydantic.Field(default={})
    greeting: Greeting = Greeting()
    hours: hours_module.Hours = hours_module.Hours()

    @property
    def numbers(self) -> tuple[OtherNumber, ...]:
        """Every number of the desk with its billing account, the one that people know first."""
        first = OtherNumber(number=self.number, kind=self.kind)
        return tuple(
            each.model_copy(update={"billing_account": each.billing_account or self.billing_account})
            for each in (first, *self.other_numbers)
        )

    @property
    def people(self) -> tuple[str, ...]:
        """Every username that stands behind the desk."""
        seconds = [self.second] if self.second else []
        named = itertools.chain.from_iterable(one.rings for one in self.profiles.values())
        return (*self.fallback, *seconds, *named)
