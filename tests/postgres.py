"""A private PostgreSQL from the machine's own binaries, for the tests that need a real one.

In a conftest or a test module:

    @pytest.fixture(scope="session")
    def postgres_server():
        yield from postgres.running()

    def test_claims_on_postgresql(postgres_server):
        url = postgres_server.create_database()
"""

import contextlib
import itertools
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator

import sqlalchemy as sa

from tests import services

_START_S = 60.0
_STOP_S = 40.0
_PAUSE_S = 0.05
_ROLE = "deskbot"
# A test's data may be lost with the machine: no time is spent on the disk.
_SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
)


class DidNotStart(Exception):
    """The server is not up; the message has the end of its log."""


def binaries() -> pathlib.Path | None:
    """Return the folder of the newest server's programs, or None when there is no server."""
    packaged = pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(packaged, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0)
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return pathlib.Path(elsewhere).resolve().parent if elsewhere else None


def running() -> Iterator["PostgresServer"]:
    """Yield a server that runs, and stop it after; skip when the machine has none (fail in CI)."""
    services.require(binaries() is not None, "no PostgreSQL server (Debian: apt-get install postgresql)")
    with PostgresServer() as server:
        yield server


class PostgresServer:
    """A cluster of its own in a temporary folder, on a free port of 127.0.0.1."""

    def __init__(self) -> None:
        found = binaries()
        if found is None:
            raise DidNotStart("no PostgreSQL server on this machine")
        self._programs = found
        self._owner = _owner()
        self._counter = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = pathlib.Path()
        self.port = 0

    def __enter__(self) -> "PostgresServer":
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="deskbot-postgres-"))
        try:
            self._make()
            self.start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, *_about: object) -> None:
        self.stop()
        self._remove()

    def start(self) -> None:
        """Start the server and return once it accepts connections.

        :raises DidNotStart: if it does not within 30 s.
        """
        self.port = self.port or _free_port()
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, "-p", str(self.port), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                **self._owner,
            )
        deadline = time.monotonic() + _START_S
        while not self._answers():
            if time.monotonic() > deadline or not self._goes_on():
                self.stop()
                raise DidNotStart(self._log.read_text(encoding="utf-8", errors="replace")[-2000:])

    def stop(self, *, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server; SIGINT closes connections and files, SIGQUIT is its crash. Data stay."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=_STOP_S)
        self._process = None

    def create_database(self, name: str = "") -> str:
        """Make an empty database and return its SQLAlchemy URL; left out, the name is a new one."""
        name = name or f"deskbot_{next(self._counter)}"
        address = ["--host", "127.0.0.1", "--port", str(self.port), "--username", _ROLE]
        self._run(self._programs / "createdb", *address, name)
        return sa.URL.create(
            "postgresql+psycopg", username=_ROLE, password="", host="127.0.0.1", port=self.port, database=name
        ).render_as_string(hide_password=False)

    @property
    def _data(self) -> pathlib.Path:
        return self._folder / "data"

    @property
    def _log(self) -> pathlib.Path:
        return self._folder / "server.log"

    def _make(self) -> None:
        if self._owner:
            os.chown(self._folder, self._owner["user"], self._owner["group"])
        options = ["--auth", "trust", "--username", _ROLE, "--encoding", "UTF8", "--locale", "C.UTF-8"]
        self._run(self._programs / "initdb", "--pgdata", self._data, "--no-sync", *options)

    def _run(self, *command: str | pathlib.Path) -> None:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, cwd=self._folder, **self._owner
        )
        if done.returncode:
            raise DidNotStart(done.stderr[-2000:])

    def _answers(self) -> bool:
        address = ["--host", "127.0.0.1", "--port", str(self.port), "--quiet"]
        return subprocess.run([self._programs / "pg_isready", *address], timeout=40).returncode == 0

    def _goes_on(self) -> bool:
        """Give the server a moment; whether it still runs then."""
        assert self._process is not None
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_PAUSE_S)
        return self._process.returncode is None

    def _remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _owner() -> dict[str, object]:
    """Return whom to run as, in `subprocess`'s words: initdb and postgres refuse root."""
    if os.geteuid() != 0:
        return {}
    names = {account.pw_name: account for account in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
