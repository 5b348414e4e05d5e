"""The passage that answers a question, or the honest statement that none does."""

import dataclasses
import datetime as dt
import difflib
import enum
import re

from deskbot.rules import index as indexes
from deskbot.rules import lexicon, passages, redaction, words

# Least share of the question's meaning, by rarity, that a passage must hold to be quoted. Set on the part of
# tests/evals/questions.jsonl that is for tuning; `make eval` prints both parts.
THRESHOLD = 0.52
# The same when a word that means something is in no page: the question may be about that very thing.
THRESHOLD_UNKNOWN = 0.62
# A word in the heading is nearly as good as in the text; the page's title says it of all its passages.
_IN_TEXT, _IN_SECTION, _IN_TITLE = 1.0, 0.95, 0.7
_ALIKE = 0.8
_SAME_QUESTION, _SMALL_WORDS = 0.2, 0.05
# An item holds less than its list, and is what was asked when it holds as much.
_ITEM = 0.04
# A word that no page has counts more than the rarest: it is most likely what the question is about.
_UNKNOWN, _UNKNOWN_WEAK = 1.3, 0.4
_LONGEST_QUESTION = 1_000
_LEAST_TYPO_LENGTH = 7
# So many words that any question may have are needed to stand for a subject.
_LEAST_WEAK = 2
_TYPO_LIKENESS = 0.88

_FIGURE = (
    r"\d|\b(un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|"
    r"trente|cent|moitie|double)\b"
)
_WHEN = (
    r"\d|\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jours?|semaines?|"
    r"mois|matin|soir|midi|avant|apres|des que"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre|vacances|ete|quotidien\w*)\b"
)
# What a question asks for, and what a passage must have to give it.
_EXPECTED = (
    (r"\bcombien\b|\bquel (est le )?(montant|prix|tarif|cout|nombre|salaire|pourcentage|taux)\b", _FIGURE),
    (r"\b(a|jusqu'a|vers|de|des) quelles? heures?\b|\bquels? (sont les )?horaires?\b", r"\d"),
    (
        r"^\W*quand\b|\bdepuis quand\b|\ba quelle date\b|\bquels? jours?\b|\bdate limite\b|"
        r"\bc'est quand\b",
        _WHEN,
    ),
    (
        r"\bquels? (est|sont) (le|les) numeros?\b|\bquels? numeros?\b|\ba quel numero\b",
        r"\d\d[ ./]?\d\d[ ./]?\d\d",
    ),
    (r"\badresse (e-?mail|mail|electronique)\b", r"@"),
    (r"\badresse (?!e-?mail|mail|electronique)", r"\b(rue|avenue|place|boulevard|allee|quai|cedex)\b"),
)
# The words that only say what sort of answer is expected, and what a page calls it.
_SORTS = (
    (r"\bcombien( de temps| d'heures?)?\b", " "),
    (r"\b(a|jusqu'a|vers|de|des) quelles? heures?\b", "horaires"),
    (r"\b(a|avant|depuis|apres) quelle date\b", " "),
    (r"\bquels? jours?\b", "jours"),
    (r"\bpersonne ne (repond|decroche)\b|\brepond(ent)? pas\b", "manquer appel"),
    (r"\bquel (est le )?(nombre|montant)\b", " "),
)
_LIST = re.compile(
    r"\b(quels|quelles|lesquel(le)?s|liste|toutes les|tous les|que (faut|dois|"
    r"doit)|etapes|qu'est-ce qu'il faut|quoi (fournir|donner))\b"
)


class Why(enum.StrEnum):
    """Why no passage is quoted."""

    NOT_A_QUESTION = "not_a_question"
    PRIVATE_NUMBER = "private_number"
    NOTHING_CLOSE = "nothing_close"
    NOT_COVERED = "not_covered"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """A passage as the page has it, where it is, when it was last verified, how sure we are (0 to 1)."""

    passage: passages.Passage
    url: str | None
    last_verified: dt.date | None
    confidence: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Abstention:
    """The pages do not say."""

    why: Why
    confidence: float


def find(question: str, *, index: indexes.Index) -> Answer | Abstention:
    """Quote the passage that answers `question`, or say that the pages do not."""
    question = question[:_LONGEST_QUESTION]
    if redaction.asks_for_private_number(question):
        return Abstention(why=Why.PRIVATE_NUMBER, confidence=0.0)
    asked = tuple(dict.fromkeys(_spelled(term, index) for term in words.terms_in(_subject(question))))
    if all(lexicon.is_weak(term) for term in asked) and len(asked) < _LEAST_WEAK:
        return Abstention(why=Why.NOTHING_CLOSE if asked else Why.NOT_A_QUESTION, confidence=0.0)
    ranked = indexes.best_for(index, terms=[*asked, *_expanded(asked)])
    scored = [
        (coverage(entry, asked=asked, index=index) + _nearness(question, entry), -rank, entry)
        for rank, entry in enumerate(ranked)
    ]
    fitting = [found for found in scored if _has_what_is_asked(question, found[2].passage.text)]
    share, _, entry = max(fitting or scored, default=(0.0, 0, None), key=lambda found: found[:2])
    if entry is None:
        return Abstention(why=Why.NOTHING_CLOSE, confidence=0.0)
    if not fitting or share < _threshold(asked, index):
        return Abstention(why=Why.NOT_COVERED, confidence=round(share, 3))
    quoted = _as_asked(entry.passage, question)
    return Answer(
        passage=quoted,
        url=quoted.url,
        last_verified=quoted.page.last_verified,
        confidence=round(min(share, 1.0), 3),
    )


def coverage(entry: indexes.Entry, *, asked: tuple[str, ...], index: indexes.Index) -> float:
    """Return the share of what the question means, by rarity, that this passage holds."""
    weights = [_weight(term, index) for term in asked]
    held = sum(weight * _held(term, entry) for term, weight in zip(asked, weights, strict=True))
    return held / sum(weights)


def _threshold(asked: tuple[str, ...], index: indexes.Index) -> float:
    has_unknown = any(
        term not in index.rarity
        and not lexicon.is_weak(term)
        and not any(other in index.rarity for other in lexicon.alike(term))
        for term in asked
    )
    return THRESHOLD_UNKNOWN if has_unknown else THRESHOLD


def _subject(question: str) -> str:
    """Leave out the words that only say what sort of answer is expected ("jusqu'à quelle heure")."""
    asked = words.folded(question)
    for pattern, term in _SORTS:
        asked = re.sub(pattern, term, asked)
    return asked if words.terms_in(asked) else question


def _nearness(question: str, entry: indexes.Entry) -> float:
    """Return a little for a heading that asks the same ("À qui...") and for the small words shared."""
    asked = words.all_in(question)
    is_same_question = "qui" in asked & words.all_in(entry.passage.section)
    shared = len(asked & words.all_in(entry.passage.text)) / len(asked)
    is_item = entry.passage.whole is not None
    return _SAME_QUESTION * is_same_question + _ITEM * is_item + _SMALL_WORDS * shared


def _weight(term: str, index: indexes.Index) -> float:
    if term in index.rarity:
        return index.rarity[term]
    near = [index.rarity[other] for other in lexicon.alike(term) if other in index.rarity]
    unknown = _UNKNOWN_WEAK if lexicon.is_weak(term) else _UNKNOWN
    return min(near, default=index.rarest * unknown)


def _held(term: str, entry: indexes.Entry) -> float:
    """Say how well the passage holds this term: 1 in its own text, less above it or by another word."""
    return max(
        _held_exactly(term, entry),
        *(_ALIKE * _held_exactly(other, entry) for other in lexicon.alike(term)),
        0.0,
    )


def _held_exactly(term: str, entry: indexes.Entry) -> float:
    if term in entry.text_terms:
        return _IN_TEXT
    if term in entry.section_terms:
        return _IN_SECTION
    return _IN_TITLE if term in entry.title_terms else 0.0


def _expanded(asked: tuple[str, ...]) -> list[str]:
    return [other for term in asked for other in sorted(lexicon.alike(term))]


def _spelled(term: str, index: indexes.Index) -> str:
    """Return the term that a typing slip stands for, if one is near enough."""
    if term in index.rarity or len(term) < _LEAST_TYPO_LENGTH or lexicon.alike(term):
        return term
    near = difflib.get_close_matches(term, index.rarity, n=1, cutoff=_TYPO_LIKENESS)
    return near[0] if near else term


def _has_what_is_asked(question: str, text: str) -> bool:
    """Say whether a passage has a figure for "combien", a time for "à quelle heure"..."""
    asked, said = words.folded(question), words.folded(text)
    return all(re.search(wanted, said) for asks, wanted in _EXPECTED if re.search(asks, asked))


def _as_asked(passage: passages.Passage, question: str) -> passages.Passage:
    """Return the whole list for a question that asks for several things."""
    if passage.whole is not None and _LIST.search(words.folded(question)):
        return passage.whole
    return passage
