"""mattermostdriver with connections that are reused, a timeout, and our two kinds of error."""

import collections.abc
import logging
import threading
import time
import urllib.parse
import weakref
from typing import Any

import mattermostdriver
import requests
import structlog
from mattermostdriver import client as driver_client
from mattermostdriver import exceptions

from deskbot.chat import errors
from deskbot.outside import outage
from deskbot.outside.mattermost import allowance as allowance_module

log = structlog.get_logger(__name__)

_TIMEOUT_S = 10
# A step tries three times within 30 s; what takes longer is a row that is due later (design, section 2).
_LONGEST_WAIT_S = 8.0
_STATUS_ERRORS = {
    400: exceptions.InvalidOrMissingParameters,
    401: exceptions.NoAccessTokenProvided,
    403: exceptions.NotEnoughPermissions,
    404: exceptions.ResourceNotFound,
    405: exceptions.MethodNotAllowed,
    413: exceptions.ContentTooLarge,
    501: exceptions.FeatureDisabled,
}
# What answers a list of objects; every other call of ours is answered with one object.
_LISTS = ("/users",)


class TooManyCalls(requests.RequestException):
    """The chat bears no call now, and says when it will."""


class _Kept:
    """A session that ends with the thread that uses it."""

    def __init__(self) -> None:
        self.session = requests.Session()

    def __del__(self) -> None:
        self.session.close()


class _Client(driver_client.Client):  # type: ignore[misc]  # the library has no types
    """The driver's client on one `requests.Session` a thread (facts/engine.md, section 7)."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        self.allowance = allowance_module.Allowance()
        self.is_awaited = False
        self._local = threading.local()
        self._sessions: weakref.WeakSet[_Kept] = weakref.WeakSet()

    def close(self) -> None:
        """Let every connection go."""
        for kept in list(self._sessions):
            kept.session.close()

    def make_request(  # type: ignore[no-untyped-def]  # the library's own signature
        self, method, endpoint, options=None, params=None, data=None, files=None, basepath=None
    ):
        """Make a request as the library does, on a connection that is kept."""
        kept = getattr(self._local, "kept", None)
        if kept is None:
            kept = self._local.kept = _Kept()
            self._sessions.add(kept)
        answer = self._in_turn(
            lambda: kept.session.request(
                method,
                self.url + endpoint,
                headers=self.auth_header(),
                json=None if files or method.lower() == "get" else (options or {}),
                params=params or {},
                data=data or None,
                files=files,
                timeout=self.request_timeout,
            )
        )
        if answer.status_code in _STATUS_ERRORS:
            raise _STATUS_ERRORS[answer.status_code](answer.status_code)
        answer.raise_for_status()
        _check_kind(answer.json(), is_list=method.lower() == "get" and endpoint in _LISTS)
        return answer

    def _in_turn(self, ask: collections.abc.Callable[[], requests.Response]) -> requests.Response:
        """Return what `ask` answers, asked when the chat's rate limit lets it be."""
        wait_s = self.allowance.begun(time.monotonic(), most_s=_LONGEST_WAIT_S, is_awaited=self.is_awaited)
        if wait_s is None:
            raise TooManyCalls
        if wait_s > 0:
            threading.Event().wait(wait_s)
        try:
            answer = ask()
        except requests.RequestException:
            self.allowance.lost()
            raise
        if answer.status_code == requests.codes.too_many_requests:
            self.allowance.refused(answer.headers, time.monotonic())
            raise TooManyCalls
        self.allowance.answered(answer.headers, time.monotonic())
        return answer

    def get(self, endpoint, options=None, params=None):  # type: ignore[no-untyped-def]  # the library's own signature
        """Return what a GET answers; the library hands out what a proxy says unread."""
        answer = self.make_request("get", endpoint, options=options, params=params)  # type: ignore[no-untyped-call]
        return answer.json()


def _check_kind(answer: object, *, is_list: bool) -> None:
    rows = answer if is_list and isinstance(answer, list) else [answer]
    if isinstance(answer, list) is not is_list or not all(isinstance(row, dict) for row in rows):
        raise ValueError("the chat answers something else than it should")


def driver(
    url: str,
    *,
    token: str,
    allowance: allowance_module.Allowance | None = None,
    is_awaited: bool = False,
) -> mattermostdriver.Driver:
    """Return a driver for the server at `url`, as the bot of `token`; nothing is sent yet.

    `is_awaited`: a person waits for what it asks, which goes before what else uses `allowance`.
    """
    logging.getLogger("mattermostdriver").setLevel(logging.CRITICAL)  # it logs whole answers
    parts = urllib.parse.urlsplit(url)
    made = mattermostdriver.Driver(
        {
            "scheme": parts.scheme,
            "url": parts.hostname or "",
            "port": parts.port or (443 if parts.scheme == "https" else 80),
            "basepath": parts.path.rstrip("/") + "/api/v4",
            "token": token,
            "request_timeout": _TIMEOUT_S,
        },
        client_cls=_Client,
    )
    made.client.token = token
    made.client.allowance = allowance or made.client.allowance
    made.client.is_awaited = is_awaited
    return made


class Asker:
    """Makes the driver's calls, and tells our errors from theirs."""

    def __init__(self) -> None:
        self._outage = outage.Outage("The chat")
        self._is_limited = False

    def ask(self, call: collections.abc.Callable[[], Any], *, what: str) -> Any:
        """Return what `call` returns; `what` names it in the log.

        :raises ChatUnavailable: try again.
        :raises ChatRefused: the chat said no.
        """
        try:
            answer = call()
        except tuple(_STATUS_ERRORS.values()) as problem:
            self._outage.worked()
            log.warning("The chat refused a call.", what=what, error=type(problem).__name__)
            raise errors.ChatRefused(f"{what} {type(problem).__name__}") from None
        except TooManyCalls:
            if not self._is_limited:
                log.warning("The chat asks for fewer calls.", what=what)
            self._is_limited = True
            raise errors.ChatUnavailable(f"{what} TooManyCalls") from None
        except (requests.RequestException, ValueError, KeyError) as problem:
            self._outage.failed(what=what, error=type(problem).__name__)
            raise errors.ChatUnavailable(f"{what} {type(problem).__name__}") from None
        self._outage.worked()
        self._is_limited = False
        return answer
