"""The recogniser as the rest of deskbot sees it: one recording in, one transcript out, one at a time."""

import importlib.util
import os
import pathlib
import subprocess
import sys
import threading

import deskbot
from deskbot.outside.whisper import models, wire
from deskbot.voicemail import audio, failures, transcript

_CHILD = "deskbot.outside.whisper.child"
# The child decodes bytes from strangers: it gets no secret of ours from the environment.
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH")
# After this the child ends by itself, should we not be there to kill it.
_GRACE_S = 30.0


class WhisperSpeech:
    """Speech to text by faster-whisper in a child process: its memory is given back and it can be killed."""

    def __init__(
        self,
        model_dir: pathlib.Path | None,
        *,
        hotwords: tuple[str, ...] = (),
        language: str = "fr",
        limits: audio.Limits | None = None,
        timeout_s: float = 1200.0,
        threads: int | None = None,
    ) -> None:
        self._model_dir = model_dir
        self._hotwords = hotwords
        self._language = language
        self._limits = limits or audio.Limits()
        self._timeout_s = timeout_s
        self._threads = threads or os.cpu_count() or 1
        # One model resident at a time (facts/speech.md section 4: 1 to 2 GB each).
        self._one_at_a_time = threading.Lock()

    def why_not_ready(self) -> failures.Why | None:
        """Tell what an admin must install first, or None when recordings can be transcribed."""
        if importlib.util.find_spec("faster_whisper") is None:
            return failures.Why.NOT_INSTALLED
        if self._model_dir is None or not models.is_complete(self._model_dir):
            return failures.Why.MODEL_MISSING
        return None

    def is_ready(self) -> bool:
        """Tell whether the extra and a model are there."""
        return self.why_not_ready() is None

    def transcribe(self, path: pathlib.Path) -> transcript.Transcript:
        """Listen to the recording at `path` and return what was said.

        :raises failures.BadRecording: if the file cannot be heard; trying again is of no use.
        :raises failures.SpeechNotInstalled: if the extra is missing.
        :raises failures.ModelMissing: if there is no model.
        :raises failures.TranscriptionFailed: if the recogniser crashed or took too long.
        """
        self._check(path)
        why = self.why_not_ready()
        if why is not None or self._model_dir is None:
            raise failures.error(why or failures.Why.MODEL_MISSING)
        request = wire.Request(
            path=str(path.absolute()),
            model_dir=str(self._model_dir.absolute()),
            language=self._language,
            hotwords=self._hotwords,
            max_bytes=self._limits.max_bytes,
            max_s=self._limits.max_s,
            threads=self._threads,
            parent_pid=os.getpid(),
            timeout_s=self._timeout_s + _GRACE_S,
        )
        with self._one_at_a_time:
            return self._ask_child(request)

    def _check(self, path: pathlib.Path) -> None:
        # A pipe or a device would make us wait for ever.
        if not path.is_file():
            raise failures.BadRecording(failures.Why.UNREADABLE, "no such file")
        try:
            with path.open("rb") as file:
                head = file.read(16)
                size_bytes = os.fstat(file.fileno()).st_size
        except OSError as error:
            raise failures.BadRecording(failures.Why.UNREADABLE, type(error).__name__) from None
        audio.check(head, size_bytes=size_bytes, limits=self._limits)

    def _ask_child(self, request: wire.Request) -> transcript.Transcript:
        try:
            ended = subprocess.run(
                [sys.executable, "-m", _CHILD],
                input=request.to_json().encode(),
                stdout=subprocess.PIPE,
                # FFmpeg and the model write there, and may quote the recording.
                stderr=subprocess.DEVNULL,
                timeout=self._timeout_s,
                env=_environment(),
                # Ctrl-C in the terminal is for us; the child ends when we do.
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise failures.TranscriptionFailed(failures.Why.TOOK_TOO_LONG, f"{self._timeout_s:g} s") from None
        except OSError as error:
            raise failures.TranscriptionFailed(failures.Why.FAILED, type(error).__name__) from None
        try:
            return wire.parse(ended.stdout)
        except wire.NotUnderstood:
            # No answer at all: killed for memory (-9), crashed in native code (-11)...
            raise failures.TranscriptionFailed(failures.Why.FAILED, f"exit {ended.returncode}") from None


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    root = str(pathlib.Path(deskbot.__file__).parent.parent)
    path = os.pathsep.join([root, *filter(None, [kept.get("PYTHONPATH")])])
    return {**kept, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
