"""Every setting, read from one TOML file, the environment and a file of secrets; checked as a whole.

The environment wins over the file: `DESKBOT_CHAT__BOT_TOKEN` is `bot_token` of `[chat]`.
"""

import collections.abc
import dataclasses
import datetime as dt
import pathlib
import zoneinfo
from typing import Annotated, Any, Self

import pydantic
import pydantic_core
import pydantic_settings

from deskbot.people import phone


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


Number = Annotated[str, pydantic.BeforeValidator(_as_number)]


class _Section(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Web(_Section):
    """Where deskbot listens, and the address at which the chat finds it."""

    host: str = "127.0.0.1"
    port: int = pydantic.Field(default=8080, ge=0, le=65535)
    callback_url: str


class Chat(_Section):
    """The Mattermost server."""

    url: str
    team: str
    bot_token: pydantic.SecretStr
    command_token: pydantic.SecretStr
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
    application_secret: pydantic.SecretStr
    consumer_key: pydantic.SecretStr
    ringing_counts: bool = False


class Person(_Section):
    """A member, or a post of the house that can be rung."""

    name: str
    number: Number | None = None
    proved: bool = False
    rings: int = pydantic.Field(default=4, ge=1, le=4)


class HoursSpan(_Section):
    """A stretch of the opening day, in local wall time."""

    start: dt.time
    end: dt.time


class Hours(_Section):
    """Opening hours: the spans of each open weekday (0 is Monday), and exceptional closures."""

    spans: list[HoursSpan] = [HoursSpan(start=dt.time(9), end=dt.time(17, 30))]
    weekdays: list[Annotated[int, pydantic.Field(ge=0, le=6)]] = [0, 1, 2, 3, 4]
    closed: dict[dt.date, str] = {}
    alsace_moselle: bool = False


class Desk(_Section):
    """A desk: its numbers at OVH, its channel, who stands behind."""

    title: str
    channel: str
    billing_account: str
    number: Number
    voicemail: Number
    second: str | None = None
    fallback: list[str] = []
    longest_wait_s: int = pydantic.Field(default=180, ge=30, le=600)
    hours: Hours = Hours()


class OnCall(_Section):
    """Who is told of urgent things, in this order, and the seconds each has to answer."""

    members: list[str] = []
    delay_s: float = pydantic.Field(default=300, gt=0)


class Speech(_Section):
    """The speech model, by its name, or the folder of one."""

    model: str = "large-v3-turbo"
    folder: pathlib.Path | None = None
    words: list[str] = []


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
    state_folder: pathlib.Path = pathlib.Path("var")
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
    members: dict[str, Person]
    admins: list[str] = []
    on_call: OnCall = OnCall()
    desks: dict[str, Desk] = pydantic.Field(min_length=1)

    @pydantic.field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        if zone not in zoneinfo.available_timezones():
            raise pydantic_core.PydanticCustomError("no_such_zone", "no such zone")
        return zone

    @pydantic.model_validator(mode="after")
    def _people_exist(self) -> Self:
        """Refuse a name that is no member's, all at once."""
        named = [("admins", name) for name in self.admins]
        named += [("on_call.members", name) for name in self.on_call.members]
        for key, desk in self.desks.items():
            behind = [*desk.fallback, *([desk.second] if desk.second else [])]
            named += [(f"desks.{key}", name) for name in behind]
        unknown = [f"{where}: {name}" for where, name in named if name not in self.members]
        if unknown:
            names = ", ".join(unknown)
            raise pydantic_core.PydanticCustomError("not_a_member", "not a member", {"names": names})
        return self

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


_KNOWN = (
    "missing",
    "extra_forbidden",
    "string_too_short",
    "too_short",
    "not_a_number",
    "no_such_zone",
    "not_a_member",
)


def _problem(found: Any) -> Problem:
    where = ".".join(str(part) for part in found["loc"] if not str(part).startswith("function-"))
    if found["type"] in _KNOWN:
        names = found.get("ctx", {}).get("names", "")
        return Problem(where=where, kind=found["type"], detail=names)
    # The library's own words, in English, for what an administrator seldom gets wrong.
    return Problem(where=where, kind="other", detail=str(found["msg"]))
