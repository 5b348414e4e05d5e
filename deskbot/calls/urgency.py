"""Must somebody react within the hour? Seven reasons to, and what takes each of them back.

The word "urgent" proves nothing either way (design, section 6): no pattern looks for it.
"""

import enum
import itertools
import re


class Reason(enum.StrEnum):
    """Why somebody must react within the hour."""

    SAFETY = "safety"
    HEALTH = "health"
    WAITING = "waiting"
    OUTAGE = "outage"
    FRAUD = "fraud"
    DEADLINE = "deadline"
    DISTRESS = "distress"


_TODAY = (
    r"\b(aujourd hui|ce soir|ce midi|cet apres midi|ce matin|avant (midi|minuit|"
    r"ce soir|\d+ ?h\w*|la fin de (la )?journee"
    r"|la fermeture|seize|dix sept|dix huit|quinze|quatorze|onze|dix)|dans (l heure|"
    r"la journee|une heure|deux heures|\d+ (heures?|minutes?)"
    r"|une demi heure|dix minutes|vingt minutes|trente minutes)|d ici (ce soir|"
    r"midi|une heure|\d+ ?h\w*|une demi heure)|immediatement)\b"
)
_MUST = (
    r"\b(doit|dois|doivent|devez|devons|faut|fallait|imperatif|imperativement|"
    r"date limite|limite|expire|au plus tard|sinon"
    r"|partir|parte|partent|part|butoir|delai|echeance|se termine|ferme|cloture|"
    r"convoque\w*|attend|risqu\w+|perd\w*|avant)\b"
)
_DUE = (
    r"\b(sign\w+|virements?|payer|payee?s?|paiements?|regler|reglement|prelevement|"
    r"salaires?|paies?|depot|deposer|deposee?|declarations?"
    r"|declarer|dsn|tribunal|audience|huissier|commissaire de justice|saisie|"
    r"saisir|mise en demeure|avocate?|notaire|appel d offres?"
    r"|marche public|recours|prud ?hom\w+|assignation|greffe|tva|caution|subvention|"
    r"mainlevee|protocole|compromis|repondre au tribunal)\b"
)
_CALL_ME_BACK = (
    r"\b(rappel\w+|recontact\w+|joindre|joignable|disponible)( \w+){0,3} (avant|"
    r"aujourd hui|ce (soir|midi|matin)|cet apres midi|dans la journee|d ici)( \w+)"
    r"{0,2}"
)

_SOMEBODY = (
    r"(livreur|livreuse|coursier|visiteur|visiteuse|visiteurs|cliente?|monsieur|"
    r"dame|personne|quelqu un|candidate?|gens|technicien|rendez vous)"
)
_SYSTEM = (
    r"(serveurs?|site( internet| web)?|internet|reseau|wifi|drive|nextcloud|messagerie|"
    r"mattermost|logiciel|application|standard|plateforme|chat|boite mail|connexion|"
    r"telephonie|electricite|courant|outils?)"
)
_BROKEN = (
    r"(en panne|hors service|plantee?|tombee?|coupee?|inaccessibles?|(marche|fonctionne|"
    r"repond)\w* (plus|pas)|bloquee?s?|en rade|hs\b|mort\b)"
)
_BLOCKED = (
    r"(tout le monde|toute l equipe|personne ne peut|plus personne|on ne peut plus|"
    r"on peut plus|nous ne pouvons plus|je ne peux plus|je peux plus|impossible de|"
    r"on est (tous )?bloques?|nous sommes (tous )?bloques?|bloquee?s? (pour|dans|"
    r"au)|plus rien|plus du tout|a l arret)"
)

_SIGNS: dict[Reason, tuple[str, ...]] = {
    Reason.SAFETY: (
        r"\b(incendie|(il y a|prend|pris|mis) (le |du )?feu|au feu|fumee|ca brule|"
        r"flammes?|explosion|odeur de (gaz|brule)|sent le (gaz|brule)|fuite de gaz)"
        r"\b",
        r"\b(fuite d eau|grosse fuite|inond\w+|degats? des eaux|eau (qui )?(coule|"
        r"partout|monte|ruisselle|tombe)|de l eau partout|plafond (s effondre|"
        r"est tombe|tombe|coule|fuit))",
        r"\balarme\b.{0,30}\b(sonne|declenche\w*|retentit|hurle|arrete pas)",
        r"\b(cambriol\w+|effraction|intrus|s est introduit|agress(e|ee|ion|if|"
        r"ive)|nous menace|me menace|menacante?|couteau|arme|bagarre|se battent|"
        r"violente?s?)\b",
        r"\b(court circuit|etincelles?|electrocute\w*|fils? denude\w*|vitre (brisee|cassee))\b",
    ),
    Reason.HEALTH: (
        r"\b(malaise|evanoui\w*|inconsciente?|saigne|hemorragie|ambulance|samu|"
        r"crise (cardiaque|d epilepsie|d asthme)|infarctus|avc)\b",
        r"\b(blessee?s?|les pompiers|appele[rz]? les (pompiers|secours)|respire (plus|"
        r"mal)|n arrive (plus|pas) a respirer|ne se releve|(est|suis) tombee? (dans|"
        r"par terre|de l|du)|s est (effondre|coupe)\w*)",
        r"\b(douleurs? (a|dans) la poitrine|reaction allergique|accident (grave|"
        r"devant|dans le hall|vient))\b",
    ),
    Reason.WAITING: (
        r"\b(suis|sommes|est|sont|reste|restes|attends?|attendons) (actuellement |"
        r"toujours |encore |bien )?(devant|en bas|dehors|a) (la |le |de |l |"
        r"vos |votre )?(porte|portail|batiment|immeuble|bureaux?|locaux|local|"
        r"entree|grille|interphone|pluie)",
        r"\b(suis|sommes|est|sont) (actuellement |toujours |encore |deja )?(en bas|"
        r"dehors|coincee?s?|enfermee?s?|sous la pluie)\b",
        r"\b(coince|enferme|bloque)(e|s|es)? (dehors|dedans|dans|a l exterieur|"
        r"a l interieur|devant|sur le (toit|palier|parking))",
        r"\bascenseur\b.{0,40}\b(bloque|coince|enferme|arrete)|\b(bloque|coince|"
        r"enferme)\w*.{0,30}\bascenseur",
        r"\b(porte|portail|grille)\b.{0,25}\b(fermee?|bloquee?|n ouvre|s ouvre pas|"
        r"ne s ouvre|verrouillee?|close)\b",
        r"\bpersonne (ne )?(n )?(m |nous |vient )?(ouvr\w+|repond a l interphone|a l accueil)",
        rf"\b{_SOMEBODY}\b.{{0,60}}\b(attend(ent)?|patiente(nt)?|est (la|arrivee?|"
        rf"en bas|a l accueil)|sont (la|en bas|a l accueil)|se presente)\b(?! (vo|"
        rf"un|des|une|la|que|de vos))",
        r"\b(claque la porte|cles? (est |sont |restees? )?(a l interieur|dedans|"
        r"enfermees?)|badge.{0,30}(marche|fonctionne|passe) (plus|pas)|oublie (mon badge|"
        r"mes cles))",
        r"\battends? (devant|en bas|dehors|dans le hall|depuis \w+ (minutes|heure))",
    ),
    Reason.OUTAGE: (
        rf"\b{_SYSTEM}\b.{{0,40}}\b{_BROKEN}.{{0,120}}\b{_BLOCKED}",
        rf"\b{_BLOCKED}.{{0,120}}\b{_SYSTEM}\b.{{0,40}}\b{_BROKEN}",
        rf"\b(plus|pas) (du tout )?(d |de |acces (a|au|aux) )(l )?{_SYSTEM}\b.{{0,120}}\b{_BLOCKED}",
        rf"\b{_BLOCKED}.{{0,80}}\b(plus|pas) (du tout )?(d |de |acces (a|au|aux) )(l )?{_SYSTEM}",
        r"\b(on|nous|je) .{0,20}(peux|peut|pouvons) plus (du tout )?(travailler|"
        r"facturer|rien faire|telephoner)",
        r"\b(panne|coupure) (generale|totale|complete)",
        r"\b(vient de (me |se )?(faire )?(voler|perdre|effacer|supprimer)|on (m |"
        r"nous |vient de )?(a |de me )?(vole|voler)|(j ai|on a) (tout )?(perdu|"
        r"efface|supprime)).{0,40}\b(ordinateur|ordi|portable|telephone|cles?|"
        r"donnees|fichiers|dossiers?|carte bancaire|sac|tout|disque)",
    ),
    Reason.FRAUD: (
        r"\b(virements?|paiements?|operations?|prelevements?|debits?|transactions?|"
        r"retraits?)\b.{0,40}\b(frauduleu\w+|suspecte?s?|pas (fait|autorise|"
        r"reconnu|nous|moi)|n ai (jamais|pas) (fait|autorise)|inconnue?s?)",
        r"\b(compte|messagerie|boite mail|ordinateur|site|serveur)s?\b.{0,25}\b(pirate\w*|"
        r"hacke\w*|vide|vides|usurpe\w*)",
        r"\b(donne|communique|transmis|entre|tape|saisi)\b.{0,40}\b(mots? de passe|"
        r"codes?|identifiants|numero de (la |ma )?carte|coordonnees bancaires|"
        r"carte bancaire)",
        r"\b(fau(x|sse)) (rib|iban|mail|conseiller|banquier|president|technicien|facture|virement)",
        r"\b(ranson\w*|rancon\w*|fichiers? (chiffres?|cryptes?)|se fai(t|sait|"
        r"sant) passer (pour|par)|me suis fait (avoir|pirater|arnaquer|hameconner)"
        r")",
        r"\b(clique)\b.{0,50}\b(lien|piece jointe)\b.{0,80}\b(mot de passe|bizarre|"
        r"ecran|bloque|virus|banque|suspect)",
        r"\b(fraude|arnaque|escroquerie)\b.{0,30}\b(en cours|en ce moment|bloque)",
    ),
    Reason.DISTRESS: (
        r"\b(suicid\w+|en finir|envie de (mourir|vivre)|me tuer|me faire du mal|tout arreter, tout)",
        r"\b(je|j) (n )?en peux (vraiment )?plus|\bje (suis en train de )?craqu(e|"
        r"er)\b|\b(a bout|au bout du rouleau|en detresse|desesperee?)\b",
        r"\b(crise (d angoisse|de panique|de larmes)|je (n arrete pas de )?pleure\w*|"
        r"au secours|aidez moi|je ne tiens plus)\b",
    ),
}

# Things that say the contrary as plainly as the sign itself, and are cut out before looking.
_NOT_SIGNS = re.compile(
    r"\b(pas de|aucune?|sans|plus de) (fuite|blessee?s?|feu|flammes?|fumee|malaise|"
    r"degats?|intrus\w*|panne|incendie)"
    r"|\bni (fuite|blessee?s?|feu|flammes?|fumee)|\bfeu vert\b|\ben cas d[e ]\w*( \w+)"
    r"?|\bcoup de feu\b|\bje pleure de rire\b"
    r"|\b(n ai|n avons|a) (rien|pas|jamais) (clique|donne|communique|tape|paye|transmis)( \w+){0,4}"
    r"|\bpas (vraiment |du tout )?(malade|blessee?)"
)
_TAKEN_BACK = re.compile(
    r"\b(rien (d urgent|de grave|qui presse|de presse)|pas (tres |du tout |super |"
    r"vraiment |si |forcement |particulierement )?(urgent|presse|grave)e?"
    r"|aucune urgence|sans urgence|pas d urgence|non urgent|fausse alerte|pas a la minute|n a rien d urgent"
    r"|quand vous (pouvez|pourrez|aurez|voulez|voudrez)|prenez votre temps|rien ne presse|ca peut attendre"
    r"|(c est|tout est|probleme|le souci est) (maintenant |deja |enfin )?(regle|"
    r"resolu|rentre dans l ordre|repare)|ne (me )?rappelez pas|plus besoin de (rappeler|"
    r"vous))\b"
)
_PAST = re.compile(
    r"\b(hier|avant hier|la semaine derniere|le mois dernier|l autre jour|l an dernier|l annee derniere"
    r"|(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) dernier|il y a (\w+ )"
    r"?(jours?|semaines?|mois|ans?)"
    r"|il y a (deux|trois|quatre|cinq|quelques|\d+) (jours|semaines|mois|ans)"
    r"|a l epoque|etait bloquee?|suite a)\b"
)
_LATER = re.compile(
    r"\b(demain|apres demain|la semaine prochaine|le mois prochain|(lundi|mardi|"
    r"mercredi|jeudi|vendredi) prochain"
    r"|fin du mois|dans (deux|trois|quatre|quelques|quinze|huit|\d+) (jours|"
    r"semaines|mois)|a la rentree|en septembre|l annee prochaine)\b"
)
_PAPERWORK = re.compile(
    r"\b(exercice|simulation|formation|stage|sensibilisation|assurance\w*|attestation|"
    r"declaration d accident|extincteurs?"
    r"|prevention|procedure|consigne|controle|verification|diagnostic|maintenance|"
    r"detecteurs?|systeme d alarme|atelier|article|indemnis\w+|sinistre de)\b"
)


def reasons_in(text: str) -> tuple[Reason, ...]:
    """Return why this message, folded, must be reacted to within the hour; empty when it need not."""
    if _TAKEN_BACK.search(text):
        return ()
    heard = _NOT_SIGNS.sub(" ", text)
    clauses = [clause for clause in re.split(r"[.!?;]+|\bmais\b", heard) if clause.strip()]
    found = {reason for reason in _SIGNS if any(_shows(reason, part) for part in _windows(clauses))}
    if any(_is_due_today(part) for part in _windows(clauses)):
        found.add(Reason.DEADLINE)
    return tuple(reason for reason in Reason if reason in found)


def _windows(clauses: list[str]) -> list[str]:
    """Return each clause, and each with the next: what blocks and whom are often said apart."""
    pairs = [f"{first} , {second}" for first, second in itertools.pairwise(clauses)]
    return clauses + pairs


def _shows(reason: Reason, clause: str) -> bool:
    if _PAST.search(clause) or _PAPERWORK.search(clause):
        return False
    if _LATER.search(clause) and reason in (Reason.OUTAGE, Reason.WAITING, Reason.FRAUD):
        return False
    return any(re.search(sign, clause) for sign in _SIGNS[reason])


def _is_due_today(clause: str) -> bool:
    """Say whether money, a signature or the law is due today; a wish to be called back today is not that."""
    asked = re.sub(_CALL_ME_BACK, " ", clause)
    if _LATER.search(asked) or _PAST.search(asked):
        return False
    return all(re.search(pattern, asked) for pattern in (_TODAY, _MUST, _DUE))
