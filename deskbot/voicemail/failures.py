"""Why a recording has no transcript: values for the card, errors for the step that asked."""

import enum


class Why(enum.StrEnum):
    """What prevented a transcript; each value has its sentence in prompts/."""

    #: The extra `deskbot[speech]` is not there.
    NOT_INSTALLED = "not_installed"
    #: No usable model directory: `deskbot models download` gets one.
    MODEL_MISSING = "model_missing"
    #: The hard time limit was reached and the work was killed.
    TOOK_TOO_LONG = "took_too_long"
    #: The recogniser stopped without an answer (crash, not enough memory, broken model).
    FAILED = "failed"
    #: The operator no longer has the recording.
    GONE = "gone"
    #: The recording's file is not there or cannot be read.
    UNREADABLE = "unreadable"
    EMPTY_FILE = "empty_file"
    TOO_BIG = "too_big"
    #: The first bytes are of no sound format that we accept.
    NOT_AUDIO = "not_audio"
    NO_AUDIO_TRACK = "no_audio_track"
    ODD_RATE = "odd_rate"
    #: It says that it is sound, and cannot be decoded.
    UNDECODABLE = "undecodable"
    #: Well formed, and not one sample in it.
    NO_SOUND = "no_sound"


class NoTranscript(Exception):
    """There is no transcript of this recording.

    `detail` is for the log: an error's class name or an exit status, never words of the message.
    """

    # Positional, so that the engine can store the error and raise it again (pickle calls cls(*args)).
    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.why} ({self.detail})" if self.detail else str(self.why)


class BadRecording(NoTranscript):
    """The recording itself cannot be heard: trying again gives the same."""


class SpeechNotInstalled(NoTranscript):
    """The extra `deskbot[speech]` is not installed: an admin must act."""


class ModelMissing(NoTranscript):
    """No model directory: an admin must run `deskbot models download`."""


class TranscriptionFailed(NoTranscript):
    """The recogniser crashed or took too long: it may work later."""


def error(why: Why, detail: str = "") -> NoTranscript:
    """Return the error to raise for `why`."""
    return _CLASSES.get(why, BadRecording)(why, detail)


_CLASSES: dict[Why, type[NoTranscript]] = {
    Why.NOT_INSTALLED: SpeechNotInstalled,
    Why.MODEL_MISSING: ModelMissing,
    Why.TOOK_TOO_LONG: TranscriptionFailed,
    Why.FAILED: TranscriptionFailed,
}
