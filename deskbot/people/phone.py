"""Phone numbers: the one form they have inside (E.164), and the forms people read.

A number is private unless somebody says otherwise: what is shown goes through `mask` or `masked_in`.
"""

import enum
import re
import unicodedata
from collections.abc import Collection

import phonenumbers

_REGION = "FR"
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_FRENCH = re.compile(r"\+33[1-9]\d{8}")
_WRITTEN = re.compile(r"\+?[\d\s./,()·-]+")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_HIDDEN = "••"

# Between two digits people write nothing, a space, a dot, "/", or a dash; Whisper writes commas
# (facts/speech.md, section 8), Markdown adds stars and underscores.
_GAP = r"(?:[^\w:+@#•]|_){0,3}"
_DATE_AND_HOUR = r"(?!\d\d([/.-])\d\d\1(?:19|20)\d\d\D{1,4}\d{1,2}\s?[:h])"
_FRENCH_IN_TEXT = (
    rf"(?:(?:\+|(?<!\d)00){_GAP}33{_GAP}(?:\(?0\)?{_GAP})?"
    rf"|(?<!\d)33{_GAP}"
    rf"|(?<!\d){_DATE_AND_HOUR}0{_GAP})"
    rf"[1-9](?:{_GAP}\d){{8}}(?!\d)"
)
_FOREIGN_IN_TEXT = rf"(?:\+{_GAP}|(?<!\d)00)[1-9](?:{_GAP}\d){{7,13}}(?!\d)"
_IN_TEXT = re.compile(rf"{_FRENCH_IN_TEXT}|{_FOREIGN_IN_TEXT}")


class NotAPhoneNumber(ValueError):
    """This is not a phone number that can be dialled from France."""


class Kind(enum.StrEnum):
    """What a number costs and where it rings, as far as its digits tell."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    PREMIUM = "premium"
    OTHER = "other"


def parse(text: str) -> str:
    """Return the E.164 form of the one number written in `text`, read as somebody in France writes it.

    :raises NotAPhoneNumber: if it holds anything else, or a number that cannot exist.
    """
    written = _plain(text)
    if not _WRITTEN.fullmatch(written):
        raise NotAPhoneNumber
    try:
        number = phonenumbers.parse(re.sub(r"[/,·]", " ", written), _REGION)
    except phonenumbers.NumberParseException:
        raise NotAPhoneNumber from None
    if not phonenumbers.is_possible_number(number):
        raise NotAPhoneNumber
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if e164.startswith("+33") and not _FRENCH.fullmatch(e164):
        raise NotAPhoneNumber
    return e164


def kind(e164: str) -> Kind:
    """Tell what sort of number this is; a foreign one is OTHER."""
    # The library calls 06 39 98 xx xx invalid (the regulator keeps it for fiction), so France is read by its
    # prefixes: 01 to 05 and 09 fixed, 06 and 07 mobile, 08 special, of which 080x are free of charge.
    if not _FRENCH.fullmatch(e164):
        return Kind.OTHER
    first = e164[3]
    if first in "67":
        return Kind.MOBILE
    if first != "8":
        return Kind.LANDLINE
    return Kind.OTHER if e164[4] == "0" else Kind.PREMIUM


def is_allowed(e164: str) -> bool:
    """Say whether calls may be sent to this number: a French landline or mobile, nothing that costs more."""
    return kind(e164) in (Kind.MOBILE, Kind.LANDLINE)


def national(e164: str) -> str:
    """Write a whole number as people read it: "06 39 98 01 02", or the international form if foreign."""
    if _FRENCH.fullmatch(e164):
        return " ".join(("0" + e164[3], e164[4:6], e164[6:8], e164[8:10], e164[10:12]))
    if not _E164.fullmatch(e164):
        return e164
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def mask(e164: str) -> str:
    """Write a number with only its first and last two digits: "06 •• •• •• 02", "+41 •• •• •• 67".

    What is not E.164 (a short number, rubbish from a record) gives dots alone: a card can always be shown.
    """
    if _FRENCH.fullmatch(e164):
        return f"0{e164[3]} {_HIDDEN} {_HIDDEN} {_HIDDEN} {e164[-2:]}"
    if not _E164.fullmatch(e164):
        return _HIDDEN * 2
    try:
        code = phonenumbers.parse(e164).country_code
    except phonenumbers.NumberParseException:
        return _HIDDEN * 2
    return f"+{code} {_HIDDEN} {_HIDDEN} {_HIDDEN} {e164[-2:]}"


def found_in(text: str) -> tuple[str, ...]:
    """Return the E.164 form of each phone number written in `text`, in order."""
    return tuple(_read(found[0]) for found in _IN_TEXT.finditer(text))


def masked_in(text: str, *, keep: Collection[str] = ()) -> str:
    """Return `text` with every phone number in it masked, except those of `keep` (E.164).

    It would rather mask a file number than leave a person's number whole.
    """

    def shown(found: re.Match[str]) -> str:
        e164 = _read(found[0])
        return found[0] if e164 in keep else mask(e164)

    return _IN_TEXT.sub(shown, text)


def _read(written: str) -> str:
    """Return the E.164 form of what `_IN_TEXT` found, possible or not."""
    digits = re.sub(r"\D", "", written)
    if digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = "33" + digits[1:]
    return "+" + re.sub(r"^330(?=[1-9]\d{8}$)", "33", digits)


def _plain(text: str) -> str:
    """Drop what cannot be seen (marks that come with a copied contact) and make dashes and digits plain."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    return "".join(char for char in folded if unicodedata.category(char) != "Cf")
