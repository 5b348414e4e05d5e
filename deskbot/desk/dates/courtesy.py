"""What people write around the dates, and what it must not be taken for: it says no date."""

from typing import Final


def split(text: str) -> frozenset[str]:
    """Return the words of a list that is easier to read as a sentence."""
    return frozenset(text.split())


#: Verbs after which "pas" refuses, instead of leaving something out ("la semaine prochaine, pas lundi").
VERBS: Final = split(
    "ai aide aider aiderai aimerais arrange arrangerait assure assurer assurerai aurai aurais avoir "
    "bloque bloquer cale caler choisir choisis compte confirme confirmer conviendrait convient couvre "
    "couvrir demande demander depanne depanner dit donne donner engage est faire fais fait ferai garder "
    "gere gerer gererai inscrire inscris inscrivez irait libere liberer marche marcherait mets mettez "
    "mettre note noter occupe occuper occuperai pense peut peux planifier porte positionne positionner "
    "pourrai pourrais pouvons prefere prefererais prend prendrai prendrais prendre prends prenez prenons "
    "prevoir pris propose proposer remplace remplacer remplacerai rendre rends repondre reprendre "
    "reprends reserve reserver sera serai serais serait serez soit sommes souhaite souhaiterai "
    "souhaiterais suis tenir tiendrai tiens tient travaille va vais valide valider veux vient voici voila "
    "voudrais"
)
WORDS: Final = VERBS | split(
    "ah alors an annee aussi avec bcp beaucoup bien bise bises bisous bjr bonjour bonsoir c ca cela celle "
    "celui chacun cher chers ci compris comprise content contente cool cordialement coucou daccord date "
    "dates dedans dispo disponible disponibles dispos donc egalement eh en environ equipe eux finalement "
    "genial hein hello hey hop horaire horaires il impeccable inclu inclue inclus incluse inclusivement j "
    "je juste l la le les libre m ma mci me meme merci mercii mes mille min minutes mn moi mon motive "
    "motivee n nickel no nos notre nous num numero oh ok okay oki on ouais oui parfait partant partante "
    "partants place plaisir plait plutot possible qu que question qui ravi ravie salut seulement si slt "
    "stp super svp t te team tjrs tjs tlm toi top tu uniquement volontaire volontiers vous vraiment y"
)
PHRASES: Final = (
    "s il vous plait", "s il te plait", "est ce que", "est ce", "est ce possible", "merci d avance",
    "pour moi", "je m en occupe", "c est bon", "c est possible", "au standard", "a tous",
    "a tous et toutes", "a toutes et tous", "a tous et a toutes", "a toutes et a tous", "tous et toutes",
    "toutes et tous", "d accord", "a toutes", "en journee", "de garde", "a tout le monde", "a l accueil",
    "je suis la", "de bureau", "pas de souci", "pas de soucis", "pas de probleme", "sans souci",
    "sans soucis", "sans probleme", "aucun souci", "aucun probleme", "y a pas de souci",
    "il n y a pas de souci", "ca marche", "ca me va", "ca roule", "si ca vous va", "si ca te va",
    "si ca va", "si c est possible", "si c est bon", "si ca arrange", "si ca vous arrange",
    "si c est libre", "si libre", "a bientot", "a plus", "pour le standard", "tout le monde", "de libre",
    "je suis de service", "bien sur", "c est ok", "c est parfait", "tres bien", "tres volontiers",
    "avec grand plaisir", "en effet", "a vous", "a toi", "sur place", "a distance", "tout court", "en plus",
    "du coup", "de la part", "au plaisir", "a votre service",
)  # fmt: skip
