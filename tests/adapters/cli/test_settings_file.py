"""The files that `deskbot init ovh` writes, on a real disk."""

import stat
import tomllib

import pytest

from deskbot import wording
from deskbot.outside import settings_file

SAMPLE = (wording.shared_folder("config") / "deskbot.toml").read_text(encoding="utf-8")


class TestSettingsFile:
    def test_gives_a_text_back_as_it_was(self):
        assert settings_file.SettingsFile(SAMPLE).text == SAMPLE

    def test_changes_nothing_but_what_it_is_told(self):
        file = settings_file.SettingsFile(SAMPLE)

        file.set_in("ovh", {"application_key": "the-key", "url": "http://127.0.0.1/1.0"})
        file.set_desk("standard", {"number": "03 53 01 01 01"})

        changed = [
            (old, new)
            for old, new in zip(SAMPLE.splitlines(), file.text.splitlines(), strict=True)
            if old != new
        ]
        assert [new for _, new in changed] == [
            'url = "http://127.0.0.1/1.0"',
            'application_key = "the-key"',
            'number = "03 53 01 01 01"',
        ]

    def test_renames_a_desk_with_all_that_is_under_it(self):
        file = settings_file.SettingsFile(SAMPLE)

        file.rename_desk("standard", "accueil")

        before, after = (tomllib.loads(text)["desks"] for text in (SAMPLE, file.text))
        assert after == {"accueil": before["standard"]}

    def test_adds_desks_at_the_end(self):
        file = settings_file.SettingsFile(SAMPLE)

        file.set_desk("autre", {"title": "L'autre", "channel": "autre"})
        file.set_desk("autre", {"title": "L'autre bureau"})

        assert file.text.startswith(SAMPLE)
        assert tomllib.loads(file.text)["desks"]["autre"] == {"title": "L'autre bureau", "channel": "autre"}

    def test_makes_a_section(self):
        file = settings_file.SettingsFile("poll_s = 30\n")

        file.set_in("ovh", {"endpoint": "ovh-eu"})

        assert tomllib.loads(file.text) == {"poll_s": 30, "ovh": {"endpoint": "ovh-eu"}}

    @pytest.mark.parametrize("text", ["[ovh", "= 3"])
    def test_refuses_what_is_no_toml(self, text):
        with pytest.raises(settings_file.NotSettings):
            settings_file.SettingsFile(text)

    def test_is_written_whole_and_keeps_the_mode(self, tmp_path):
        path = tmp_path / "deskbot.toml"
        path.write_text("a = 1\n")
        path.chmod(0o640)
        file = settings_file.read(path)
        assert file is not None
        file.set_in("ovh", {"endpoint": "ovh-eu"})

        file.save(path)

        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert list(tmp_path.iterdir()) == [path]

    def test_is_none_without_a_file(self, tmp_path):
        assert settings_file.read(tmp_path / "nowhere.toml") is None


class TestSetVariables:
    def test_is_for_the_owner_only(self, tmp_path):
        path = tmp_path / "deskbot.env"

        settings_file.set_variables(path, {"DESKBOT_SECRET": "s3cret_-"})

        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text() == "DESKBOT_SECRET=s3cret_-\n"

    def test_keeps_the_other_lines_in_their_place(self, tmp_path):
        path = tmp_path / "deskbot.env"
        path.write_text(
            "# le chat\nexport DESKBOT_CHAT__BOT_TOKEN='token'\nDESKBOT_SECRET=old\nDESKBOT_SECRET=older\n"
        )

        settings_file.set_variables(path, {"DESKBOT_SECRET": "new", "DESKBOT_OTHER": "1"})

        assert path.read_text().splitlines() == [
            "# le chat",
            "export DESKBOT_CHAT__BOT_TOKEN='token'",
            "DESKBOT_SECRET=new",
            "DESKBOT_OTHER=1",
        ]
        assert settings_file.variables(path)["DESKBOT_CHAT__BOT_TOKEN"] == "token"

    @pytest.mark.parametrize("value", ["a b", "a\nb", "$(id)", "a'b"])
    def test_refuses_what_a_shell_would_read_otherwise(self, tmp_path, value):
        with pytest.raises(settings_file.NotAPlainValue):
            settings_file.set_variables(tmp_path / "deskbot.env", {"DESKBOT_SECRET": value})

        assert list(tmp_path.iterdir()) == []
