"""Every setting, read from one TOML file, the environment and a file of secrets; checked as a whole.

The environment wins over the file: `DESKBOT_CHAT__BOT_TOKEN` is `bot_token` of `[chat]`.
"""

import collections.abc
import dataclasses
import datetime as dt
import itertools
import pathlib
import re
import zoneinfo
from typing import Annotated, Any, Self

import pydantic
import pydantic_core
import pydantic_settings

from deskbot.people import member, phone


@dataclasses.dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend: where, and what is wrong (`prompts/fr/setting.md.j2` has the sentence)."""

    where: str
    kind: str
    detail: str = ""


class BadSettings(Exception):
    """The configuration cannot be used; `problems` has every thing to mend."""

    def __init__(self, problems: collections.abc.Sequence[Problem]) -> None:
        super().__init__(", ".join(f"{one.where}: {one.kind}" for one in problems))
        self.problems = tuple(problems)


class MissingFile(BadSettings):
    """There is no configuration file at that place."""


def _as_number(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return phone.parse(value)
    except phone.NotAPhoneNumber:
        raise pydantic_core.PydanticCustomError("not_a_number", "not a phone number") from None


STATE_FOLDER = pathlib.Path("var")

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


class _Section(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _as_address(url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise pydantic_core.PydanticCustomError("not_an_address", "not an http address")
    return url.rstrip("/")


Address = Annotated[str, pydantic.AfterValidator(_as_address)]


# An empty token would be anybody's: what the vendors give is longer.
Secret = Annotated[pydantic.SecretStr, pydantic.Field(min_length=8)]


class Web(_Section):
    """Where deskbot listens, and the address at which the chat finds it."""

    host: str = "127.0.0.1"
    port: int = pydantic.Field(default=8080, ge=0, le=65535)
    callback_url: Address


class Chat(_Section):
    """The Mattermost server."""

    url: Address
    team: str
    bot_token: Secret
    command_token: Secret
    admins_channel: str
    cards_channel: str
    topics: dict[str, str] = {}


class Ovh(_Section):
    """The OVHcloud account; `url` overrides the endpoint's address.

    `ringing_counts`: call records count the seconds of ringing too (facts/ovh.md assumes not).
    """

    endpoint: str = "ovh-eu"
    url: str | None = None
    application_key: str
    application_secret: Secret
    consumer_key: Secret
    ringing_counts: bool = False


class Person(_Section):
    """A member, or a post of the house that can be rung."""

    name: str
    number: RungNumber | None = None
    proved: bool = False
    rings: int = pydantic.Field(default=member.MAX_RINGS, ge=member.MIN_RINGS, le=member.MAX_RINGS)
    account: bool = True


class HoursSpan(_Section):
    """A stretch of the opening day, in local wall time."""

    start: dt.time
    end: dt.time

    @pydantic.model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo or not self.start < self.end:
            raise pydantic_core.PydanticCustomError("bad_span", "not a stretch of a day")
        return self


class Hours(_Section):
    """Opening hours: the spans of each open weekday (0 is Monday), and exceptional closures."""

    spans: list[HoursSpan] = pydantic.Field(
        default=[HoursSpan(start=dt.time(9), end=dt.time(17, 30))], min_length=1
    )
    weekdays: list[Annotated[int, pydantic.Field(ge=0, le=6)]] = pydantic.Field(
        default=[0, 1, 2, 3, 4], min_length=1
    )
    closed: dict[dt.date, str] = {}
    alsace_moselle: bool = False

    @pydantic.field_validator("spans")
    @classmethod
    def _spans_follow(cls, spans: list[HoursSpan]) -> list[HoursSpan]:
        ordered = sorted(spans, key=lambda span: span.start)
        if any(not earlier.end < later.start for earlier, later in itertools.pairwise(ordered)):
            raise pydantic_core.PydanticCustomError("overlapping_spans", "the spans overlap or touch")
        return ordered


class Desk(_Section):
    """A desk: its numbers at OVH, its channel, who stands behind."""

    title: str
    channel: str
    billing_account: str
    number: Number
    voicemail: Number
    second: Username | None = None
    fallback: list[Username] = []
    longest_wait_s: int = pydantic.Field(default=180, ge=30, le=600)
    hours: Hours = Hours()


class OnCall(_Section):
    """Who is told of urgent things, in this order, and the seconds each has to answer."""

    members: list[Username] = []
    delay_s: float = pydantic.Field(default=300, gt=0)


class Speech(_Section):
    """The speech model, by its name, or the folder of one."""

    model: str = "large-v3-turbo"
    folder: pathlib.Path | None = None
    words: list[str] = []


_Named = list[str] | OnCall | dict[str, Desk]


def _names_in(value: _Named) -> list[str]:
    """List the usernames that a setting refers to."""
    if isinstance(value, OnCall):
        return value.members
    if isinstance(value, list):
        return value
    behind = [[*desk.fallback, *([desk.second] if desk.second else [])] for desk in value.values()]
    return list(itertools.chain.from_iterable(behind))


class Settings(pydantic_settings.BaseSettings):
    """Everything an administrator decides."""

    model_config = pydantic_settings.SettingsConfigDict(
        env_prefix="DESKBOT_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    zone: str = "Europe/Paris"
    database_url: str = "sqlite:///var/deskbot.sqlite3"
    state_folder: pathlib.Path = STATE_FOLDER
    secret: pydantic.SecretStr = pydantic.Field(min_length=16)
    clock_url: str | None = None
    poll_s: float = pydantic.Field(default=30, ge=1)
    reconcile_s: float = pydantic.Field(default=60, ge=1)
    trouble_after_s: float = pydantic.Field(default=300, ge=0)
    rules: pathlib.Path | None = None
    web: Web
    chat: Chat
    ovh: Ovh
    speech: Speech = Speech()
    members: dict[Username, Person]
    admins: list[Username] = []
    on_call: OnCall = OnCall()
    desks: dict[str, Desk] = pydantic.Field(min_length=1)

    @pydantic.field_validator("database_url")
    @classmethod
    def _database_is_known(cls, url: str) -> str:
        if not re.fullmatch(r"sqlite:///.+|postgresql(\+psycopg)?://.+", url):
            raise pydantic_core.PydanticCustomError("bad_database", "no such database")
        # The driver that is installed; what people copy from elsewhere often does not name it.
        return re.sub(r"^postgresql://", "postgresql+psycopg://", url)

    @pydantic.field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        if zone not in zoneinfo.available_timezones():
            raise pydantic_core.PydanticCustomError("no_such_zone", "no such zone")
        return zone

    @pydantic.field_validator("admins", "on_call", "desks")
    @classmethod
    def _people_exist(cls, value: _Named, info: pydantic.ValidationInfo) -> _Named:
        """Refuse names that are no member's, those of a field at once; `members` is read before them."""
        members = info.data.get("members")
        unknown = [name for name in _names_in(value) if members is not None and name not in members]
        if unknown:
            names = ", ".join(dict.fromkeys(unknown))
            raise pydantic_core.PydanticCustomError("not_a_member", "not a member", {"names": names})
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[pydantic_settings.BaseSettings],
        init_settings: pydantic_settings.PydanticBaseSettingsSource,
        env_settings: pydantic_settings.PydanticBaseSettingsSource,
        dotenv_settings: pydantic_settings.PydanticBaseSettingsSource,
        file_secret_settings: pydantic_settings.PydanticBaseSettingsSource,
    ) -> tuple[pydantic_settings.PydanticBaseSettingsSource, ...]:
        """Let the environment win over what `load` read from the file."""
        return env_settings, init_settings


def load(path: pathlib.Path) -> Settings:
    """Read the settings of the file at `path` and of the environment.

    :raises MissingFile: if there is no such file.
    :raises BadSettings: if anything is wrong, with every problem at once.
    """
    import tomllib

    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MissingFile([Problem(where=str(path), kind="no_such_file")]) from None
    except OSError as problem:
        detail = type(problem).__name__
        raise BadSettings([Problem(where=str(path), kind="not_readable", detail=detail)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadSettings([Problem(where=str(path), kind="not_toml", detail=str(problem))]) from None
    return build(written)


def build(written: dict[str, Any]) -> Settings:
    """Return the settings that `written` and the environment make.

    :raises BadSettings: if anything is wrong, with every problem at once.
    """
    try:
        return Settings(**written)
    except pydantic.ValidationError as problem:
        raise BadSettings([_problem(one) for one in problem.errors()]) from None
    except pydantic_settings.SettingsError as problem:
        raise BadSettings([Problem(where="", kind="environment", detail=str(problem))]) from None


# What pydantic finds that has a sentence of ours, and what `load` finds itself.
_KNOWN = (
    "missing",
    "extra_forbidden",
    "string_too_short",
    "too_short",
    "not_a_number",
    "not_allowed",
    "bad_database",
    "not_an_address",
    "int_parsing",
    "int_type",
    "float_parsing",
    "float_type",
    "bool_parsing",
    "bool_type",
    "string_type",
    "list_type",
    "dict_type",
    "model_type",
    "time_parsing",
    "date_from_datetime_parsing",
    "greater_than",
    "greater_than_equal",
    "less_than_equal",
    "no_such_zone",
    "not_a_member",
    "bad_span",
    "overlapping_spans",
)
KINDS = (*_KNOWN, "no_such_file", "not_readable", "not_toml", "environment", "other")


def _problem(found: Any) -> Problem:
    where = ".".join(str(part) for part in found["loc"] if not str(part).startswith("function-"))
    context = found.get("ctx", {})
    # A secret is "a value", whose length is counted as that of a list.
    is_secret = found["type"] == "too_short" and context.get("field_type") == "Value"
    kind = "string_too_short" if is_secret else found["type"]
    if kind in _KNOWN:
        return Problem(where=where, kind=kind, detail=context.get("names", ""))
    # The library's own words, in English, for what an administrator seldom gets wrong.
    return Problem(where=where, kind="other", detail=str(found["msg"]))
