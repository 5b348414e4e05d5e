"""Phone numbers as voicemail e-mails write them; texts are folded (`text.folded`)."""

import collections.abc
import dataclasses
import re

# Together, as the operator writes them, or by pairs, as people read them.
_TOGETHER = r"(?:\+|00)[1-9]\d{5,14}|0[1-9]\d{8}|33[1-9]\d{8}"
_BY_PAIRS = r"(?:\+33|0033|0)[ .-]?(?:\(0\) ?)?[1-9](?:[ .-]?\d\d){4}"
_ABROAD = r"\+[1-9]\d{0,2}(?:[ .-]\d{1,4}){2,5}"
_NUMBER = re.compile(rf"(?<![\d+])(?:{_TOGETHER}|{_BY_PAIRS}|{_ABROAD})(?!\d)")
# "01.08.2024 09:12" has as many digits as a number.
_DATE = re.compile(r"\d\d([ .-])\d\d\1(?:19|20)\d\d\D")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Written:
    """A number (E.164) and where it is written."""

    number: str = dataclasses.field(repr=False)
    start: int


def numbers_in(text: str) -> collections.abc.Iterator[Written]:
    """Give each number written in `text`, in order."""
    for found in _NUMBER.finditer(text):
        if not _DATE.match(text, found.start()):
            yield Written(number=_e164(found[0]), start=found.start())


def number_at(text: str, place: int) -> str | None:
    """Return the number that is written at that very place, if one is."""
    found = _NUMBER.match(text, place)
    return _e164(found[0]) if found and not _DATE.match(text, place) else None


def _e164(written: str) -> str:
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+33{digits[1:]}" if digits.startswith("0") else f"+{digits}"
