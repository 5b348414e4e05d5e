"""The numbers written in one cell, or in one property of a card."""

import re

from deskbot.people import phone

# Several numbers in one cell: Google writes " ::: " between them, people what they like.
_BETWEEN = re.compile(r":::|[\n|;]")
# What keeps a spreadsheet from taking a number for an amount: '0639..., ="0639...".
_KEPT_AS_TEXT = re.compile(r"^\s*=?['\"]?(.*?)\"?\s*$", re.DOTALL)


def numbers_in(written: str) -> tuple[str, ...]:
    """Return the numbers (E.164) that can be read in `written`, in order, each once."""
    found: dict[str, None] = {}
    for part in _BETWEEN.split(written):
        found |= dict.fromkeys(_read(_KEPT_AS_TEXT.sub(r"\1", part)))
    return tuple(found)


def looks_empty(written: str) -> bool:
    """Whether nothing is written there that could be a number: "", "-", "néant"."""
    return not any(letter.isdigit() for letter in written)


def _read(written: str) -> tuple[str, ...]:
    try:
        return (phone.parse(written),)
    except phone.NotAPhoneNumber:
        # Words around it ("06 39 98 01 12 (perso)"), or several numbers in a row.
        return tuple(number for number in phone.found_in(written) if _exists(number))


def _exists(e164: str) -> bool:
    try:
        return phone.parse(e164) == e164
    except phone.NotAPhoneNumber:
        return False
