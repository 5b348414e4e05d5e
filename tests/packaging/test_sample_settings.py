"""The sample configuration tells every setting, with the default that the code has."""

import pathlib
import re
import tomllib
import typing

import pydantic
import pytest

from deskbot import settings

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "config" / "deskbot.toml"
# What an administrator must replace: an example here, no default of the code.
EXAMPLES = ("web.callback_url", "chat.topics", "help", "admins", "on_call", "members", "desks")
SECRETS = {
    "DESKBOT_SECRET": "sixteen characters at least",
    "DESKBOT_CHAT__BOT_TOKEN": "the-bot-token",
    "DESKBOT_CHAT__COMMAND_TOKEN": "the-command-token",
    "DESKBOT_OVH__APPLICATION_SECRET": "the-application-secret",
    "DESKBOT_OVH__CONSUMER_KEY": "the-consumer-key",
}


@pytest.fixture
def with_secrets(monkeypatch):
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def everything_written() -> dict[str, typing.Any]:
    """Return the sample with its optional settings taken out of their comments."""
    text = SAMPLE.read_text(encoding="utf-8")
    return tomllib.loads(re.sub(r"(?m)^#(?=\w+ = )", "", text))


def settings_in(model: type[pydantic.BaseModel], written: dict[str, typing.Any], *, at: str = ""):
    """Yield each field of `model`: its dotted name, itself, and what is written for it (None: nothing)."""
    for name, field in model.model_fields.items():
        value = written.get(name)
        yield f"{at}{name}", field, value
        inner = section_of(field.annotation)
        if inner is None or value is None:
            continue
        if typing.get_origin(field.annotation) is dict:
            value = {key: one for entry in value.values() for key, one in entry.items()}
        if isinstance(value, list):
            value = value[0]
        yield from settings_in(inner, value, at=f"{at}{name}.")


def section_of(annotation: typing.Any) -> type[pydantic.BaseModel] | None:
    for kind in (annotation, *typing.get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, pydantic.BaseModel):
            return kind
    return None


class TestSampleSettings:
    def test_load_with_the_secrets_from_the_environment(self, with_secrets):
        chosen = settings.load(SAMPLE)

        assert chosen.desks["standard"].number == "+33353010100"
        assert chosen.chat.bot_token.get_secret_value() == "the-bot-token"

    def test_hold_no_secret(self):
        written = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))

        with pytest.raises(settings.BadSettings) as refused:
            settings.build(written)

        assert {problem.where for problem in refused.value.problems} == {
            "secret",
            "chat.bot_token",
            "chat.command_token",
            "ovh.application_secret",
            "ovh.consumer_key",
        }

    def test_name_every_setting(self):
        told = list(settings_in(settings.Settings, everything_written()))

        assert [name for name, _, value in told if value is None] == []

    def test_close_and_open_the_days_that_they_list(self, with_secrets):
        found = settings.load(SAMPLE).desks["standard"]

        assert [closure.if_taken for closure in found.hours.closures] == [True, False]
        assert len(found.hours.closed) == 2
        assert not found.takers.everybody

    def test_load_with_everything_written(self, with_secrets):
        assert settings.build(everything_written()).rules is not None

    def test_say_the_defaults_of_the_code(self):
        written = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
        told = {
            name: (field.get_default(), value)
            for name, field, value in settings_in(settings.Settings, written)
            if value is not None and not field.is_required() and not name.startswith(EXAMPLES)
        }

        different = {
            name: pair
            for name, pair in told.items()
            if section_of(type(pair[0])) is None and str(pair[0]) != str(pair[1])
        }

        assert different == {}

    def test_say_the_assumptions_of_the_code_where_they_are_commented(self, with_secrets):
        written = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
        told = settings.build(everything_written()).ovh.assumptions

        # Written for good, they would hide what the rehearsal finds.
        assert written["ovh"]["assumptions"] == {}
        assert told == settings.Assumptions()

    def test_give_a_desk_ways_of_answering_and_other_numbers(self, with_secrets):
        desk = settings.build(everything_written()).desks["standard"]

        assert {name: one.rings for name, one in desk.profiles.items()} == {
            "dejeuner": ["bureau"],
            "reunion": [],
        }
        assert [one.billing_account for one in desk.numbers] == ["ab12345-ovh-1", "ab12345-ovh-2"]
