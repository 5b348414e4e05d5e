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


def _as_username(written: str) -> str:
    # The chat's usernames are lower case; people write them as they like.
    return written.strip().removeprefix("@").lower()


Username = Annotated[str, pydantic.AfterValidator(_as_username)]


# Words that are typed where a profile's name may stand, and mean something else there.
_RESERVED_NAMES = ("fin", "normal")


def _as_profile_name(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", written):
        raise pydantic_core.PydanticCustomError("bad_name", "not a name that can be typed")
    if written in _RESERVED_NAMES:
        raise pydantic_core.PydanticCustomError("reserved_name", "this word ends a profile")
    return written


ProfileName = Annotated[str, pydantic.AfterValidator(_as_profile_name)]


def _as_country(written: str) -> str:
    code = written.strip().upper()
    if code not in phone.COUNTRIES:
        raise pydantic_core.PydanticCustomError("no_such_country", "no such country")
    return code


Country = Annotated[str, pydantic.AfterValidator(_as_country)]


def _as_address(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise pydantic_core.PydanticCustomError("not_an_address", "not an http address")
    return url.rstrip("/")


Address = Annotated[str, pydantic.AfterValidator(_as_address)]


def _as_link(written: str) -> str:
    return written if re.fullmatch(r"mailto:[^\s<>()\[\]@]+@[\w.-]+", written) else _as_address(written)


# What people may be sent: a page, or an address to write to.
Link = Annotated[str, pydantic.AfterValidator(_as_link)]


# An empty token would be anybody's: what the vendors give is longer.
Secret = Annotated[pydantic.SecretStr, pydantic.Field(min_length=8)]


def _without_zone(time: dt.time) -> dt.time:
    if time.tzinfo is not None:
        raise pydantic_core.PydanticCustomError("zoned_time", "not a local time")
    return time


# On the wall of the desk: the zone is a setting of its own.
LocalTime = Annotated[dt.time, pydantic.AfterValidator(_without_zone)]
