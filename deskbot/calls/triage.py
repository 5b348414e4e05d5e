"""A message in words, sorted: what it is about, whether it can wait, who speaks and where to call back."""

import dataclasses
import enum
import re
from collections.abc import Collection

from deskbot.calls import dictation, lexicon, names, numbers, urgency


class Topic(enum.StrEnum):
    """What a message is about; the configuration maps each to a channel."""

    ADMISSION = "admission"
    ADMINISTRATION = "administration"
    COMPTABILITE = "comptabilite"
    COMMERCIAL = "commercial"
    ACCUEIL = "accueil"
    INTERNE = "interne"
    AUTRE = "autre"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Triage:
    """What the words of a message say; `reasons` are codes, the sentences are in prompts/."""

    urgent: bool
    topic: Topic
    callback_number: str | None
    caller_name: str | None
    empty: bool
    reasons: tuple[str, ...]


EMPTY = "empty"
SELLING = "selling"
_EMPTY = Triage(
    urgent=False, topic=Topic.AUTRE, callback_number=None, caller_name=None, empty=True, reasons=(EMPTY,)
)
# Twice what anybody says in ten minutes, the longest voicemail that is read.
_LONGEST = 20_000
# Below this, one weak word is all there is.
_LEAST_SCORE = 1.5
# What the reason for haste says about the topic, when the words alone do not.
_LEANINGS = {
    urgency.Reason.WAITING: (Topic.ACCUEIL, 2.0),
    urgency.Reason.SAFETY: (Topic.ACCUEIL, 2.0),
    urgency.Reason.HEALTH: (Topic.ACCUEIL, 2.0),
    urgency.Reason.OUTAGE: (Topic.INTERNE, 1.5),
    urgency.Reason.FRAUD: (Topic.COMPTABILITE, 1.0),
}
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫❤️]")


def read(text: str, *, own_numbers: Collection[str] = frozenset()) -> Triage:
    """Sort one message; `own_numbers` (E.164) are the house's, never the caller's."""
    text = text[:_LONGEST]
    if is_empty(text):
        return _EMPTY
    folded = re.sub(r"[-/]", " ", dictation.folded(text))
    haste = urgency.reasons_in(folded)
    topic = _topic(folded, haste)
    # Pressure to sell is never urgent (design, section 6), whatever it threatens.
    is_selling = topic is Topic.COMMERCIAL
    return Triage(
        urgent=bool(haste) and not is_selling,
        topic=topic,
        callback_number=numbers.callback(text, own_numbers=own_numbers),
        caller_name=names.speaker(text),
        empty=False,
        reasons=((SELLING,) if is_selling else tuple(reason.value for reason in haste)),
    )


def is_empty(text: str) -> bool:
    """Say whether nothing was said to anyone: silence, tones, or what a recogniser invents on them."""
    heard = _ASIDE.sub(" ", text)
    sentences = (_bare(sentence) for sentence in re.split(r"[.!?…]+(?:\s|$)|\n", heard))
    return all(_says_nothing(sentence) for sentence in sentences)


def _bare(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", dictation.folded(sentence)))


def _says_nothing(sentence: str) -> bool:
    if not sentence:
        return True
    if re.fullmatch(rf"{lexicon.TONES}( {lexicon.TONES})*", sentence):
        return True
    return any(re.fullmatch(invented, sentence) for invented in lexicon.INVENTED)


def _topic(folded: str, haste: tuple[urgency.Reason, ...]) -> Topic:
    scores = {
        topic: sum(weight for weight, pattern in lexicon.TOPICS.get(topic, ()) if re.search(pattern, folded))
        for topic in Topic
    }
    for reason in haste:
        if reason in _LEANINGS:
            topic, weight = _LEANINGS[reason]
            scores[topic] += weight
    best = max(Topic, key=lambda topic: scores[topic])
    return best if scores[best] >= _LEAST_SCORE else Topic.AUTRE
