"""An integration on a bare socket: it keeps each request as it came, headers in their order."""

import collections.abc
import dataclasses
import json
import socket
import threading
import urllib.parse


@dataclasses.dataclass(frozen=True, kw_only=True)
class Request:
    method: str
    target: str
    version: str
    headers: list[tuple[str, str]]
    body: str

    @property
    def form(self) -> list[tuple[str, str]]:
        return urllib.parse.parse_qsl(self.body, keep_blank_values=True)

    @property
    def json(self) -> dict:
        return json.loads(self.body)


def http_answer(body: str | bytes = b"", *, status: str = "200 OK", **headers: str) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def json_answer(value: object) -> bytes:
    return http_answer(json.dumps(value), Content_Type="application/json")


class RawBot:
    """Answers `answer`, or what `answer(request)` returns; no bytes close the connection."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answer: bytes | collections.abc.Callable[[Request], bytes] = json_answer({})
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def last(self) -> Request:
        return self.requests[-1]

    def close(self) -> None:
        if self._listener.fileno() == -1:
            return
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=40)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            request = _read(stream)
            self.requests.append(request)
            answer = self.answer(request) if callable(self.answer) else self.answer
            try:
                connection.sendall(answer)
            except OSError:
                return


def _read(stream) -> Request:
    method, target, version = stream.readline().decode().split()
    headers = []
    while line := stream.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(": ")
        headers.append((name, value))
    length = int(dict(headers).get("Content-Length", "0"))
    return Request(
        method=method,
        target=target,
        version=version,
        headers=headers,
        body=stream.read(length).decode(),
    )
