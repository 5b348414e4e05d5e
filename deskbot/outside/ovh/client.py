"""The phone line at OVHcloud, through the official client (facts/ovh.md, "Client")."""

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

from deskbot.calls import events
from deskbot.desk import interval
from deskbot.line import errors, observed, plan
from deskbot.outside import outage
from deskbot.outside.ovh import wire

log = structlog.get_logger(__name__)

_TIMEOUT_S = (5, 15)
_LONGEST_RECORDING_BYTES = 20_000_000
# Only what may be done twice is tried again at once.
_RETRIES = urllib3.util.Retry(
    total=2,
    backoff_factor=0.3,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("GET", "PUT"),
    respect_retry_after_header=False,
    raise_on_status=False,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Account:
    """How to call the API. `url` overrides the endpoint's address (the sandbox's)."""

    endpoint: str
    url: str | None
    application_key: str
    application_secret: str = dataclasses.field(repr=False)
    consumer_key: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Service:
    """Where a desk is at OVH: its billing account, its number and its voicemail box, as OVH writes them."""

    billing_account: str
    number: str
    voicemail: str


class OvhApi:
    """Signed calls. A client blocks and belongs to one thread; its clock difference is read once."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._local = threading.local()
        # The engine's threads live as long as it does: there are few of them.
        self._sessions: list[requests.Session] = []
        self._outage = outage.Outage("OVH")
        if account.url:
            ovh.client.ENDPOINTS[account.endpoint] = account.url

    def get(self, path: str, parameters: collections.abc.Mapping[str, str] | None = None) -> Any:
        """Return what a GET answers.

        :raises LineUnavailable: try again.
        :raises LineRefused: OVH said no.
        """
        return self._call(lambda client: client.get(path, **(parameters or {})), path=path)

    def put(self, path: str, body: collections.abc.Mapping[str, object]) -> None:
        """Make a PUT; the same errors as `get`."""
        self._call(lambda client: client.put(path, **body), path=path)

    def _call(self, call: collections.abc.Callable[[ovh.Client], Any], *, path: str) -> Any:
        try:
            return self._once(call, path=path)
        except errors.NotThere:
            raise
        except errors.LineRefused:
            # After a step of the clock every signature is wrong: a new client reads the difference again.
            self._drop_client()
            return self._once(call, path=path)

    def _once(self, call: collections.abc.Callable[[ovh.Client], Any], *, path: str) -> Any:
        try:
            answer = call(self._client())
        except (
            ovh.exceptions.HTTPError,
            ovh.exceptions.InvalidResponse,
            ovh.exceptions.NetworkError,
        ) as problem:
            raise self._unavailable(problem, path) from None
        except ovh.exceptions.ResourceNotFoundError:
            self._outage.worked()
            raise errors.NotThere(_masked(path)) from None
        except ovh.exceptions.APIError as problem:
            status = getattr(problem.response, "status_code", None)
            if status is None or status == 429 or status >= 500:
                raise self._unavailable(problem, path) from None
            log.warning(
                "OVH refused a call.", path=_masked(path), error=type(problem).__name__, status=status
            )
            raise errors.LineRefused(type(problem).__name__) from None
        except AttributeError as problem:
            # The client takes the body of an error for an object: something else than OVH answered.
            raise self._unavailable(problem, path) from None
        self._outage.worked()
        return answer

    def _unavailable(self, problem: Exception, path: str) -> errors.LineUnavailable:
        self._outage.failed(what=_masked(path), error=type(problem).__name__)
        return errors.LineUnavailable(type(problem).__name__)

    def close(self) -> None:
        """Let every connection go."""
        for session in list(self._sessions):
            session.close()

    def _drop_client(self) -> None:
        self._local.client._session.close()
        self._local.client = None

    def _client(self) -> ovh.Client:
        client = getattr(self._local, "client", None)
        if client is None:
            client = ovh.Client(
                endpoint=self._account.endpoint,
                application_key=self._account.application_key,
                application_secret=self._account.application_secret,
                consumer_key=self._account.consumer_key,
                timeout=_TIMEOUT_S,
            )
            adapter = requests.adapters.HTTPAdapter(max_retries=_RETRIES)
            client._session.mount("http://", adapter)
            client._session.mount("https://", adapter)
            self._sessions.append(client._session)
            self._local.client = client
        return client


class OvhPhoneLine:
    """Call queues (easyHunting), one for each desk."""

    def __init__(self, api: OvhApi, *, services: collections.abc.Mapping[str, Service]) -> None:
        self._api = api
        self._services = services

    def read(self, desk: str) -> observed.Line:
        """Return the line as it is.

        :raises LineUnavailable: try again.
        :raises LineRefused: OVH said no.
        """
        hunting = self._hunting(desk)
        queue = self._queue(hunting)
        at_queue = f"{hunting}/hunting/queue/{queue}"
        return wire.line_of(
            service=self._api.get(hunting),
            queue=self._api.get(at_queue),
            agents=[
                (
                    self._api.get(f"{hunting}/hunting/agent/{agent}"),
                    self._api.get(f"{at_queue}/agent/{agent}"),
                )
                for agent in self._api.get(f"{at_queue}/agent")
            ],
            live_calls=self._live_calls(at_queue),
        )

    def apply(self, desk: str, write: plan.Write) -> None:
        """Make one write; the same errors as `read`."""
        hunting = self._hunting(desk)
        path, body = wire.write_of(write, hunting=hunting, queue=self._queue(hunting))
        self._api.put(path, body)

    def _live_calls(self, at_queue: str) -> list[Any]:
        found = []
        for call in self._api.get(f"{at_queue}/liveCalls"):
            # It may be over by the time that it is asked about.
            with contextlib.suppress(errors.NotThere):
                found.append(self._api.get(f"{at_queue}/liveCalls/{call}"))
        return found

    def _hunting(self, desk: str) -> str:
        service = self._services[desk]
        return wire.hunting_path(service.billing_account, service.number)

    def _queue(self, hunting: str) -> str:
        queues = self._api.get(f"{hunting}/hunting/queue")
        if not isinstance(queues, list) or not queues:
            raise errors.LineRefused("no queue")
        return str(queues[0])


class OvhCallLog:
    """Call detail records and the voicemail box, for each desk."""

    def __init__(self, api: OvhApi, *, services: collections.abc.Mapping[str, Service]) -> None:
        self._api = api
        self._services = services

    def records(self, desk: str, *, span: interval.Interval) -> tuple[str, ...]:
        """Return the keys of the records of that time, those of the previous month included."""
        service = self._services[desk]
        base = wire.service_path(service.billing_account, service.number)
        asked = {
            "creationDatetime.from": wire.moment_text(span.start),
            "creationDatetime.to": wire.moment_text(span.end),
        }
        found = [str(key) for key in self._api.get(f"{base}/voiceConsumption", asked)]
        if span.start.month != span.end.month:
            # Around the change of month a record is in one list or in the other (facts/ovh.md, "CDR").
            found += [f"previous-{key}" for key in self._api.get(f"{base}/previousVoiceConsumption", asked)]
        return tuple(found)

    def record(self, desk: str, key: str) -> events.CallRecord:
        """Return one record."""
        service = self._services[desk]
        base = wire.service_path(service.billing_account, service.number)
        name = "previousVoiceConsumption" if key.startswith("previous-") else "voiceConsumption"
        return wire.record_of(self._api.get(f"{base}/{name}/{key.removeprefix('previous-')}"))

    def messages(self, desk: str) -> tuple[str, ...]:
        """Return the keys of the messages in the voicemail's inbox."""
        return tuple(str(key) for key in self._api.get(self._voicemail(desk), {"dir": "inbox"}))

    def message(self, desk: str, key: str) -> events.VoicemailMessage:
        """Return one message, without its sound."""
        return wire.message_of(self._api.get(f"{self._voicemail(desk)}/{key}"))

    def download(self, desk: str, key: str) -> bytes:
        """Return a message's sound.

        :raises RecordingNotReady: while OVH prepares it.
        :raises RecordingGone: if there is no such message any more.
        """
        path = f"{self._voicemail(desk)}/{key}"
        if int(key) not in self._api.get(self._voicemail(desk), {"dir": "inbox"}):
            raise errors.RecordingGone
        return _fetch(wire.file_url(self._api.get(f"{path}/download", {"format": "mp3"})))

    def _voicemail(self, desk: str) -> str:
        service = self._services[desk]
        return wire.voicemail_path(service.billing_account, service.voicemail)


def _fetch(url: str) -> bytes:
    # The address is unsigned and expires: it never reaches a log.
    try:
        with requests.get(url, timeout=_TIMEOUT_S, stream=True) as answer:
            if answer.status_code != requests.codes.ok:
                raise errors.LineUnavailable(f"recording {answer.status_code}")
            sound = b"".join(_bounded(answer.iter_content(65_536)))
    except requests.RequestException as problem:
        raise errors.LineUnavailable(type(problem).__name__) from None
    return sound


def _bounded(parts: collections.abc.Iterable[bytes]) -> collections.abc.Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > _LONGEST_RECORDING_BYTES:
            # What is kept still begins like the message; the card tells how long it is.
            return
        yield part


def _masked(path: str) -> str:
    """Return the shape of a path: numbers are in it."""
    return "/".join("*" if any(letter.isdigit() for letter in part) else part for part in path.split("/"))
