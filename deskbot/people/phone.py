"""Phone numbers: the one form they have inside (E.164), and the forms people read.

A number is private unless somebody says otherwise: what is shown goes through `mask` or `masked_in`.
"""

import dataclasses
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


#: The secret of one call. From a mobile, everywhere: service 31 (CLIR) of 3GPP TS 22.030. From a French fixed
#: line: the "secret appel par appel" of 1997 (Libération, 10 September 1997); some boxes want *31* instead.
HIDE_FROM_MOBILE = "#31#"
HIDE_FROM_LANDLINE = "3651"


class NotAPhoneNumber(ValueError):
    """This is not a phone number that can be dialled from France."""


class Kind(enum.StrEnum):
    """What a number costs and where it rings, as far as its digits tell."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    PREMIUM = "premium"
    OTHER = "other"


#: Every country and territory that a number can be of (ISO 3166-1).
COUNTRIES = frozenset(phonenumbers.SUPPORTED_REGIONS)

# Dialled from mainland France these ring overseas (Réunion, Mayotte, the Antilles, Guyane, Saint-Pierre),
# at another price; there they are +262, +590, +594, +596, +508. From libphonenumber's patterns of RE, YT,
# GP, GF, MQ and PM; of 06 39, Mayotte's, 06 39 98 is the regulator's for fiction.
_OVERSEAS_FROM_FRANCE = re.compile(
    r"\+33(?:262|263[01]|268[89]|269|508|590|594|596|598[789]|639(?!98)|69[0-4]|69[67]|70[89])"
)

# What cannot be told apart is taken for a mobile, which costs more.
_FOREIGN_KINDS = {
    phonenumbers.PhoneNumberType.FIXED_LINE: Kind.LANDLINE,
    phonenumbers.PhoneNumberType.MOBILE: Kind.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE: Kind.MOBILE,
}


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


@dataclasses.dataclass(frozen=True, kw_only=True)
class Allowed:
    """Where calls may be sent: the countries (of `COUNTRIES`), and which of landlines and mobiles there.

    Premium, shared-cost and satellite numbers never are, whatever is allowed (facts/ovh.md, "Numbers"). The
    overseas departments are countries of their own here ("RE", "GP"...), as they are for who pays the calls.
    """

    countries: frozenset[str] = frozenset({"FR"})
    kinds: frozenset[Kind] = frozenset({Kind.MOBILE, Kind.LANDLINE})


FRENCH = Allowed()


def is_allowed(e164: str, allowed: Allowed = FRENCH) -> bool:
    """Say whether calls may be sent to this number."""
    found = _kind_there(e164, countries=allowed.countries)
    return found in (Kind.MOBILE, Kind.LANDLINE) and found in allowed.kinds


def _kind_there(e164: str, *, countries: Collection[str]) -> Kind | None:
    """Return the kind of a number of `countries`; None elsewhere."""
    # An extension after the number is dialled by nobody, and could hide what is.
    if not _E164.fullmatch(e164):
        return None
    if e164.startswith("+33"):
        is_french = _REGION in countries and not _OVERSEAS_FROM_FRANCE.match(e164)
        return kind(e164) if is_french else None
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return None
    # A satellite is of no country: the library says "001".
    if phonenumbers.region_code_for_number(number) not in COUNTRIES.intersection(countries):
        return None
    return _FOREIGN_KINDS.get(phonenumbers.number_type(number))


def national(e164: str) -> str:
    """Write a whole number as people read it: "06 39 98 01 02", or the international form if foreign."""
    if _FRENCH.fullmatch(e164):
        return " ".join(("0" + e164[3], e164[4:6], e164[6:8], e164[8:10], e164[10:12]))
    if not _E164.fullmatch(e164):
        return e164
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def hiding(e164: str, *, code: str) -> str:
    """Write what to dial so that whoever is called does not see who calls: "#31# 06 39 98 01 02".

    `code` is `HIDE_FROM_MOBILE` or `HIDE_FROM_LANDLINE`.
    """
    if _FRENCH.fullmatch(e164):
        return f"{code} {national(e164)}"
    return f"{code} {national(e164).replace('+', '00 ', 1)}"


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
