"""Which sentences tell opening hours, and what they tell."""

import collections.abc
import re
from typing import Final

from deskbot.desk.dates import tokens
from deskbot.desk.hours_told import scanning, telling, values, words

_IS_ABOUT: Final = words.OPEN | words.CLOSED
_MAY_GO_ON: Final = (
    words.PLAIN
    | words.CLOSED
    | words.EXCEPT
    | words.FURTHER
    | words.MORNING
    | words.AFTERNOON
    | words.UNTIL
    | words.SINCE
    | words.TO
    | frozenset(words.DAYS)
    | {f"{name}s" for name in words.DAYS}
)


def told(text: str, *, about: collections.abc.Iterable[str] = ()) -> values.Told:
    """Return the opening hours that `text` tells.

    With `about`, only where the sentence or the heading above it has one of these words (or a longer one
    that begins so): a page tells of other things that open too.
    """
    subjects = tuple(tokens.plain(one) for one in about)
    statements: list[values.Statement] = []
    days_a_week: int | None = None
    for sentence in _about_opening(text):
        if subjects and not _has_subject(sentence, subjects):
            continue
        pieces = scanning.pieces(sentence.text)
        statements += telling.statements(pieces)
        ratios = [one.minutes for one in pieces if one.kind is scanning.Kind.DAYS_A_WEEK]
        days_a_week = ratios[0] if ratios else days_a_week
    return values.Told(statements=tuple(statements), days_a_week=days_a_week)


def _about_opening(text: str) -> collections.abc.Iterator[scanning.Sentence]:
    goes_on = False
    for sentence in scanning.sentences(text):
        if not sentence.words and not re.search("[0-9]", sentence.text):
            continue
        is_other = bool(sentence.words & words.OTHER) or any(one in sentence.text for one in words.TODAY)
        is_about = bool(sentence.words & _IS_ABOUT) or (goes_on and sentence.words <= _MAY_GO_ON)
        goes_on = is_about and not is_other
        if goes_on:
            yield sentence


def _has_subject(sentence: scanning.Sentence, subjects: tuple[str, ...]) -> bool:
    return any(
        re.search(rf"\b{re.escape(one)}", where)
        for one in subjects
        for where in (sentence.text, sentence.section)
    )
