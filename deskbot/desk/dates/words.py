"""The words of dates: French names, their short forms, the filler around them."""

import enum
import itertools
from typing import Final

WEEKDAY_NAMES: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTH_NAMES: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


class Kind(enum.Enum):
    """What a token means."""

    WEEKDAY = enum.auto()
    #: Plural: a habit ("les lundis").
    WEEKDAYS = enum.auto()
    MONTH = enum.auto()
    NUMBER = enum.auto()
    ORDINAL = enum.auto()
    LAST = enum.auto()
    #: A whole date in figures, with or without its year.
    DATE = enum.auto()
    ISO_WEEK = enum.auto()
    ISO_MONTH = enum.auto()
    #: Minutes since midnight.
    TIME = enum.auto()
    HOURS_WORD = enum.auto()
    HALF = enum.auto()
    PART = enum.auto()
    #: Days from today.
    DAY_REF = enum.auto()
    NOW = enum.auto()
    #: "du": a range is announced.
    FROM = enum.auto()
    #: "de", "d'": a range or a genitive.
    OF = enum.auto()
    #: "à partir de": an end must follow.
    SINCE = enum.auto()
    BETWEEN = enum.auto()
    #: "au".
    TO = enum.auto()
    #: A hyphen, ".." (0), or the word "à" (1), which may also announce an hour.
    DASH = enum.auto()
    UNTIL = enum.auto()
    BEFORE = enum.auto()
    AFTER = enum.auto()
    AND = enum.auto()
    EXCEPT = enum.auto()
    EVERY = enum.auto()
    THIS = enum.auto()
    NEXT = enum.auto()
    #: "prochains": qualifies a list.
    NEXT_ALL = enum.auto()
    WEEK = enum.auto()
    WEEKEND = enum.auto()
    MONTH_WORD = enum.auto()
    DAYS = enum.auto()
    FORTNIGHT = enum.auto()
    #: "en huit", "en quinze": days to add.
    LATER = enum.auto()
    IN = enum.auto()
    DURING = enum.auto()
    FOR = enum.auto()
    END = enum.auto()
    OPENING = enum.auto()
    CLOSING = enum.auto()
    HOLIDAY = enum.auto()
    WORKED = enum.auto()
    IN_WEEK = enum.auto()
    #: The noun that takes a genitive: "le standard du 5 août".
    DUTY = enum.auto()
    FILLER = enum.auto()


class Part(enum.IntEnum):
    """A named part of the day."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2
    DAY = 3
    LUNCH = 4


Sense = tuple[Kind, int]


def split(text: str) -> frozenset[str]:
    """Return the words of a list that is easier to read as a sentence."""
    return frozenset(text.split())


_UNITS: Final = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip

_LISTS: Final[tuple[tuple[Sense, str], ...]] = (
    ((Kind.NUMBER, 1), "une"),
    ((Kind.NUMBER, 20), "vingt"),
    ((Kind.NUMBER, 30), "trente"),
    ((Kind.NUMBER, 45), "quarante-cinq"),
    ((Kind.ORDINAL, 1), "premier premiere premiers premieres"),
    ((Kind.ORDINAL, 2), "deuxieme deuxiemes second seconde"),
    ((Kind.ORDINAL, 3), "troisieme troisiemes"),
    ((Kind.ORDINAL, 4), "quatrieme quatriemes"),
    ((Kind.ORDINAL, 5), "cinquieme"),
    ((Kind.LAST, 0), "dernier derniere derniers dernieres"),
    ((Kind.HOURS_WORD, 0), "heure heures"),
    ((Kind.TIME, 720), "midi"),
    ((Kind.TIME, 1440), "minuit"),
    ((Kind.PART, Part.MORNING), "matin matins matinee matinees mat"),
    ((Kind.PART, Part.AFTERNOON), "apresmidi aprem aprems apm apresm"),
    ((Kind.PART, Part.EVENING), "soir"),
    ((Kind.PART, Part.DAY), "journee journees"),
    ((Kind.DAY_REF, 0), "aujourdhui auj ajd"),
    ((Kind.DAY_REF, -1), "hier"),
    ((Kind.DAY_REF, 1), "demain dem"),
    ((Kind.DAY_REF, 2), "apresdemain surlendemain"),
    ((Kind.NOW, 0), "maintenant immediatement"),
    ((Kind.FROM, 0), "du"),
    ((Kind.OF, 0), "de d des"),
    ((Kind.SINCE, 0), "depuis"),
    ((Kind.BETWEEN, 0), "entre"),
    ((Kind.TO, 0), "au aux"),
    ((Kind.DASH, 1), "a"),
    ((Kind.UNTIL, 0), "jusqu jusque jusquau jusqua jusquaux jusqau"),
    ((Kind.BEFORE, 0), "avant"),
    ((Kind.AFTER, 0), "apres"),
    ((Kind.AND, 0), "et puis ainsi plus"),
    ((Kind.EXCEPT, 0), "sauf excepte hormis hors sans"),
    ((Kind.EVERY, 0), "tous toutes chaque"),
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
    ((Kind.DUTY, 0), "standard permanence permanences creneau creneaux tour service accueil telephone"),
    (
        (Kind.FILLER, 0),
        "le la les l je j m me moi nous on il y en t c n que qui est sera svp stp merci bonjour salut "
        "hello coucou bonsoir prends prendre prend prenons prendrai prendrais prenez pris reprends "
        "reprendre assure assurer assurerai tiens tenir tiendrai occupe occuper occuperai fais faire "
        "ferai fait peux peut pourrai pourrais veux voudrais souhaite souhaiterais aimerais vais suis "
        "serai dispo disponible disponibles libre ok oui daccord volontiers bien si possible plait vous "
        "te tu mets mettre mettez note noter inscris inscrire inscrivez reserve reserver donne donner "
        "rends rendre libere liberer propose proposer mon ma mes notre horaire horaires date dates tout "
        "toute entier entiere entiers entieres complet complete inclus inclu incluse inclue compris "
        "comprise environ mn min ci donc alors aussi cher chers equipe avec plaisir uniquement seulement "
        "juste avoir garder couvrir repondre prevoir planifier simplement chacun egalement finalement "
        "plutot an annee",
    ),
)  # fmt: skip

_PHRASES: Final[tuple[tuple[Sense, tuple[str, ...]], ...]] = (
    ((Kind.PART, Part.AFTERNOON), ("apres midi", "apres midis", "ap midi", "apr midi")),
    ((Kind.PART, Part.LUNCH), ("entre midi et deux", "entre midi et 2", "midi deux")),
    ((Kind.DAY_REF, 0), ("aujourd hui", "ce jour")),
    ((Kind.DAY_REF, 2), ("apres demain",)),
    ((Kind.NOW, 0), ("tout de suite", "des maintenant", "a partir de maintenant", "des a present")),
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
         "en dehors du", "en dehors des", "sauf pour"),
    ),
    ((Kind.AND, 0), ("ainsi que", "et aussi", "et puis", "plus")),
    ((Kind.NEXT, 0), ("qui vient", "qui arrive", "d apres", "a venir")),
    ((Kind.WEEKEND, 0), ("week end", "week ends", "w e")),
    ((Kind.LATER, 7), ("en huit", "en 8")),
    ((Kind.LATER, 14), ("en quinze", "en 15")),
    ((Kind.HOLIDAY, 0), ("jour ferie", "jours feries")),
    ((Kind.WORKED, 0), ("jour ouvre", "jours ouvres", "jour ouvrable", "jours ouvrables")),
    ((Kind.IN_WEEK, 0), ("en semaine",)),
    ((Kind.THIS, 0), ("en cours", "courante")),
    ((Kind.HALF, 30), ("et demi", "et demie")),
    ((Kind.HALF, 15), ("et quart",)),
    ((Kind.END, 0), ("a la fin", "la fin")),
    (
        (Kind.FILLER, 0),
        ("s il vous plait", "s il te plait", "bonne journee", "bonne soiree", "est ce que", "merci d avance",
         "pour moi", "je m en occupe", "c est bon", "c est possible", "au standard", "a tous", "d accord",
         "a toutes", "en journee", "de garde", "a tout le monde", "a l accueil", "je suis la", "de bureau"),
    ),
)  # fmt: skip


def _weekday_words() -> dict[str, Sense]:
    words: dict[str, Sense] = {}
    for index, name in enumerate(WEEKDAY_NAMES):
        words |= {
            name: (Kind.WEEKDAY, index),
            f"{name}s": (Kind.WEEKDAYS, index),
            name[:3]: (Kind.WEEKDAY, index),
        }
    return words


def _month_words() -> dict[str, Sense]:
    plain = (
        "janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin",
        "juillet juil", "aout", "septembre sept sep", "octobre oct", "novembre nov", "decembre dec",
    )  # fmt: skip
    return {word: (Kind.MONTH, index) for index, words in enumerate(plain, start=1) for word in words.split()}


def _singles() -> dict[str, Sense]:
    # "sept" is a month's short form and seven; the scanner decides by what stands before it.
    words: dict[str, Sense] = {}
    for sense, text in reversed(_LISTS):
        words |= dict.fromkeys(text.split(), sense)
    words |= {word: (Kind.NUMBER, index) for index, word in enumerate(_UNITS, start=1)}
    return words | _weekday_words() | _month_words()


def _numbers_in_words() -> dict[tuple[str, ...], Sense]:
    numbers: dict[tuple[str, ...], Sense] = {
        ("vingt", "et", "un"): (Kind.NUMBER, 21),
        ("trente", "et", "un"): (Kind.NUMBER, 31),
    }
    for value, unit in enumerate(_UNITS[:9], start=1):
        numbers["vingt", unit] = (Kind.NUMBER, 20 + value)
        numbers["dix", unit] = (Kind.NUMBER, 10 + value)
    return numbers


SINGLES: Final = _singles()
PHRASES: Final = {
    tuple(text.split()): sense for sense, texts in _PHRASES for text in texts
} | _numbers_in_words()
LONGEST_PHRASE: Final = max(map(len, PHRASES))
KNOWN: Final = frozenset(SINGLES) | frozenset(itertools.chain.from_iterable(PHRASES))
