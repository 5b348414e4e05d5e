"""A text cut where somebody dictates digits: runs of numerals, and the corrections inside them."""

import dataclasses
import re
import unicodedata

from deskbot.calls import numerals


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What people say when they take back the digits just said.
CORRECTIONS = _words(
    "non pardon plutot erreur correction corrige rectifie rectification oups zut mince excusez excuse trompe"
    " trompee reprends recommence desole desolee enfin attendez attends"
)
# What they say between digits without leaving the number.
_FILLERS = _words(
    "euh heu hum hmm hein ben bah alors donc puis ensuite et c est le la les je j me m suis ai moi au temps"
    " pour autant en fait bon fin derniers dernier premiers chiffres repete soit tiret point virgule espace"
    " oui voila numero redis dis ca"
)
_COUNTED = _words("derniers premiers chiffres dernier")
_TOKEN = re.compile(
    r"(?P<mixed>\w*(?:\d[^\W\d_]|[^\W\d_]\d)\w*)|(?P<digits>\d+)|(?P<word>[^\W\d_]+)"
    r"|(?P<plus>\+)|(?P<stop>[€$%°:@#=])"
)
# How much of a stop there is before a piece: none, a comma, the end of a sentence, other words.
_COMMA, _SENTENCE, _WORDS = 1, 2, 3


@dataclasses.dataclass(frozen=True, kw_only=True)
class Piece:
    """One atom of a dictation, where it stands in the text, and how long a stop came before it (0 to 3)."""

    atom: numerals.Atom
    start: int
    end: int
    pause: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Run:
    """One dictation: what was said before the first correction, then after each one."""

    parts: tuple[tuple[Piece, ...], ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    gap: str


def folded(text: str) -> str:
    """Return the text in small letters without accents, each apostrophe a space."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return re.sub(r"['’`]", " ", plain)


def runs_in(text: str) -> tuple[Run, ...]:
    """Cut `text` into its dictations, in order; what is not numerals nor said between them ends one."""
    tokens = _tokens(text)
    runs: list[Run] = []
    parts: list[list[Piece]] = [[]]
    is_after_words = False
    for at, token in enumerate(tokens):
        pause = _WORDS if is_after_words else _pause(token.gap)
        atom = _atom(tokens, at, pause)
        if atom:
            parts[-1].append(Piece(atom=atom, start=token.start, end=token.end, pause=pause))
            is_after_words = False
        elif _takes_back(tokens, at):
            parts.append([])
        elif token.text in _FILLERS or _is_count(tokens, at):
            is_after_words = True
        else:
            runs += _closed(parts)
            parts, is_after_words = [[]], False
    return tuple(runs + _closed(parts))


def _closed(parts: list[list[Piece]]) -> list[Run]:
    kept = tuple(tuple(part) for part in parts if part)
    return [Run(parts=kept)] if kept else []


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "stop"
        gap = text[at : found.start()]
        tokens.append(_Token(kind=kind, text=folded(found[0]), start=found.start(), end=found.end(), gap=gap))
        at = found.end()
    return tokens


def _atom(tokens: list[_Token], at: int, pause: int) -> numerals.Atom | None:
    """Return the atom that this token is in a dictation, if it is one."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind == "plus" or (token.text == "plus" and after and _is_numeral(after)):
        return numerals.Atom(text="+")
    if not _is_numeral(token) or _is_count(tokens, at):
        return None
    if token.text == "et" and not _joins_one(tokens, at):
        return None
    return numerals.Atom(text=token.text, is_tied=token.gap in ("-", "‑"), is_parted=pause > 0)


def _is_count(tokens: list[_Token], at: int) -> bool:
    """Say whether this numeral counts digits: "les deux derniers chiffres"."""
    return _is_numeral(tokens[at]) and at + 1 < len(tokens) and tokens[at + 1].text in _COUNTED


def _joins_one(tokens: list[_Token], at: int) -> bool:
    """Say whether this "et" is the one of "vingt et un" or "soixante et onze"."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1].text, tokens[at + 1].text
    return (
        before in numerals.WORDS
        and before.endswith("te") | before.startswith("vingt")
        and after in ("un", "onze")
    )


def _is_numeral(token: _Token) -> bool:
    return token.kind == "digits" or (token.kind == "word" and token.text in numerals.WORDS)


def _takes_back(tokens: list[_Token], at: int) -> bool:
    """Say whether this word takes back what was said; "et non 97", "non pas 97" do the contrary."""
    if tokens[at].text not in CORRECTIONS:
        return False
    is_after_and = at > 0 and tokens[at - 1].text in ("et", "mais")
    is_before_not = at + 1 < len(tokens) and tokens[at + 1].text == "pas"
    return not (tokens[at].text == "non" and (is_after_and or is_before_not))


def _pause(gap: str) -> int:
    if re.search(r"[.;!?](?!\S)", gap):
        return _SENTENCE
    return _COMMA if "," in gap else 0
