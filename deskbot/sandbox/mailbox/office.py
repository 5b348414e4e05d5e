"""Delivers the e-mails of messages once their time has come."""

import datetime as dt
import itertools
import os
import pathlib
import threading

from deskbot.sandbox.mailbox import compose
from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import recordings

_ROUND_S = 0.05


class PostOffice:
    """Puts into a Maildir what the voicemails of an account announce, as time goes by."""

    def __init__(self, account: lines.Account, *, folder: pathlib.Path) -> None:
        self._account = account
        self._folder = folder
        self._places = itertools.count(1)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="post office")

    def start(self) -> None:
        """Begin to deliver."""
        for part in ("tmp", "new", "cur"):
            (self._folder / part).mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def stop(self) -> None:
        """Deliver nothing more."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopping.wait(_ROUND_S):
            for one in self._due():
                self._send(one)

    def _due(self) -> list[recordings.Announced]:
        """Take what is to be sent now; what comes later waits behind nothing but its own time."""
        with self._account.lock:
            now = self._account.now()
            due = [one for one in self._account.announced if one.at <= now]
            self._account.announced = [one for one in self._account.announced if one.at > now]
        return due

    def _send(self, one: recordings.Announced) -> None:
        switches = self._account.switches
        for to in one.settings["redirectionEmails"]:
            mails = compose.mails_of(one, to, layout=switches.mail_layout, comes=switches.mail_comes)
            for raw in mails:
                self._deliver(raw, at=one.at)

    def _deliver(self, raw: bytes, *, at: dt.datetime) -> None:
        # A mail server takes the file's time for that of the receipt; a file in `new` is whole.
        name = f"{at.timestamp():.0f}.{next(self._places)}.sandbox"
        draft = self._folder / "tmp" / name
        draft.write_bytes(raw)
        os.utime(draft, (at.timestamp(), at.timestamp()))
        draft.rename(self._folder / "new" / name)
