"""The words around opening hours, without accents nor capitals."""

from typing import Final


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DAYS: Final = {
    name: weekday
    for weekday, name in enumerate(("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"))
}
DAYS_SHORT: Final = {name[:3]: name for name in DAYS}
OFFICE_DAYS: Final = frozenset(range(5))
WEEK_END: Final = frozenset({5, 6})

#: The sentence is about when somebody answers.
OPEN: Final = _set(
    "ouvert ouverte ouverts ouvertes ouvre ouvrent ouverture ouvertures ouvrable ouvrables horaire horaires "
    "permanence permanences repond repondons repondent repondu joignable joignables joindre accueil "
    "accueille accueillons accessible accessibles"
)
CLOSED: Final = _set("ferme fermes fermee fermees ferment fermeture fermetures")
EXCEPT: Final = _set("sauf excepte hormis exception hors")
FURTHER: Final = _set("aussi egalement")
MORNING: Final = _set("matin matins matinee matinees")
AFTERNOON: Final = _set("midis")

UNTIL: Final = _set("jusqu jusque avant")
SINCE: Final = _set("partir des apres")
TO: Final = _set("a au aux")

#: The sentence is about something else, or about once: its hours are not those of every week.
OTHER: Final = _set(
    "reunion reunions rendez rdv formation formations atelier ateliers assemblee livraison livraisons cours "
    "visio comite entretien entretiens parking batiment immeuble cantine restaurant restaurants boutique "
    "vacances exceptionnel exceptionnelle exceptionnellement demain prochain prochaine hier "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "urgence urgences"
)
TODAY: Final = ("aujourd'hui", "l'ete", "en ete", "cet ete")

#: A sentence of nothing but these, days and hours goes on with what the one before was about.
PLAIN: Final = _set(
    "de du d le la les l et ou puis en sans interruption non stop continu continue jour jours journee "
    "semaine ouvre ouvres ferie feries tous toute toutes chaque entre h heure heures ainsi que qu midi "
    "minuit week end ends apres soir soirs nous sommes est sont "
    "uniquement seulement"
)

_FIRST_NUMBERS: Final = (
    "zero une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt vingt-et-une vingt-deux vingt-trois vingt-quatre"
)
NUMBERS: Final = {name: value for value, name in enumerate(_FIRST_NUMBERS.split())} | {
    "trente": 30,
    "quarante": 40,
    "quarante-cinq": 45,
    "cinquante": 50,
}
