"""The words of dates: French names, their short forms, the filler around them."""

import collections
import itertools
from typing import Final

from deskbot.desk.dates import courtesy, english, feasts
from deskbot.desk.dates.kinds import Kind, Part, Sense

WEEKDAY_NAMES: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTH_NAMES: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


#: Fewer letters of a name of day or month are no word.
SHORTEST_FORM: Final = 3
LONGEST_FORM: Final = 5
#: The value of "des" and of "pas", which mean more than one thing.
DES: Final = 1
NOT: Final = 1


_MONTHS: Final = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre",
)  # fmt: skip
_UNITS: Final = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip

_LISTS: Final[tuple[tuple[Sense, str], ...]] = (
    ((Kind.NUMBER, 1), "une"),
    ((Kind.NUMBER, 20), "vingt"),
    ((Kind.NUMBER, 30), "trente"),
    ((Kind.NUMBER, 45), "quarante-cinq"),
    ((Kind.ORDINAL, 1), "premier premiere premiers premieres prem"),
    ((Kind.ORDINAL, 2), "deuxieme deuxiemes second seconde"),
    ((Kind.ORDINAL, 3), "troisieme troisiemes"),
    ((Kind.ORDINAL, 4), "quatrieme quatriemes"),
    ((Kind.ORDINAL, 5), "cinquieme"),
    ((Kind.LAST, 0), "dernier derniere derniers dernieres dern"),
    ((Kind.HOURS_WORD, 0), "heure heures"),
    ((Kind.TIME, 720), "midi"),
    ((Kind.TIME, 1440), "minuit"),
    ((Kind.PART, Part.MORNING), "matin matins matinee matinees mat"),
    ((Kind.PART, Part.AFTERNOON), "apresmidi apresmidis aprem aprems apm apmidi apresm aprm ap pm"),
    ((Kind.PART, Part.EVENING), "soir"),
    ((Kind.PART, Part.DAY), "journee journees"),
    ((Kind.DAY_REF, 0), "aujourdhui auj ajd"),
    ((Kind.DAY_REF, -1), "hier"),
    ((Kind.DAY_REF, 1), "demain dem dmain"),
    ((Kind.DAY_REF, 2), "apresdemain surlendemain"),
    ((Kind.NOW, 0), "maintenant immediatement mtn"),
    ((Kind.FROM, 0), "du"),
    ((Kind.OF, 0), "de d"),
    ((Kind.OF, DES), "des"),
    ((Kind.SINCE, 0), "depuis"),
    ((Kind.BETWEEN, 0), "entre"),
    ((Kind.TO, 0), "au aux"),
    ((Kind.DASH, 1), "a"),
    ((Kind.UNTIL, 0), "jusqu jusque jusquau jusqua jusquaux jusqau"),
    ((Kind.BEFORE, 0), "avant"),
    ((Kind.AFTER, 0), "apres"),
    ((Kind.AND, 0), "et puis ainsi plus"),
    ((Kind.EXCEPT, 0), "sauf excepte excepter hormis hors sans moins"),
    ((Kind.EXCEPT, NOT), "pas"),
    ((Kind.EVERY, 0), "tous toutes chaque ts ttes tou"),
    ((Kind.THIS, 0), "ce cet cette"),
    ((Kind.NEXT, 0), "prochain prochaine suivant suivante pro proch"),
    ((Kind.NEXT_ALL, 0), "prochains prochaines suivants suivantes"),
    ((Kind.WEEK, 0), "semaine semaines sem s"),
    ((Kind.WEEKEND, 0), "weekend weekends we"),
    ((Kind.MONTH_WORD, 0), "mois"),
    ((Kind.DAYS, 0), "jour jours"),
    ((Kind.FORTNIGHT, 0), "quinzaine quinzaines"),
    ((Kind.IN, 0), "dans"),
    ((Kind.DURING, 0), "pendant durant"),
    ((Kind.FOR, 0), "pour"),
    ((Kind.END, 0), "fin"),
    ((Kind.OPENING, 0), "ouverture"),
    ((Kind.CLOSING, 0), "fermeture"),
    ((Kind.HOLIDAY, 0), "ferie feries"),
    ((Kind.WORKED, 0), "ouvre ouvres ouvrable ouvrables"),
    ((Kind.WHOLE, 0), "tout toute entier entiere entiers entieres complet complete tt tte"),
    ((Kind.BESIDE, -1), "veille"),
    ((Kind.BESIDE, 1), "lendemain"),
    ((Kind.WISH, 0), "bon bonne bons bonnes"),
    ((Kind.DUTY, 0), "standard permanence permanences creneau creneaux tour service accueil telephone"),
)  # fmt: skip

_PHRASES: Final[tuple[tuple[Sense, tuple[str, ...]], ...]] = (
    (
        (Kind.PART, Part.AFTERNOON),
        ("apres midi", "apres midis", "ap midi", "apr midi", "ap m", "apres m", "apr m"),
    ),
    ((Kind.PART, Part.LUNCH), ("entre midi et deux", "entre midi et 2", "midi deux", "midi 2")),
    ((Kind.DAY_REF, 0), ("aujourd hui", "ce jour")),
    ((Kind.DAY_REF, 2), ("apres demain",)),
    ((Kind.DAY_REF, -2), ("avant hier",)),
    (
        (Kind.NOW, 0),
        ("tout de suite", "de suite", "la maintenant", "des maintenant", "a partir de maintenant",
         "des a present"),
    ),
    ((Kind.SINCE, 0), ("a partir", "a partir de", "a partir du", "a partir d", "a compter de",
      "a compter du")),
    (
        (Kind.UNTIL, 0),
        ("jusqu a", "jusqu au", "jusqu aux", "jusqu en", "jusque a", "jusqu", "d ici", "d ici a", "d ici au",
         "jusqu a la", "jusque la"),
    ),
    (
        (Kind.EXCEPT, 0),
        ("a part", "a l exception de", "a l exception du", "a l exception des", "mais pas", "en dehors de",
         "en dehors du", "en dehors des", "sauf pour", "et pas", "pas de", "pas du"),
    ),
    ((Kind.AND, 0), ("ainsi que", "et aussi", "et puis", "plus", "et encore", "mais aussi", "de meme que")),
    ((Kind.NEXT, 0), ("qui vient", "qui arrive", "qui suit", "d apres", "a venir")),
    ((Kind.WEEKEND, 0), ("week end", "week ends", "w e")),
    ((Kind.LATER, 7), ("en huit", "en 8")),
    ((Kind.LATER, 14), ("en quinze", "en 15")),
    ((Kind.HOLIDAY, 0), ("jour ferie", "jours feries")),
    ((Kind.WORKED, 0), ("jour ouvre", "jours ouvres", "jour ouvrable", "jours ouvrables")),
    ((Kind.IN_WEEK, 0), ("en semaine",)),
    ((Kind.THIS, 0), ("en cours", "courante", "le reste de", "le reste du", "reste de", "reste du")),
    ((Kind.NEXT_ALL, 0), ("qui viennent", "qui suivent")),
    ((Kind.HALF, 30), ("et demi", "et demie")),
    ((Kind.HALF, 15), ("et quart", "un quart")),
    ((Kind.HALF, -15), ("moins le quart", "moins quart")),
    ((Kind.END, 0), ("la fin",)),
)  # fmt: skip


def _weekday_words() -> dict[str, Sense]:
    words: dict[str, Sense] = {}
    for index, name in enumerate(WEEKDAY_NAMES):
        words |= dict.fromkeys(_short_forms(name), (Kind.WEEKDAY, index))
        words |= {name: (Kind.WEEKDAY, index), f"{name}s": (Kind.WEEKDAYS, index)}
    return words


def _month_words() -> dict[str, Sense]:
    forms = collections.Counter(itertools.chain(*map(_short_forms, _MONTHS)))
    shared = {form for form, count in forms.items() if count > 1}
    words: dict[str, Sense] = {}
    for index, name in enumerate(_MONTHS, start=1):
        words |= dict.fromkeys((*(set(_short_forms(name)) - shared), name), (Kind.MONTH, index))
    return words


def _short_forms(name: str) -> list[str]:
    """Return its beginnings that people stop at ("lun", "vend", "sept", "juil")."""
    return [name[:length] for length in range(SHORTEST_FORM, min(len(name), LONGEST_FORM + 1))]


def _singles() -> dict[str, Sense]:
    # The later wins: "mar" is a Tuesday. "sept" is a month and seven: `tidy` decides by what is around it.
    words = english.singles()
    words |= dict.fromkeys(courtesy.WORDS, (Kind.FILLER, 0)) | _month_words()
    for sense, text in reversed(_LISTS):
        words |= dict.fromkeys(text.split(), sense)
    words |= {word: (Kind.NUMBER, index) for index, word in enumerate(_UNITS, start=1) if word != "sept"}
    return words | _weekday_words()


def _numbers_in_words() -> dict[tuple[str, ...], Sense]:
    numbers: dict[tuple[str, ...], Sense] = {
        ("vingt", "et", "un"): (Kind.NUMBER, 21),
        ("trente", "et", "un"): (Kind.NUMBER, 31),
    }
    for value, unit in enumerate(_UNITS[:9], start=1):
        numbers["vingt", unit] = (Kind.NUMBER, 20 + value)
        numbers["dix", unit] = (Kind.NUMBER, 10 + value)
    return numbers


def _phrases() -> dict[tuple[str, ...], Sense]:
    courtesies = {text: (Kind.FILLER, 0) for text in courtesy.PHRASES}
    lists = itertools.chain(english.PHRASES, _PHRASES)
    texts: dict[str, Sense] = courtesies | {text: sense for sense, said in lists for text in said}
    texts |= {name: (Kind.FEAST, place) for place, feast in enumerate(feasts.FEASTS) for name in feast.names}
    return {tuple(text.split()): sense for text, sense in texts.items()} | _numbers_in_words()


_FRENCH: Final = courtesy.WORDS.union(*(text.split() for _, text in _LISTS), WEEKDAY_NAMES, _MONTHS, _UNITS)
SINGLES: Final = _singles()
PHRASES: Final = _phrases()
LONGEST_PHRASE: Final = max(map(len, PHRASES))
#: Beginnings of names: understood as they are, never guessed from a slip.
SHORT_FORMS: Final = frozenset(itertools.chain(*map(_short_forms, (*WEEKDAY_NAMES, *_MONTHS))))
KNOWN: Final = frozenset(SINGLES) | frozenset(itertools.chain.from_iterable(PHRASES))
#: What a slip may have been meant for: no short form, and no short English word ("Marc" is not "march").
CORRECTED_TO: Final = (
    KNOWN
    - SHORT_FORMS
    - {word for word in english.singles() if len(word) <= LONGEST_FORM and word not in _FRENCH}
)
