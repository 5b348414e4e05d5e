"""Mattermost's ids: 26 characters of its own base 32 alphabet."""

import base64
import re
import secrets

_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_MATTERMOST = b"ybndrfg8ejkmcpqxot1uwisza345h769"
_TO_MATTERMOST = bytes.maketrans(_STANDARD, _MATTERMOST)
_LENGTH = 26
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9]+")


def new() -> str:
    """Return a new random id."""
    return base64.b32encode(secrets.token_bytes(16)).translate(_TO_MATTERMOST).decode()[:_LENGTH]


def is_routable(value: str) -> bool:
    """Tell whether the server's router takes `value` for an id at all (else it answers 404)."""
    return _ALPHANUMERIC.fullmatch(value) is not None


def is_valid(value: str) -> bool:
    """Tell whether `value` is an id by its form."""
    return len(value) == _LENGTH and is_routable(value)
