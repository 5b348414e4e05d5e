"""From what was typed to a command."""

import collections.abc
import re
from typing import Final

from deskbot.chat import messages
from deskbot.chat.commands import noting, turn, values, vocabulary
from deskbot.desk import premises

LONGEST_TEXT: Final = 4000
_FEWEST_ENTRIES, _USUAL_ENTRIES, _MOST_ENTRIES = 1, 20, 100

# "je prends demain", "j'ouvre samedi", "je veux prendre lundi".
_I: Final = re.compile(r"\s*(?:je\s+|j['’]\s*)(?:(?:veux|voudrais|vais|peux|souhaite)\s+)?", re.IGNORECASE)
# "urgence : quelqu'un attend" is how French is typed.
_FIRST_WORD: Final = re.compile(r"\s*([^\s:;,=!?…]+)(?:[\s:;,=!?…]+(.*))?$", re.DOTALL)
_PERSON: Final = re.compile(r"(?:(?<!\S)(?:à|a|pour|to)\s+)?(?<!\S)@([\w.-]*\w)", re.IGNORECASE)
_IF_TAKEN: Final = re.compile(
    r"\bsauf\s+(?:(?:si|pour(?:\s+les)?|les|s['’]il\s+y\s+a\s+des?)\s+)?volontaires?\b"
    r"|\bsi\s+personne\b(?:\s+ne\s+(?:le\s+|la\s+)?(?:prend|tient)|\s+n['’]est\s+(?:là|disponible|volontaire))?"
    r"|\bunless\s+taken\b",
    re.IGNORECASE,
)
_OF_THE_MONTH: Final = re.compile(r"^(?:du\s+mois\s+d(?:e\s+|['’]\s*)|de\s+|d['’]\s*|du\s+)", re.IGNORECASE)
_OF_THE_LINE: Final = re.compile(r"\b(?:lignes?|line)\b", re.IGNORECASE)
# "dejeuner jusqu'à 14h", "dejeuner 14h".
_UNTIL: Final = re.compile(
    r"(?:^|[\s,]+)(?:jusqu(?:['’]|e\s+)?\s*(?:à|a|au|aux|en)?|until|till)(?=\s|$)[\s:]*"
    r"|[\s,]+(?:à\s+|a\s+)?(?=\d{1,2}\s*(?:h|:|/)|\d{4}-)",
    re.IGNORECASE,
)

# "oublier le numéro 06 39 98 12 34", "dossier du 06 39 98 12 34".
_THE_NUMBER: Final = re.compile(r"^(?:(?:le|du|de|au|sur)\s+)?(?:num[eé]ro\s+)?", re.IGNORECASE)

_FORGET: Final = ("oublier", "oublie", "effacer", "efface", "forget")
_VERIFIED: Final = ("verifie", "verifiee", "verifier", "ok", "verified")
_IGNORE: Final = ("ignorer", "ignore")
_NEW: Final = ("nouveau", "nouvelle", "nouveaux", "nouvelles", "renouveler", "new")
_NORMAL: Final = (
    *("fin", "finir", "fini", "finie", "normal", "normale", "aucun", "stop", "off", "end", "none"),
    *("arret", "arreter", "terminer", "termine", "planning"),
)
_NOW: Final = ("", "maintenant", "now")
_PRESENCE: Final = {
    **dict.fromkeys(("vide", "ferme", "fermee", "empty", "closed"), premises.Presence.EMPTY),
    **dict.fromkeys(("ouvert", "ouverte", "occupe", "open"), premises.Presence.STAFFED),
}
_SCOPES: Final = {
    **dict.fromkeys(("", "ouverts", "ouvert", "ouvertes", "open"), messages.Scope.OPEN),
    **dict.fromkeys(("mes", "miens", "moi", "miennes", "mine"), messages.Scope.MINE),
    **dict.fromkeys(("libres", "libre", "personne", "free"), messages.Scope.FREE),
    **dict.fromkeys(("tous", "tout", "toutes", "all"), messages.Scope.ALL),
}


def parse(text: str, *, desks: collections.abc.Collection[str] = ()) -> values.Command:
    """Return the command that `text` (all that follows the slash word, untrimmed) asks for.

    A desk is named by `@` and its key, if it is one of `desks`.
    """
    if len(text) > LONGEST_TEXT:
        return values.TooLong(length=len(text))
    desk, unnamed = _desk_in(text, desks=desks)
    word, rest = _called(unnamed)
    if not word:
        return values.Show(desk=desk)
    command = vocabulary.command_of(word)
    if command is None:
        return _unknown(word, typed=unnamed.split()[0])
    if command in _ABOUT_A_DESK:
        return _ABOUT_A_DESK[command](rest, desk)
    # What is about no desk keeps all its words, unless the name of a desk came first.
    first, whole = _called(text)
    return _ABOUT_NO_DESK[command](whole if first == word else rest)


def _desk_in(text: str, *, desks: collections.abc.Collection[str]) -> tuple[str | None, str]:
    """Return the desk named in `text`, and the text without its name."""
    keys = {key.casefold(): key for key in desks}
    if not keys:
        return None, text
    names = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    named = re.compile(
        rf"(?:(?<!\S)(?:sur|pour|à|a|au|for|at)\s+)?(?<!\S)@({names})(?![\w-]|\.\w)", re.IGNORECASE
    )
    found = named.search(text)
    if found is None:
        return None, text
    left = re.sub(r"[ \t]{2,}", " ", text[: found.start()] + text[found.end() :])
    return keys.get(found[1].casefold()), left


def _called(text: str) -> tuple[str, str]:
    """Return the word that calls a command and what follows it, whoever says that they do it left out."""
    said = _I.match(text)
    if said is not None and vocabulary.command_of(_first_word(text[said.end() :])[0]):
        return _first_word(text[said.end() :])
    return _first_word(text)


def _unknown(word: str, *, typed: str) -> values.Unknown:
    answered = vocabulary.answered(word)
    if answered is not None:
        return values.Unknown(word=answered, nearest=())
    return values.Unknown(word=typed[:40], nearest=vocabulary.nearest(word))


def _first_word(text: str) -> tuple[str, str]:
    found = _FIRST_WORD.match(text)
    if found is None:
        word, *rest = text.split(maxsplit=1) or [""]
        return word, "".join(rest)
    return found[1], (found[2] or "").lstrip(vocabulary.PUNCTUATION).strip()


def _show(rest: str, desk: str | None) -> values.Command:
    return values.Show(desk=desk)


def _take(rest: str, desk: str | None) -> values.Command:
    wanted = turn.read(rest)
    if isinstance(wanted, values.BadRings):
        return wanted
    return values.Take(dates=wanted.dates, rings=wanted.rings, rank=wanted.rank, desk=desk)


def _release(rest: str, desk: str | None) -> values.Command:
    return values.Release(dates=rest, desk=desk)


def _cover(rest: str, desk: str | None) -> values.Command:
    return values.Cover(dates=rest, desk=desk)


def _who(rest: str, desk: str | None) -> values.Command:
    return values.Who(when=_moment(rest), desk=desk)


def _simulate(rest: str, desk: str | None) -> values.Command:
    return values.Simulate(when=_moment(rest), desk=desk)


def _moment(text: str) -> str:
    when = text.rstrip(vocabulary.PUNCTUATION)
    return "" if vocabulary.plain(when) in _NOW else when


def _profile(rest: str, desk: str | None) -> values.Command:
    if not vocabulary.plain(rest):
        return values.ShowProfiles(desk=desk)
    if vocabulary.plain(rest) in _NORMAL:
        return values.EndProfile(desk=desk)
    found = _UNTIL.search(rest)
    if found is None:
        return values.SetProfile(name=rest.strip(vocabulary.PUNCTUATION), desk=desk)
    name, until = rest[: found.start()], rest[found.end() :]
    return values.SetProfile(
        name=name.strip(vocabulary.PUNCTUATION), until=until.rstrip(vocabulary.PUNCTUATION), desk=desk
    )


def _plan(rest: str, desk: str | None) -> values.Command:
    return values.Plan(period=rest, desk=desk)


def _gaps(rest: str, desk: str | None) -> values.Command:
    word, dates = _first_word(rest)
    if vocabulary.plain(word) in _IGNORE:
        return values.IgnoreGaps(dates=dates, desk=desk)
    return values.Gaps(period=rest, desk=desk)


def _show_cards(rest: str, desk: str | None) -> values.Command:
    word, following = _first_word(rest)
    if vocabulary.plain(word) in ("les", "the"):
        word, _ = _first_word(following)
    return values.ShowCards(scope=_SCOPES.get(vocabulary.plain(word)), desk=desk)


def _assign(rest: str, desk: str | None) -> values.Command:
    # Without an at sign, the first word is the person: "attribuer lea demain".
    named = _PERSON.search(rest)
    if named:
        username, rest = named[1], f"{rest[: named.start()]} {rest[named.end() :].lstrip(' ,;:')}"
    else:
        username, rest = _first_word(rest)
    wanted = turn.read(rest)
    if isinstance(wanted, values.BadRings):
        return wanted
    return values.Assign(
        username=username.casefold(), dates=wanted.dates, rings=wanted.rings, rank=wanted.rank, desk=desk
    )


def _close(rest: str, desk: str | None) -> values.Command:
    if not _IF_TAKEN.search(rest):
        return values.Close(text=rest, desk=desk)
    left = re.sub(r"\(\s*\)", "", _IF_TAKEN.sub("", rest))
    left = re.sub(r"\s*([,;])[\s,;]*", r"\1 ", left)
    return values.Close(text=re.sub(r"[ \t]{2,}", " ", left).strip(" ,;:"), if_taken=True, desk=desk)


def _open(rest: str, desk: str | None) -> values.Command:
    return values.Open(text=rest, desk=desk)


def _bilan(rest: str, desk: str | None) -> values.Command:
    return values.Bilan(month=_OF_THE_MONTH.sub("", rest), desk=desk)


def _rates(rest: str, desk: str | None) -> values.Command:
    return values.Rates(period=rest.rstrip(vocabulary.PUNCTUATION), desk=desk)


def _calendar(rest: str, desk: str | None) -> values.Command:
    return values.Calendar(renew=vocabulary.plain(_first_word(rest)[0]) in _NEW, desk=desk)


def _urge(rest: str, desk: str | None) -> values.Command:
    return values.Urge(text=rest, desk=desk)


def _note(rest: str, desk: str | None) -> values.Command:
    return noting.read(rest, desk=desk)


def _number(rest: str) -> values.Command:
    word, _ = _first_word(rest)
    if vocabulary.plain(word) in _FORGET:
        return values.ForgetNumber()
    named = _PERSON.search(rest)
    if named and vocabulary.plain(rest[: named.start()] + rest[named.end() :]) in _VERIFIED:
        return values.Vouch(username=named[1].casefold())
    return values.MyNumber(number=rest)


def _set_rings(rest: str) -> values.Command:
    given = rest.removeprefix("=").strip(vocabulary.PUNCTUATION)
    count = turn.rings(given)
    return values.BadRings(given=given[:20]) if count is None else values.SetRings(rings=count)


def _premises(rest: str) -> values.Command:
    word, until = _first_word(rest)
    if vocabulary.plain(word) in ("est", "is"):
        word, until = _first_word(until)
    presence = _PRESENCE.get(vocabulary.plain(word))
    return values.Premises(presence=presence, until=until if presence else rest)


def _journal(rest: str) -> values.Command:
    found = re.search(r"(?<!\S)\d{1,6}(?!\S)", rest)
    count = int(found[0]) if found else _USUAL_ENTRIES
    count = min(max(count, _FEWEST_ENTRIES), _MOST_ENTRIES)
    if _OF_THE_LINE.search(rest):
        return values.JournalOfLine(count=count)
    return values.Journal(count=count)


def _forget(rest: str) -> values.Command:
    return values.ForgetCaller(number=_THE_NUMBER.sub("", rest))


def _export(rest: str) -> values.Command:
    return values.ExportCaller(number=_THE_NUMBER.sub("", rest))


def _members(rest: str) -> values.Command:
    return values.Members()


def _ask(rest: str) -> values.Command:
    return values.Ask(question=rest)


_ABOUT_A_DESK: Final[dict[str, collections.abc.Callable[[str, str | None], values.Command]]] = {
    "prendre": _take,
    "rendre": _release,
    "remplacer": _cover,
    "qui": _who,
    "simuler": _simulate,
    "profil": _profile,
    "planning": _plan,
    "trous": _gaps,
    "appels": _show_cards,
    "attribuer": _assign,
    "fermer": _close,
    "ouvrir": _open,
    "bilan": _bilan,
    "rapport": _rates,
    "calendrier": _calendar,
    "urgence": _urge,
    "note": _note,
    "aide": _show,
}
_ABOUT_NO_DESK: Final[dict[str, collections.abc.Callable[[str], values.Command]]] = {
    "numéro": _number,
    "sonneries": _set_rings,
    "bureau": _premises,
    "journal": _journal,
    "oublier": _forget,
    "dossier": _export,
    "membres": _members,
    "question": _ask,
}
