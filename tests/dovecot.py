"""A private Dovecot from the machine's own programs, for the tests that need a real mailbox.

In a conftest or a test module:

    @pytest.fixture
    def dovecot_server():
        yield from dovecot.running()

    def test_reads_mails(dovecot_server):
        dovecot_server.deliver(mail, at=received)
        client = ... dovecot_server.port, dovecot.USER, dovecot.PASSWORD
"""

import contextlib
import datetime as dt
import grp
import imaplib
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

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests import services

USER = "standard"
PASSWORD = "sésame-ouvre-toi"

_START_S = 60.0
_STOP_S = 40.0
_PAUSE_S = 0.05
_DAY = dt.timedelta(days=1)


class DidNotStart(Exception):
    """The server is not up; the message has the end of its log."""


def program() -> str | None:
    """Return the server's program of the version that it is configured for here, None without one."""
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None or not pathlib.Path("/usr/lib/dovecot/imap").exists():
        return None
    said = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=40).stdout
    return found if said.startswith("2.3.") else None


def running(**about: object) -> Iterator["DovecotServer"]:
    """Yield a server that runs, and stop it after; skip when the machine has none (fail in CI)."""
    services.require(program() is not None, "no Dovecot 2.3 (Debian 12: apt-get install dovecot-imapd)")
    with DovecotServer(**about) as server:  # type: ignore[arg-type]  # the same arguments
        yield server


class DovecotServer:
    """A server of its own in a temporary folder, on free ports of 127.0.0.1; one user, one Maildir."""

    def __init__(self, *, capabilities: str = "", password: str = PASSWORD) -> None:
        """Prepare it; `capabilities` are those it admits to once somebody is in, all it has unless told."""
        self._capabilities = capabilities
        self.password = password
        self._owner = _owner()
        self._counter = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = pathlib.Path()
        self.port = self.tls_port = 0

    def __enter__(self) -> "DovecotServer":
        # Not pytest's folder: whoever the server runs as must come in.
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="deskbot-dovecot-"))
        try:
            self._make()
            self.start()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        return self

    def __exit__(self, *_about: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def maildir(self) -> pathlib.Path:
        """The Maildir of the user's INBOX."""
        return self._folder / "mail" / USER

    @property
    def certificate(self) -> pathlib.Path:
        """The certificate of "localhost", which vouches for itself."""
        return self._folder / "certificate.pem"

    @property
    def log(self) -> str:
        """What the server wrote down."""
        return (self._folder / "dovecot.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start the server and return once it greets.

        :raises DidNotStart: if it does not within 30 s.
        """
        self._process = subprocess.Popen(
            [program() or "dovecot", "-F", "-c", self._folder / "dovecot.conf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            start_new_session=True,
            **self._owner,
        )
        deadline = time.monotonic() + _START_S
        while not self._greets():
            if time.monotonic() > deadline or self._process.poll() is not None:
                self.stop()
                raise DidNotStart(self.log[-2000:])

    def stop(self) -> None:
        """Stop the server, and every connection with it; mails stay."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=_STOP_S)
        # Whoever still serves a connection goes too.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process = None

    def deliver(self, raw: bytes, *, at: dt.datetime, folder: str = "") -> None:
        """Put a mail in the INBOX (or a folder), received at `at`."""
        place = self.maildir / (f".{folder}" if folder else "")
        name = f"{at.timestamp():.0f}.{next(self._counter)}.test"
        (place / "tmp" / name).write_bytes(raw)
        os.utime(place / "tmp" / name, (at.timestamp(), at.timestamp()))
        os.rename(place / "tmp" / name, place / "new" / name)

    def mails(self, folder: str = "INBOX") -> dict[str, set[str]]:
        """Return the subject of each mail of a folder with its flags, as somebody else who reads there."""
        with self.somebody() as connection:
            connection.select(folder, readonly=True)
            _, listed = connection.search(None, "ALL")
            found = {}
            for number in listed[0].split():
                _, lines = connection.fetch(number.decode(), "(FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
                # What another reader flagged meanwhile is told beside what was asked for, as bytes alone.
                ((head, said),) = [one for one in lines if isinstance(one, tuple)]
                subject = said.decode().removeprefix("Subject: ").strip()
                found[subject] = {one.decode() for one in imaplib.ParseFlags(head)}
            return found

    @contextlib.contextmanager
    def somebody(self) -> Iterator[imaplib.IMAP4]:
        """Yield the connection of somebody else who reads the same mails."""
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=40)
        connection.authenticate("PLAIN", lambda _: f"\0{USER}\0{self.password}".encode())
        try:
            yield connection
        finally:
            connection.logout()

    def _make(self) -> None:
        self.port, self.tls_port = _free_port(), _free_port()
        for name in ("run", "state", "mail", "home"):
            (self._folder / name).mkdir()
        for part in ("cur", "new", "tmp"):
            (self.maildir / part).mkdir(parents=True)
        _certify(self._folder)
        (self._folder / "passwords").write_text(f"{USER}:{{PLAIN}}{self.password}\n", encoding="utf-8")
        (self._folder / "dovecot.conf").write_text(self._configuration(), encoding="utf-8")
        for path in (self._folder, *self._folder.rglob("*")):
            os.chown(path, self._owner.get("user", -1), self._owner.get("group", -1))

    def _configuration(self) -> str:
        user = pwd.getpwuid(self._owner.get("user", os.geteuid()))
        here = self._folder
        return f"""
            base_dir = {here}/run
            state_dir = {here}/state
            log_path = {here}/dovecot.log
            protocols = imap
            listen = 127.0.0.1
            default_internal_user = {user.pw_name}
            default_login_user = {user.pw_name}
            default_internal_group = {grp.getgrgid(user.pw_gid).gr_name}
            first_valid_uid = 1
            ssl = yes
            ssl_cert = <{self.certificate}
            ssl_key = <{here}/key.pem
            disable_plaintext_auth = no
            auth_verbose = no
            auth_failure_delay = 0
            mail_location = maildir:{here}/mail/%u
            imap_capability = {self._capabilities}
            passdb {{
              driver = passwd-file
              args = scheme=PLAIN {here}/passwords
            }}
            userdb {{
              driver = static
              args = uid={user.pw_uid} gid={user.pw_gid} home={here}/home/%u
            }}
            service imap-login {{
              chroot =
              inet_listener imap {{
                port = {self.port}
              }}
              inet_listener imaps {{
                port = {self.tls_port}
                ssl = yes
              }}
            }}
            service anvil {{
              chroot =
            }}
            service stats {{
              chroot =
            }}
        """

    def _greets(self) -> bool:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), timeout=_START_S) as probe,
        ):
            return probe.recv(10).startswith(b"* OK")
        with contextlib.suppress(subprocess.TimeoutExpired):
            assert self._process is not None
            self._process.wait(timeout=_PAUSE_S)
        return False


def _owner() -> dict[str, int]:
    """Return whom to run as, in `subprocess`'s words: mails are nothing that root reads."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}  # type: ignore[dict-item]


def _certify(folder: pathlib.Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.fromtimestamp(time.time(), dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + _DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
