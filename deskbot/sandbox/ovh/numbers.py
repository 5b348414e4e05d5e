"""The two ways to write a number: OVH's (`0033353010100`) and E.164 (`+33353010100`)."""

import re

_OVH = re.compile(r"00[1-9][0-9]{3,14}")
_FRENCH_MOBILE = re.compile(r"0033[67]")
# Redirecting to premium numbers is forbidden by law (facts/ovh.md, Numbers).
_FRENCH_PREMIUM = re.compile(r"00338[129]")


def is_ovh(text: str) -> bool:
    """Return whether `text` is a number as OVH writes it."""
    return _OVH.fullmatch(text) is not None


def to_ovh(e164: str) -> str:
    """Return OVH's form of an E.164 number.

    :raises ValueError: if it is not one.
    """
    text = "00" + e164.removeprefix("+")
    if not e164.startswith("+") or not is_ovh(text):
        raise ValueError("not an E.164 number")
    return text


def to_e164(number: str) -> str:
    """Return the E.164 form of a number that OVH wrote."""
    return "+" + number.removeprefix("00")


def is_mobile(number: str) -> bool:
    """Return whether OVH's `number` is a French mobile."""
    return _FRENCH_MOBILE.match(number) is not None


def is_premium(number: str) -> bool:
    """Return whether OVH's `number` is a French premium one."""
    return _FRENCH_PREMIUM.match(number) is not None
