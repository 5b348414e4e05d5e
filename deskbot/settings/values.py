"""What a setting is read as: numbers, names, addresses, times, secrets."""

import datetime as dt
import re
from typing import Annotated

import pydantic
import pydantic_core

from deskbot.people import phone


def _as_number(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return phone.parse(value)
    except phone.NotAPhoneNumber:
        raise pydantic_core.PydanticCustomError("not_a_number", "not a phone number") from None


Number = Annotated[str, pydantic.BeforeValidator(_as_number)]


def _may_be_rung(number: str) -> str:
    # Redirecting to premium numbers is forbidden by law (facts/ovh.md, "Numbers").
    if not phone.is_allowed(number):
        raise pydantic_core.PydanticCustomError("not_allowed", "calls may not be forwarded there")
    return number


RungNumber = Annotated[Number, pydantic.AfterValidator(_may_be_rung)]


def _as_username(written: str) -> str:
    # The chat's usernames are lower case; people write them as they like.
    return written.strip().removeprefix("@").lower()


Username = Annotated[str, pydantic.AfterValidator(_as_username)]


def _as_address(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise pydantic_core.PydanticCustomError("not_an_address", "not an http address")
    return url.rstrip("/")


Address = Annotated[str, pydantic.AfterValidator(_as_address)]


# An empty token would be anybody's: what the vendors give is longer.
Secret = Annotated[pydantic.SecretStr, pydantic.Field(min_length=8)]


def _without_zone(time: dt.time) -> dt.time:
    if time.tzinfo is not None:
        raise pydantic_core.PydanticCustomError("zoned_time", "not a local time")
    return time


# On the wall of the desk: the zone is a setting of its own.
LocalTime = Annotated[dt.time, pydantic.AfterValidator(_without_zone)]
