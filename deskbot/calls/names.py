"""Who is speaking, as the caller says it: "ici Madame Dupont de la société X" -> "Dupont"."""

import re

from deskbot.calls import dictation

_TITLE = (
    r"(?:[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]\.|[Mm]me\.?|[Mm]lle|[Mm]aître|"
    r"[Dd]octeur|[Dd]r\.?|[Mm]r\.?)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Ý][\w’'-]*"
_PARTICLE = r"(?:de la|de|du|des|d['’]|le|la|el|al|ben|van|von|da|di|dos|den|der|bel|ould)"
_NAME = (
    rf"(?:(?:{_PARTICLE}\s?)?{_CAPITAL})(?:\s(?:(?:du|le|la|el|al|ben|van|von|da|"
    rf"di|dos|den|der|bel)\s)?{_CAPITAL}){{0,3}}"
)
_LOOSE = r"[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*){0,2}"

# The strong ones introduce a name whatever its letters; the others need a capital or a title.
_STRONG = re.compile(
    rf"\b(?:je m['’]appelle|je me (?:nomme|présente)[ ,:]*(?:je suis|c['’]est)"
    rf"?|mon nom (?:est|c['’]est)|mon nom[ ,]+c['’]est)[ ,:]+"
    rf"(?:{_TITLE} )?(?P<name>{_NAME}|{_LOOSE})",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"\b(?:[Ii]ci|[Cc]['’]est|[Jj]e suis|[Bb]onjour|[Bb]onsoir|[Aa]ll[oô]|[Oo]ui)"
    rf"[ ,:!.]+(?:c['’]est |ici )?(?:la |le )?{_TITLE}\s"
    rf"(?P<name>{_NAME}|[^\W\d_]+)"
)
_PLAIN = re.compile(
    rf"\b(?:[Ii]ci|[Cc]['’]est(?: encore| toujours| de nouveau| à nouveau)?|[Jj]e suis|"
    rf"[Mm]oi c['’]est)[ ,:]+(?P<name>{_NAME})"
)
_AT_PHONE = re.compile(
    rf"(?:{_TITLE} )?(?P<name>{_NAME})[ ,]+(?:à l['’]appareil|au téléphone|au bout du fil)"
)
_GREETED = re.compile(
    rf"\b(?:[Bb]onjour|[Bb]onsoir|[Ss]alut|[Cc]oucou)(?: à (?:tous|toutes|vous)"
    rf")?[ ,:!.]+(?P<name>{_NAME})(?=\s*,|\s+(?:de|du|d['’]|à)\b|\s*\.)"
)
_SIGNED = re.compile(
    rf"(?:[Cc]['’]était|[Dd]e la part de|[Ss]igné)[ :,]+(?:{_TITLE} )?(?P<name>{_NAME})"
    rf"\s*[.,!]*\s*(?:[Mm]erci|[Aa]u revoir|[Bb]onne|$)"
)

_ALONE = re.compile(
    rf"(?:^|[.!?,]\s+)(?:(?:[Mm]erci|[Cc]ordialement|[Vv]oilà|[Ee]nfin)[ ,]+)"
    rf"*(?:{_TITLE}\s)?(?P<name>{_NAME})"
    rf"(?=\s*[.!?]?$|,?\s+(?:au\s|c['’]est le\s|mon numéro|rappelez|\+|\d\d|zéro))"
)
_ALONE_FULL = re.compile(
    rf"(?:^|[.!?,]\s+)(?:(?:[Mm]erci|[Cc]ordialement|[Vv]oilà|[Ee]nfin)[ ,]+)*"
    rf"(?P<name>(?:{_TITLE}\s){_NAME}|{_CAPITAL}\s{_CAPITAL})(?=\s*[.,])"
)

_NOT_SPEAKING = re.compile(
    r"^\s*,?\s*(?:qui|que|il faut|dont|m['’]a|m['’]avait|doit|devait|ne |n['’]|pas)\b", re.IGNORECASE
)
_STOPS = re.compile(
    r"\b(?:et|de|du|des|d|pour|je|j|au|aux|a|chez|du|qui|mon|ma|c|est|vous|suite|"
    r"en|sur|dans|la|le|les|un|une|avec|votre|vos|notre|merci|bonjour)\b"
)
# What stands after "c'est" with a capital and is nobody: firms, days, offices.
_NOBODY_LISTED = """
orange sfr bouygues free enedis edf engie totalenergies urssaf chronopost dhl ups fedex colissimo amazon
laposte poste gls dpd ovh ovhcloud opteos euratechnologies caf cpam france pole maif macif axa google
microsoft lundi mardi mercredi jeudi vendredi samedi dimanche monsieur madame janvier fevrier mars avril
mai juin juillet aout septembre octobre novembre decembre bonjour bonsoir merci allo ici bien oui non je
c votre notre cape cesa rib tva mattermost paris lille roubaix tourcoing le la les un une ok voila donc
alors alerte urgent urgence rappel rappelez rappelez-moi rappelle rappelle-moi au aux il elle on nous ils
elles ce cette ces si est-ce comment pourquoi quand ou où quel quelle qui que quoi mais et car il-y-a
merci-de d'accord j'ai j'aimerais n'hésitez dossier facture deuxieme premier attention salut coucou hello
good this please thank tel telephone numero mon ma mes message service accueil standard possible pour
encore toujours vraiment juste
"""
_NOBODY = frozenset(_NOBODY_LISTED.split())


def speaker(text: str) -> str | None:
    """Return the name of the person speaking, without title, or None if it is not said."""
    spoken = re.sub(r"\s*\(\?\)", "", re.sub(r"\s+", " ", text))
    for pattern in (_STRONG, _TITLED, _AT_PHONE, _PLAIN, _GREETED, _SIGNED, _ALONE, _ALONE_FULL):
        for found in pattern.finditer(spoken):
            name = _cleaned(found["name"])
            if name and not _NOT_SPEAKING.match(spoken[found.end() :]):
                return name
    return None


def _cleaned(name: str) -> str | None:
    """Cut a name where the sentence goes on, and refuse what is nobody's name."""
    kept: list[str] = []
    for word in re.sub(rf"^{_TITLE}\s", "", name).split():
        plain = dictation.folded(word)
        is_particle = not word[0].isupper() and re.fullmatch(_PARTICLE, plain) is not None
        if kept and not word[0].isupper() and (_STOPS.fullmatch(plain) and not is_particle):
            break
        if plain in _NOBODY and not (kept and re.fullmatch(_PARTICLE, plain)):
            break
        kept.append(word)
    while kept and re.fullmatch(_PARTICLE, dictation.folded(kept[-1])):
        kept.pop()
    written = " ".join(kept)
    return (written if written != written.lower() else written.title()) or None
