"""An admin who has nothing but numbers at OVH: `deskbot init ovh`, then settings that work."""

import pathlib
import re
import stat
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import ovh
import pytest

from deskbot import settings, wording
from deskbot.desk import public_number
from deskbot.outside import settings_file
from deskbot.outside.ovh import rights
from deskbot.outside.ovh import service as services
from deskbot.sandbox import world as world_module
from deskbot.sandbox.ovh import config as line_config
from deskbot.setup import console as console_module
from deskbot.setup import consumer_keys, init_ovh, progress
from tests import story

ENDPOINT = "deskbot-init-tests"
SIP_LINE, REDIRECT = "+33353010101", "+33353010102"
SAMPLE = wording.shared_folder("config") / "deskbot.toml"
CHAT = {"DESKBOT_CHAT__BOT_TOKEN": "the-bot-token", "DESKBOT_CHAT__COMMAND_TOKEN": "the-command-token"}


class Admin:
    """Answers what is asked, by its word; a validation address that is shown is opened if `validates`."""

    def __init__(self, world: world_module.World, answers: dict[str, Any] | None = None) -> None:
        self.world = world
        # Its own: one admin of the tests changes what another would answer otherwise.
        self.answers = dict(answers or {})
        self.said: list[str] = []
        self.validates = True
        self._words = wording.Wording()

    def say(self, word: str, values: console_module.Values = console_module.NOTHING) -> None:
        self.said.append(self._words.text("init", word).format_map(values))
        if word == "validate" and self.validates:
            self.world.account.validate(str(values["url"]).rpartition("=")[2])

    def ask(
        self, word: str, values: console_module.Values = console_module.NOTHING, *, default: str = ""
    ) -> str:
        return str(self._answer(word, values, default))

    def secret(self, word: str) -> str:
        return str(self._answer(word, {}, ""))

    def agrees(
        self, word: str, values: console_module.Values = console_module.NOTHING, *, default: bool
    ) -> bool:
        return bool(self._answer(word, values, default))

    def _answer(self, word: str, values: console_module.Values, default: Any) -> Any:
        self.said.append(self._words.text("init", word).format_map(values))
        answer = self.answers.get(word, default)
        if isinstance(answer, BaseException):
            raise answer
        return answer(values) if callable(answer) else answer


KEYS = {"application_key": "sandboxAppKey", "application_secret": "sandbox-application-secret"}


@pytest.fixture
def world() -> Iterator[world_module.World]:
    made = world_module.World(
        start=story.at(1, 9),
        users=[],
        channels=[],
        more=[
            line_config.NumberConfig(public_number=SIP_LINE, kind="line", description="Poste de Léa"),
            line_config.NumberConfig(public_number=REDIRECT, kind="redirect", description="Accueil"),
        ],
    )
    made.start()
    yield made
    made.stop()
    ovh.client.ENDPOINTS.pop(ENDPOINT, None)


@pytest.fixture
def wanted(world: world_module.World, tmp_path: pathlib.Path) -> Callable[..., init_ovh.Wanted]:
    def make(**changes: Any) -> init_ovh.Wanted:
        given = {
            "config": tmp_path / "etc" / "deskbot.toml",
            "sample": SAMPLE,
            "endpoint": ENDPOINT,
            "url": f"{world.url}/1.0",
            "calls_per_second": 10_000,
        }
        return init_ovh.Wanted(**{**given, **changes})

    return make


def loaded(wanted: init_ovh.Wanted, monkeypatch: pytest.MonkeyPatch) -> settings.Settings:
    """Read the settings as `deskbot run` would, with the file of secrets in the environment."""
    for name, value in {**CHAT, **settings_file.variables(wanted.environment_file)}.items():
        monkeypatch.setenv(name, value)
    return settings.load(wanted.config)


class TestInit:
    def test_makes_settings_that_load(self, world, wanted, monkeypatch):
        admin = Admin(world, KEYS)

        init_ovh.init(wanted(), environment={}, console=admin)

        chosen = loaded(wanted(), monkeypatch)
        assert {key: (one.number, one.kind.value) for key, one in chosen.desks.items()} == {
            "standard": ("+33353010100", "easyHunting"),
            "accueil": (REDIRECT, "redirect"),
            "poste-de-lea": (SIP_LINE, "line"),
        }
        assert chosen.desks["standard"].voicemail == "+33353010199"

    def test_ends_with_a_key_that_has_exactly_the_rights_needed(self, world, wanted, monkeypatch):
        answers = {**KEYS, "is_desk_line": False, "is_desk_redirect": False}

        init_ovh.init(wanted(), environment={}, console=Admin(world, answers))

        chosen = loaded(wanted(), monkeypatch)
        kept = world.account.credentials[chosen.ovh.consumer_key.get_secret_value()]
        assert kept.status == "validated"
        service = services.Service(
            kind=public_number.Kind.EASY_HUNTING,
            billing_account="deskbot-demo",
            number="0033353010100",
            voicemail="0033353010199",
        )
        assert kept.rules == rights.rights_for([service])

    def test_keeps_the_comments_of_the_sample_and_no_secret(self, world, wanted):
        init_ovh.init(wanted(), environment={}, console=Admin(world, KEYS))

        text = wanted().config.read_text(encoding="utf-8")
        comments = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
        assert [line for line in comments if line not in text] == []
        assert "sandbox-application-secret" not in text
        assert tomllib.loads(text)["ovh"]["application_key"] == "sandboxAppKey"

    def test_keeps_the_secrets_for_their_owner(self, world, wanted):
        init_ovh.init(wanted(), environment={}, console=Admin(world, KEYS))

        file = wanted().environment_file
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert set(settings_file.variables(file)) == {
            "DESKBOT_OVH__APPLICATION_SECRET",
            "DESKBOT_OVH__CONSUMER_KEY",
            "DESKBOT_SECRET",
        }
        assert sorted(path.name for path in file.parent.iterdir()) == ["deskbot.env", "deskbot.toml"]

    def test_takes_the_keys_of_the_environment_and_all_the_numbers(self, world, wanted):
        environment = {init_ovh.KEY: "sandboxAppKey", init_ovh.SECRET: "sandbox-application-secret"}
        admin = Admin(world)

        init_ovh.init(wanted(takes_all=True, wait_s=5), environment=environment, console=admin)

        assert not [said for said in admin.said if said.endswith("?")]
        assert "[desks.accueil]" in wanted().config.read_text(encoding="utf-8")

    def test_shows_no_secret(self, world, wanted):
        admin = Admin(world, KEYS)

        init_ovh.init(wanted(), environment={}, console=admin)

        kept = settings_file.variables(wanted().environment_file)
        assert not any(secret in said for said in admin.said for secret in kept.values())


class TestInitAgain:
    def test_goes_on_with_the_key_that_was_validated_meanwhile(self, world, wanted):
        first = Admin(world, {**KEYS, "press_enter": KeyboardInterrupt()})
        first.validates = False
        with pytest.raises(KeyboardInterrupt):
            init_ovh.init(wanted(), environment={}, console=first)
        kept = progress.load(wanted().config)
        world.account.validate(kept.discovery.url.rpartition("=")[2])
        asked = len(world.account.credentials)

        init_ovh.init(wanted(), environment={}, console=Admin(world))

        # Nothing was asked again but the key to keep.
        assert len(world.account.credentials) == asked + 1
        assert wanted().environment_file.exists()

    def test_does_not_choose_again_what_was_chosen(self, world, wanted):
        first = Admin(world, {**KEYS, "key": lambda values: "bureau"})
        original = first.say

        def say(word: str, values: console_module.Values = console_module.NOTHING) -> None:
            if word == "key_to_keep":
                first.validates = False
                first.answers["press_enter"] = KeyboardInterrupt()
            original(word, values)

        first.say = say  # type: ignore[method-assign]
        first.answers |= {"is_desk_line": False, "is_desk_redirect": False}
        with pytest.raises(KeyboardInterrupt):
            init_ovh.init(wanted(), environment={}, console=first)
        second = Admin(world)

        init_ovh.init(wanted(), environment={}, console=second)

        assert not any("bureau ?" in said for said in second.said)
        assert "[desks.bureau]" in wanted().config.read_text(encoding="utf-8")

    def test_changes_nothing_when_all_is_there(self, world, wanted):
        init_ovh.init(wanted(), environment={}, console=Admin(world, KEYS))
        before = wanted().config.read_bytes(), wanted().environment_file.read_bytes()
        asked = len(world.account.credentials)

        init_ovh.init(wanted(), environment={}, console=Admin(world))

        assert (wanted().config.read_bytes(), wanted().environment_file.read_bytes()) == before
        assert len(world.account.credentials) == asked

    def test_asks_for_the_rights_of_live_events_once_they_are_wanted(self, world, wanted, monkeypatch):
        init_ovh.init(wanted(), environment={}, console=Admin(world, KEYS))
        text = wanted().config.read_text(encoding="utf-8")
        wanted().config.write_text(
            text.replace("live_events = false", "live_events = true"), encoding="utf-8"
        )

        init_ovh.init(wanted(), environment={}, console=Admin(world))

        key = loaded(wanted(), monkeypatch).ovh.consumer_key.get_secret_value()
        token = "/telephony/deskbot-demo/eventToken"
        assert {("GET", token), ("POST", token)} <= set(world.account.credentials[key].rules)

    def test_adds_a_number_and_leaves_the_desks(self, world, wanted):
        answers = {**KEYS, "is_desk_line": False, "is_desk_redirect": False}
        init_ovh.init(wanted(), environment={}, console=Admin(world, answers))
        text = wanted().config.read_text(encoding="utf-8").replace('title = "Standard"', 'title = "le nôtre"')
        wanted().config.write_text(text, encoding="utf-8")
        second = Admin(world, {"look_for_more": True, "is_desk_line": False})

        init_ovh.init(wanted(), environment={}, console=second)

        desks = tomllib.loads(wanted().config.read_text(encoding="utf-8"))["desks"]
        assert desks["standard"]["title"] == "le nôtre"
        assert set(desks) == {"standard", "accueil"}

    def test_replaces_a_desk_only_when_told(self, world, wanted):
        wanted().config.parent.mkdir()
        wanted().config.write_text(SAMPLE.read_text().replace("03 53 01 01 00", "03 53 01 01 77"))
        keys = iter(["standard", "standard", "accueil-2", "poste"])
        agreed = iter([False, True])
        answers = {**KEYS, "key": lambda values: next(keys), "replace": lambda values: next(agreed)}

        init_ovh.init(wanted(), environment={}, console=Admin(world, answers))

        desks = tomllib.loads(wanted().config.read_text(encoding="utf-8"))["desks"]
        assert desks["standard"]["number"] == "03 53 01 01 00"
        assert set(desks) == {"standard", "accueil-2", "poste"}


class TestTrouble:
    def test_waits_no_longer_than_told(self, world, wanted):
        admin = Admin(world, KEYS)
        admin.validates = False

        with pytest.raises(consumer_keys.NotValidated):
            init_ovh.init(wanted(wait_s=0.1), environment={}, console=admin)

        assert not wanted().config.exists()

    def test_writes_nothing_without_a_desk(self, world, wanted):
        none = {f"is_desk_{kind}": False for kind in ("easyHunting", "line", "redirect")}

        with pytest.raises(init_ovh.NoDesk):
            init_ovh.init(wanted(), environment={}, console=Admin(world, {**KEYS, **none}))

        assert not wanted().config.exists()

    def test_asks_for_another_key_when_the_page_is_gone(self, world, wanted):
        admin = Admin(world, KEYS)
        admin.validates = False
        typed = iter(["", "nouvelle", "", ""])

        def press(values: console_module.Values) -> str:
            answer = next(typed)
            admin.validates = admin.validates or bool(answer)
            return answer

        admin.answers["press_enter"] = press

        init_ovh.init(wanted(), environment={}, console=admin)

        addresses = re.findall(r"credentialToken=(\w+)", "\n".join(admin.said))
        assert len(set(addresses)) == len(addresses) >= 3
