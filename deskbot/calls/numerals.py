"""French numerals as people dictate them: a row of spoken or written atoms, read as digits.

Dictation is ambiguous ("quatre vingt douze" is 92, 80 12 or 4 20 12): the reader gives, for each count of
digits, the reading with the fewest numerals, and what it costs beside the others.
"""

import dataclasses

_UNITS = {
    **{"zero": 0, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8},
    **{
        "neuf": 9,
        "dix": 10,
        "onze": 11,
        "douze": 12,
        "treize": 13,
        "quatorze": 14,
        "quinze": 15,
        "seize": 16,
    },
}
_TENS = {
    **{"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    **{"septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
}
_HUNDRED = frozenset(("cent", "cents"))
_AND = "et"
WORDS = frozenset(_UNITS) | frozenset(_TENS) | _HUNDRED | {_AND}

# Nobody says a compound joined by hyphens as two numerals, so cutting one costs more than any other reading.
_CUT_COMPOUND = 3.0
_OUT_OF_STEP = 0.5
LONGEST = 15


@dataclasses.dataclass(frozen=True, kw_only=True)
class Atom:
    """One spoken word, or one run of written digits; a hyphen ties it to the one before, a comma parts it."""

    text: str
    is_tied: bool = False
    is_parted: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reading:
    """Digits, and how unlikely it is that this was meant."""

    digits: str
    cost: float


def read(atoms: tuple[Atom, ...]) -> dict[int, Reading]:
    """Return the likeliest reading of all the atoms for each count of digits that they can have."""
    return readings_by_end(atoms)[len(atoms)]


def readings_by_end(atoms: tuple[Atom, ...]) -> list[dict[int, Reading]]:
    """Return, for each end, the likeliest reading of the atoms before it for each count of digits."""
    best: list[dict[int, Reading]] = [{} for _ in range(len(atoms) + 1)]
    best[0][0] = Reading(digits="", cost=0.0)
    for start in range(len(atoms)):
        for end, digits, cost in _numerals_at(atoms, start):
            for so_far in best[start].values():
                _keep_best(best[end], so_far, digits, cost)
    return best


def _keep_best(at_end: dict[int, Reading], so_far: Reading, digits: str, cost: float) -> None:
    """Add one numeral to a reading, unless a better one of that length is known."""
    longer = so_far.digits + digits
    out_of_step = _OUT_OF_STEP if len(digits) == 2 and len(so_far.digits) % 2 else 0.0
    total = so_far.cost + cost + out_of_step
    known = at_end.get(len(longer))
    if len(longer) <= LONGEST and (known is None or total < known.cost):
        at_end[len(longer)] = Reading(digits=longer, cost=total)


def _numerals_at(atoms: tuple[Atom, ...], start: int) -> list[tuple[int, str, float]]:
    """List the numerals that begin here: where each ends, its digits, its cost."""
    ends = {start + 1: atoms[start].text} if atoms[start].text.isdigit() else {}
    for end, value in _spoken_at(atoms, start).items():
        if not any(atom.is_parted for atom in atoms[start + 1 : end]):
            ends[end] = str(value)
    return [(end, digits, 1.0 + _cuts(atoms, start, end)) for end, digits in ends.items()]


def _cuts(atoms: tuple[Atom, ...], start: int, end: int) -> float:
    """Price the compounds that a numeral from `start` to `end` would cut in two."""
    is_cut = atoms[start].is_tied or (end < len(atoms) and atoms[end].is_tied)
    # "zéro-six-trente-neuf": some transcripts tie every word; units tied to units say nothing.
    return _CUT_COMPOUND if is_cut and any(atom.text in _TENS for atom in atoms[start:end]) else 0.0


def _spoken_at(atoms: tuple[Atom, ...], start: int) -> dict[int, int]:
    """Return the values of the spoken numerals that begin here, by their end."""
    values = _below_hundred(atoms, start)
    hundreds = [(start, 1)] if atoms[start].text in _HUNDRED else []
    hundreds += [(end, value) for end, value in values.items() if 2 <= value <= 9]
    for at, count in hundreds:
        if at < len(atoms) and atoms[at].text in _HUNDRED:
            values[at + 1] = count * 100
            rest = _below_hundred(atoms, at + 1) if at + 1 < len(atoms) else {}
            values |= {end: count * 100 + value for end, value in rest.items() if value}
    return values


def _below_hundred(atoms: tuple[Atom, ...], start: int) -> dict[int, int]:
    word = atoms[start].text
    values = {start + 1: _UNITS[word]} if word in _UNITS else {}
    for end, tens in _tens_at(atoms, start):
        values[end] = tens
        values |= _after_tens(atoms, end, tens)
    if word == "dix":
        values |= _teens_at(atoms, start)
    return values


def _tens_at(atoms: tuple[Atom, ...], start: int) -> list[tuple[int, int]]:
    word = atoms[start].text
    if word in _TENS:
        return [(start + 1, _TENS[word])]
    if word in ("quatre", "4") and start + 1 < len(atoms) and atoms[start + 1].text in ("vingt", "vingts"):
        return [(start + 2, 80)]
    return []


def _teens_at(atoms: tuple[Atom, ...], start: int) -> dict[int, int]:
    """Read "dix-sept", "dix-huit", "dix-neuf"."""
    unit = _unit(atoms, start + 1)
    return {start + 2: 10 + unit} if unit in (7, 8, 9) else {}


def _after_tens(atoms: tuple[Atom, ...], at: int, tens: int) -> dict[int, int]:
    """Read what may follow "soixante": "deux", "et onze", "dix-sept"; a written unit too ("trente 4")."""
    if at < len(atoms) and atoms[at].text == _AND:
        unit = _unit(atoms, at + 1)
        return {at + 2: tens + unit} if unit in (1, 11) and tens < 80 else {}
    unit = _unit(atoms, at)
    top = 16 if tens in (60, 80) else 9
    values = {at + 1: tens + unit} if 1 <= unit <= top else {}
    if top == 16 and at < len(atoms) and atoms[at].text == "dix":
        values |= {end: tens + value for end, value in _teens_at(atoms, at).items()}
    return values


def _unit(atoms: tuple[Atom, ...], at: int) -> int:
    """Return the value below 17 of one atom, or -1."""
    if at >= len(atoms):
        return -1
    text = atoms[at].text
    if len(text) == 1 and text.isdigit():
        return int(text)
    return _UNITS.get(text, -1)
