import concurrent.futures
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import time

import psutil
import pytest

from deskbot.outside.whisper import client, wire
from deskbot.voicemail import audio, failures, transcript
from tests import services, tiny_model

SAMPLES = pathlib.Path(__file__).parents[2] / "samples" / "voicemail"
ROOT = pathlib.Path(__file__).parents[3]


def require_speech():
    services.require(
        importlib.util.find_spec("faster_whisper") is not None, "the extra `speech` is not installed"
    )


@pytest.fixture(scope="module")
def model_dir(tmp_path_factory):
    """The tiny model, with one word that it doubts."""
    require_speech()
    return tiny_model.make(tmp_path_factory.mktemp("tiny"), doubtful={" Optéos.": 0.4})


@pytest.fixture
def speech(model_dir):
    return client.WhisperSpeech(model_dir, hotwords=("Optéos", "CAPE", "couveuse"), timeout_s=60)


class TestIsReady:
    def test_wants_the_extra(self, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "faster_whisper", None)

        assert client.WhisperSpeech(tmp_path).why_not_ready() is failures.Why.NOT_INSTALLED

    def test_wants_a_model(self):
        assert not client.WhisperSpeech(None).is_ready()

    def test_wants_the_whole_model(self, model_dir, tmp_path):
        shutil.copytree(model_dir, tmp_path / "cut")
        (tmp_path / "cut" / "tokenizer.json").unlink()

        assert client.WhisperSpeech(tmp_path / "cut").why_not_ready() is failures.Why.MODEL_MISSING

    def test_is_with_the_extra_and_a_model(self, speech):
        assert speech.is_ready()
        assert speech.why_not_ready() is None


class TestTranscribe:
    def test_gives_the_words_and_their_doubt(self, speech):
        heard = speech.transcribe(SAMPLES / "message.mp3")

        assert heard.text == "Bonjour, ici Optéos. Rappelez-moi demain."
        assert heard.marked_text == "Bonjour, ici Optéos(?). Rappelez-moi demain."
        assert heard.words[2].probability == pytest.approx(0.4, abs=0.05)
        assert heard.caveats == ()
        assert 4 < heard.speech_s < heard.duration_s
        assert heard.model == speech._model_dir.name
        assert not heard.damaged

    def test_says_what_a_scenario_needs(self, tmp_path):
        require_speech()
        urgent = client.WhisperSpeech(tiny_model.make(tmp_path / "m", tiny_model.LOCKED_OUT), timeout_s=60)

        heard = urgent.transcribe(SAMPLES / "locked_out.mp3")

        assert heard.text == "Bonjour, je suis bloqué dehors, devant la porte."

    def test_never_asks_the_model_about_silence(self, speech):
        heard = speech.transcribe(SAMPLES / "silence.wav")

        assert heard.empty is transcript.Empty.NO_SPEECH
        assert heard.text == ""
        assert heard.speech_s == 0

    def test_labels_a_very_short_message(self, speech):
        heard = speech.transcribe(SAMPLES / "very_short.wav")

        assert heard.very_short
        assert 0.1 <= heard.speech_s < 0.6

    def test_says_that_the_file_is_cut(self, speech):
        assert speech.transcribe(SAMPLES / "truncated.mp3").damaged

    def test_says_where_it_stopped_listening(self, model_dir):
        brief = client.WhisperSpeech(model_dir, limits=audio.Limits(max_s=3), timeout_s=60)

        assert brief.transcribe(SAMPLES / "message.mp3").truncated_at_s == 3

    def test_throws_away_subtitle_credits(self, tmp_path):
        require_speech()
        inventive = client.WhisperSpeech(
            tiny_model.make(tmp_path / "m", tiny_model.SUBTITLE_CREDIT), timeout_s=60
        )

        heard = inventive.transcribe(SAMPLES / "message.mp3")

        assert heard.empty is transcript.Empty.ONLY_INVENTIONS

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("empty.wav", failures.Why.EMPTY_FILE),
            ("text.wav", failures.Why.NOT_AUDIO),
            ("ffconcat.wav", failures.Why.NOT_AUDIO),
            ("not_there.wav", failures.Why.UNREADABLE),
        ],
    )
    def test_refuses_what_is_not_sound_even_without_a_model(self, name, why):
        with pytest.raises(failures.BadRecording) as caught:
            client.WhisperSpeech(None).transcribe(SAMPLES / name)

        assert caught.value.why is why

    def test_tells_the_reason_found_by_the_child(self, speech, tmp_path):
        (tmp_path / "odd.wav").write_bytes((SAMPLES / "silence.wav").read_bytes()[:20])

        with pytest.raises(failures.BadRecording) as caught:
            speech.transcribe(tmp_path / "odd.wav")

        assert caught.value.why is failures.Why.UNDECODABLE

    def test_says_that_the_extra_is_missing(self, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "faster_whisper", None)

        with pytest.raises(failures.SpeechNotInstalled):
            client.WhisperSpeech(tmp_path).transcribe(SAMPLES / "message.mp3")

    def test_says_that_the_model_is_missing(self):
        require_speech()
        with pytest.raises(failures.ModelMissing):
            client.WhisperSpeech(pathlib.Path("/nowhere")).transcribe(SAMPLES / "message.mp3")

    def test_fails_on_a_broken_model_without_quoting_anything(self, model_dir, tmp_path):
        shutil.copytree(model_dir, tmp_path / "broken")
        (tmp_path / "broken" / "model.bin").write_bytes(b"not a model")

        with pytest.raises(failures.TranscriptionFailed) as caught:
            client.WhisperSpeech(tmp_path / "broken", timeout_s=60).transcribe(SAMPLES / "message.mp3")

        assert caught.value.why is failures.Why.FAILED
        assert caught.value.detail == "RuntimeError"

    def test_kills_the_child_when_it_takes_too_long(self, model_dir):
        hasty = client.WhisperSpeech(model_dir, timeout_s=0.05)

        with pytest.raises(failures.TranscriptionFailed) as caught:
            hasty.transcribe(SAMPLES / "message.mp3")

        assert caught.value.why is failures.Why.TOOK_TOO_LONG
        assert child() is None

    def test_survives_the_death_of_the_child(self, speech):
        with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
            answer = pool.submit(speech.transcribe, SAMPLES / "message.mp3")
            running = wait_for_child()
            running.kill()

            with pytest.raises(failures.TranscriptionFailed) as caught:
                answer.result(timeout=60)

        assert caught.value.detail == "exit -9"

    def test_gives_no_secret_and_no_recording_to_other_users_of_the_machine(self, speech, monkeypatch):
        monkeypatch.setenv("OVH_APPLICATION_SECRET", "secret")
        with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
            answer = pool.submit(speech.transcribe, SAMPLES / "message.mp3")
            running = wait_for_child()
            environment, arguments = running.environ(), running.cmdline()
            answer.result(timeout=60)

        assert "OVH_APPLICATION_SECRET" not in environment
        assert environment["HF_HUB_OFFLINE"] == "1"
        assert "message.mp3" not in " ".join(arguments)


class TestChild:
    def test_ends_when_whoever_asked_is_gone(self):
        request = wire.Request(
            path="/nowhere",
            model_dir="/nowhere",
            language="fr",
            hotwords=(),
            max_bytes=1,
            max_s=1.0,
            threads=1,
            parent_pid=os.getpid() + 1,
            timeout_s=60.0,
        )

        ended = subprocess.run(
            [sys.executable, "-m", "deskbot.outside.whisper.child"],
            input=request.to_json(),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=30,
            check=False,
        )

        assert ended.returncode != 0
        assert ended.stdout == ""


def child():
    """The recogniser that this process runs now, if any."""
    for process in psutil.Process().children():
        # Between fork and exec it still has the name of its parent.
        if process.status() != psutil.STATUS_ZOMBIE and client._CHILD in process.cmdline():
            return process
    return None


def wait_for_child():
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        running = child()
        if running is not None:
            return running
    raise AssertionError("no child process within 10 s")
