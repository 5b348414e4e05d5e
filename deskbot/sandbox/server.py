"""Serve an application on loopback, from a thread."""

import socket
import threading
import time
from typing import Any

import uvicorn

_READY_TIMEOUT_S = 40.0


class Server:
    """A uvicorn server in a thread, on 127.0.0.1; port 0 lets the system choose."""

    def __init__(self, app: Any, *, port: int = 0) -> None:
        # IPPROTO_TCP given: asyncio sets TCP_NODELAY only then (facts/engine.md, section 7).
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True, name="sandbox"
        )

    def start(self) -> "Server":
        """Start serving and return once requests are answered.

        :raises TimeoutError: if the server is not up within 40 s.
        """
        self._thread.start()
        deadline = time.monotonic() + _READY_TIMEOUT_S
        pause = threading.Event()
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the sandbox did not start")
            pause.wait(0.01)
        return self

    def stop(self) -> None:
        """Stop serving and free the port."""
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()
