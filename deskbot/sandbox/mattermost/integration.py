"""Requests to integrations, byte for byte as the server's Go client writes them.

Headers and their order come from `tests/samples/mattermost`; redirects and limits from facts/mattermost.md,
section 1.
"""

import dataclasses
import gzip
import http.client
import ipaddress
import socket
import time
import urllib.parse
import zlib

USER_AGENT = "Mattermost-Bot/1.1"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

_MAX_BODY_BYTES = 1024 * 1024
_MAX_REDIRECTS = 10
_CHUNK_BYTES = 65_536
_TO_GET = (301, 302, 303)
_KEEP_METHOD = (307, 308)


class IntegrationUnreachable(Exception):
    """The integration gave no usable HTTP answer."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Request:
    """What is sent to an integration."""

    url: str
    method: str = "POST"
    body: bytes = b""
    content_type: str = ""
    authorization: str = ""

    def header_lines(self) -> list[tuple[str, str]]:
        """Return the headers in the order of the recordings."""
        lines = [("Host", urllib.parse.urlsplit(self.url).netloc), ("User-Agent", USER_AGENT)]
        if self.method != "GET":
            lines.append(("Content-Length", str(len(self.body))))
        lines.append(("Accept", JSON))
        if self.authorization:
            lines.append(("Authorization", self.authorization))
        if self.content_type:
            lines.append(("Content-Type", self.content_type))
        return [*lines, ("Accept-Encoding", "gzip")]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """What an integration answered; the body is cut at 1 MiB as the server does."""

    status: int
    content_type: str
    body: bytes


def send(request: Request, *, timeout_s: float, forbid_internal: bool = False) -> Answer:
    """Send `request`, follow its redirects and return the last answer.

    :raises IntegrationUnreachable: if there is none within `timeout_s`, or the address is forbidden.
    """
    deadline = time.monotonic() + timeout_s
    for _ in range(_MAX_REDIRECTS):
        if forbid_internal:
            _refuse_internal(request.url)
        try:
            answer, location = _exchange(request, deadline=deadline)
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise IntegrationUnreachable(type(error).__name__) from error
        if answer.status not in _TO_GET + _KEEP_METHOD:
            return answer
        if not location:
            raise IntegrationUnreachable("redirect without a location")
        request = _redirected(request, status=answer.status, location=location)
    raise IntegrationUnreachable("too many redirects")


def _redirected(request: Request, *, status: int, location: str) -> Request:
    url = urllib.parse.urljoin(request.url, location)
    if status in _KEEP_METHOD:
        return dataclasses.replace(request, url=url)
    return dataclasses.replace(request, url=url, method="GET", body=b"", content_type="")


def _exchange(request: Request, *, deadline: float) -> tuple[Answer, str]:
    parts = urllib.parse.urlsplit(request.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise IntegrationUnreachable("not an http address")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=_left_s(deadline))
    try:
        connection.connect()
        _write(connection, request)
        return _read(connection, deadline=deadline)
    finally:
        connection.close()


def _write(connection: http.client.HTTPConnection, request: Request) -> None:
    parts = urllib.parse.urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.putrequest(request.method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in request.header_lines():
        connection.putheader(name, value)
    connection.endheaders(request.body or None)


def _read(connection: http.client.HTTPConnection, *, deadline: float) -> tuple[Answer, str]:
    sock: socket.socket = connection.sock
    sock.settimeout(_left_s(deadline))
    response = connection.getresponse()
    try:
        body = bytearray()
        while len(body) < _MAX_BODY_BYTES:
            # One read at a time: the 30 s are for the whole answer, not between two bytes.
            sock.settimeout(_left_s(deadline))
            chunk = response.read1(_CHUNK_BYTES)
            if not chunk:
                break
            body += chunk
        whole = bytes(body[:_MAX_BODY_BYTES])
        if response.getheader("Content-Encoding", "").lower() == "gzip":
            whole = gzip.decompress(whole)[:_MAX_BODY_BYTES]
        answer = Answer(
            status=response.status, content_type=response.getheader("Content-Type", ""), body=whole
        )
        return answer, response.getheader("Location", "")
    finally:
        response.close()


def _left_s(deadline: float) -> float:
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        raise TimeoutError
    return left_s


def _refuse_internal(url: str) -> None:
    host = urllib.parse.urlsplit(url).hostname or ""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError as error:
        raise IntegrationUnreachable("unknown host") from error
    if any(ipaddress.ip_address(item[4][0]).is_private for item in found):
        raise IntegrationUnreachable("address forbidden")
