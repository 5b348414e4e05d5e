"""The answers of the rehearsal: kept in a file of their own, read with care."""

import pytest

from deskbot import settings
from deskbot.settings import rehearsed

ANSWERS = {"service_pair_rules": True, "put_leaves_the_rest": False, "mobile_voicemail_after_s": 25}


def kept(folder, content: bytes) -> None:
    (folder / rehearsed.FILE_NAME).write_bytes(content)


def problems(folder) -> list[tuple[str, str]]:
    with pytest.raises(settings.BadSettings) as refused:
        rehearsed.read(folder)
    return [(one.where.removeprefix(str(folder)), one.kind) for one in refused.value.problems]


class TestRead:
    def test_finds_nothing_without_a_file_or_a_folder(self, tmp_path):
        assert rehearsed.read(tmp_path) == {}
        assert rehearsed.read(tmp_path / "nowhere") == {}

    def test_finds_nothing_in_an_empty_file(self, tmp_path):
        kept(tmp_path, b"")

        assert rehearsed.read(tmp_path) == {}

    def test_finds_what_was_written(self, tmp_path):
        rehearsed.write(tmp_path, ANSWERS)

        assert rehearsed.read(tmp_path) == ANSWERS

    def test_refuses_unknown_names_and_wrong_values_all_at_once(self, tmp_path):
        kept(tmp_path, b'lines_have_wings = true\nput_leaves_the_rest = "maybe"\n')

        assert sorted(problems(tmp_path)) == [
            ("/ovh-assumptions.toml: lines_have_wings", "extra_forbidden"),
            ("/ovh-assumptions.toml: put_leaves_the_rest", "bool_parsing"),
        ]

    @pytest.mark.parametrize("content", [b"= 3", b"a = 1\na = 2", b"\xff"])
    def test_refuses_what_is_no_toml(self, tmp_path, content):
        kept(tmp_path, content)

        assert problems(tmp_path) == [("/ovh-assumptions.toml", "not_toml")]

    def test_refuses_what_cannot_be_read(self, tmp_path):
        (tmp_path / rehearsed.FILE_NAME).mkdir()

        assert problems(tmp_path) == [("/ovh-assumptions.toml", "not_readable")]


class TestWrite:
    def test_says_never_for_what_toml_cannot_say(self, tmp_path):
        path = rehearsed.write(tmp_path, {"mobile_voicemail_after_s": None})

        assert path.read_text(encoding="utf-8") == 'mobile_voicemail_after_s = "never"\n'
        assert rehearsed.read(tmp_path) == {"mobile_voicemail_after_s": None}

    def test_replaces_what_was_there_and_leaves_nothing_beside_it(self, tmp_path):
        rehearsed.write(tmp_path, ANSWERS)

        rehearsed.write(tmp_path, {"service_pair_rules": False})

        assert rehearsed.read(tmp_path) == {"service_pair_rules": False}
        assert [one.name for one in tmp_path.iterdir()] == [rehearsed.FILE_NAME]

    def test_makes_the_folder(self, tmp_path):
        rehearsed.write(tmp_path / "var", ANSWERS)

        assert rehearsed.read(tmp_path / "var") == ANSWERS

    def test_keeps_the_answers_before_when_it_refuses(self, tmp_path):
        rehearsed.write(tmp_path, ANSWERS)

        with pytest.raises(settings.BadSettings):
            rehearsed.write(tmp_path, {"lines_have_wings": True})

        assert rehearsed.read(tmp_path) == ANSWERS
