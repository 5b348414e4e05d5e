"""The words that reading a transcript needs: numbers, and what recognisers write on noise.

Sources: facts/speech.md section 6 (whisper.cpp #2660, faster-whisper #41, arXiv 2501.11378). All are compared
in plain form: lower case, no accent, no punctuation.
"""

import re
import unicodedata


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NUMBER_WORDS = _words(
    """
    zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt
    vingts trente quarante cinquante soixante septante huitante octante nonante cent cents mille plus
    double triple
    """
)

# Openings of subtitle credits. A member may well make subtitles for a living, so one of these is not enough:
# the whole segment must be made of the words below.
_CREDITS = ("sous titre", "sous titrage", "soustitreur", "amara org", "merci d avoir regarde", "abonnez vous")
_CREDIT_WORDS = _words(
    """
    sous titre titres titrage soustitreur realise realises fait faits par para le la les l communaute de d
    amara org societe radio canada st mfp fr com merci avoir regarde cette ma notre nos video videos abonnez
    vous abonner n oubliez pas a chaine et pour au bientot revoir prochaine jusqu bout
    """
)

# A segment that is only this describes a sound; nobody said it.
_SOUNDS = frozenset(
    {"musique", "musique douce", "generique", "generique de fin", "applaudissements", "rires"}
)

# Real endings of real messages: inventions only where there is next to no voice.
_FAREWELLS = frozenset({"merci", "merci beaucoup", "au revoir", "merci au revoir", "a bientot"})


def plain(text: str) -> str:
    """Return `text` in lower case without accents or punctuation, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", bare).split())


def is_number_word(text: str) -> bool:
    """Tell whether a word may be a part of a number, in digits or spelled in French."""
    return any(_has_digit(piece) or piece in _NUMBER_WORDS for piece in plain(text).split())


def is_invention(text: str, *, very_short: bool) -> bool:
    """Tell whether a whole segment is what recognisers write on noise; strict when there is little voice."""
    said = plain(text)
    if said in _SOUNDS or (very_short and said in _FAREWELLS):
        return True
    has_credit = any(credit in said for credit in _CREDITS)
    return has_credit and all(_has_digit(word) or word in _CREDIT_WORDS for word in said.split())


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)
