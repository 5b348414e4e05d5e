"""The number that a caller leaves in words: "zéro six trente-neuf, euh, quatre-vingt-dix-huit..." -> E.164.

It shows nothing rather than guess (facts/speech.md, section 8): an incomplete number is none.
"""

import dataclasses
import itertools
import re
from collections.abc import Collection

import phonenumbers

from deskbot.calls import dictation, numerals
from deskbot.people import phone

_FRENCH_DIGITS = 10
_FRENCH = re.compile(r"0[1-9]\d{8}")
_FILE = re.compile(
    r"\b(dossier|reference|ref|facture|commande|contrat|siret|siren|rib|iban|compte|adherent|client|serie|suivi"
    r"|colis|devis|ticket|code|badge|montant|euros?|identifiant)\b"
)
_TO_CALL = re.compile(
    r"\b(rappel\w*|join\w*|contact\w*|telephone|tel|portable|mobile|fixe|ligne|appel\w*|coordonnees|au|06|07)\b"
)
_NOT_MINE = re.compile(
    r"\b(ancien|fax|telecopie|plus valable|pas au|plus au|ai appele|ai essaye|avez appele)\b"
)
_SAID_BEFORE = 60
# "Quatre vingt dix sept" is four pieces for two digits: no number has more than this.
_MOST_PIECES = 32


@dataclasses.dataclass(frozen=True, kw_only=True)
class Spoken:
    """A whole number said or written in a text, from `start` to `end` there."""

    e164: str
    start: int
    end: int


def callback(text: str, *, own_numbers: Collection[str] = ()) -> str | None:
    """Return the number to call back, E.164, or None; a correction wins over what it corrects."""
    best: Spoken | None = None
    best_score = 0
    for found in spoken_in(text):
        score = _score(text, found)
        if found.e164 in own_numbers or score < 0:
            continue
        if best is None or score > best_score or _is_corrected(text, best, found):
            best, best_score = found, score
    return best.e164 if best else None


def spoken_in(text: str) -> tuple[Spoken, ...]:
    """List the whole numbers said or written in `text`, in order, those corrected on the way only once."""
    runs = dictation.runs_in(text)
    return tuple(itertools.chain.from_iterable(_in_run(run) for run in runs))


def masked_in(text: str, *, keep: Collection[str] = ()) -> str:
    """Return `text` with every phone number masked, the spelled ones too, except those of `keep` (E.164)."""
    pieces, at = [], 0
    for found in spoken_in(text):
        if found.e164 not in keep:
            pieces += [text[at : found.start], phone.mask(found.e164)]
            at = found.end
    return phone.masked_in("".join([*pieces, text[at:]]), keep=keep)


def _score(text: str, found: Spoken) -> int:
    """Say how likely the words before make this the number to call: below 0, it is something else."""
    before = dictation.folded(text[max(0, found.start - _SAID_BEFORE) : found.start])
    before = re.split(r"[.!?;]\s", before)[-1]
    if _NOT_MINE.search(before):
        return -1
    file_at = max((match.end() for match in _FILE.finditer(before)), default=-1)
    call_at = max((match.end() for match in _TO_CALL.finditer(before)), default=-1)
    if file_at > call_at:
        return -1
    return 1 if call_at >= 0 else 0


def _is_corrected(text: str, earlier: Spoken, later: Spoken) -> bool:
    words = dictation.folded(text[earlier.end : later.start]).split()
    return not dictation.CORRECTIONS.isdisjoint(words)


def _in_run(run: dictation.Run) -> list[Spoken]:
    """Read one dictation: its parts before and after each correction."""
    found: list[Spoken] = []
    digits, start = "", 0
    for part in run.parts:
        whole = _whole_in(part)
        if whole and found and digits:
            found.pop()
        if whole:
            found += whole
            digits, start = _national_digits(whole[-1]), whole[-1].start
            continue
        said = _partial(part if digits else _from_zero(part))
        start = start if digits else part[0].start
        mended = _mended(digits, said)
        if found and mended != digits:
            found.pop()
        if mended != digits and _FRENCH.fullmatch(mended) and digits:
            found.append(Spoken(e164="+33" + mended[1:], start=start, end=part[-1].end))
        digits = mended
    return found


def _mended(digits: str, said: str) -> str:
    """Put what was said after a correction in the place of what it corrects, from the end."""
    if len(said) < 2 or len(said) % 2 or said[:1] == "+":
        return digits
    if not digits or (len(said) > 2 and said[:2] == digits[:2]):
        return said
    return digits[: max(0, _FRENCH_DIGITS - len(said))] + said


def _national_digits(found: Spoken) -> str:
    return "0" + found.e164[3:] if found.e164.startswith("+33") else ""


def _partial(part: tuple[dictation.Piece, ...]) -> str:
    """Return the digits of a part that is not a whole number, in the likeliest reading."""
    readings = numerals.read(tuple(piece.atom for piece in part[:_MOST_PIECES]))
    even = [reading for count, reading in readings.items() if count % 2 == 0]
    return min(even, key=lambda reading: reading.cost).digits if even else ""


def _from_zero(part: tuple[dictation.Piece, ...]) -> tuple[dictation.Piece, ...]:
    """Leave out what was counted before a French number begins."""
    first = next((at for at, piece in enumerate(part) if piece.atom.text[0] in "0z"), 0)
    return part[first:]


def _whole_in(part: tuple[dictation.Piece, ...]) -> list[Spoken]:
    """Find the whole numbers in one part, left to right, without overlap."""
    found: list[Spoken] = []
    at = 0
    while at < len(part):
        number = _number_at(part, at)
        if number is None:
            at += 1
            continue
        e164, end = number
        found.append(Spoken(e164=e164, start=part[at].start, end=part[end - 1].end))
        at = end
    return found


def _number_at(part: tuple[dictation.Piece, ...], start: int) -> tuple[str, int] | None:
    """Return the number that begins at this piece, and where it ends; None if the digits go on after it."""
    for e164, end in _numbers_at(part, start):
        if _may_end(part, start, end):
            return e164, end
    return None


def _numbers_at(part: tuple[dictation.Piece, ...], start: int) -> list[tuple[str, int]]:
    """List the numbers that the pieces from this one on can be read as, the longest first."""
    first = part[start].atom.text
    is_abroad = first == "+"
    if not is_abroad and not first.startswith(("0", "33", "zero", "trente")):
        return []
    first_at = start + 1 if is_abroad else start
    pieces = part[first_at : first_at + _MOST_PIECES]
    ends = numerals.readings_by_end(tuple(piece.atom for piece in pieces))
    found = []
    for end in range(len(ends) - 1, 0, -1):
        for digits in _natural(ends[end]):
            e164 = _abroad("+" + digits) if is_abroad else _dialled(digits)
            if e164:
                found.append((e164, first_at + end))
    return found


def _natural(readings: dict[int, numerals.Reading]) -> list[str]:
    """Keep the readings that nobody would doubt: "quatre-vingt-dix-huit" is not 80 18, though it might be."""
    cheapest = min((reading.cost for reading in readings.values()), default=0.0)
    return [reading.digits for reading in readings.values() if reading.cost < cheapest + 1.0]


def _may_end(part: tuple[dictation.Piece, ...], start: int, end: int) -> bool:
    """Say whether the speaker stopped there: a row of digits that goes on is not a phone number."""
    if end == len(part):
        return True
    inside = max((piece.pause for piece in part[start + 1 : end]), default=0)
    return part[end].pause > inside or bool(_numbers_at(part, end))


def _dialled(digits: str) -> str | None:
    """Read digits dialled from France: ten of them, or 00 and a country."""
    if _FRENCH.fullmatch(digits):
        return "+33" + digits[1:]
    if digits.startswith("00"):
        return _abroad("+" + digits[2:])
    return "+" + digits if re.fullmatch(r"33[1-9]\d{8}", digits) else None


def _abroad(written: str) -> str | None:
    """Read digits after a "+"; a country's own rules decide how many there must be."""
    if written.startswith("+33"):
        french = re.fullmatch(r"\+330?([1-9]\d{8})", written)
        return f"+33{french[1]}" if french else None
    try:
        number = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        return None
    return written if phonenumbers.is_valid_number(number) else None
