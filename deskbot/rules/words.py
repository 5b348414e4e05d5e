"""French words as the index sees them: without accents, endings or words that say nothing."""

import functools
import re
import threading
import unicodedata

import snowballstemmer

# Words that are in any question or any page, and tell nothing about either.
_EMPTY = """
a ai aie ait alors apres as au aucun aucune aussi autre autres aux avec avoir avons avez ont avait ayant
bien bonjour bonsoir c ca ce cela celle celles celui ces cet cette ceux chaque chez ci comme d dans de
deja depuis des deux dire dit dois doit doivent donc dont du elle elles en encore entre es est et etait
etant ete etes etre eu eux faire fais fait faites faudra faudrait faut fera fois font hein ici il ils j
je jusqu juste l la le les leur leurs lors lui m ma maintenant mais me meme merci mes moi mon n ne ni non
nos notre nous on ou oui par parce parfois pas pendant peu peut peuvent peux plait plus plutot pour
pourquoi pouvoir pouvez pouvons pourrait puis puisque qu quand que quel quelle quelles quels quelque
quelques quelqu quelle qui quoi s sa salut sans savez savoir se sera serait seront ses si sinon soit son
sont souvent sous suis sur svp t ta te tes toi ton tous tout toute toutes tres tu un une va vais veut
veux voir vont vos votre vous voudrais vraiment y ya dis c'est peut-etre trouve trouver existe question
chose choses comment combien lequel laquelle lesquels lesquelles deskbot stp etes doive devez devons
devrait possible moment cas sert servir parle parler aimerais connaitre quoi sait sais sait-on personne
gens repondre repond reponds repondent
"""
_STOP = frozenset(_EMPTY.split())
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return the text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def terms_in(text: str) -> tuple[str, ...]:
    """Return the stems of the words that mean something, in order."""
    written = re.sub(r"\be-?mails?\b", "mail", text.lower())
    return tuple(_stem(word) for word in _WORD.findall(written) if _means_something(folded(word)))


def all_in(text: str) -> frozenset[str]:
    """Return every word, the empty ones too, without accents."""
    return frozenset(_WORD.findall(folded(text)))


def _means_something(word: str) -> bool:
    return word not in _STOP and (len(word) > 1 or word.isdigit())


_STEMMING = threading.Lock()


@functools.lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    # A word and its unaccented spelling must give one stem, so accents go first; the stemmer then no longer
    # sees "-é" and "-ée", which are cut here.
    # It leaves the plural of verbs ("arrivent") whole, hence the third cut.
    cut = re.sub(r"(?<=\w\w\w)(ée?s?|er)$|(?<=\w\w\w\w)(?<!m)(?<!pres)ent$", "e", word)
    # The stemmer keeps the word it works on: one thread at a time.
    with _STEMMING:
        stem: str = _stemmer().stemWord(folded(cut))
    return stem.rstrip("e") if len(stem) > 3 else stem


@functools.cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("french")
