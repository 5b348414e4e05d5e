"""A message: the card, the recording first in its thread, then the transcript, or why there is none."""

import importlib.util
import pathlib

from deskbot.sandbox.ovh import switches
from tests import services, story


def _has_speech() -> bool:
    return importlib.util.find_spec("faster_whisper") is not None


def test_voicemail_recording_then_transcript(tmp_path: pathlib.Path) -> None:
    services.require(_has_speech(), "the extra `speech` is not installed")
    from tests import tiny_model

    model = tiny_model.make(tmp_path / "model", doubtful={" Optéos.": 0.4})
    with story.Story(tmp_path, changes={"speech": {"folder": str(model)}}) as day:
        day.somebody_calls(outcome="message", message_sample="rappel")

        card = day.card("Message vocal", "06 •• •• •• 01", "Bonjour")
        assert "(?)" in card["message"]
        first = day.replies(card)[0]
        assert first["files"][0]["mime"] == "audio/mpeg"
        assert first["files"][0]["name"] == "message.mp3"
        assert first["id"] in card["message"]


def test_without_a_model_the_card_says_so(day: story.Story) -> None:
    day.somebody_calls(outcome="message")

    card = day.card("Message vocal", "deskbot models download")

    assert day.replies(card)[0]["files"]
    assert "> " not in card["message"]


def test_the_recording_is_posted_once_whatever_comes_first(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, line_switches=switches.Switches(records_late_s=600)) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        day.somebody_calls(outcome="message")
        card = day.card("Message vocal", "deskbot models download", "on ne sait pas encore")

        day.minutes_pass(11)

        card = day.card("Message vocal", "a sonné chez le bureau")
        day.everything_settles()
        assert len(day.replies(card)) == 1


def test_a_file_that_is_no_sound_is_kept_and_said(day: story.Story) -> None:
    day.leaves_bytes(b"<html>this is not a recording</html>")

    card = day.card("Message vocal", "n'est pas lisible")

    reply = day.replies(card)[0]
    assert "n'est pas un son" in reply["message"]
    assert reply["files"][0]["name"].endswith(".bin")
