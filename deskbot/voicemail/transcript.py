"""What the recogniser heard, as values: words, their doubt, and why there may be nothing."""

import dataclasses
import enum
import itertools
import json
import re
import typing

from deskbot.voicemail import lexicon

# facts/speech.md section 6: Whisper is over-confident, so this is a guide and not a guarantee.
_DOUBTFUL_BELOW = 0.5
_DIGITS_DOUBTFUL_BELOW = 0.6
_SHORT_WORD_LETTERS = 2
_MARK = "(?)"
_FORMAT = 1


class Empty(enum.StrEnum):
    """Why a recording that was listened to has no text."""

    #: Nobody speaks in it: silence, a tone, a hang-up. It was not given to the recogniser.
    NO_SPEECH = "no_speech"
    #: Somebody may speak, and the recogniser made out no word.
    NOTHING_RECOGNISED = "nothing_recognised"
    #: All that the recogniser wrote is what it writes on noise (subtitle credits, loops).
    ONLY_INVENTIONS = "only_inventions"


class Caveat(enum.StrEnum):
    """Why a text is not to be taken as the whole message; each has its words in `prompts/fr/caveat.md.j2`."""

    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    LEFT_OUT = "left_out"
    VERY_SHORT = "very_short"
    DOUBTFUL_NUMBER = "doubtful_number"


class BadTranscript(ValueError):
    """The stored text is not a transcript in our format."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Word:
    """One word with its punctuation and the space before it, as the recogniser wrote it."""

    text: str
    probability: float
    start_s: float
    end_s: float

    @property
    def is_doubtful(self) -> bool:
        """Whether a reader should be warned about this word."""
        return self.carries_doubt and not self.is_number and self.probability < _DOUBTFUL_BELOW

    @property
    def is_number(self) -> bool:
        """Whether the word may be a part of a number, in digits or spelled."""
        return lexicon.is_number_word(self.text)

    @property
    def carries_doubt(self) -> bool:
        """Whether the word is long enough, or numeric, for its doubt to mean something."""
        return self.is_number or len(re.sub(r"[\W_]", "", self.text)) > _SHORT_WORD_LETTERS


@dataclasses.dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch that the recogniser wrote in one go; `words` is empty when it was not asked for them."""

    text: str
    start_s: float
    end_s: float
    words: tuple[Word, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Transcript:
    """What was heard in one recording, and how far to trust it.

    Either `segments` has text or `empty` says why there is none.
    """

    segments: tuple[Segment, ...]
    empty: Empty | None
    #: Voice found before recognition, pauses left out.
    speech_s: float
    duration_s: float
    #: Where listening stopped because the recording is too long; None when all of it was heard.
    truncated_at_s: float | None = None
    #: Part of the recording is lost (cut or corrupted file).
    damaged: bool = False
    #: So little voice that it may be nothing.
    very_short: bool = False
    #: Segments left out because the recogniser invents such text on noise.
    left_out: int = 0
    #: The name of the model's directory.
    model: str = ""

    def __post_init__(self) -> None:
        """Refuse a value that says both, or neither."""
        if bool(self.text) is (self.empty is not None):
            raise BadTranscript("a transcript has a text, or the reason why it has none")

    @property
    def text(self) -> str:
        """The words without any mark: what to triage."""
        return _one_line(segment.text for segment in self.segments)

    @property
    def marked_text(self) -> str:
        """The words for people: a `(?)` closes each run of doubtful words, never inside a number."""
        return _one_line(_marked(segment) for segment in self.segments)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in order; empty when the recogniser gave no probabilities."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What a reader must know before trusting the text."""
        holds = {
            Caveat.TRUNCATED: self.truncated_at_s is not None,
            Caveat.DAMAGED: self.damaged,
            Caveat.LEFT_OUT: self.left_out > 0,
            Caveat.VERY_SHORT: self.very_short,
            Caveat.DOUBTFUL_NUMBER: self.has_doubtful_number,
        }
        return tuple(caveat for caveat, is_so in holds.items() if is_so)

    @property
    def has_doubtful_number(self) -> bool:
        """Whether some digit or number word in it is unsure: check the number that the caller leaves."""
        return any(word.is_number and word.probability < _DIGITS_DOUBTFUL_BELOW for word in self.words)

    def to_json(self) -> str:
        """Return a text that `from_json` reads back into an equal value."""
        return json.dumps({"format": _FORMAT, **dataclasses.asdict(self)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> typing.Self:
        """Read what `to_json` wrote.

        :raises BadTranscript: if it is anything else.
        """
        try:
            fields = json.loads(text)
            if fields.pop("format") != _FORMAT:
                raise BadTranscript("another format")
            fields["empty"] = None if fields["empty"] is None else Empty(fields["empty"])
            fields["segments"] = tuple(_segment(segment) for segment in fields["segments"])
            return cls(**fields)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            # The message of the error would quote what the caller said.
            raise BadTranscript(type(error).__name__) from None


def _segment(fields: dict[str, typing.Any]) -> Segment:
    return Segment(**{**fields, "words": tuple(Word(**word) for word in fields["words"])})


def _one_line(pieces: typing.Iterable[str]) -> str:
    return " ".join(" ".join(pieces).split())


def _marked(segment: Segment) -> str:
    if not segment.words:
        return segment.text
    pieces = [word.text for word in segment.words]
    for index in _ends_of_doubt(segment.words):
        pieces[index] = _with_mark(pieces[index])
    return "".join(pieces)


def _ends_of_doubt(words: tuple[Word, ...]) -> typing.Iterator[int]:
    """Yield the index of each run's last doubtful word; short words neither end a run nor carry a mark."""
    told = [(index, word) for index, word in enumerate(words) if word.carries_doubt]
    for is_doubtful, run in itertools.groupby(told, key=lambda pair: pair[1].is_doubtful):
        if is_doubtful:
            yield list(run)[-1][0]


def _with_mark(text: str) -> str:
    bare = text.rstrip(" .,;:!?…»\"'")
    return bare + _MARK + text[len(bare) :]
