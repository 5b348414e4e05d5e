"""`deskbot init ovh` at a terminal."""

import os
import threading
from collections.abc import Iterator
from typing import Any

import ovh
import pytest
import typer.testing

from deskbot import cli
from deskbot.setup import init_ovh
from tests import story

ENDPOINT = "deskbot-init-cli-tests"
SECRET = "sandbox-application-secret"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DESKBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DESKBOT_OVH__CALLS_PER_SECOND", "10000")


@pytest.fixture
def validating(day: story.Story) -> Iterator[None]:
    """Somebody who validates each key as soon as it is asked for."""
    done = threading.Event()
    account = day.world.account

    def validate() -> None:
        while not done.wait(0.02):
            with account.lock:
                waiting = [one for one in account.credentials.values() if one.status == "pendingValidation"]
            for one in waiting:
                account.validate(one.validation_token)

    somebody = threading.Thread(target=validate)
    somebody.start()
    yield
    done.set()
    somebody.join()
    ovh.client.ENDPOINTS.pop(ENDPOINT, None)


def init(day: story.Story, tmp_path: Any, *options: str, typed: str = "") -> Any:
    config = str(tmp_path / "deskbot.toml")
    given = ["init", "ovh", "--config", config, "--endpoint", ENDPOINT, "--url", f"{day.world.url}/1.0"]
    return typer.testing.CliRunner().invoke(cli.app, [*given, *options], input=typed)


class TestInitOvh:
    def test_asks_and_writes(self, day, tmp_path, validating):
        keys = f"sandboxAppKey\n{SECRET}\n"

        # The number, its name, its title, its channel; then the line of the voicemail, which is no desk.
        done = init(day, tmp_path, "--wait-s", "20", typed=f"{keys}\n\nle standard\n\n\n")

        assert done.exit_code == 0, done.output
        assert SECRET not in done.output
        assert "deskbot doctor ovh --config" in done.output
        written = (tmp_path / "deskbot.toml").read_text(encoding="utf-8")
        assert 'title = "le standard"' in written
        assert SECRET in (tmp_path / "deskbot.env").read_text()

    def test_asks_nothing_with_yes(self, day, tmp_path, validating, monkeypatch):
        monkeypatch.setenv(init_ovh.KEY, "sandboxAppKey")
        monkeypatch.setenv(init_ovh.SECRET, SECRET)

        done = init(day, tmp_path, "--yes", "--wait-s", "20")

        assert done.exit_code == 0, done.output
        assert (tmp_path / "deskbot.toml").exists()

    def test_says_that_the_key_is_not_right(self, day, tmp_path):
        done = init(day, tmp_path, "--wait-s", "1", typed="another\nanother\n")

        assert done.exit_code == 1
        assert "OVH dit non" in done.output

    def test_says_how_to_go_on_when_nobody_validates(self, day, tmp_path):
        done = init(day, tmp_path, "--wait-s", "0.1", typed=f"sandboxAppKey\n{SECRET}\n")

        assert done.exit_code == 1
        assert "Relancez la même commande" in done.output

    def test_says_that_the_settings_cannot_be_read(self, day, tmp_path):
        (tmp_path / "deskbot.toml").write_text("[ovh", encoding="utf-8")

        done = init(day, tmp_path)

        assert done.exit_code == 2
        assert "ne se lit pas" in done.output

    def test_stops_when_the_input_ends(self, day, tmp_path):
        done = init(day, tmp_path, typed="sandboxAppKey\n")

        assert done.exit_code == 1
        assert "Arrêté." in done.output
