"""Nobody's private number leaves by an answer (design, section 8)."""

import re
from collections.abc import Collection

from deskbot.people import phone
from deskbot.rules import words

_PERSONAL = re.compile(r"\b(perso\w*|prive\w*|domicile|chez (lui|elle))\b")
_NUMBER = r"(numero|portable|mobile|telephone|tel|06|07|fixe|ligne directe|coordonnees)"
_ASKS = re.compile(
    rf"\b(quel est|c'est quoi|donne[sz]?(-| )?(moi|nous)?|passe[sz]?(-| )?(moi|"
    rf"nous)?|avoir|aurais|as-tu|tu as|avez-vous|connais"
    rf"|connait|besoin|cherche|voudrais|envoie\w*|ou trouver|ou est)\b.{{0,25}}\b{_NUMBER}\b.{{0,25}}\b(de|"
    rf"du|d'|des|a)\s?(l'|la |le )?(?P<whose>.+)"
)
_ALSO_ASKS = re.compile(
    rf"^\W*(le |son |leur )?{_NUMBER}( de telephone| perso\w*| portable)* (de|du|"
    rf"d') ?(l'|la |le )?(?P<whose>.+)"
)
_HOUSE = re.compile(
    r"\b(standard|cooperative|accueil|opteos|ovh|bureau|repondeur|maison|permanence|"
    r"depannage|support|urgence|secours|telephone$)"
)


def asks_for_private_number(question: str) -> bool:
    """Say whether this asks for the number of somebody rather than of the house."""
    asked = words.folded(question).strip(" ?!.")
    found = _ASKS.search(asked) or _ALSO_ASKS.search(asked)
    return found is not None and not _HOUSE.search(asked[found.start() :])


def redact(text: str, *, public: Collection[str] = ()) -> str:
    """Return `text` with private numbers masked; those of `public` (E.164) are kept.

    A mobile or a foreign number is somebody's; a landline is, where its line says that it is personal.
    """
    return "".join(_masked_line(line, public) for line in text.splitlines(keepends=True))


def _masked_line(line: str, public: Collection[str]) -> str:
    kept = set(public)
    if not _PERSONAL.search(words.folded(line)):
        shared = (phone.Kind.LANDLINE, phone.Kind.PREMIUM)
        kept |= {
            number for number in phone.found_in(line) if phone.kind(number) in shared or number[:5] == "+3380"
        }
    return phone.masked_in(line, keep=kept)
