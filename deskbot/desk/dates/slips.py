"""Which known word somebody meant: typing slips and words glued together."""

import functools
import itertools
from typing import Final

from deskbot.desk.dates import courtesy, kinds, words

#: Real words that are one letter away from a known one; to correct them would be a guess.
NEVER_CORRECTED: Final = courtesy.split(
    "etre mais nuit rien fois moins ferme fermes fermer fermee presque non pas ou jamais voir main mains "
    "autre autres sinon tard tot debut vers nul sang sens cour courant "
    "milieu soiree nuits mise anne annie marc hiver lors entree vendre demande venir venu suite "
    "maintenance match portes"
)
SHORTEST_CORRECTED: Final = 4
LONGEST_CORRECTED: Final = 16
SHORTEST_GLUED: Final = 3
#: Two slips are forgiven only in the long words that carry the date.
TWO_SLIPS_FROM: Final = 7
_CARRY_THE_DATE: Final = frozenset(
    {
        kinds.Kind.WEEKDAY, kinds.Kind.WEEKDAYS, kinds.Kind.MONTH, kinds.Kind.WEEK, kinds.Kind.NEXT,
        kinds.Kind.DAY_REF, kinds.Kind.NOW, kinds.Kind.PART, kinds.Kind.FORTNIGHT,
    }
)  # fmt: skip


@functools.lru_cache(maxsize=1024)
def corrected(word: str) -> tuple[str, ...]:
    """Return the known word or the two glued words meant by `word`; nothing when that would be a guess."""
    if word in words.KNOWN:
        return (word,)
    if (squeezed := _squeezed(word)) in words.SINGLES and len(squeezed) >= SHORTEST_CORRECTED:
        return (squeezed,)
    if word in NEVER_CORRECTED or not SHORTEST_CORRECTED <= len(word) <= LONGEST_CORRECTED:
        return ()
    return _unglued(word) or _nearest(word)


def _squeezed(word: str) -> str:
    """Return the word without the letters held down too long ("demainnn", "mardii")."""
    return "".join(letter for letter, _ in itertools.groupby(word))


def _unglued(word: str) -> tuple[str, ...]:
    for cut in range(SHORTEST_GLUED, len(word) - SHORTEST_GLUED + 1):
        left, right = word[:cut], word[cut:]
        if left in words.SINGLES and right in words.SINGLES and _carries(left) and _carries(right):
            return left, right
    return ()


def _nearest(word: str) -> tuple[str, ...]:
    ranked = sorted(
        (distance, _unlikeness(word, known), known)
        for known in words.CORRECTED_TO
        if len(known) >= SHORTEST_CORRECTED and (distance := _distance(word, known)) <= _allowed(word, known)
    )
    if not ranked:
        return ()
    rivals = {words.SINGLES.get(known, known) for *rank, known in ranked if rank == list(ranked[0][:2])}
    return (ranked[0][2],) if len(rivals) == 1 else ()


def _unlikeness(word: str, known: str) -> tuple[bool, bool, bool]:
    """Rank what is as near: the same first letter, then what stands alone, then the same number."""
    is_plural = known.endswith("s") and known[:-1] in words.SINGLES
    return known[0] != word[0], known not in words.SINGLES, is_plural and not word.endswith("s")


def _carries(word: str) -> bool:
    return words.SINGLES[word][0] in _CARRY_THE_DATE


def _allowed(word: str, known: str) -> int:
    far = len(known) >= TWO_SLIPS_FROM and known in words.SINGLES and _carries(known) and known[0] == word[0]
    if words.SINGLES.get(known, (kinds.Kind.FILLER, 0))[0] is kinds.Kind.FILLER:
        # Swallowed as politeness, a name would give somebody else's turn to whoever types it.
        return 1 if known[0] == word[0] and len(known) > SHORTEST_CORRECTED else 0
    is_part = words.SINGLES.get(known, (None, 0))[0] is kinds.Kind.PART
    # "Martine" is two slips away from "matinée".
    return 2 if far and not is_part else 1


def _distance(left: str, right: str) -> int:
    """Count insertions, deletions, substitutions and swaps of neighbours (optimal string alignment)."""
    if abs(len(left) - len(right)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        previous, row = row, [i]
        for j, b in enumerate(right, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = previous
    return row[-1]
