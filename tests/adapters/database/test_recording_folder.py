"""The sound files, whole or not at all."""

import pathlib

import pytest

from deskbot.outside import recordings

VOICEMAILS = pathlib.Path(__file__).parents[2] / "samples" / "voicemail"


class TestSave:
    @pytest.mark.parametrize(
        ("sample", "ending"), [("message.mp3", "mp3"), ("message.ogg", "ogg"), ("silence.wav", "wav")]
    )
    def test_names_a_sound_so_that_it_plays(self, tmp_path, sample, ending):
        folder = recordings.RecordingFolder(tmp_path / "recordings")
        sound = (VOICEMAILS / sample).read_bytes()

        name = folder.save("standard-cdr-1", sound)

        assert name == f"message-standard-cdr-1.{ending}"
        assert folder.path(name).read_bytes() == sound
        assert folder.is_playable(name)

    @pytest.mark.parametrize("sound", [b"", b"no sound at all, really", b"<html>"])
    def test_keeps_what_is_no_sound_as_it_came(self, tmp_path, sound):
        folder = recordings.RecordingFolder(tmp_path)

        name = folder.save("k", sound)

        assert folder.path(name).read_bytes() == sound
        assert not folder.is_playable(name)

    @pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "a\\b", "été\n", ".."])
    def test_stays_in_its_folder(self, tmp_path, key):
        folder = recordings.RecordingFolder(tmp_path / "inside")

        name = folder.save(key, b"x")

        assert [path.name for path in (tmp_path / "inside").iterdir()] == [name]

    def test_is_for_us_alone(self, tmp_path):
        recordings.RecordingFolder(tmp_path / "inside").save("k", b"x")

        assert (tmp_path / "inside").stat().st_mode & 0o077 == 0


class TestKept:
    def test_finds_a_sound_by_its_key(self, tmp_path):
        folder = recordings.RecordingFolder(tmp_path)
        sounds = {"a": (VOICEMAILS / "message.ogg").read_bytes(), "../b": b"no sound"}
        names = {key: folder.save(key, sound) for key, sound in sounds.items()}

        assert {key: folder.kept(key) for key in names} == names
        assert folder.kept("c") is None
