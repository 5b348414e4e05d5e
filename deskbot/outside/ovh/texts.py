"""Text messages of an OVH SMS service."""

import datetime as dt
from typing import Protocol

from deskbot import wording
from deskbot.chat import messages
from deskbot.line import errors
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh.wire import paths
from deskbot.outside.ovh.wire import texts as wire


class _Clock(Protocol):
    def now(self) -> dt.datetime: ...


class OvhTexts:
    """Sends texts as `sender`; without a service, none."""

    def __init__(
        self,
        api: api_module.OvhApi,
        *,
        service: str | None,
        sender: str,
        words: wording.Wording,
        clock: _Clock,
    ) -> None:
        self._api = api
        self._service = service
        self._sender = sender
        self._words = words
        self._clock = clock

    def send(self, message: messages.Message, *, to: str) -> None:
        """Send a text to a mobile (E.164).

        :raises LineUnavailable: nobody knows whether it leaves.
        :raises LineRefused: OVH said no.
        """
        if self._service is None:
            raise errors.NotThere("no service of text messages")
        text = self._words.render(message, now=self._clock.now())
        report = self._api.post(
            f"{paths.sms(self._service)}/jobs", wire.job(text, to=to, sender=self._sender)
        )
        wire.check_sent(report)
