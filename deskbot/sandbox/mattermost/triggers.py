"""Trigger ids: who clicked or typed, when, signed by the server; they live 3 s of real time."""

import base64
import binascii
import time

from cryptography import exceptions as crypto_errors
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from deskbot.sandbox.mattermost import errors, ids

_ERROR = "interactive_message.decode_trigger_id."
_PARTS = 4


class TriggerSigner:
    """Makes and checks the trigger ids of one server."""

    def __init__(self, *, lifetime_s: float) -> None:
        self._lifetime_s = lifetime_s
        self._key = ec.generate_private_key(ec.SECP256R1())

    def issue(self, user_id: str) -> tuple[str, str]:
        """Return the client's short trigger id and the signed one that integrations get."""
        client_id = ids.new()
        payload = f"{client_id}:{user_id}:{int(time.time() * 1000)}:"
        signature = self._key.sign(payload.encode(), ec.ECDSA(hashes.SHA256()))
        whole = payload + base64.b64encode(signature).decode()
        return client_id, base64.b64encode(whole.encode()).decode()

    def open(self, trigger_id: str) -> tuple[str, str]:
        """Return the client's trigger id and the user id inside `trigger_id`.

        :raises errors.ApiError: 400 if it is not ours, or older than its lifetime.
        """
        parts = _decode(trigger_id).split(":")
        if len(parts) != _PARTS:
            raise errors.failure(_ERROR + "missing_data")
        client_id, user_id, stamp, signature = parts
        if not stamp.isdigit() or time.time() - int(stamp) / 1000 > self._lifetime_s:
            raise errors.failure(_ERROR + "expired")
        self._verify(f"{client_id}:{user_id}:{stamp}:", signature)
        return client_id, user_id

    def _verify(self, payload: str, signature: str) -> None:
        try:
            self._key.public_key().verify(
                base64.b64decode(signature, validate=True), payload.encode(), ec.ECDSA(hashes.SHA256())
            )
        except (crypto_errors.InvalidSignature, binascii.Error) as error:
            raise errors.failure(_ERROR + "verify_signature_failed") from error


def _decode(trigger_id: str) -> str:
    try:
        return base64.b64decode(trigger_id, validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise errors.failure(_ERROR + "base64_decode_failed") from error
