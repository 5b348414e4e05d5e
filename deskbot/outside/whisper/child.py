"""The child process: reads one request on stdin, writes one answer on stdout, and ends.

`python -m deskbot.outside.whisper.child`; only `client` starts it.
"""

import ctypes
import os
import pathlib
import resource
import signal
import sys
import typing

from deskbot.outside.whisper import wire
from deskbot.voicemail import audio, failures, sifting, transcript

if typing.TYPE_CHECKING:
    import numpy as np

    Samples: typing.TypeAlias = np.ndarray[typing.Any, np.dtype[np.float32]]

_NICENESS = 10
_PR_SET_PDEATHSIG = 1
_VOICE = 0.5
_FRAME_SAMPLES = 512  # 32 ms, the window of the voice detector
# facts/speech.md section 6: no denoising, no filter; only very low recordings are raised.
_LOW_PEAK = 0.01
_RAISED_PEAK = 0.5


def main() -> None:
    """Answer the request on stdin."""
    answers = _own_stdout()
    request = wire.Request.from_json(sys.stdin.read())
    _be_modest(request)
    try:
        answer = wire.reply(hear(request))
    except failures.NoTranscript as error:
        answer = wire.refusal(error)
    except Exception as error:  # noqa: BLE001 - whatever the native libraries raise, its text may quote the message
        answer = wire.refusal(failures.error(failures.Why.FAILED, type(error).__name__))
    with answers:
        answers.write(answer)


def hear(request: wire.Request) -> transcript.Transcript:
    """Decode the recording, look for a voice, and only then have it transcribed.

    :raises failures.BadRecording: if the file cannot be heard.
    """
    sound = audio.decode(
        _read(request), limits=audio.Limits(max_bytes=request.max_bytes, max_s=request.max_s)
    )
    speech_s = _speech_s(sound.samples)
    segments: list[transcript.Segment] = []
    if speech_s >= sifting.NO_SPEECH_BELOW_S:
        segments = _recognise(_audible(sound.samples), request, speech_s=speech_s)
    return sifting.sift(
        segments,
        speech_s=speech_s,
        duration_s=sound.duration_s,
        truncated_at_s=sound.truncated_at_s,
        damaged=sound.damaged,
        hotwords=request.hotwords,
        model=pathlib.Path(request.model_dir).name,
    )


def _own_stdout() -> typing.TextIO:
    """Keep stdout for the answer alone: what native libraries print goes to stderr."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers


def _be_modest(request: wire.Request) -> None:
    """Leave the machine to the calls, leave no core file, and never outlive the parent."""
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(int(request.timeout_s) + 1)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != request.parent_pid:
        sys.exit("the parent is gone")


def _read(request: wire.Request) -> bytes:
    try:
        with open(request.path, "rb") as file:
            return file.read(request.max_bytes + 1)
    except OSError as error:
        raise failures.BadRecording(failures.Why.UNREADABLE, type(error).__name__) from None


def _speech_s(samples: "Samples") -> float:
    """Measure the voice: 32 ms for each window that the detector calls speech (facts/speech.md section 2)."""
    import numpy as np
    from faster_whisper import vad

    padded = np.pad(samples, (0, -len(samples) % _FRAME_SAMPLES))
    probabilities = vad.get_vad_model()(padded)
    return int(np.count_nonzero(probabilities >= _VOICE)) * _FRAME_SAMPLES / audio.RATE_HZ


def _audible(samples: "Samples") -> "Samples":
    peak = float(abs(samples).max())
    return samples * (_RAISED_PEAK / peak) if 0 < peak < _LOW_PEAK else samples


def _recognise(samples: "Samples", request: wire.Request, *, speech_s: float) -> list[transcript.Segment]:
    import faster_whisper

    model = faster_whisper.WhisperModel(
        request.model_dir,
        device="cpu",
        compute_type="int8",
        cpu_threads=request.threads,
        num_workers=1,
        local_files_only=True,
    )
    segments = _run(model, samples, request, vad_filter=True, word_timestamps=True)
    if not sifting.is_too_thin(segments, speech_s=speech_s):
        return segments
    # Short clips can lose speech that way (faster-whisper #1030): once more without, voice being where it is.
    again = sifting.within_speech(
        _run(model, samples, request, vad_filter=False, word_timestamps=False), speech=_speech(samples)
    )
    return again if sifting.count_words(again) > sifting.count_words(segments) else segments


def _run(
    model: typing.Any, samples: "Samples", request: wire.Request, *, vad_filter: bool, word_timestamps: bool
) -> list[transcript.Segment]:
    # Settings, and why each: facts/speech.md section 6. The list is made here, as transcribe is lazy.
    segments, _ = model.transcribe(
        samples,
        language=request.language,
        task="transcribe",
        beam_size=5,
        vad_filter=vad_filter,
        vad_parameters={"min_silence_duration_ms": 700, "speech_pad_ms": 400},
        condition_on_previous_text=False,
        hotwords=", ".join(request.hotwords) or None,
        word_timestamps=word_timestamps,
    )
    return [_segment(segment) for segment in segments]


def _segment(raw: typing.Any) -> transcript.Segment:
    # numpy's floats are not JSON.
    words = tuple(
        transcript.Word(
            text=word.word,
            probability=float(word.probability),
            start_s=float(word.start),
            end_s=float(word.end),
        )
        for word in raw.words or ()
    )
    return transcript.Segment(text=raw.text, start_s=float(raw.start), end_s=float(raw.end), words=words)


def _speech(samples: "Samples") -> list[tuple[float, float]]:
    from faster_whisper import vad

    stamps = vad.get_speech_timestamps(samples)
    return [(stamp["start"] / audio.RATE_HZ, stamp["end"] / audio.RATE_HZ) for stamp in stamps]


if __name__ == "__main__":
    main()
