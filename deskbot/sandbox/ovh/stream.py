"""The host of live events: tokens, sessions, and what each was not told yet. Hold the account's lock."""

import dataclasses
import datetime as dt
import heapq
import itertools
import secrets
import time
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from deskbot.sandbox.ovh import switches as line_switches

MOST_TOKENS = 5
"""At most so many were used in one session (facts/ovh.md, "Live events")."""
_LIFE_S = 60.0
_LIVES = {
    "5 minutes": dt.timedelta(minutes=5),
    "1 hour": dt.timedelta(hours=1),
    "1 day": dt.timedelta(days=1),
    "30 days": dt.timedelta(days=30),
    "unlimited": None,
}


class SessionGone(LookupError):
    """There is no such session, or not any more."""


class NoSuchToken(LookupError):
    """The token was never given, or is over."""


class TooManyTokens(ValueError):
    """The session has as many tokens as it may."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Token:
    """What lets a session hear of one billing account; it ends on the sandbox's clock."""

    value: str
    billing_account: str
    expires_at: dt.datetime | None

    def counts(self, *, at: dt.datetime) -> bool:
        """Return whether it lets in at `at`."""
        return self.expires_at is None or at < self.expires_at


@dataclasses.dataclass(frozen=True, kw_only=True)
class Happening:
    """One event, and when who listens may know of it; whoever is told adds the token."""

    visible_at: dt.datetime
    billing_account: str
    payload: Mapping[str, Any]


@dataclasses.dataclass(kw_only=True)
class Session:
    """Somebody who listens; `heard_s` is when they last did, on the monotonic clock."""

    session_id: str
    created: dt.datetime
    heard_s: float
    tokens: list[Token] = dataclasses.field(default_factory=list)
    untold: list[dict[str, Any]] = dataclasses.field(default_factory=list)


class Stream:
    """Tells each session what happens while it listens; what happens while nobody does is lost."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}
        self._spoilt: set[str] = set()
        self._sessions: dict[str, Session] = {}
        self._ahead: list[tuple[dt.datetime, int, Happening]] = []
        self._places = itertools.count()
        self._polls = 0

    # -- tokens

    def token(self, billing_account: str, *, now: dt.datetime) -> Token:
        """Return the token of a billing account.

        :raises NoSuchToken: if it has none.
        """
        if not self.has_token(billing_account, now=now):
            raise NoSuchToken(billing_account)
        return self._tokens[billing_account]

    def has_token(self, billing_account: str, *, now: dt.datetime) -> bool:
        """Return whether a billing account has a token that counts."""
        found = self._tokens.get(billing_account)
        return found is not None and found.counts(at=now)

    def make_token(self, billing_account: str, *, expiration: str, now: dt.datetime) -> Token:
        """Make a token in place of the one that there may be."""
        life = _LIVES[expiration]
        made = Token(
            value=str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)).upper(),
            billing_account=billing_account,
            expires_at=None if life is None else now + life,
        )
        self._tokens[billing_account] = made
        return made

    def forget_tokens(self) -> None:
        """Have no token left, as before the first one was made."""
        self._tokens.clear()

    def spoil_token(self, billing_account: str) -> None:
        """Let no session in with a token that is still shown: what becomes of one that is over, maybe."""
        self._spoilt.add(self._tokens[billing_account].value)

    def drop_token(self, billing_account: str) -> None:
        """Remove the token of a billing account.

        :raises NoSuchToken: if it has none.
        """
        if self._tokens.pop(billing_account, None) is None:
            raise NoSuchToken(billing_account)

    # -- sessions

    def open(self, *, now: dt.datetime, rules: line_switches.Switches) -> Session:
        """Open a session, which hears of nothing before it subscribes."""
        self._settle(now=now, rules=rules)
        made = Session(session_id=secrets.token_hex(8), created=now, heard_s=time.monotonic())
        self._sessions[made.session_id] = made
        return made

    def subscribe(
        self, session_id: str, token: str, *, now: dt.datetime, rules: line_switches.Switches
    ) -> None:
        """Have a session hear of what `token` stands for, from now on.

        :raises SessionGone: if there is no such session.
        :raises NoSuchToken: if the token is none.
        :raises TooManyTokens: if the session may have no more of them.
        """
        self._settle(now=now, rules=rules)
        session = self._session(session_id)
        found = [one for one in self._tokens.values() if one.value == token and one.counts(at=now)]
        if not found or token in self._spoilt:
            raise NoSuchToken
        if len(session.tokens) >= MOST_TOKENS:
            raise TooManyTokens
        session.tokens += found

    def begin_poll(self, session_id: str, *, rules: line_switches.Switches) -> None:
        """Note that a poll begins.

        :raises SessionGone: if there is no such session, or it goes now.
        """
        self._session(session_id)
        self._polls += 1
        if rules.events_session_gone_at_poll and self._polls % rules.events_session_gone_at_poll == 0:
            del self._sessions[session_id]
            raise SessionGone(session_id)

    def take(
        self, session_id: str, *, now: dt.datetime, rules: line_switches.Switches
    ) -> list[dict[str, Any]]:
        """Return what the session was not told yet: it is told now.

        :raises SessionGone: if there is no such session.
        """
        self._settle(now=now, rules=rules)
        session = self._session(session_id)
        session.heard_s = time.monotonic()
        told, session.untold = session.untold, []
        return told

    @property
    def sessions(self) -> list[Session]:
        """Return the sessions that somebody listens to."""
        since_s = time.monotonic() - _LIFE_S
        return [one for one in self._sessions.values() if one.heard_s >= since_s]

    def end_sessions(self) -> None:
        """End every session, as when the host starts again."""
        self._sessions.clear()

    # -- what happens

    def keep(
        self, happenings: Iterable[Happening], *, now: dt.datetime, rules: line_switches.Switches
    ) -> None:
        """Take in what will be told, each when its time has come."""
        self._settle(now=now, rules=rules)
        for one in happenings:
            heapq.heappush(self._ahead, (one.visible_at, next(self._places), one))

    def _settle(self, *, now: dt.datetime, rules: line_switches.Switches) -> None:
        """Give each session what it may know by now: called before anything changes who listens."""
        while self._ahead and self._ahead[0][0] <= now:
            _, _, happening = heapq.heappop(self._ahead)
            for session in self.sessions:
                session.untold += _told(session, happening, is_doubled=rules.events_doubled)

    def _session(self, session_id: str) -> Session:
        found = {one.session_id: one for one in self.sessions}.get(session_id)
        if found is None:
            raise SessionGone(session_id)
        return found


def _told(session: Session, happening: Happening, *, is_doubled: bool) -> list[dict[str, Any]]:
    """Return what a session hears of it: nothing without a token for its billing account."""
    payload: Mapping[str, Any] = happening.payload
    for token in session.tokens:
        if token.billing_account == happening.billing_account and token.counts(at=happening.visible_at):
            return [{**payload, "token": token.value}] * (2 if is_doubled else 1)
    return []
