"""The words that call a command: the French one first, then the others that mean it."""

import difflib
import unicodedata
from typing import Final

PUNCTUATION: Final = " :;,.!?…"

# Typed without their accents; never a slip of the fingers, which is told and not guessed.
_MEANINGS: Final = {
    "prendre": ("prendre", "take"),
    "rendre": ("rendre", "release"),
    "remplacer": ("remplacer", "remplacement", "cover"),
    "qui": ("qui", "who"),
    "planning": ("planning", "schedule"),
    "trous": ("trous", "trou", "gaps"),
    "numéro": ("numero", "number"),
    "sonneries": ("sonneries", "sonnerie", "rings"),
    "bureau": ("bureau", "office"),
    "bilan": ("bilan", "report"),
    "calendrier": ("calendrier", "calendar"),
    "urgence": ("urgence", "urgent"),
    "question": ("question", "ask"),
    "attribuer": ("attribuer", "assign"),
    "fermer": ("fermer", "close"),
    "ouvrir": ("ouvrir", "open"),
    "journal": ("journal", "log"),
    "membres": ("membres", "members"),
    "aide": ("aide", "help"),
}
_WORDS: Final = {word: french for french, words in _MEANINGS.items() for word in words}

#: Every command, as it is told to people.
FRENCH: Final = tuple(_MEANINGS)
#: Those that admins alone may give.
ADMIN_ONLY: Final = frozenset(("attribuer", "fermer", "ouvrir", "journal", "membres"))


def command_of(word: str) -> str | None:
    """Return the French command that `word` calls, whatever its accents, capitals and punctuation."""
    return _WORDS.get(plain(word))


def nearest(word: str) -> tuple[str, ...]:
    """Return the commands, in French, whose words look like this one; the likeliest first."""
    close = difflib.get_close_matches(plain(word)[:40], list(_WORDS), n=3, cutoff=0.6)
    return tuple(dict.fromkeys(_WORDS[one] for one in close))


def plain(word: str) -> str:
    """Return `word` in small letters, without accents or the punctuation around it."""
    split = unicodedata.normalize("NFKD", word.casefold()).strip(PUNCTUATION)
    return "".join(letter for letter in split if not unicodedata.combining(letter))
