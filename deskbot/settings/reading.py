"""The whole of the settings, read from the file and the environment."""

import itertools
import pathlib
import re
import zoneinfo
from typing import Any

import pydantic
import pydantic_core
import pydantic_settings

from deskbot.calls import triage
from deskbot.settings import desks as desks_module
from deskbot.settings import mailbox as mailbox_module
from deskbot.settings import operator, problems, rehearsed, sections, values, whole

STATE_FOLDER = pathlib.Path("var")

_Named = list[str] | sections.OnCall | dict[str, desks_module.Desk]


def _names_in(value: _Named) -> list[str]:
    """List the usernames that a setting refers to."""
    if isinstance(value, sections.OnCall):
        return value.members
    if isinstance(value, list):
        return value
    return list(itertools.chain.from_iterable(desk.people for desk in value.values()))


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
    web: sections.Web
    chat: sections.Chat
    ovh: operator.Ovh
    tolls: operator.Tolls = operator.Tolls()
    mailbox: mailbox_module.Mailbox = mailbox_module.Mailbox()
    sms: operator.Sms = operator.Sms()
    help: dict[triage.Topic, sections.Help] = {}
    speech: sections.Speech = sections.Speech()
    directory: sections.Directory = sections.Directory()
    members: dict[values.Username, sections.Person]
    admins: list[values.Username] = []
    on_call: sections.OnCall = sections.OnCall()
    cards: sections.Cards = sections.Cards()
    duty: sections.Duty = sections.Duty()
    retention: sections.Retention = sections.Retention()
    desks: dict[str, desks_module.Desk] = pydantic.Field(min_length=1)

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

    @pydantic.field_validator("members")
    @classmethod
    def _members_may_be_rung(
        cls, members: dict[str, sections.Person], info: pydantic.ValidationInfo
    ) -> dict[str, sections.Person]:
        """Refuse numbers that calls may not be sent to; `tolls` is read before them."""
        tolls = info.data.get("tolls")
        if tolls is not None:
            whole.refuse(whole.not_allowed(members, allowed=tolls.allowed))
        return members

    @pydantic.field_validator("admins", "on_call", "desks")
    @classmethod
    def _fit_the_rest(cls, value: _Named, info: pydantic.ValidationInfo) -> _Named:
        """Refuse names that are no member's, those of a field at once; `members` is read before them."""
        members = info.data.get("members")
        strangers = whole.strangers(_names_in(value), members=members) if members is not None else ()
        confused = whole.confused_numbers(value) if isinstance(value, dict) else ()
        whole.refuse((*strangers, *confused))
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
        raise problems.MissingFile([problems.Problem(where=str(path), kind="no_such_file")]) from None
    except OSError as problem:
        detail = type(problem).__name__
        raise problems.BadSettings(
            [problems.Problem(where=str(path), kind="not_readable", detail=detail)]
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise problems.BadSettings(
            [problems.Problem(where=str(path), kind="not_toml", detail=str(problem))]
        ) from None
    chosen = build(written)
    # Answers that cannot be used are told with the rest, before anything runs.
    rehearsed.read(chosen.state_folder)
    return chosen


def build(written: dict[str, Any]) -> Settings:
    """Return the settings that `written` and the environment make.

    :raises BadSettings: if anything is wrong, with every problem at once.
    """
    try:
        return Settings(**written)
    except pydantic.ValidationError as problem:
        raise problems.BadSettings([problems.from_pydantic(one) for one in problem.errors()]) from None
    except pydantic_settings.SettingsError as problem:
        raise problems.BadSettings(
            [problems.Problem(where="", kind="environment", detail=str(problem))]
        ) from None
