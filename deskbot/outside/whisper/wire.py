"""What goes to the child process and what comes back: JSON to values, no I/O."""

import dataclasses
import json
import typing

from deskbot.voicemail import failures, transcript


class NotUnderstood(ValueError):
    """The bytes are not of the form that the other side writes."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Request:
    """One recording to hear, and how."""

    path: str
    model_dir: str
    language: str
    hotwords: tuple[str, ...]
    max_bytes: int
    max_s: float
    threads: int
    #: The child ends itself when this process is gone or this long has passed.
    parent_pid: int
    timeout_s: float

    def to_json(self) -> str:
        """Return the line that the child reads."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> typing.Self:
        """Read what `to_json` wrote.

        :raises NotUnderstood: if it is anything else.
        """
        try:
            fields = json.loads(text)
            return cls(**{**fields, "hotwords": tuple(fields["hotwords"])})
        except (ValueError, TypeError, KeyError) as error:
            raise NotUnderstood(type(error).__name__) from None


def reply(heard: transcript.Transcript) -> str:
    """Return what the child writes when it heard the recording."""
    return json.dumps({"transcript": heard.to_json()})


def refusal(error: failures.NoTranscript) -> str:
    """Return what the child writes when there is no transcript."""
    return json.dumps({"why": error.why, "detail": error.detail})


def parse(answer: bytes) -> transcript.Transcript:
    """Return the transcript that the child wrote.

    :raises failures.NoTranscript: if the child says why there is none.
    :raises NotUnderstood: if it wrote anything else.
    """
    try:
        fields = json.loads(answer)
        if "why" not in fields:
            return transcript.Transcript.from_json(fields["transcript"])
        error = failures.error(failures.Why(fields["why"]), str(fields["detail"]))
    except (ValueError, TypeError, KeyError) as broken:
        # Its message would quote what the caller said.
        raise NotUnderstood(type(broken).__name__) from None
    raise error
