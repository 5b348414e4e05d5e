"""The passages of all pages, ready to be asked: BM25 over their stems."""

import collections
import dataclasses
import logging
import math
import typing
from collections.abc import Iterable, Sequence

from deskbot.rules import passages, words


class Ranker(typing.Protocol):
    """What is needed of bm25s."""

    def get_scores(self, query_tokens_single: list[str]) -> Sequence[float]:
        """Score each passage for these terms, in the passages' order."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Entry:
    """One passage and its terms: those of its own text, of its section's heading, of its page's title."""

    passage: passages.Passage
    text_terms: frozenset[str]
    section_terms: frozenset[str]
    title_terms: frozenset[str]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Index:
    """All passages that can be quoted; `rarity` tells how much a term says (its inverse frequency)."""

    entries: tuple[Entry, ...]
    rarity: dict[str, float]
    rarest: float
    ranker: Ranker | None


def build(pages: Iterable[passages.Page]) -> Index:
    """Index the pages; without any, every question will be abstained from."""
    found = [passage for page in pages for passage in passages.in_page(page)]
    entries = tuple(_entry(passage) for passage in found)
    counts = collections.Counter(term for entry in entries for term in _terms(entry))
    # A list and its items are one place: the count may be doubled, which the logarithm forgives.
    total = len(entries)
    rarity = {term: math.log(1 + (total - count + 0.5) / (count + 0.5)) for term, count in counts.items()}
    return Index(
        entries=entries,
        rarity=rarity,
        rarest=max(rarity.values(), default=1.0),
        ranker=_ranker([_weighted(passage) for passage in found]),
    )


def best_for(index: Index, *, terms: Sequence[str], most: int = 12) -> tuple[Entry, ...]:
    """Return the entries that these terms rank first, best first."""
    if index.ranker is None or not terms:
        return ()
    scores = index.ranker.get_scores(list(terms))
    ranked = sorted(range(len(index.entries)), key=lambda at: -float(scores[at]))
    return tuple(index.entries[at] for at in ranked[:most] if float(scores[at]) > 0)


def _entry(passage: passages.Passage) -> Entry:
    return Entry(
        passage=passage,
        text_terms=frozenset(words.terms_in(passage.text)),
        section_terms=frozenset(words.terms_in(passage.section)),
        title_terms=frozenset(words.terms_in(passage.page.title)),
    )


def _terms(entry: Entry) -> frozenset[str]:
    return entry.text_terms | entry.section_terms | entry.title_terms


def _weighted(passage: passages.Passage) -> list[str]:
    """Return the terms that BM25 counts: a heading is worth two of its words in the text."""
    text = words.terms_in(passage.text)
    section = words.terms_in(passage.section)
    return [*text, *section, *section, *words.terms_in(passage.page.title)]


def _ranker(corpus: list[list[str]]) -> Ranker | None:
    if not any(corpus):
        return None
    # bm25s brings numpy, 23 MB: only who asks a question pays for it (facts/engine.md, section 7).
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    ranker: typing.Any = bm25s.BM25(method="lucene")
    ranker.index(corpus, show_progress=False)
    return typing.cast("Ranker", _KnownTerms(ranker))


class _KnownTerms:
    """BM25 that is asked only about terms that it has seen (it fails on the others)."""

    def __init__(self, ranker: typing.Any) -> None:
        self._ranker = ranker

    def get_scores(self, query_tokens_single: list[str]) -> Sequence[float]:
        known = [term for term in query_tokens_single if term in self._ranker.vocab_dict]
        if not known:
            return [0.0] * int(self._ranker.scores["num_docs"])
        scores: Sequence[float] = self._ranker.get_scores(known)
        return scores
