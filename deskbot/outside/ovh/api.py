"""Signed calls to OVH, at its pace, through the official client (facts/ovh.md, "Client")."""

import collections.abc
import contextlib
import dataclasses
import threading
from typing import Any

import ovh
import requests
import requests.adapters
import structlog
import urllib3.util

from deskbot.line import errors
from deskbot.outside import outage
from deskbot.outside.ovh import pace

log = structlog.get_logger(__name__)

TIMEOUT_S = (5, 15)
# Only what may be done twice is tried again at once: what is removed twice is removed.
_RETRIES = urllib3.util.Retry(
    total=2,
    backoff_factor=0.3,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("GET", "PUT", "DELETE"),
    respect_retry_after_header=False,
    raise_on_status=False,
)
Body = collections.abc.Mapping[str, object]
_Call = collections.abc.Callable[[ovh.Client], Any]


class AlreadyThere(errors.LineRefused):
    """The operator has such a thing already."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Account:
    """How to call the API. `url` overrides the endpoint's address (the sandbox's)."""

    endpoint: str
    url: str | None
    application_key: str
    application_secret: str = dataclasses.field(repr=False)
    consumer_key: str = dataclasses.field(repr=False)


class OvhApi:
    """Signed calls. A client blocks and belongs to one thread; its clock difference is read once."""

    def __init__(
        self, account: Account, *, calls_per_second: float = 1.0, paced: pace.Pace | None = None
    ) -> None:
        """Call as `account` at that pace; `paced` keeps it instead, on another clock."""
        self._account = account
        self._pace = paced or pace.Pace(calls_per_second=calls_per_second)
        self._local = threading.local()
        # The engine's threads live as long as it does: there are few of them.
        self._sessions: list[requests.Session] = []
        self._outage = outage.Outage("OVH")
        if account.url:
            ovh.client.ENDPOINTS[account.endpoint] = account.url

    @property
    def calls(self) -> int:
        """How many calls were made, by all threads; one that is tried again at once counts once."""
        return self._pace.taken

    @property
    def calls_at_once(self) -> int:
        """How many calls may begin within a second, when none was made for a while."""
        return self._pace.at_once

    @contextlib.contextmanager
    def going_first(self) -> collections.abc.Iterator[None]:
        """Have what this thread calls meanwhile take its places before what other threads call."""
        before, self._local.first = getattr(self._local, "first", False), True
        try:
            yield
        finally:
            self._local.first = before

    def get(
        self,
        path: str,
        parameters: collections.abc.Mapping[str, str] | None = None,
        *,
        is_signed: bool = True,
    ) -> Any:
        """Return what a GET answers.

        :raises LineUnavailable: try again.
        :raises LineRefused: OVH said no.
        :raises NotThere: there is no such thing.
        """
        asked = parameters or {}
        return self._call(lambda client: client.get(path, _need_auth=is_signed, **asked), path=path)

    def put(self, path: str, body: Body) -> None:
        """Make a PUT; the same errors as `get`."""
        self._call(lambda client: client.put(path, **body), path=path)

    def post(self, path: str, body: Body, *, is_signed: bool = True) -> Any:
        """Make a POST, once only, and return its answer; the same errors as `get`.

        :raises AlreadyThere: there is one already.
        """
        return self._call(lambda client: client.post(path, _need_auth=is_signed, **body), path=path)

    def delete(self, path: str) -> None:
        """Make a DELETE; the same errors as `get`."""
        self._call(lambda client: client.delete(path), path=path)

    def _call(self, call: _Call, *, path: str) -> Any:
        try:
            return self._once(call, path=path)
        except (errors.NotThere, AlreadyThere):
            raise
        except errors.LineRefused:
            # After a step of the clock every signature is wrong: a new client reads the difference again.
            self._drop_client()
            return self._once(call, path=path)

    def _once(self, call: _Call, *, path: str) -> Any:
        client = self._client()
        self._wait()
        try:
            answer = call(client)
        except (
            ovh.exceptions.HTTPError,
            ovh.exceptions.InvalidResponse,
            ovh.exceptions.NetworkError,
        ) as problem:
            raise self._unavailable(problem, path) from None
        except ovh.exceptions.APIError as problem:
            raise self._refusal(problem, path) from None
        except AttributeError as problem:
            # The client takes the body of an error for an object: something else than OVH answered.
            raise self._unavailable(problem, path) from None
        self._outage.worked()
        return answer

    def _refusal(self, problem: ovh.exceptions.APIError, path: str) -> Exception:
        status = getattr(problem.response, "status_code", None)
        if status is None or status == requests.codes.too_many_requests or status >= 500:
            return self._unavailable(problem, path)
        self._outage.worked()
        if isinstance(problem, ovh.exceptions.ResourceNotFoundError):
            return errors.NotThere(masked(path))
        if isinstance(problem, ovh.exceptions.ResourceConflictError):
            return AlreadyThere(masked(path))
        log.warning("OVH refused a call.", path=masked(path), error=type(problem).__name__, status=status)
        return errors.LineRefused(type(problem).__name__)

    def _unavailable(self, problem: Exception, path: str) -> errors.LineUnavailable:
        self._outage.failed(what=masked(path), error=type(problem).__name__)
        return errors.LineUnavailable(type(problem).__name__)

    def close(self) -> None:
        """Let every connection go."""
        for session in list(self._sessions):
            session.close()

    def _drop_client(self) -> None:
        session = self._local.client._session
        session.close()
        self._sessions.remove(session)
        self._local.client = None

    def _client(self) -> ovh.Client:
        client = getattr(self._local, "client", None)
        if client is None:
            client = ovh.Client(
                endpoint=self._account.endpoint,
                application_key=self._account.application_key,
                application_secret=self._account.application_secret,
                consumer_key=self._account.consumer_key,
                timeout=TIMEOUT_S,
            )
            adapter = requests.adapters.HTTPAdapter(max_retries=_RETRIES)
            client._session.mount("http://", adapter)
            client._session.mount("https://", adapter)
            self._sessions.append(client._session)
            self._local.client = client
            # It asks for the server's time before its first signed call.
            self._wait()
        return client

    def _wait(self) -> None:
        self._pace.wait(first=getattr(self._local, "first", False))


def masked(path: str) -> str:
    """Return the shape of a path: numbers are in it."""
    bare = path.partition("?")[0]
    return "/".join("*" if any(letter.isdigit() for letter in part) else part for part in bare.split("/"))
