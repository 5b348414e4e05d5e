"""What every call to an account passes (keys, switches, journal, clock and lock), and who listens to it."""

import dataclasses
import datetime as dt
import itertools
import secrets
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from deskbot.sandbox import clock as sandbox_clock
from deskbot.sandbox.ovh import config as line_config
from deskbot.sandbox.ovh import credentials, kept, signing, stream, switches, texts


class UnknownToken(LookupError):
    """No consumer key waits for its validation under this token."""


class Gate:
    """The part of an account that knows nothing of calls. Hold `lock` to read or change it."""

    def __init__(self, *, clock: sandbox_clock.SandboxClock, config: line_config.LineConfig) -> None:
        self.clock = clock
        self.config = config
        self.switches = config.switches
        self.lock = threading.RLock()
        self.writes: list[kept.Write] = []
        self.credentials: dict[str, credentials.Credential] = {}
        self.call_times: list[float] = []
        self.stream = stream.Stream()
        """Who listens to its live events."""
        self.outbox = texts.Outbox(
            service=config.sms_service, senders=list(config.sms_senders), credits_left=config.sms_credits
        )
        """What is sent as text messages."""
        self._ids = itertools.count(1_000_001)

    def now(self) -> dt.datetime:
        """Return the sandbox's time."""
        return self.clock.now()

    def next_id(self) -> int:
        """Return an identifier that was never given."""
        return next(self._ids)

    def change_switches(self, changes: Mapping[str, Any]) -> switches.Switches:
        """Set switches by name and return them all.

        :raises switches.UnknownSwitch: if a name or a value is not one.
        """
        with self.lock:
            self.switches = switches.changed(self.switches, changes)
            return self.switches

    def add_credential(
        self,
        *,
        rules: tuple[tuple[str, str], ...],
        status: str,
        consumer_key: str | None = None,
        allowed_ips: Sequence[str] | None = None,
    ) -> credentials.Credential:
        """Add a consumer key and return it."""
        with self.lock:
            credential = credentials.Credential(
                credential_id=self.next_id(),
                consumer_key=consumer_key or secrets.token_hex(16),
                rules=rules,
                status=status,
                creation=signing.server_now(),
                allowed_ips=allowed_ips,
                validation_token=secrets.token_hex(24),
            )
            self.keep_credential(credential)
            return credential

    def keep_credential(self, credential: credentials.Credential) -> None:
        """Keep a credential in place of the one with the same consumer key."""
        with self.lock:
            self.credentials[credential.consumer_key] = credential

    def credential_of(self, token: str) -> credentials.Credential:
        """Return the consumer key whose validation page has this token.

        :raises UnknownToken: if there is none.
        """
        with self.lock:
            for credential in self.credentials.values():
                if secrets.compare_digest(credential.validation_token.encode(), token.encode()):
                    return credential
        raise UnknownToken

    def validate(self, token: str) -> credentials.Credential:
        """Validate the consumer key of `token`, as a person does on the page of its `validationUrl`.

        :raises UnknownToken: if there is none.
        """
        with self.lock:
            credential = dataclasses.replace(self.credential_of(token), status="validated")
            self.keep_credential(credential)
            return credential
