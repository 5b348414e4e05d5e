"""The few words that people and pages say differently; each one more may answer beside the point."""

import functools

from deskbot.rules import words

# Each line: words that may stand for one another in a question about a switchboard and a cooperative.
_GROUPS = """
horaire heure plage
tenir tient tiennent tenue assurer prendre prend prennent confier charge mission contribution standardiste
retribution remuneration payer paye remunerer retribuer gagner argent indemnite
rejoindre integrer entrer entree adherer admission
messagerie repondeur boite vocale
redirection renvoi transfert rediriger renvoyer transferer bascule
mail courriel email
chat mattermost
vacances ete conges aout
publicite demarchage demarche commercial commerciale prospection vendeur demarcheur
colis paquet livraison
visiteur visiteuse visite visiter
secret confidentialite confidentiel divulguer communiquer
donner divulguer communiquer transmettre
urgence urgent
membre cooperateur cooperatrice adherent
numero telephone
portable mobile
manquer rater decrocher absent
suppleant seconde deuxieme suivante
dossier formulaire
etape procedure
semaine lundi vendredi
ouvrable ouvert
sonner sonnerie
fichier enregistre message
prive personnel personnelle
valider validation
candidat candidature demande
vide absent
joindre contacter appeler
indiquer inscrire noter declarer
lire lecture surveiller vigilance
expliquer eclairer renseigner
quotidien quotidienne jour journalier
verser versement versee
"""

# Verbs and nouns of any question: one that no page has is no sign that the question is about something else.
_WEAK = """
utiliser passer arriver mettre prendre traiter preciser fournir gerer recevoir envoyer devenir permettre
fonctionner commencer finir ajouter marcher choisir appliquer concerner vouloir aller venir rester penser
expliquer signifier appeler occuper regler effectuer obtenir garder suivre agir remplir procedure methode
facon maniere regle raison exemple droit autorise interdit obligatoire necessaire besoin compter prevoir
prevu servir laisser falloir revenir dire demander repondre tomber met mets mettent prend prennent prends
vient viennent envoie recoit recoivent droits suit suivent devient deviennent
"""


@functools.cache
def _weak() -> frozenset[str]:
    return frozenset(words.terms_in(_WEAK))


def is_weak(term: str) -> bool:
    """Say whether this stem is of a word that any question may have."""
    return term in _weak()


@functools.cache
def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = frozenset(words.terms_in(line))
        for term in group:
            found[term] = found.get(term, frozenset()) | group - {term}
    return found


def alike(term: str) -> frozenset[str]:
    """Return the stems that may stand for this one, without itself."""
    return _alike().get(term, frozenset())
