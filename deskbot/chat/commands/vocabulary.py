"""The words that call a command: the French one first, then the others that mean it."""

import difflib
import unicodedata
from typing import Final

PUNCTUATION: Final = " :;,.!?…"

# Typed without their accents, verbs as they are conjugated; never a slip of the fingers, which is told and
# not guessed.
_MEANINGS: Final = {
    "prendre": ("prendre", "prends", "prend", "prenez", "pris", "take"),
    "rendre": ("rendre", "rends", "rend", "rendez", "rendu", "release"),
    "remplacer": (
        *("remplacer", "remplacement", "remplace", "remplaces", "remplacez", "cover"),
        *("remplace-moi", "remplacez-moi", "remplacer-moi"),
    ),
    "qui": ("qui", "who"),
    "planning": ("planning", "schedule"),
    "trous": ("trous", "trou", "gaps"),
    "appels": ("appels", "appel", "cartes", "calls"),
    "numéro": ("numero", "number"),
    "sonneries": ("sonneries", "sonnerie", "rings"),
    "bureau": ("bureau", "office"),
    "simuler": ("simuler", "simule", "simules", "simulez", "simulation", "simulate"),
    "bilan": ("bilan", "report"),
    "rapport": ("rapport", "rapports", "statistiques", "stats", "rates"),
    "calendrier": ("calendrier", "calendar"),
    "urgence": ("urgence", "urgent"),
    "note": ("note", "notes", "noter", "notez"),
    "question": ("question", "ask"),
    "attribuer": ("attribuer", "attribue", "attribues", "attribuez", "assign"),
    "fermer": ("fermer", "ferme", "fermes", "fermez", "close"),
    "ouvrir": ("ouvrir", "ouvre", "ouvres", "ouvrez", "open"),
    "profil": ("profil", "profils", "profile", "profiles"),
    "journal": ("journal", "log"),
    "membres": ("membres", "members"),
    "oublier": ("oublier", "oublie", "oublies", "oubliez", "forget"),
    "dossier": ("dossier", "dossiers", "export", "exporter", "exporte", "exportez"),
    "aide": ("aide", "help"),
}
_WORDS: Final = {word: french for french, words in _MEANINGS.items() for word in words}

#: Words that are no command and have an answer of their own.
ANSWERED: Final = {
    "merci": ("merci", "thanks"),
    "annuler": ("annuler", "annule", "annulez", "undo"),
}
_ANSWERED: Final = {word: answered for answered, words in ANSWERED.items() for word in words}

#: Every command, as it is told to people.
FRENCH: Final = tuple(_MEANINGS)
#: Those that admins alone may give.
ADMIN_ONLY: Final = frozenset(("attribuer", "fermer", "ouvrir", "journal", "membres", "oublier", "dossier"))


def command_of(word: str) -> str | None:
    """Return the French command that `word` calls, whatever its accents, capitals and punctuation."""
    return _WORDS.get(plain(word))


def answered(word: str) -> str | None:
    """Return the word of `ANSWERED` that `word` is, in one of its forms."""
    return _ANSWERED.get(plain(word))


def nearest(word: str) -> tuple[str, ...]:
    """Return the commands, in French, whose words look like this one; the likeliest first."""
    close = difflib.get_close_matches(plain(word)[:40], list(_WORDS), n=3, cutoff=0.6)
    return tuple(dict.fromkeys(_WORDS[one] for one in close))


def same_word(one: str, other: str) -> bool:
    """Say whether both are one word, whatever their accents, capitals and punctuation."""
    return plain(one) == plain(other)


def plain(word: str) -> str:
    """Return `word` in small letters, without accents or the punctuation around it."""
    split = unicodedata.normalize("NFKD", word.casefold()).strip(PUNCTUATION)
    return "".join(letter for letter in split if not unicodedata.combining(letter))
