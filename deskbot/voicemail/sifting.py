"""From what the recogniser wrote to what we dare to show: never a made-up transcript."""

import itertools
import typing

from deskbot.voicemail import lexicon, transcript

# Thresholds: facts/speech.md section 2, measured on 256 phrases and 195 non-speech clips.
NO_SPEECH_BELOW_S = 0.1
VERY_SHORT_BELOW_S = 0.6

_WORDS_PER_S_MIN = 0.8
_REPEATS_MAX = 4
_PERIOD_WORDS_MAX = 12
# People do say this five times in a row.
_MAY_REPEAT = frozenset({"allo"})


def sift(
    segments: typing.Iterable[transcript.Segment],
    *,
    speech_s: float,
    duration_s: float,
    truncated_at_s: float | None,
    damaged: bool,
    hotwords: tuple[str, ...],
    model: str,
) -> transcript.Transcript:
    """Return the transcript of `segments` without what nobody said, or the reason why there is none."""
    very_short = NO_SPEECH_BELOW_S <= speech_s < VERY_SHORT_BELOW_S
    written = [s for s in segments if lexicon.plain(s.text)] if speech_s >= NO_SPEECH_BELOW_S else []
    kept = [
        segment
        for segment in _without_loops(written)
        if not lexicon.is_invention(segment.text, very_short=very_short)
        and not _is_leak(segment.text, hotwords)
    ]
    return transcript.Transcript(
        segments=tuple(kept),
        empty=None if kept else _why_empty(speech_s=speech_s, was_written=bool(written)),
        speech_s=speech_s,
        duration_s=duration_s,
        truncated_at_s=truncated_at_s,
        damaged=damaged,
        very_short=very_short,
        left_out=len(written) - len(kept),
        model=model,
    )


def is_too_thin(segments: typing.Iterable[transcript.Segment], *, speech_s: float) -> bool:
    """Tell whether there are too few words for that much voice: the recogniser may have skipped some."""
    return count_words(segments) < _WORDS_PER_S_MIN * speech_s


def count_words(segments: typing.Iterable[transcript.Segment]) -> int:
    """Count the words written."""
    return sum(len(segment.text.split()) for segment in segments)


def within_speech(
    segments: typing.Iterable[transcript.Segment], *, speech: typing.Sequence[tuple[float, float]]
) -> list[transcript.Segment]:
    """Keep the segments that touch one of the `speech` intervals, in seconds."""
    return [s for s in segments if any(s.start_s < end and start < s.end_s for start, end in speech)]


def _why_empty(*, speech_s: float, was_written: bool) -> transcript.Empty:
    if speech_s < NO_SPEECH_BELOW_S:
        return transcript.Empty.NO_SPEECH
    return transcript.Empty.ONLY_INVENTIONS if was_written else transcript.Empty.NOTHING_RECOGNISED


def _without_loops(segments: list[transcript.Segment]) -> typing.Iterator[transcript.Segment]:
    for _, alike in itertools.groupby(segments, key=lambda segment: lexicon.plain(segment.text)):
        run = list(alike)
        if not _is_loop(lexicon.plain(" ".join(segment.text for segment in run)).split()):
            yield from run


def _is_loop(words: list[str]) -> bool:
    return any(_repeats(words, period=period) for period in range(1, _PERIOD_WORDS_MAX + 1))


def _repeats(words: list[str], *, period: int) -> bool:
    """Tell whether some `period` words in a row come more than `_REPEATS_MAX` times one after the other."""
    in_step = 0
    for index in range(period, len(words)):
        in_step = in_step + 1 if words[index] == words[index - period] else 0
        if in_step >= period * _REPEATS_MAX and not all(map(_may_repeat, words[index - period : index])):
            return True
    return False


def _may_repeat(word: str) -> bool:
    return word in _MAY_REPEAT or lexicon.is_number_word(word)


def _is_leak(text: str, hotwords: tuple[str, ...]) -> bool:
    """Tell whether a segment is only our list of names, two or more in its order (faster-whisper #1179)."""
    names = [lexicon.plain(name) for name in hotwords]
    runs = (
        names[start:end] for start, end in itertools.combinations(range(len(names) + 1), 2) if end - start > 1
    )
    return lexicon.plain(text) in (" ".join(run) for run in runs)
