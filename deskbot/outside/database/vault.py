"""Seal what is personal before it reaches the disk, and hash numbers to search by."""

import hashlib
import hmac

from cryptography import fernet


def subkey(secret: str, *, purpose: str) -> bytes:
    """Return 32 bytes derived from `secret` for one purpose only."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


class Vault:
    """Seals text with a key derived from the installation's secret."""

    def __init__(self, secret: str) -> None:
        import base64

        self._fernet = fernet.Fernet(base64.urlsafe_b64encode(subkey(secret, purpose="seal")))
        self._hash_key = subkey(secret, purpose="hash")

    def seal(self, text: str | None) -> str | None:
        """Return `text` encrypted; None stays None."""
        return None if text is None else self._fernet.encrypt(text.encode()).decode()

    def unseal(self, sealed: str | None) -> str | None:
        """Return what was sealed.

        :raises cryptography.fernet.InvalidToken: if it was sealed with another secret, or changed.
        """
        return None if sealed is None else self._fernet.decrypt(sealed.encode()).decode()

    def hash(self, text: str | None) -> str | None:
        """Return a keyed hash of `text`, the same each time; None stays None."""
        return None if text is None else hmac.new(self._hash_key, text.encode(), hashlib.sha256).hexdigest()
