"""Consumer keys: asked for, validated by a person in a browser, then theirs."""

import collections.abc
import contextlib
import dataclasses
import threading
import time

from deskbot.line import errors
from deskbot.outside.ovh import account, found
from deskbot.outside.ovh import api as api_module
from deskbot.setup import console as console_module

_POLL_S = 2.0
_VALIDATED = "validated"


class NotValidated(Exception):
    """Nobody validated the key in time: a rerun goes on waiting for it."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Application:
    """The application that asks for keys, and where."""

    endpoint: str
    url: str | None
    key: str
    secret: str = dataclasses.field(repr=False)
    calls_per_second: float

    def with_key(self, consumer_key: str) -> api_module.OvhApi:
        """Return the API as this consumer key sees it."""
        known = api_module.Account(
            endpoint=self.endpoint,
            url=self.url,
            application_key=self.key,
            application_secret=self.secret,
            consumer_key=consumer_key,
        )
        return api_module.OvhApi(known, calls_per_second=self.calls_per_second)

    def credential(self, consumer_key: str) -> found.Credential | None:
        """Return a validated consumer key's rights; None while nobody validated it, or not any more.

        :raises LineUnavailable: try again.
        """
        with contextlib.closing(self.with_key(consumer_key)) as api:
            try:
                credential = account.credential(api)
            except errors.LineRefused:
                return None
        return credential if credential.status == _VALIDATED else None

    def ask(self, rules: collections.abc.Iterable[found.Rule]) -> found.Asked:
        """Ask for a consumer key with these rights.

        :raises LineUnavailable: try again.
        :raises LineRefused: OVH does not know the application.
        """
        return account.ask_consumer_key(
            endpoint=self.endpoint,
            url=self.url,
            application_key=self.key,
            application_secret=self.secret,
            rules=rules,
        )


def obtain(
    application: Application,
    *,
    before: found.Asked | None,
    rules: collections.abc.Sequence[found.Rule],
    keep: collections.abc.Callable[[found.Asked], None],
    console: console_module.Console,
    wait_s: float,
) -> str:
    """Return a validated consumer key: that of `before`, or one asked for with `rules` and kept at once.

    :raises NotValidated: if nobody validates it within `wait_s`; 0 asks the admin instead, as long as needed.
    :raises LineUnavailable: try again.
    :raises LineRefused: OVH does not know the application.
    """
    asked = before
    if asked is not None and application.credential(asked.consumer_key):
        return asked.consumer_key
    asked = asked or _new(application, rules=rules, keep=keep)
    while True:
        console.say("validate", {"url": asked.url})
        if _waited(application, asked, console=console, wait_s=wait_s):
            console.say("validated")
            return asked.consumer_key
        asked = _new(application, rules=rules, keep=keep)


def _new(
    application: Application,
    *,
    rules: collections.abc.Sequence[found.Rule],
    keep: collections.abc.Callable[[found.Asked], None],
) -> found.Asked:
    asked = application.ask(rules)
    keep(asked)
    return asked


def _waited(
    application: Application, asked: found.Asked, *, console: console_module.Console, wait_s: float
) -> bool:
    """Say whether it was validated; else the admin wants another one."""
    if wait_s:
        _poll(application, asked, wait_s=wait_s)
        return True
    while True:
        answer = console.ask("press_enter")
        if application.credential(asked.consumer_key):
            return True
        if answer:
            return False
        console.say("not_validated_yet")


def _poll(application: Application, asked: found.Asked, *, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while not application.credential(asked.consumer_key):
        left_s = deadline - time.monotonic()
        if left_s <= 0:
            raise NotValidated
        threading.Event().wait(min(_POLL_S, left_s))
