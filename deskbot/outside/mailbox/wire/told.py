"""What the words of a voicemail e-mail tell: layouts vary (facts/ovh.md), so no layout is required.

All texts are folded: no accents, no capitals (`text.folded`).
"""

import dataclasses
import re

from deskbot.outside.mailbox.wire import numbers

_SAYS_SO = re.compile(
    r"messages? voca(?:l|ux)|messageries? vocales?|boites? vocales?|message sur (?:le|votre) repondeur"
    r"|nouveau message.{0,40}repondeur|repondeur.{0,40}message"
    r"|voice ?-?mails?\b|voice ?-?messages?\b"
)
# A colleague who answers such a mail quotes all of it.
_ANSWERS = re.compile(r"(?:re|rep|ref|aw|sv) ?:")

_HIDDEN = re.compile(
    r"(?:numero |appelant |appel |caller |number )?(?:est )?(?:anonyme|anonymous|masquee?|inconnue?|unknown"
    r"|privee?|private|withheld|unavailable|indisponible|hidden|restricted|secret"
    r"|non (?:communique|identifie|affiche))\b"
)
# What comes right before the caller: a label, or the words of a sentence.
_LABEL = re.compile(
    r"\b(?:numero|n°|no\.?|num\.?|tel\.?) (?:de l'|d')?appelant\b|\bappelant\b|\bcorrespondant\b"
    r"|\bcaller(?:[ -]?id| number| name)?\b|\bcalling (?:number|party)\b|\bcalled you from\b"
    r"|\bde la part d(?:e|u|')|\blaisse par\b|\bappel (?:recu )?d(?:e|u)\b|\bcall from\b|\bleft by\b"
    r"|\b(?:message(?: vocal)?|messagerie vocale|voice ?-?mail|voice ?-?message)\b[^\d\n]{0,24}"
    r"\b(?:de|du|from|par|by)\b"
    r"|^(?:de|du|par|from|expediteur|emetteur|provenance|origine|source) ?(?=:)",
    re.MULTILINE,
)
# Between the label and what it labels: marks, a few words, a name before the number in brackets.
_FILLER = re.compile(
    r"(?:[\s:=\"'\[*|#<(>-]"
    r"|\b(?:le|la|du|de|l'|numero|number|correspondant|appelant|telephone|phone|tel|caller|no)\b\.?){0,30}"
)
_NAME_FIRST = re.compile(r"[^\d+\n]{1,60}[(<\[]")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Caller:
    """The caller (E.164) as a mail tells them: `is_told` with no number is a hidden one."""

    number: str | None = dataclasses.field(default=None, repr=False)
    is_told: bool = False
    start: int = -1


def says_voicemail(text: str) -> bool:
    """Whether the words are of a voicemail e-mail."""
    return _SAYS_SO.search(text) is not None


def answers(subject: str) -> bool:
    """Whether a subject is that of an answer."""
    return _ANSWERS.match(subject) is not None


def caller_in(text: str, *, subject_length: int, own: frozenset[str]) -> Caller:
    """Return who called. In the subject, the first `subject_length` signs of `text`, no label is needed."""
    for label in _LABEL.finditer(text):
        found = _labelled(text, label.end())
        if found is not None:
            return found
    subject = text[:subject_length]
    others = [one for one in numbers.numbers_in(subject) if one.number not in own]
    if len({one.number for one in others}) == 1:
        return Caller(number=others[0].number, is_told=True, start=others[0].start)
    return Caller(is_told=_HIDDEN.search(subject) is not None)


def dialled_in(text: str, *, own: frozenset[str], caller: Caller) -> str | None:
    """Return the number of ours (of `own`) that is named, other than as the caller's."""
    named = (one for one in numbers.numbers_in(text) if one.number in own and one.start != caller.start)
    return next((one.number for one in named), None)


def _labelled(text: str, place: int) -> Caller | None:
    filler = _FILLER.match(text, place)
    at = filler.end() if filler else place
    number = numbers.number_at(text, at)
    if number is None and _HIDDEN.match(text, at):
        return Caller(is_told=True)
    if number is None and (name := _NAME_FIRST.match(text, at)):
        at = name.end()
        number = numbers.number_at(text, at)
    return Caller(number=number, is_told=True, start=at) if number else None
